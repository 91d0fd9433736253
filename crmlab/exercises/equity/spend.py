"""Where a budget goes: into winning people, into keeping customers, or nowhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, NamedTuple

from crmlab import equity
from crmlab.declared.quantities import Cost, Count, Share, typical
from crmlab.errors import BadValueError
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
_TINY = 200  # yuan: more than one person brings, less than all of them
Heads = Annotated[
    dict,
    Each(
        Annotated[Count, typical(1, 100)], winning=typical(5000, 20_000, 500), keeping=typical(800, 3000, 100)
    ),
]
Today = Annotated[dict, Each(Cost, winning=typical(3, 10, 1), keeping=typical(20, 60, 1))]
ShareToday = Annotated[
    dict, Each(Share, winning=typical(0.03, 0.09, 0.01), keeping=typical(0.66, 0.78, 0.01))
]
Ceiling = Annotated[dict, Each(Share, winning=typical(0.13, 0.25, 0.01), keeping=typical(0.82, 0.92, 0.01))]
Worth = Annotated[dict, Each(Cost, winning=typical(60, 260, 10), keeping=typical(100, 420, 10))]
Budget = Annotated[Cost, typical(20_000, 60_000, 5000)]


class Activity(NamedTuple):
    """The numbers of one of the two, and the budget that may go there."""

    heads: float
    outlay: float
    share: float
    ceiling: float
    value: float
    budget: float

    def reached(self, outlay: float) -> float:
        """Return the share of the heads that is won or kept if so much is spent on each."""
        return equity.response_share(outlay, self.outlay, self.share, self.ceiling)

    @property
    def on_each(self) -> float:
        """The budget, shared out among all heads."""
        return self.budget / self.heads

    @property
    def then(self) -> float:
        """The share with today's spending and the budget."""
        return self.reached(self.outlay + self.on_each)

    @property
    def more(self) -> float:
        """How many more are won or kept."""
        return self.heads * (self.then - self.share)


def _activity(name: str, own: Mapping[str, Any]) -> Activity:
    by_name = ("heads", "current_outlay", "current_share", "ceiling", "value")
    return Activity(*(own[one][name] for one in by_name), own["budget"])


def _best(gains: Mapping[str, float]) -> str:
    best = max(gains, key=gains.get)
    return best if gains[best] > 0 else "neither"


def _answered(gain: Callable[[Activity], float], own: Mapping[str, Any]) -> dict[str, float | str]:
    gains = {name: float(gain(_activity(name, own))) for name in ACTIVITIES}
    return gains | {"choice": _best(gains)}


def _gained(one: Activity) -> float:
    return one.more * one.value - one.budget


def next_yuan(
    heads: Heads,
    current_outlay: Today,
    current_share: ShareToday,
    ceiling: Ceiling,
    value: Worth,
    budget: Budget,
) -> dict[str, float | str]:
    """Return what a budget gains in winning and in keeping, and where it goes."""
    answer = _answered(_gained, locals())
    if _is_tiny(answer):
        raise BadValueError("the gains must be plainly more than one person or one yuan can bring.")
    return answer


def _if(*gains: Callable[[Activity], float]):
    """Return the answers in which both gains follow another formula."""
    return [lambda gain=gain, **own: _answered(gain, own) for gain in gains]


def _is_tiny(answer: Any) -> bool:
    return all(abs(answer[name]) < _TINY for name in ACTIVITIES)


