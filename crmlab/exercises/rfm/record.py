"""Which of five kinds of information each note about a customer belongs to."""

from crmlab.exercises.concepts import concept_check
from crmlab.language import to_say

REREAD = to_say("the reader of lesson 07, “Five kinds of information”")
HINTS = (
    "Ask of each note: does it say who they are, where they are going, who a person is, how they want to "
    "be served, or what has happened between you?",
    "Of the seven notes one is basic, one personal, one logistics; two are business, and two the record.",
    "A claim or a letter is the record: it happened between you. How they wish to be served: logistics.",
)

kinds = concept_check("you tell the five kinds of information apart", "rfm-five-kinds")
