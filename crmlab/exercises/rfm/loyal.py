"""Whether customers who buy often are loyal: an open question."""

from crmlab.language import to_say

REREAD = to_say("lesson 07, “Doubt it”")
HINTS = (
    "What brings somebody back again and again, though he does not like it there? What does no log see?",
    "To know what a letter does, you need customers of the same kind who get none. Who chooses them?",
    "Name one thing that the log shows, one that it does not, and a group chosen at random to compare.",
)
