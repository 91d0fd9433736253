"""What is lost with a customer who leaves, and what is spent or paid already."""

from crmlab.exercises.concepts import concept_check
from crmlab.language import to_say

REREAD = to_say("lesson 05, “Doubt it”")
HINTS = (
    "Ask of each item: does the firm have less tomorrow because he leaves today?",
    "What is paid or spent does not change. Lost is what would still have come.",
    "Think of two firms, one whose customer stays and one whose customer leaves: which items differ, and in "
    "which of them is the second firm worse off?",
)

lost = concept_check("you tell what is lost from what is already spent or paid", "clv-lost")
