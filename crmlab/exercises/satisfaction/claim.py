"""Reasons to doubt that an index and fewer complaints say who stays, and a way to find out."""

from crmlab.language import to_say

REREAD = to_say("lesson 11, “Doubt it”")
HINTS = (
    "What does an index of 85 count: people, or how high their answers are on average?",
    "Who complains, and who does not? Who answers a questionnaire, and who does not?",
    "Which two things would you have to know of the same customer, and when, to say that the one leads to "
    "the other?",
)
