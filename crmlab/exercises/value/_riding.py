"""What a driver takes in an hour with passengers of a kind, and how that is computed wrongly."""

import math
from collections.abc import Callable

from crmlab.exercises.declaring import Mistake, given
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

RIDE = ("chance", "long_fare", "short_fare", "waiting", "long_minutes", "short_minutes")


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


MISTAKES = {
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
        [
            _short_ride_for_certain,
            lambda chance, long_fare, short_fare, waiting, **one: (
                60 * (short_fare + chance * long_fare) / (waiting + _ride_of(chance, **one))
            ),
        ],
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
        "You add the minutes of both rides. Weigh them with chance and 1 − chance, as you do with the fares.",
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
    "way_back_doubled": Mistake(
        "You double the minutes of the rides. The empty way back is in them already.",
        given(
            long_minutes=lambda long_minutes: 2 * long_minutes,
            short_minutes=lambda short_minutes: 2 * short_minutes,
        ),
        "a part of the time is easily counted once more",
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
                chance * long_fare + right * (1 - chance) * short_fare / _fare(chance, long_fare, short_fare)
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
            _fare(chance, long_fare, short_fare) * (waiting + _ride(chance, long_minutes, short_minutes)) / 60
        ),
    ),
}


def formulas_of(mistake: Mistake) -> list[Callable[..., float]]:
    """Return the wrong formulas of the function, to be called with all its arguments."""
    some = mistake.wrong if isinstance(mistake.wrong, list) else [mistake.wrong]
    return [_called_with_all(formula) for formula in some]


def _called_with_all(formula):
    if isinstance(formula, given):
        return formula.of(yuan_per_hour)
    return lambda **one: called(formula, one | {"right": yuan_per_hour(**one)}, RIDE)
