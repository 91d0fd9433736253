"""How sure a choice is that hangs on a chance which was counted in a sample."""

from typing import Annotated, Any

import numpy as np

from crmlab.declared.quantities import Cost, Count, Share, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.value._numbers import LongFare, LongMinutes, ShortFare, ShortMinutes, Waiting
from crmlab.exercises.value._riding import MISTAKES, formulas_of, yuan_per_hour
from crmlab.language import to_say

REREAD = to_say("lesson 04, “Which passenger” and “Doubt it”")
HINTS = (
    "How far may the counted share be from the true one? The text says how to compute it.",
    "This gives two chances, one below and one above the counted one. What is an hour worth at each of them?",
    "Put low, high and other_hour in order. If other_hour lies between them, what do you know?",
)


def how_sure(
    far: Annotated[Share, typical(0.3, 0.7)],
    counted: Annotated[Count, typical(40, 160, 20)],
    long_fare: LongFare,
    short_fare: ShortFare,
    waiting: Waiting,
    long_minutes: LongMinutes,
    short_minutes: ShortMinutes,
    other_hour: Annotated[Cost, typical(45, 90, 1)],
) -> dict[str, Any]:
    """Return the ¥ an hour at both ends of the chance, and what they say against the other passenger."""
    rides = (long_fare, short_fare, waiting, long_minutes, short_minutes)
    low, high = _ends(far, 2 * _error(far, counted), rides)
    verdict = "laptop" if low > other_hour else "other" if high < other_hour else "open"
    return {"low": low, "high": high, "verdict": verdict}


def _error(far, counted):
    return float(np.sqrt(far * (1 - far) / counted))


def _ends(far, wide, rides):
    return [yuan_per_hour(end, *rides) for end in (far - wide, far + wide)]


RIDES = ("long_fare", "short_fare", "waiting", "long_minutes", "short_minutes")


def _wide(width):
    """Return the answer with an interval of another width, a formula of the counted share."""

    def ends(far, counted, own):
        return _ends(far, width(far, counted), [own[name] for name in RIDES])

    return _values(ends)


def _values(ends):
    """Return the answer with other numbers at both ends."""
    return part(
        low=lambda far, counted, **own: ends(far, counted, own)[0],
        high=lambda far, counted, **own: ends(far, counted, own)[1],
    )


def _chances(far, counted, own):
    return far - 2 * _error(far, counted), far + 2 * _error(far, counted)


def _around_the_hour(far, counted, own):
    middle, wide = _ends(far, 0, [own[name] for name in RIDES])[0], 2 * _error(far, counted)
    return middle * (1 - wide), middle * (1 + wide)


def _less_or_more(far, counted, own):
    middle, wide = _ends(far, 0, [own[name] for name in RIDES])[0], 2 * _error(far, counted)
    return middle - wide, middle + wide


def _at_rounded_chances(decimals):
    def ends(far, counted, own):
        rides = [own[name] for name in RIDES]
        return [yuan_per_hour(round(end, decimals), *rides) for end in _chances(far, counted, own)]

    return ends


def _by(formula):
    """Return the answer in which an hour is computed by another formula, at the right two chances."""

    def ends(far, counted, own):
        rides = {name: own[name] for name in RIDES}
        return [formula(chance=end, **rides) for end in _chances(far, counted, own)]

    return _values(ends)


verdict = AnswerCheck(
    "you say what the count tells, and what it leaves open",
    how_sure,
    between=(15, 130),
    apart=lambda **own: (own["other_hour"], *(how_sure(**own)[end] for end in ("low", "high"))),
    decides={"verdict": to_say("low and high with other_hour")},
    words={"verdict": {"laptop": (), "other": (), "open": ()}},
    mistakes={
        "ends_of_the_chance": Mistake(
            "You give the two chances. Put each into your function: what is an hour worth then?",
            _values(_chances),
        ),
        "one_error": Mistake("You go one error below and above. The task goes two.", _wide(_error)),
        "as_in_the_tables": Mistake(
            "You go 1.96 errors below and above. The task goes 2.",
            _wide(lambda far, counted: 1.96 * _error(far, counted)),
        ),
        "root_forgotten": Mistake(
            "The root is missing: the error is the square root of far · (1 − far) / counted. In Python, "
            "brackets go round the power: ** (1 / 2).",
            [
                _wide(lambda far, counted: 2 * far * (1 - far) / counted),
                _wide(lambda far, counted: far * (1 - far) / counted),  # ** 1 / 2 halves, without a root
            ],
        ),
        "root_of_the_share_alone": Mistake(
            "You divide by the number counted outside of the root. It stands inside.",
            _wide(lambda far, counted: 2 * np.sqrt(far * (1 - far)) / counted),
        ),
        "no_interval": Mistake(
            "Your low and high are both what an hour is worth at the counted share. "
            "The true one may be lower or higher.",
            _wide(lambda far, counted: 0),
        ),
        "error_of_the_hour": Mistake(
            "You widen the ¥ an hour by twice the error. The error is one of the chance: change the chance, "
            "and compute anew.",
            [_values(_around_the_hour), _values(_less_or_more)],
        ),
        "number_counted_forgotten": Mistake(
            "You leave out how many were counted. The more there are, the smaller is the error.",
            _wide(lambda far, counted: 2 * np.sqrt(far * (1 - far))),
        ),
        "another_error": Mistake(
            "Your two chances are not two errors away from far. One error is √(far · (1 − far) / counted), "
            "a part of 1 as far is: subtract it twice, and add it twice.",
            [
                _wide(lambda far, counted: 2 * far * _error(far, counted)),
                _wide(lambda far, counted: 2 * np.sqrt((1 - far) / counted)),  # counted · far went far
                _wide(lambda far, counted: 0.02),
                _wide(lambda far, counted: 0.05 * far),
                _wide(lambda far, counted: 0.05),
                _wide(lambda far, counted: 1 / np.sqrt(counted)),
                _wide(lambda far, counted: 2 / np.sqrt(counted)),
            ],
            "lesson 03 has the rule of thumb 1 / √n",
        ),
        "chances_rounded": Mistake(
            "You round the two chances before you use them. Round nothing on the way.",
            [_values(_at_rounded_chances(2)), _values(_at_rounded_chances(1))],
        ),
        "other_taken_off": Mistake(
            "You take other_hour off. Give the two amounts as they are, and compare them with it.",
            part(
                low=lambda right, other_hour: right["low"] - other_hour,
                high=lambda right, other_hour: right["high"] - other_hour,
            ),
        ),
        **{name: Mistake(one.sentence, [*map(_by, formulas_of(one))]) for name, one in MISTAKES.items()},
    },
)
