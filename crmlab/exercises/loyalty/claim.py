"""A report that takes members for loyal, a count for a loss, a warning for a cause, a past for a future."""

from crmlab.language import to_say

REREAD = to_say(
    "lesson 13, “Members were more content before”, “Why they left, and what it cost”, “A warning is not a "
    "cause” and “Whom to call first”"
)
HINTS = (
    "Take the report sentence by sentence. Which number was counted, and which sentence says more than it?",
    "Ask of each comparison: were the two groups alike before? Ask of each count: how much margin is it? "
    "Ask of each warning: how many false alarms come with it, and does it say why somebody leaves?",
    "For each error write what is wrong, and what you would compute or ask in its place.",
)
