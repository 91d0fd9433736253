"""Which remedy closes which gap."""

from crmlab.exercises.concepts import concept_check
from crmlab.exercises.declaring import Mistake, part
from crmlab.language import to_say

REREAD = to_say("lesson 10, “Where inside the firm it is lost”")
HINTS = (
    "Ask of each remedy: who does something else afterwards, and between which two levels does he stand?",
    "Gap 1 is what managers know, gap 2 what is written down, gap 3 what is done, gap 4 what is said.",
    "So ask of a remedy: does it change what is known, written, done or said? Gap 5 follows from those.",
)

_ONE_TOO_LOW = ("counter", "two-hours", "scanner", "proof", "after-delivery")

remedies = concept_check(
    "each gap gets the remedy that closes it",
    "service-gap-remedies",
    mistakes={
        "gaps_counted_from_zero": Mistake(
            "Your gaps are counted from 0, so that each is one too low. In a loop, begin at 1.",
            part(**{item: f"gap_{number}" for number, item in enumerate(_ONE_TOO_LOW)}),
            "enumerate counts from 0",
        ),
    },
)
