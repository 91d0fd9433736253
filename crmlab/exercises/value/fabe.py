"""Which part of a FABE argument a sentence is."""

from crmlab.exercises.concepts import concept_check
from crmlab.language import to_say

REREAD = to_say("the reader of lesson 04, “FABE: the leather sofa”")
HINTS = (
    "Read each sentence and ask: does it speak of the thing, of what the thing does, or of this customer?",
    "Who could check it, and how? A sentence by which the customer can find out for himself is evidence.",
    "A fact, what the fact does for anybody, what this customer has of it, and how he can test it: two of "
    "your eight sentences belong to each.",
)

parts = concept_check("you tell feature, advantage, benefit and evidence apart", "value-fabe")
