"""Which passenger brings most: ¥ an hour, the waiting counted."""

from typing import Annotated, Any

import numpy as np

from crmlab.declared.quantities import Quantity
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import AnswerCheck, FunctionCheck, Mistake
from crmlab.exercises.value._numbers import LongFare, LongMinutes, ShortFare, ShortMinutes
from crmlab.exercises.value._riding import MISTAKES, formulas_of, yuan_per_hour
from crmlab.language import to_say

REREAD = to_say("lesson 04, “Which passenger”")
EXAMPLE = {
    "chance": 0.25,
    "long_fare": 90,
    "short_fare": 18,
    "waiting": 10,
    "long_minutes": 40,
    "short_minutes": 12,
}
HINTS = {
    "": (
        "Think of 100 such passengers. How many of them go far? "
        "What do all of them pay, and how long do all take?",
        "Expected fare: chance · long_fare + (1 − chance) · short_fare. "
        "The minutes of the ride are expected in the "
        "same way; the waiting comes with every passenger.",
        "Divide the expected fare by all expected minutes, and multiply by 60. Divide once, at the end.",
    ),
    "choice": (
        "Your function of this task gives the ¥ an hour of one passenger. Call it three times.",
        "The numbers of chances and waits stand in the order medicine, basin, laptop.",
        "The fare of a ride does not say how long it takes. Compare the three amounts an hour.",
    ),
}


hour = FunctionCheck(
    "yuan_per_hour divides the expected fare by all the expected time",
    yuan_per_hour,
    cases=[
        {**EXAMPLE, "chance": 0.0},
        {**EXAMPLE, "chance": 1.0},
    ],
    between=(10, 200),
    also_right=[
        lambda chance, long_fare, short_fare, waiting, long_minutes, short_minutes: (
            (chance * long_fare + (1 - chance) * short_fare)
            / ((chance * (waiting + long_minutes) + (1 - chance) * (waiting + short_minutes)) / 60)
        )
    ],
    mistakes=MISTAKES,
)

PASSENGERS = ("medicine", "basin", "laptop")
THREE = (3, 3)
Chances = Annotated[
    list[float], Quantity("share", 0, 1, typical=(0.1, 0.9), step=0.05, format=".1%", series=THREE)
]
Waits = Annotated[list[float], Quantity("minutes", 0, typical=(5, 30), step=1, format=",.0f", series=THREE)]


def _of_all(chances, waits, rides) -> list[float]:
    return [yuan_per_hour(chance, waiting=wait, **rides) for chance, wait in zip(chances, waits, strict=True)]


def taken(
    chances: Chances,
    waits: Waits,
    long_fare: LongFare,
    short_fare: ShortFare,
    long_minutes: LongMinutes,
    short_minutes: ShortMinutes,
) -> dict[str, Any]:
    """Return the ¥ an hour of three passengers, and whom to take."""
    rides = {
        "long_fare": long_fare,
        "short_fare": short_fare,
        "long_minutes": long_minutes,
        "short_minutes": short_minutes,
    }
    earned = _of_all(chances, waits, rides)
    best = int(np.argmax(earned))
    if best == int(np.argmax(chances)) or len({*chances}) < len(PASSENGERS):
        raise BadValueError("another passenger must be more likely to go far.")
    if np.argmin(chances) != np.argmin(waits):  # else the shortest wait is nearly always the best
        raise BadValueError("who comes first must be the one who is least likely to go far.")
    return dict(zip(PASSENGERS, earned, strict=True)) | {"take": PASSENGERS[best]}


def _all_by(formula):
    """Return the answer in which each amount is computed by another formula."""

    def wrong(right, chances, waits, **rides):
        pairs = zip(PASSENGERS, chances, waits, strict=True)
        return right | {name: formula(chance=c, waiting=w, **rides) for name, c, w in pairs}

    return wrong


best = AnswerCheck(
    "you take the passenger who brings most in an hour",
    taken,
    between=(10, 200),
    apart=lambda **own: [amount / 20 for name, amount in taken(**own).items() if name != "take"],
    decides={"take": to_say("the three amounts an hour")},
    words={"take": dict.fromkeys(PASSENGERS, ())},
    mistakes={
        "most_likely_to_go_far": Mistake(
            "The passenger whom you take is most likely to go far. The waiting counts, too: "
            "compare ¥ an hour.",
            lambda right, chances: right | {"take": PASSENGERS[int(np.argmax(chances))]},
            "the long fare is what drivers talk about",
        ),
        **{
            name: Mistake(mistake.sentence, [*map(_all_by, formulas_of(mistake))], mistake.seen_in)
            for name, mistake in MISTAKES.items()
        },
    },
)
