"""What a director's note on value leaves out: an open question."""

from crmlab.language import to_say

REREAD = to_say("lesson 04, “Difference or ratio” and “What an improvement may cost”")
HINTS = (
    "Whose value does the note speak of in each of its sentences: that of the firm, or that of the customer?",
    "Work out 120 − 100 and 24 − 18. Who is better off with 24 for 18, and who with 120 for 100?",
    "For the last sentence: which numbers must you know before you can say whether an improvement pays?",
)
