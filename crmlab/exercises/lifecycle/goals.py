"""Which goal of a stage a measure serves."""

from crmlab.exercises.concepts import concept_check

REREAD = "lesson 03, “The path: four stages”"
HINTS = (
    "Ask of each customer first: still in doubt, growing, at the height, or in danger?",
    "In doubt: shorten. Decided and growing: speed. At the height: lengthen. In danger: prevent.",
    "Look for the word that tells the stage: a trial, a growing order, a plan for years, a complaint.",
)

sorted = concept_check("you tell which goal of a stage a measure serves", "lifecycle-goals")