where = AnswerCheck(
    "the budget goes where the next yuan gains most",
    next_yuan,
    tolerance=1,
    between=(-60_000, 1_000_000),
    apart=lambda **own: [*(_gained(_activity(name, own)) for name in ACTIVITIES), 0],
    decides={"choice": to_say("winning and keeping with each other, and with 0")},
    words={"choice": {"winning": ("win",), "keeping": ("keep",), "neither": ("none", "no")}},
    mistakes={
        "people_not_valued": Mistake(
            "You give how many more are won or kept. Multiply them by value, and take the budget off.",
            _if(lambda one: one.more, lambda one: one.more - one.budget),
        ),
        "tiny_gains": Mistake(
            "Your gains are those of one person or of one yuan, or no yuan at all. Asked are yuan, for all "
            "heads together: how many more are won or kept, times value, less the budget.",
            _if(lambda one: (one.then - one.share) * one.value - one.on_each),
            shows_in=_is_tiny,
        ),
        "average_for_next": Mistake(
            "You let each yuan of the budget bring as much as those of today do on average. The next yuan "
            "brings less: take the share then less the share today, with share_reached.",
            _if(
                lambda one: one.budget * one.share / one.outlay * one.value - one.budget,
                lambda one: one.budget * one.share / one.outlay * one.value,
            ),
            "average for marginal return",
        ),
        "today_not_subtracted": Mistake(
            "You count all who are won or kept then. Those of today are there without the budget: subtract "
            "the share of today.",
            _if(
                lambda one: one.heads * one.then * one.value - one.budget,
                lambda one: one.heads * one.then * one.value,
                lambda one: one.heads * one.then * one.value - one.budget - one.heads * one.outlay,
                lambda one: (
                    one.heads * one.share * (one.outlay + one.on_each) / one.outlay * one.value - one.budget
                ),
            ),
        ),
        "budget_not_taken_off": Mistake(
            "You leave the budget out. A gain is what the people are worth, less what it costs to win or "
            "keep them.",
            _if(lambda one: one.more * one.value),
        ),
        "budget_in_place_of_today": Mistake(
            "You put the budget in the place of today's spending. It comes on top of it.",
            _if(lambda one: one.heads * (one.reached(one.on_each) - one.share) * one.value - one.budget),
        ),
        "from_nothing": Mistake(
            "You let the budget begin at nothing, where the first yuan works best. It comes on top of "
            "today's spending.",
            _if(lambda one: one.heads * one.reached(one.on_each) * one.value - one.budget),
        ),
        "up_to_the_ceiling": Mistake(
            "In your answer the budget reaches all who can be reached. It is shared out among all heads: "
            "divide it by their number, add that to the spending on each, and take the share that "
            "share_reached gives.",
            _if(lambda one: one.heads * (one.ceiling - one.share) * one.value - one.budget),
        ),
        "today_taken_off_too": Mistake(
            "You take today's spending off, too. It is spent with and without the budget.",
            _if(lambda one: _gained(one) - one.heads * one.outlay),
        ),
        "one_against_the_budget": Mistake(
            "You set one person against the whole budget. Multiply by how many people there are first.",
            _if(lambda one: (one.then - one.share) * one.value - one.budget),
        ),
        "half_of_the_budget": Mistake(
            "You give each of the two half of the budget. Asked is what the whole of it gains in the one, "
            "and what in the other.",
            _if(
                lambda one: _gained(one._replace(budget=one.budget / 2)),
                lambda one: _gained(one._replace(budget=one.budget / 2)) - one.budget / 2,
            ),
        ),
        "shared_with_those_reached": Mistake(
            "You share the budget out among those who are won or kept today. It is shared out among all "
            "heads.",
            _if(
                lambda one: (
                    one.heads * (one.reached(one.outlay + one.on_each / one.share) - one.share) * one.value
                    - one.budget
                )
            ),
        ),
        "of_those_reached": Mistake(
            "You multiply by those who are won or kept today. A share is one of all heads: multiply "
            "by heads.",
            _if(
                lambda one: one.heads * one.share * (one.then - one.share) * one.value - one.budget,
                lambda one: one.heads * one.share * (one.then - one.share) * one.value,
            ),
        ),
        "part_of_the_ceiling": Mistake(
            "Your share then is a part of the ceiling, not of the people: multiply it by the ceiling before "
            "you take today's share off.",
            _if(
                lambda one: one.heads * (one.then / one.ceiling - one.share) * one.value - one.budget,
                lambda one: one.heads * (one.then / one.ceiling - one.share) * one.value,
            ),
        ),
        "of_all_who_are_left": Mistake(
            "You let each further spending win the share of today of all people who are left. What is left "
            "is left of the ceiling, as in share_reached.",
            _if(
                lambda one: (
                    one.heads
                    * (1 - (1 - one.share) ** ((one.outlay + one.on_each) / one.outlay) - one.share)
                    * one.value
                    - one.budget
                )
            ),
        ),
        "people_rounded": Mistake(
            "You round on the way: the share then, or how many more are won or kept. Keep all decimals until "
            "the end.",
            _if(
                lambda one: round(one.more) * one.value - one.budget,
                lambda one: one.heads * (round(one.then, 2) - one.share) * one.value - one.budget,
            ),
        ),
    },
)
