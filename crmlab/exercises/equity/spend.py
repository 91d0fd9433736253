"""Where a budget goes: into winning people, into keeping customers, or nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from crmlab import equity
from crmlab.declared.quantities import Cost, Count, Share, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake
from crmlab.exercises.equity._data import Each
from crmlab.language import to_say

REREAD = to_say("lesson 06, “Where the next yuan goes”")
HINTS = (
    "What is spent today stays. By how much does the spending on each rise, if the budget is shared out "
    "among all of them?",
    "share_reached of this task gives the share then. Only what it rises by is won or kept through the "
    "budget.",
    "gain = how many people · (share then − share today) · value of one − budget, once for winning and once "
    "for keeping. Then compare the two with each other, and with 0.",
)

ACTIVITIES = ("winning", "keeping")
Heads = Annotated[
    dict,
    Each(
        Annotated[Count, typical(1, 100)], winning=typical(5000, 20_000, 500), keeping=typical(800, 3000, 100)
    ),
]
Today = Annotated[dict, Each(Cost, winning=typical(3, 10, 1), keeping=typical(20, 60, 1))]
ShareToday = Annotated[dict, Each(Share, winning=typical(0.03, 0.09, 0.01), keeping=typical(0.66, 0.78, 0.01))]
Ceiling = Annotated[dict, Each(Share, winning=typical(0.13, 0.25, 0.01), keeping=typical(0.82, 0.92, 0.01))]
Worth = Annotated[dict, Each(Cost, winning=typical(80, 400, 10), keeping=typical(200, 700, 10))]
Budget = Annotated[Cost, typical(20_000, 60_000, 5000)]
Two = Mapping[str, float]


def _share(outlay: float, name: str, current_outlay: Two, current_share: Two, ceiling: Two) -> float:
    return equity.response_share(outlay, current_outlay[name], current_share[name], ceiling[name])


def _gains(
    heads: Two, current_outlay: Two, current_share: Two, ceiling: Two, value: Two, budget: float
) -> dict[str, float]:
    gains = {}
    for name in ACTIVITIES:
        then = _share(
            current_outlay[name] + budget / heads[name], name, current_outlay, current_share, ceiling
        )
        gains[name] = heads[name] * (then - current_share[name]) * value[name] - budget
    return gains


def _best(gains: Two) -> str:
    best = max(gains, key=gains.get)
    return best if gains[best] > 0 else "neither"


def next_yuan(
    heads: Heads,
    current_outlay: Today,
    current_share: ShareToday,
    ceiling: Ceiling,
    value: Worth,
    budget: Budget,
) -> dict[str, float | str]:
    """Return what a budget gains in winning and in keeping, and where it goes."""
    gains = _gains(heads, current_outlay, current_share, ceiling, value, budget)
    return gains | {"choice": _best(gains)}


def _of_each(gain):
    """Return the answer with another gain: a formula of the numbers of one activity and the budget."""

    def wrong(heads, current_outlay, current_share, ceiling, value, budget):
        gains = {}
        for name in ACTIVITIES:
            own = [one[name] for one in (heads, current_outlay, current_share, ceiling, value)]
            gains[name] = float(gain(*own, budget))
        return gains | {"choice": _best(gains)}

    return wrong


def _reached(outlay, *curve):
    return equity.response_share(outlay, *curve)


where = AnswerCheck(
    "the budget goes where the next yuan gains most",
    next_yuan,
    tolerance=1,
    between=(-60_000, 1_000_000),
    apart=lambda **own: [*_gains(**own).values(), 0],
    decides={"choice": to_say("winning and keeping with each other, and with 0")},
    words={"choice": {"winning": ("win",), "keeping": ("keep",), "neither": ("none", "no")}},
    mistakes={
        "average_for_next": Mistake(
            "You let each yuan of the budget bring as much as those of today do on average. The next yuan "
            "brings less: take the share then less the share today, with share_reached.",
            _of_each(lambda n, outlay, share, top, worth, budget: budget * share / outlay * worth - budget),
            "average for marginal return",
        ),
        "share_in_proportion": Mistake(
            "You count what all the spending of today brings, too, or let the share rise in proportion. Take "
            "the share then less the share today.",
            _of_each(
                lambda n, outlay, share, top, worth, budget: (
                    n * share * (outlay + budget / n) / outlay * worth - budget
                )
            ),
        ),
        "today_not_subtracted": Mistake(
            "You count all who are won or kept then. Those of today are there without the budget: subtract "
            "the share of today.",
            [
                _of_each(
                    lambda n, outlay, share, top, worth, budget: (
                        n * _reached(outlay + budget / n, outlay, share, top) * worth - budget
                    )
                ),
                _of_each(
                    lambda n, outlay, share, top, worth, budget: (
                        n * _reached(outlay + budget / n, outlay, share, top) * worth
                    )
                ),
            ],
        ),
        "budget_not_taken_off": Mistake(
            "You leave the budget out. A gain is what the people are worth, less what it costs to win or "
            "keep them.",
            _of_each(
                lambda n, outlay, share, top, worth, budget: (
                    n * (_reached(outlay + budget / n, outlay, share, top) - share) * worth
                )
            ),
        ),
        "budget_in_place_of_today": Mistake(
            "You put the budget in the place of today's spending. It comes on top of it.",
            _of_each(
                lambda n, outlay, share, top, worth, budget: (
                    n * (_reached(budget / n, outlay, share, top) - share) * worth - budget
                )
            ),
        ),
        "from_nothing": Mistake(
            "You let the budget begin at nothing, where the first yuan works best. It comes on top of "
            "today's spending.",
            _of_each(
                lambda n, outlay, share, top, worth, budget: (
                    n * _reached(budget / n, outlay, share, top) * worth - budget
                )
            ),
        ),
        "up_to_the_ceiling": Mistake(
            "You let the budget reach the ceiling. It is shared out among all: divide it by their number, add "
            "that to the spending on each, and take the share that share_reached gives.",
            _of_each(lambda n, outlay, share, top, worth, budget: n * (top - share) * worth - budget),
        ),
        "today_taken_off_too": Mistake(
            "You take today's spending off, too. It is spent with and without the budget.",
            _of_each(
                lambda n, outlay, share, top, worth, budget: (
                    n * (_reached(outlay + budget / n, outlay, share, top) - share) * worth
                    - budget
                    - n * outlay
                )
            ),
        ),
        "people_not_valued": Mistake(
            "You give how many more are won or kept. Multiply them by value, and take the budget off.",
            [
                _of_each(
                    lambda n, outlay, share, top, worth, budget: (
                        n * (_reached(outlay + budget / n, outlay, share, top) - share)
                    )
                ),
                _of_each(
                    lambda n, outlay, share, top, worth, budget: (
                        n * (_reached(outlay + budget / n, outlay, share, top) - share) - budget
                    )
                ),
            ],
        ),
        "of_one_person": Mistake(
            "Your gain is that of one person. Multiply by how many people there are, then take the budget "
            "off.",
            [
                _of_each(
                    lambda n, outlay, share, top, worth, budget: (
                        (_reached(outlay + budget / n, outlay, share, top) - share) * worth - budget
                    )
                ),
                _of_each(
                    lambda n, outlay, share, top, worth, budget: (
                        (_reached(outlay + budget / n, outlay, share, top) - share) * worth - budget / n
                    )
                ),
            ],
        ),
        "half_of_the_budget": Mistake(
            "You give each of the two half of the budget. Asked is what the whole of it gains in the one, "
            "and what in the other.",
            _of_each(
                lambda n, outlay, share, top, worth, budget: (
                    n * (_reached(outlay + budget / 2 / n, outlay, share, top) - share) * worth - budget / 2
                )
            ),
        ),
    },
)
