"""Which passenger brings most: ¥ an hour, the waiting counted."""

import math
from typing import Annotated, Any

import numpy as np

from crmlab.declared.quantities import Quantity
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import AnswerCheck, FunctionCheck, Mistake, given
from crmlab.exercises.mistakes import called
from crmlab.exercises.value._numbers import (
    Chance,
    LongFare,
    LongMinutes,
    PerHour,
    ShortFare,
    ShortMinutes,
    Waiting,
)
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


def yuan_per_hour(
    chance: Chance,
    long_fare: LongFare,
    short_fare: ShortFare,
    waiting: Waiting,
    long_minutes: LongMinutes,
    short_minutes: ShortMinutes,
) -> PerHour:
    """Return expected fare by expected time, in ¥ an hour."""
    fare = chance * long_fare + (1 - chance) * short_fare
    return 60 * fare / (waiting + chance * long_minutes + (1 - chance) * short_minutes)


def _fare(chance, long_fare, short_fare):
    return chance * long_fare + (1 - chance) * short_fare


def _ride(chance, long_minutes, short_minutes):
    return chance * long_minutes + (1 - chance) * short_minutes


def _fare_of(chance, long_fare, short_fare, **_):
    return _fare(chance, long_fare, short_fare)


def _ride_of(chance, long_minutes, short_minutes, **_):
    return _ride(chance, long_minutes, short_minutes)


def _less_the_waiting(waiting, **one):
    minutes = _ride_of(**one) - waiting
    return 60 * _fare_of(**one) / minutes if minutes else math.inf


def _mean_of_ratios(chance, long_fare, short_fare, waiting, long_minutes, short_minutes):
    far, near = long_fare / (waiting + long_minutes), short_fare / (waiting + short_minutes)
    return 60 * (chance * far + (1 - chance) * near)


def _short_ride_for_certain(chance, long_fare, short_fare, waiting, long_minutes, short_minutes):
    return 60 * (chance * long_fare + short_fare) / (waiting + chance * long_minutes + short_minutes)


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
    mistakes={
        "mean_of_ratios": Mistake(
            "You divide each ride by its own time, and put the results together. "
            "Long rides fill more of the time: "
            "divide the expected fare by the expected time, once.",
            [
                _mean_of_ratios,
                lambda **one: _mean_of_ratios(**one) / 60,
                lambda waiting, **one: _mean_of_ratios(waiting=0, **one),
                lambda chance, **one: 2 * _mean_of_ratios(chance=0.5, **one),
            ],
            "a mean of ratios is easily taken for the ratio of sums",
        ),
        "waiting_left_out": Mistake(
            "You leave the waiting out. The driver spends it with every passenger: add it to the time.",
            [given(waiting=0), lambda waiting, **one: yuan_per_hour(waiting=0, **one) / 60],
            "only the ride is seen as work",
        ),
        "a_minute": Mistake(
            "You give ¥ a minute. Asked is ¥ an hour: multiply by 60.",
            lambda right: right / 60,
        ),
        "fare_of_a_ride": Mistake(
            "You give the expected fare. A ride takes time: divide by the expected time in hours.",
            lambda chance, long_fare, short_fare: _fare(chance, long_fare, short_fare),
            "the fare is what is counted in the evening",
        ),
        "long_ride_for_certain": Mistake(
            "You take the long ride as certain. It comes only with the chance; else it is a short one.",
            given(chance=1),
            "what is likely is taken for certain",
        ),
        "chance_not_applied": Mistake(
            "You weigh both rides the same. The long one counts with chance, the short one with 1 − chance.",
            given(chance=0.5),
        ),
        "both_rides_added": Mistake(
            "You add both rides as if each passenger took both. Weigh them with chance and 1 − chance.",
            lambda long_fare, short_fare, waiting, long_minutes, short_minutes: (
                60 * (long_fare + short_fare) / (waiting + long_minutes + short_minutes)
            ),
        ),
        "short_ride_for_certain": Mistake(
            "Your short ride comes with every passenger. It comes only if the long one does not: 1 − chance.",
            _short_ride_for_certain,
        ),
        "short_ride_forgotten": Mistake(
            "You leave the short ride out. Where the passenger does not go far, it brings something, too.",
            [
                given(short_fare=0),
                given(short_fare=0, short_minutes=0),
                given(short_fare=0, short_minutes=lambda long_minutes: long_minutes),
                lambda chance, long_fare: chance * long_fare,
            ],
        ),
        "fare_expected_but_not_time": Mistake(
            "Your fare is an expected one, but your time is that of one ride. Weigh the minutes, too.",
            [
                given(short_minutes=lambda long_minutes: long_minutes),
                given(long_minutes=lambda short_minutes: short_minutes),
            ],
        ),
        "time_not_weighed": Mistake(
            "You add the minutes of both rides. Weigh them with chance and 1 − chance, as you do with the "
            "fares.",
            lambda chance, long_fare, short_fare, waiting, long_minutes, short_minutes: (
                60 * _fare(chance, long_fare, short_fare) / (waiting + long_minutes + short_minutes)
            ),
        ),
        "time_half_and_half": Mistake(
            "You take the plain mean of the two times. Weigh them with chance and 1 − chance, as the fares.",
            lambda chance, long_fare, short_fare, waiting, long_minutes, short_minutes: (
                60 * _fare(chance, long_fare, short_fare) / (waiting + (long_minutes + short_minutes) / 2)
            ),
        ),
        "waiting_weighed": Mistake(
            "Your waiting counts for the long ride only. The driver waits before the short one, too.",
            given(
                waiting=lambda chance, waiting: chance * waiting,
            ),
        ),
        "waiting_counted_twice": Mistake(
            "You count the waiting twice. The driver waits once for each passenger.",
            given(waiting=lambda waiting: 2 * waiting),
        ),
        "waiting_taken_off": Mistake(
            "You take the waiting off. It is time that the driver spends: add it.",
            [
                _less_the_waiting,
                lambda waiting, **one: yuan_per_hour(waiting=0, **one) - waiting,
            ],
        ),
        "brackets_missing": Mistake(
            "Brackets are missing: / divides only what stands next to it. Put brackets round both sums.",
            [
                lambda waiting, **one: 60 * _fare_of(**one) / waiting + _ride_of(**one),
                lambda waiting, **one: _fare_of(**one) / waiting + _ride_of(**one),
                lambda right, chance, long_fare, short_fare, **_: (
                    chance * long_fare
                    + right * (1 - chance) * short_fare / _fare(chance, long_fare, short_fare)
                ),
            ],
        ),
        "chance_of_the_short_ride": Mistake(
            "You take chance for the short ride. It is the probability of the long one.",
            given(chance=lambda chance: 1 - chance),
        ),
        "minutes_exchanged": Mistake(
            "You weigh the minutes the other way round: long_minutes counts with chance.",
            given(
                long_minutes=lambda short_minutes: short_minutes,
                short_minutes=lambda long_minutes: long_minutes,
            ),
        ),
        "fare_by_no_time": Mistake(
            "You multiply the expected fare by 60 and divide it by no minutes. Divide by the expected ones.",
            lambda **one: 60 * _fare_of(**one),
        ),
        "minutes_for_an_hour": Mistake(
            "You divide ¥ a minute by 60. An hour has 60 minutes, so it brings 60 times as much: multiply.",
            lambda right: right / 3600,
        ),
        "multiplied_by_the_time": Mistake(
            "You multiply the fare by the time. For ¥ an hour, divide by it.",
            lambda chance, long_fare, short_fare, waiting, long_minutes, short_minutes: (
                _fare(chance, long_fare, short_fare)
                * (waiting + _ride(chance, long_minutes, short_minutes))
                / 60
            ),
        ),
    },
)

