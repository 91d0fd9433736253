"""The memo to whoever leads the firm next; a person reads it."""

from crmlab.language import to_say

REREAD = to_say("the memos of lessons 06, 08 and 12")
HINTS = (
    "Say first what you would decide, then why; a busy person may read no further.",
    "Every number with its base: a share of what, money of which time, worth on which day.",
    "One page: decision, three reasons with numbers, what you would measure next, what could prove you "
    "wrong.",
)
