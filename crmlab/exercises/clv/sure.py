"""How sure a value is whose retention was counted in a sample."""

from typing import Annotated

import numpy as np

from crmlab.declared.quantities import Cost, Count, Rate, Share, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.language import to_say

REREAD = to_say("lesson 05, “Which input matters most?”")
HINTS = (
    "How far may the counted retention be from the true one? The text says how to compute it.",
    "This gives two retentions, one below and one above the counted one. What is a customer worth at each?",
    "Put the two values and the acquisition cost in order. If the cost lies between them, what do you know?",
)


def how_sure(
    margin: Annotated[Cost, typical(60, 160)],
    retention: Annotated[Share, typical(0.65, 0.9)],
    counted: Annotated[Count, typical(100, 400, 100)],
    rate: Annotated[Rate, typical(0.05, 0.15)],
    acquisition_cost: Annotated[Cost, typical(150, 500)],
) -> dict[str, float | str]:
    """Return the values at both ends of the interval of the retention, and what they say of the cost."""
    low, high = _ends(margin, retention, rate, 2 * _error(retention, counted))
    verdict = "pays" if low > acquisition_cost else "loses" if high < acquisition_cost else "open"
    return {"low": low, "high": high, "verdict": verdict}


def _error(retention, counted):
    return np.sqrt(retention * (1 - retention) / counted)


def _ends(margin, retention, rate, wide):
    return [_endless(margin, end, rate) for end in (retention - wide, retention + wide)]


def _endless(margin, retention, rate):
    return float(margin * retention / (1 + rate - retention))  # also where a wrong interval goes beyond 1


def _wide(width):
    """Return the answer with an interval of another width, a formula of the inputs."""
    return _values(
        lambda margin, retention, counted, rate: _ends(margin, retention, rate, width(retention, counted))
    )


def _values(ends):
    """Return the answer with other values at both ends."""
    return part(
        low=lambda margin, retention, counted, rate: ends(margin, retention, counted, rate)[0],
        high=lambda margin, retention, counted, rate: ends(margin, retention, counted, rate)[1],
    )


def _retentions(margin, retention, counted, rate):
    wide = 2 * _error(retention, counted)
    return retention - wide, retention + wide


def _of(value):
    """Return the answer with another formula of the value, at the right two retentions."""
    return _values(
        lambda margin, retention, counted, rate: [
            value(margin, end, rate) for end in _retentions(margin, retention, counted, rate)
        ]
    )


verdict = AnswerCheck(
    "you say what the sample tells, and what it leaves open",
    how_sure,
    between=(60, 4000),
    apart=lambda **own: (own["acquisition_cost"], how_sure(**own)["low"], how_sure(**own)["high"]),
    decides={"verdict": to_say("low and high with acquisition_cost")},
    words={"verdict": {"pays": (), "loses": (), "open": ()}},
    mistakes={
        "ends_of_the_retention": Mistake(
            "You give the two retentions. Put each into the value of a customer.",
            _values(_retentions),
        ),
        "one_error": Mistake(
            "You go one error below and above. The task goes two.",
            _wide(_error),
        ),
        "as_in_the_tables": Mistake(
            "You go 1.96 errors below and above. The task goes 2.",
            _wide(lambda retention, counted: 1.96 * _error(retention, counted)),
        ),
        "root_forgotten": Mistake(
            "The root is missing: the error is the square root of retention · (1 − retention) / counted.",
            _wide(lambda retention, counted: 2 * retention * (1 - retention) / counted),
        ),
        "number_counted_forgotten": Mistake(
            "You leave out how many were counted. The more there are, the smaller is the error.",
            _wide(lambda retention, counted: 2 * np.sqrt(retention * (1 - retention))),
        ),
        "root_of_the_share_alone": Mistake(
            "You divide by the number counted outside of the root. It stands inside.",
            _wide(lambda retention, counted: 2 * np.sqrt(retention * (1 - retention)) / counted),
        ),
        "no_interval": Mistake(
            "Your low and high are the same value. The retention may be lower or higher than counted.",
            _wide(lambda retention, counted: 0),
        ),
        "first_margin_certain": Mistake(
            "In your formula the first margin is certain after a year. It comes only from those who stay.",
            _of(lambda margin, retention, rate: margin / (1 + rate - retention)),
        ),
        "first_margin_now": Mistake(
            "In your formula the first margin comes now. It comes after a year, from those who stay.",
            _of(lambda margin, retention, rate: margin * (1 + rate) / (1 + rate - retention)),
        ),
        "ends_not_discounted": Mistake(
            "You do not discount: rate belongs into the denominator.",
            _of(lambda margin, retention, rate: margin * retention / (1 - retention)),
        ),
        "cost_taken_off": Mistake(
            "You take the acquisition cost off. Give the two values before it, and compare them with it.",
            part(
                low=lambda right, acquisition_cost: right["low"] - acquisition_cost,
                high=lambda right, acquisition_cost: right["high"] - acquisition_cost,
            ),
        ),
    },
)
