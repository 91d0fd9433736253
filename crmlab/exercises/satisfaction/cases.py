"""What the customer has in the end, and how it came about: good or bad."""

from crmlab.exercises.concepts import concept_check
from crmlab.exercises.declaring import Mistake
from crmlab.language import to_say

REREAD = to_say("the reader of lesson 11, “The engineer and the hotel manager”")
HINTS = (
    "Ask of each item: is it about what the customer has in the end, or about how it came about?",
    "Would it be told in the same way if all people had been kind? Then it is the outcome.",
    "Then say whether it is good or bad for the customer. In each of the two stories one part is good and "
    "the other bad.",
)

_OTHER_PART = {
    "good-outcome": "good-process",
    "bad-outcome": "bad-process",
    "good-process": "good-outcome",
    "bad-process": "bad-outcome",
}
_OPPOSITE = {
    "good-outcome": "bad-outcome",
    "bad-outcome": "good-outcome",
    "good-process": "bad-process",
    "bad-process": "good-process",
}


def _with(words):
    return lambda right: {key: words[word] for key, word in right.items()}


sorted = concept_check(
    "you tell outcome and process apart, good and bad",
    "satisfaction-cases",
    mistakes={
        "parts_exchanged": Mistake(
            "You exchanged outcome and process everywhere. "
            "The outcome is what the customer has in the end, the process how it came about.",
            _with(_OTHER_PART),
            "how somebody was treated is taken for what came of it",
        ),
        "good_and_bad_exchanged": Mistake(
            "You exchanged good and bad everywhere. Say how it was for the customer.",
            _with(_OPPOSITE),
        ),
    },
)
