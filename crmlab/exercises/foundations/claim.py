"""A claim without a source: what would support it, and what else may be behind it."""

from crmlab.language import to_say

REREAD = to_say("lesson 01, “Doubt it”")
HINTS = (
    "60 % more than what? Write down what you would have to be told before you can check it at all.",
    "Firms that earn much can afford much. "
    "And what might make a firm both earn well and care for its customers?",
    "What would you have to compare, with whom, and over which time, so that only the cause is different?",
)
