"""Whether a smaller gap shows that training works: an open question."""

from crmlab.language import to_say

REREAD = to_say("lesson 10, “Doubt it”")
HINTS = (
    "A gap has two ends: which of them may have moved? And did the same people answer?",
    "Training helps staff to keep a standard. Which of the five gaps is that? Is it the largest here?",
    "Name the gap that training closes, the gap that the figures show, and what you would measure again.",
)
