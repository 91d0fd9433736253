"""What is lost with a customer who leaves, and what is spent or paid already."""

from crmlab.exercises.concepts import concept_check

REREAD = "lesson 05, “Doubt it”"
HINTS = (
    "Ask of each item: does the firm have less tomorrow if he leaves today?",
    "What is paid or spent does not change. Lost is what would still have come, less its cost.",
    "Three of the five are kept: what is spent, what is in the till, and what need not be bought.",
)

lost = concept_check("you tell what is lost from what is already spent or paid", "clv-lost")
