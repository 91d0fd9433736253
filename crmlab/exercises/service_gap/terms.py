"""Which remedy closes which gap."""

from typing import Any

from crmlab.exercises.concepts import concept_check
from crmlab.exercises.declaring import Mistake, part

REREAD = "lesson 10, “Where inside the firm it is lost”"
HINTS = (
    "Ask of each remedy: who does something else afterwards, and between which two levels does he stand?",
    "Gap 1 is what managers know, gap 2 what is written down, gap 3 what is done, gap 4 what is said.",
    "So ask of a remedy: does it change what is known, written, done or said? Gap 5 follows from those.",
)

_WORDS = {f"gap_{number}" for number in (1, 2, 3, 4, 5)}


def _has_another_word(answer: Any) -> bool:
    words = [word for word in dict(answer).values() if isinstance(word, str)]
    return any(word.strip().lower() not in _WORDS for word in words)


remedies = concept_check(
    "each gap gets the remedy that closes it",
    "service-gap-remedies",
    mistakes={
        "a_word_that_is_no_gap": Mistake(
            "One of your words is none of gap_1 to gap_5. Write it just so; "
            "in a loop, let the number begin at 1.",
            part(counter="gap_0"),
            shows_in=_has_another_word,
        ),
    },
)
