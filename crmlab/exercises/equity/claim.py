"""What a report on the worth of a customer base gets wrong: an open question."""

from crmlab.language import to_say

REREAD = to_say("lesson 06, “The whole base”, “Where the next yuan goes” and “Doubt it”")
HINTS = (
    "Take the sentences of the report one by one. Which number does each use, and for whom does it hold?",
    "Are all customers alike? Is some money counted in two places? And is what a base is worth money that "
    "the firm has?",
    "Say of each error which way it moves the number, or why the advice does not follow, and what to compute "
    "in its place.",
)
