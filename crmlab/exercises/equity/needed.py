"""The question turned round: which first renewal pays back what winning a subscriber costs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import numpy as np

from crmlab.declared.quantities import Cost, Share, typical
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.equity._data import FirstMargin, Interest, LaterMargin, Rising, Size
from crmlab.language import to_say

REREAD = to_say("lesson 06, “A cohort year by year”")
HINTS = (
    "Write down what one subscriber is worth, year by year. In how many of the years does the first renewal "
    "stand as a factor?",
    "Year 1 has no renewal in it. All later years have the first one: take it out, and a sum of known "
    "numbers is left.",
    "first_margin + needed · (that sum) = acquisition_cost. Solve for needed. Test it with cohort_worth of "
    "task 1, with size 1: the acquisition cost must come out.",
)

LaterRates = Annotated[
    list[float], Rising("share", 0, 1, typical=(0.62, 0.88), step=0.01, format=".0%", series=(2, 2))
]
First = Annotated[Share, typical(0.4, 0.8)]
CostOfWinning = Annotated[Cost, typical(40, 110, 1)]


def _later_years(later_margin: float, retention: Sequence[float], rate: float, first: int = 1) -> float:
    """Return what the years after the first are worth to a subscriber who has made his first renewal."""
    left = np.cumprod([1.0, *retention])
    return float(later_margin * np.sum(left / (1 + rate) ** np.arange(first, first + len(left), dtype=float)))


def needed_renewal(
    size: Size,
    acquisition_cost: CostOfWinning,
    first_margin: FirstMargin,
    later_margin: LaterMargin,
    first_renewal: First,
    retention: LaterRates,
    rate: Interest,
) -> dict[str, float | bool]:
    """Return the first renewal at which a subscriber pays back his cost, and whether today's is higher."""
    needed = (acquisition_cost - first_margin) / _later_years(later_margin, retention, rate)
    if needed > 0.9:
        raise BadValueError("hardly any subscribers could pay back their cost.")
    return {"needed": needed, "win": first_renewal > needed}


def _needed(formula):
    return part(needed=formula)


def _if_worth(later_years):
    """Return what is needed if the later years of who renews are worth another sum."""
    return _needed(
        lambda acquisition_cost, first_margin, later_margin, retention, rate: (
            (acquisition_cost - first_margin) / float(later_years(later_margin, retention, rate))
        )
    )


