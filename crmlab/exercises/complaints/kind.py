"""Whether what came was bad, or how it came."""

from crmlab.exercises.concepts import concept_check
from crmlab.exercises.declaring import Mistake
from crmlab.language import to_say

REREAD = to_say("the reader of lesson 12, “What lies behind a complaint”")
HINTS = (
    "Ask of each case: is what the customer got wrong, or the way in which he got it?",
    "What would set it right: money and a new product, or an apology and time?",
    "Think the way away: is something still missing? Then the outcome failed, alone or together with it.",
)

_OPPOSITE = {"outcome": "process", "process": "outcome", "both": "both"}

sorted = concept_check(
    "you tell a bad outcome from a bad process",
    "complaints-outcome-process",
    mistakes={
        "what_was_in_order": Mistake(
            "You exchanged outcome and process everywhere. Name what fell short, not what was in order.",
            lambda right: {key: _OPPOSITE[word] for key, word in right.items()},
        ),
    },
)
