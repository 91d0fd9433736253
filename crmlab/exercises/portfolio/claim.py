"""A report on the portfolio, of which some sentences do not follow from its numbers."""

from crmlab.language import to_say

REREAD = to_say("lesson 08, “How much is 80/20”, “Four cells, four sets of names” and “What dropping saves”")
HINTS = (
    "Take the report sentence by sentence. Which number was counted, and which sentence says more than it?",
    "Ask of each list: sorted by what? Ask of each cost: who stops paying it, and when? And ask of each "
    "name: who uses it, and for whom?",
    "For each error write what is wrong, and what you would compute or ask in its place.",
)