renewal = AnswerCheck(
    "from this first renewal on a subscriber is worth what winning him costs",
    needed_renewal,
    tolerance=0.0005,
    between=(0.1, 0.9),
    apart=lambda **own: (needed_renewal(**own)["needed"], own["first_renewal"]),
    decides={"win": to_say("the first renewal of today with needed")},
    mistakes={
        "first_margin_forgotten": Mistake(
            "You leave first_margin out. It pays back a part of the cost before anybody has to renew.",
            _needed(
                lambda acquisition_cost, later_margin, retention, rate: (
                    acquisition_cost / _later_years(later_margin, retention, rate)
                )
            ),
        ),
        "first_margin_at_risk": Mistake(
            "You let only those who renew bring first_margin. In year 1 nobody has had to renew: it is "
            "certain.",
            _needed(
                lambda acquisition_cost, first_margin, later_margin, retention, rate: (
                    acquisition_cost / (first_margin + _later_years(later_margin, retention, rate))
                )
            ),
            "retention applied to the first year",
        ),
        "first_margin_added": Mistake(
            "You add first_margin to the cost. It pays a part of it back: subtract it.",
            _needed(
                lambda acquisition_cost, first_margin, later_margin, retention, rate: (
                    (acquisition_cost + first_margin) / _later_years(later_margin, retention, rate)
                )
            ),
        ),
        "needed_not_discounted": Mistake(
            "You do not discount. Later margins are worth less, so more must renew.",
            _if_worth(lambda margin, retention, rate: _later_years(margin, retention, 0)),
        ),
        "year_2_not_discounted": Mistake(
            "You let year 2 count in full. It comes in one year: its exponent is 1.",
            _if_worth(lambda margin, retention, rate: _later_years(margin, retention, rate, 0)),
        ),
        "year_2_waits_two_years": Mistake(
            "You let year 2 wait two years. Year 1 is now, so year 2 comes in one year.",
            _if_worth(lambda margin, retention, rate: _later_years(margin, retention, rate, 2)),
            "the source documents use both timings without saying so",
        ),
        "year_1_discounted": Mistake(
            "You discount year 1 and let every later year wait one year too long. Year 1 is now.",
            _needed(
                lambda acquisition_cost, first_margin, later_margin, retention, rate: (
                    (acquisition_cost - first_margin / (1 + rate))
                    / _later_years(later_margin, retention, rate, 2)
                )
            ),
        ),
        "year_2_alone": Mistake(
            "You let year 2 alone pay back the cost. Who renews once may renew again: later years count, "
            "too.",
            [
                _if_worth(lambda margin, retention, rate: _later_years(margin, [], rate)),
                _if_worth(lambda margin, retention, rate: _later_years(margin, [], 0)),
            ],
        ),
        "last_year_missing": Mistake(
            "You leave the last year out. There are four years: year 1 and one after each of three renewals.",
            _if_worth(lambda margin, retention, rate: _later_years(margin, retention[:1], rate)),
        ),
        "nobody_leaves_later": Mistake(
            "You let everybody stay after the first renewal. The next two renewals take customers, too.",
            [
                _if_worth(lambda margin, retention, rate: _later_years(margin, [1.0] * len(retention), rate)),
                _if_worth(lambda margin, retention, rate: 3 * margin),
            ],
        ),
        "leavers_of_later_years": Mistake(
            "You keep the share that leaves in the later years. A rate in retention is the share that "
            "renews.",
            _if_worth(
                lambda margin, retention, rate: _later_years(margin, [1 - share for share in retention], rate)
            ),
        ),
        "mean_for_path": Mistake(
            "You use the mean of the two later rates. Each renewal has its own rate: multiply them one after "
            "the other.",
            _if_worth(
                lambda margin, retention, rate: _later_years(
                    margin, [np.mean(retention)] * len(retention), rate
                )
            ),
        ),
        "rate_taken_off": Mistake(
            "You multiply by 1 − rate for each year. To discount is to divide by 1 + rate.",
            _if_worth(lambda margin, retention, rate: _later_years(margin, retention, 1 / (1 - rate) - 1)),
        ),
        "no_end": Mistake(
            "You let the last rate go on without an end. After year 4 nothing is counted.",
            _if_worth(lambda margin, retention, rate: margin / (1 + rate - retention[-1])),
        ),
        "later_margin_in_year_1": Mistake(
            "You count later_margin in year 1. In year 1 a subscriber brings first_margin.",
            _needed(
                lambda acquisition_cost, later_margin, retention, rate: (
                    (acquisition_cost - later_margin) / _later_years(later_margin, retention, rate)
                )
            ),
        ),
        "later_renewals_not_multiplied": Mistake(
            "You take the last renewal of all who made the first one. It is a share of those who made the "
            "second: multiply the two.",
            _if_worth(
                lambda margin, retention, rate: (
                    margin
                    * sum(share / (1 + rate) ** year for year, share in enumerate([1.0, *retention], 1))
                )
            ),
        ),
        "second_renewal_in_year_2": Mistake(
            "You put a renewal of retention into year 2, too. Before year 2 stands only the first renewal, "
            "which is what you look for.",
            [
                _if_worth(lambda margin, retention, rate: _later_years(margin, retention, rate, 0) - margin),
                _if_worth(
                    lambda margin, retention, rate: (
                        margin
                        * sum(
                            share / (1 + rate) ** year
                            for year, share in enumerate(np.cumprod([*retention, retention[-1]]), 1)
                        )
                    )
                ),
            ],
        ),
        "renewals_of_year_3_and_4_alone": Mistake(
            "You leave year 2 out. Who makes the first renewal brings later_margin in year 2, then in later "
            "years as far as he stays.",
            _if_worth(
                lambda margin, retention, rate: _later_years(margin, retention, rate) - margin / (1 + rate)
            ),
        ),
        "worth_of_today": Mistake(
            "You give what a subscriber is worth at today's first renewal. Asked is a renewal rate.",
            [
                _needed(
                    lambda first_margin, later_margin, first_renewal, retention, rate: (
                        first_margin + first_renewal * _later_years(later_margin, retention, rate)
                    )
                ),
                _needed(
                    lambda first_margin, later_margin, first_renewal, retention, rate, acquisition_cost: (
                        first_margin
                        + first_renewal * _later_years(later_margin, retention, rate)
                        - acquisition_cost
                    )
                ),
            ],
        ),
        "renewal_of_today": Mistake(
            "You give today's first renewal. Asked is the one at which a subscriber just pays back his cost.",
            _needed(lambda first_renewal: first_renewal),
        ),
        "factor_for_renewal": Mistake(
            "You leave today's first renewal in the later years, so that needed is how many times it must "
            "be. Take it out: asked is the renewal itself.",
            _needed(lambda right, first_renewal: right["needed"] / first_renewal),
        ),
        "still_missing": Mistake(
            "You give the distance between the needed renewal and that of today. Asked is the needed one.",
            [
                _needed(lambda right, first_renewal: right["needed"] - first_renewal),
                _needed(lambda right, first_renewal: first_renewal - right["needed"]),
            ],
        ),
        "one_against_all": Mistake(
            "You set the cost of one subscriber against what all are worth, or the other way round. Compare "
            "the two for one.",
            [
                _needed(
                    lambda acquisition_cost, first_margin, later_margin, retention, rate, size: (
                        (acquisition_cost - size * first_margin)
                        / (size * _later_years(later_margin, retention, rate))
                    )
                ),
                _needed(
                    lambda acquisition_cost, first_margin, later_margin, retention, rate, size: (
                        (size * acquisition_cost - first_margin) / _later_years(later_margin, retention, rate)
                    )
                ),
            ],
        ),
    },
)