RIDE = ("chance", "long_fare", "short_fare", "waiting", "long_minutes", "short_minutes")
PASSENGERS = ("medicine", "basin", "laptop")
THREE = (3, 3)
Chances = Annotated[
    list[float], Quantity("share", 0, 1, typical=(0.1, 0.9), step=0.05, format=".1%", series=THREE)
]
Waits = Annotated[list[float], Quantity("minutes", 0, typical=(3, 35), step=1, format=",.0f", series=THREE)]


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
    return dict(zip(PASSENGERS, earned, strict=True)) | {"take": PASSENGERS[best]}


def _all_by(formula):
    """Return the answer in which each amount is computed by another formula."""

    def wrong(right, chances, waits, **rides):
        pairs = zip(PASSENGERS, chances, waits, strict=True)
        return right | {name: formula(chance=c, waiting=w, **rides) for name, c, w in pairs}

    return wrong


def formulas_of(mistake: Mistake) -> list:
    """Return the wrong formulas of the function, to be called with all its arguments."""
    some = mistake.wrong if isinstance(mistake.wrong, list) else [mistake.wrong]
    return [_called_with_all(formula) for formula in some]


def _called_with_all(formula):
    if isinstance(formula, given):
        return formula.of(yuan_per_hour)
    return lambda **one: called(formula, one | {"right": yuan_per_hour(**one)}, RIDE)


best = AnswerCheck(
    "you take the passenger who brings most in an hour",
    taken,
    between=(10, 200),
    apart=lambda **own: [amount / 20 for name, amount in taken(**own).items() if name != "take"],
    decides={"take": to_say("the three amounts an hour")},
    words={"take": dict.fromkeys(PASSENGERS, ())},
    mistakes={
        "most_likely_to_go_far": Mistake(
            "You take the passenger who is most likely to go far. The waiting counts, too: "
            "compare ¥ an hour.",
            lambda right, chances: right | {"take": PASSENGERS[int(np.argmax(chances))]},
            "the long fare is what drivers talk about",
        ),
        **{
            name: Mistake(mistake.sentence, [*map(_all_by, formulas_of(mistake))], mistake.seen_in)
            for name, mistake in hour.mistakes.items()
        },
    },
)
