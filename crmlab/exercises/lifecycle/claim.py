"""An open question: a colleague's limit of what winning a customer may cost; the teacher grades it."""

from crmlab.language import to_say

REREAD = to_say("lesson 03, “Who is missing?” and “Doubt it”")
HINTS = (
    "Whose contracts are in the list, and whose are not?",
    "Is every year of a customer worth the same? Does every customer leave with the same chance?",
    "For each doubt say which way it moves the number, and how you would find out with the contracts.",
)
