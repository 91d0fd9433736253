"""What customers expect, on four levels."""

from crmlab.exercises.concepts import concept_check
from crmlab.language import to_say

REREAD = to_say("lesson 09, “Four levels of expectation”")
HINTS = (
    "Ask of each: what would these customers do today if it were missing?",
    "Without a basic need the thing itself is not done. A missing want annoys, a missing desire hardly.",
    "The unexpected is missed by nobody: they have never thought of it. Ask for whom, and ask for today.",
)

levels = concept_check(
    "each gets its level, for these customers, today",
    "retention-levels",
    *("vase", "lift", "last-time", "translator", "chocolate", "water"),
)
