"""Why somebody has left, by what he says."""

from crmlab.exercises.concepts import concept_check
from crmlab.language import to_say

REREAD = to_say("lesson 13, “Why they left, and what it cost”, and its reader, “Nine causes”")
HINTS = (
    "Ask of each: what would the customer have to see removed in order to stay?",
    "A lower price month for month is a price, a single gift for coming a promotion. If the thing itself "
    "fails, it is the product; if how it is brought or how people are treated, the service; if how the firm "
    "is run, the management.",
    "It is the need if nobody could sell him such a thing any more, technology if there is a newer way of "
    "doing the same. What is none of the eight is others.",
)

causes = concept_check(
    "you know the cause behind each sentence",
    "loyalty-causes",
    *("gift", "film", "five-managers", "rude", "leaks", "cousin"),
)
