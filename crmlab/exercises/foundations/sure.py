"""How sure the cost of a sale is, when the success rate was counted in a trial."""

from typing import Annotated

import numpy as np

from crmlab.declared.quantities import Cost, Count, Share, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.language import to_say

REREAD = to_say("lesson 01, “Two statistics that are one” and “Doubt it”")
HINTS = (
    "How far may the success rate of the trial be from the true one? The text says how to compute it.",
    "This gives two success rates, one below and one above. What does a sale cost at each? "
    "Mind which of them makes it cheap.",
    "Put low, high and sale_margin in order. If sale_margin lies between the two, what do you know?",
)


def how_sure(
    cost_per_contact: Annotated[Cost, typical(20, 80, 5)],
    success_rate: Annotated[Share, typical(0.15, 0.4)],
    tried: Annotated[Count, typical(100, 400, 100)],
    sale_margin: Annotated[Cost, typical(60, 400)],
) -> dict[str, float | str]:
    """Return the cost of a sale at both ends of the interval of the rate, and what it says of the margin."""
    low, high = _costs(cost_per_contact, success_rate, 2 * _error(success_rate, tried))
    return {
        "low": low,
        "high": high,
        "verdict": "pays" if high < sale_margin else "loses" if low > sale_margin else "open",
    }


def _error(rate, tried):
    return float(np.sqrt(rate * (1 - rate) / tried))


def _costs(cost, rate, wide):
    return [cost / (rate + wide), cost / (rate - wide)]


def _ends(ends):
    """Return the answer with other numbers at both ends."""
    return part(
        low=lambda cost_per_contact, success_rate, tried: ends(cost_per_contact, success_rate, tried)[0],
        high=lambda cost_per_contact, success_rate, tried: ends(cost_per_contact, success_rate, tried)[1],
    )


def _wide(width):
    """Return the answer with an interval of another width, a formula of rate and number."""
    return _ends(lambda cost, rate, tried: _costs(cost, rate, width(rate, tried)))


def _at_both(value):
    """Return the answer with another formula of cost and rate, at the higher and at the lower rate."""
    return _ends(
        lambda cost, rate, tried: [
            value(cost, rate + 2 * _error(rate, tried)),
            value(cost, rate - 2 * _error(rate, tried)),
        ]
    )


verdict = AnswerCheck(
    "you say what the trial tells, and what it leaves open",
    how_sure,
    between=(20, 2000),
    apart=lambda **own: (own["sale_margin"], how_sure(**own)["low"], how_sure(**own)["high"]),
    decides={"verdict": to_say("low and high with sale_margin")},
    words={"verdict": {"pays": (), "loses": (), "open": ()}},
    mistakes={
        "rates_for_costs": Mistake(
            "You give the two success rates. Asked is what a sale costs at each.",
            [
                _at_both(lambda cost, rate: rate),
                _ends(
                    lambda cost, rate, tried: [rate - 2 * _error(rate, tried), rate + 2 * _error(rate, tried)]
                ),
            ],
        ),
        "one_error": Mistake("You go one error below and above. The task goes two.", _wide(_error)),
        "more_errors": Mistake(
            "You go more than two errors below and above. The task goes two.",
            [_wide(lambda rate, tried, n=n: n * _error(rate, tried)) for n in (3, 4)],
        ),
        "failures_not_in_the_error": Mistake(
            "Below your root there is no factor 1 − success_rate, in brackets: "
            "the error is √(success_rate · (1 − success_rate) / tried).",
            [
                _wide(lambda rate, tried: 2 * np.sqrt(rate / tried)),
                _wide(lambda rate, tried: 2 * np.sqrt(rate * 1 - rate / tried)),
            ],
        ),
        "as_in_the_tables": Mistake(
            "You go 1.96 errors below and above. The task goes 2.",
            _wide(lambda rate, tried: 1.96 * _error(rate, tried)),
        ),
        "root_forgotten": Mistake(
            "The root is missing: the error is the square root of success_rate · (1 − success_rate) / tried. "
            "As a power it needs brackets: ** (1 / 2).",
            [
                _wide(lambda rate, tried: 2 * rate * (1 - rate) / tried),
                _wide(lambda rate, tried: rate * (1 - rate) / tried),
            ],
        ),
        "number_tried_forgotten": Mistake(
            "You leave out how many contacts were tried. The more there are, the smaller is the error.",
            [
                _wide(lambda rate, tried: 2 * np.sqrt(rate * (1 - rate))),
                _wide(lambda rate, tried: 0.05 * rate),
                _wide(lambda rate, tried: 0.05),
            ],
            "“in 95 of 100 trials” is read as 5 % up and down",
        ),
        "number_outside_of_the_root": Mistake(
            "You divide by the number tried outside of the root. It stands inside.",
            _wide(lambda rate, tried: 2 * np.sqrt(rate * (1 - rate)) / tried),
        ),
        "no_interval": Mistake(
            "Your low and high are the same cost. The success rate may be lower or higher than counted.",
            [
                _wide(lambda rate, tried: 0),
                lambda right: right | {"low": right["high"]},
                lambda right: right | {"high": right["low"]},
            ],
        ),
        "one_end_as_counted": Mistake(
            "One of your two costs is that at the success rate as it was counted. "
            "Go two errors below it for the one, and two above it for the other.",
            [
                part(low=lambda cost_per_contact, success_rate: cost_per_contact / success_rate),
                part(high=lambda cost_per_contact, success_rate: cost_per_contact / success_rate),
            ],
        ),
        "error_of_the_cost": Mistake(
            "You move the cost of a sale by the error. It is an error of the success rate: "
            "move the rate, and compute the cost at both ends.",
            [
                _ends(
                    lambda cost, rate, tried: [
                        cost / rate - 2 * _error(rate, tried),
                        cost / rate + 2 * _error(rate, tried),
                    ]
                ),
                _ends(
                    lambda cost, rate, tried: [
                        cost / rate * (1 - 2 * _error(rate, tried)),
                        cost / rate * (1 + 2 * _error(rate, tried)),
                    ]
                ),
            ],
        ),
        "rate_multiplied": Mistake(
            "You multiply by the success rate. Contacts that fail cost, too: divide by it.",
            [
                _at_both(lambda cost, rate: cost * rate),
                _ends(
                    lambda cost, rate, tried: [
                        cost * (rate - 2 * _error(rate, tried)),
                        cost * (rate + 2 * _error(rate, tried)),
                    ]
                ),
            ],
        ),
        "contacts_for_cost": Mistake(
            "You give how many contacts a sale takes. Each of them costs cost_per_contact: multiply.",
            _at_both(lambda cost, rate: 1 / rate),
        ),
        "gain_for_cost": Mistake(
            "You give what is left of a sale. Under low and high stands what a sale costs.",
            [
                part(
                    low=lambda right, sale_margin: sale_margin - right["low"],
                    high=lambda right, sale_margin: sale_margin - right["high"],
                ),
                part(
                    low=lambda right, sale_margin: sale_margin - right["high"],
                    high=lambda right, sale_margin: sale_margin - right["low"],
                ),
            ],
        ),
    },
)
