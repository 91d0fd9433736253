"""A funnel: its rates multiply, and ten points more are worth most where the rate is lowest."""

from __future__ import annotations

import math
import random
from typing import Annotated

from crmlab.declared.quantities import Count, Share, typical
from crmlab.declared.tables import Named
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.language import to_say

REREAD = to_say("lesson 02, “The funnel”")
HINTS = {
    "": (
        "Take 1,000 people, and follow them stage by stage. How many are left at the end?",
        "Each rate is a share of the people at the stage before, so every stage multiplies what is left.",
        "overall is one product of four rates; math.prod(quarter['stage_rates'].values()) computes it.",
    ),
    "next": (
        "You know which share of the people reached buys. How many must be reached, so that this share is "
        "wanted?",
        "Raise one rate by 0.10, multiply again, and compare. Do so for each of the four stages in turn.",
        "The sales are reached times the product. more is the sales with the raised rate less the sales of "
        "today.",
    ),
}

STAGES = ("enquiries", "talks", "offers", "sales")
POINTS = 0.10


class Rates(Named):
    """Rates of the stages, each another one, so that three decimals of their product say enough."""

    def draw(self, source: random.Random) -> dict[str, float]:
        """Draw them in steps of five points."""
        drawn = source.sample(range(6, 18), len(self.keys))
        return {stage: 5 * five / 100 for stage, five in zip(self.keys, drawn, strict=True)}


StageRates = Annotated[dict, Rates(Share, STAGES)]
Reached = Annotated[Count, typical(3000, 12_000, 500)]
Wanted = Annotated[Count, typical(150, 600, 10)]


def overall_of(stage_rates: StageRates) -> Share:
    """Return which share of the people reached buys."""
    return math.prod(stage_rates.values())


def _mean(stage_rates) -> float:
    return sum(stage_rates.values()) / len(stage_rates)


def _without(*stages):
    return lambda stage_rates: math.prod(rate for stage, rate in stage_rates.items() if stage not in stages)


overall = AnswerCheck(
    "that share of the people reached buys",
    overall_of,
    between=(0.005, 0.4),
    mistakes={
        "average_of_the_rates": Mistake(
            "You take the average of the rates. Each is a share of what the stage before has left: multiply "
            "them.",
            [_mean, lambda stage_rates: math.prod(stage_rates.values()) ** (1 / len(stage_rates))],
            "rates of stages are averaged",
        ),
        "rates_added_up": Mistake(
            "You add the rates up. Each is a share of what the stage before has left: multiply them.",
            lambda stage_rates: sum(stage_rates.values()),
        ),
        "one_rate_alone": Mistake(
            "You give the rate of one stage. It is a share of the stage before, not of all who were reached: "
            "multiply all four.",
            [lambda stage_rates, stage=stage: stage_rates[stage] for stage in STAGES],
        ),
        "a_stage_left_out": Mistake(
            "You leave a stage out. The people pass four stages: multiply all four rates.",
            [_without(stage) for stage in STAGES] + [_without("enquiries", "talks")],
        ),
        "losses_multiplied": Mistake(
            "You multiply the shares that are lost. Multiply the shares that go on.",
            [
                lambda stage_rates: math.prod(1 - rate for rate in stage_rates.values()),
                lambda stage_rates: 1 - math.prod(1 - rate for rate in stage_rates.values()),
            ],
        ),
        "wanted_of_the_reached": Mistake(
            "You divide the sales that are wanted by the shops reached. Asked is which share bought last "
            "quarter: multiply the four rates.",
            lambda reached, wanted: wanted / reached,
        ),
        "sales_for_share": Mistake(
            "You give the number of sales. Asked is their share of the people reached.",
            lambda right, reached: right * reached,
        ),
    },
)


def planned(stage_rates: StageRates, reached: Reached, wanted: Wanted) -> dict[str, str | float]:
    """Return how many must be reached, and where ten points more bring how many additional sales."""
    share = overall_of(stage_rates)
    stage = min(stage_rates, key=stage_rates.get)
    return {"needed": wanted / share, "stage": stage, "more": reached * share * POINTS / stage_rates[stage]}


def _ranked(place: int):
    return lambda stage_rates: sorted(stage_rates, key=stage_rates.get)[place]


def _people_more(stage_rates, stage) -> float:
    """Return which share of the people reached goes on in addition, some of the stages forgotten."""
    before = STAGES[: STAGES.index(stage)]
    passed = before if 0 < len(before) < len(STAGES) - 1 else STAGES[1:2]
    return POINTS * math.prod(stage_rates[one] for one in passed)


def _more(formula):
    return part(more=formula)


def _with_rounded_share(entry: str, decimals: int):
    """Return the plan with one entry computed from a rounded overall share."""

    def rounded(right, stage_rates):
        share = overall_of(stage_rates)
        exact = right[entry]
        return (
            exact * share / round(share, decimals)
            if entry == "needed"
            else exact * round(share, decimals) / share
        )

    return part(**{entry: rounded})


plan = AnswerCheck(
    "so many must be reached, and that stage brings the most additional sales",
    planned,
    between=(5, 200_000),
    apart=lambda stage_rates, **_: [100 * rate for rate in stage_rates.values()],
    decides={"stage": to_say("the four rates with one another")},
    words={
        "stage": {
            "enquiries": ("enquiry",),
            "talks": ("talk",),
            "offers": ("offer",),
            "sales": ("sale",),
        }
    },
    mistakes={
        "wanted_multiplied": Mistake(
            "You multiply wanted by a share, and get fewer people than sales. Divide by the overall share.",
            part(needed=lambda right, stage_rates, wanted: wanted * overall_of(stage_rates)),
            "the share is easily taken in the wrong direction",
        ),
        "divided_by_the_average": Mistake(
            "You divide by the average rate. The rates multiply: divide by their product.",
            part(needed=lambda stage_rates, wanted: wanted / _mean(stage_rates)),
            "rates of stages are averaged",
        ),
        "divided_by_one_rate": Mistake(
            "You go back one stage only. wanted divided by one rate is the number of people at the stage "
            "before: divide by all four.",
            [
                part(needed=lambda stage_rates, wanted, stage=stage: wanted / stage_rates[stage])
                for stage in ("sales", "enquiries")
            ],
        ),
        "rounded_share": Mistake(
            "You compute with a rounded share of those who buy. Do not round on the way.",
            [_with_rounded_share(entry, decimals) for entry in ("needed", "more") for decimals in (2, 3)],
        ),
        "raised_rate_for_needed": Mistake(
            "You raise a rate before you count whom you need. For needed, all rates stay as they are.",
            part(
                needed=lambda stage_rates, wanted: (
                    wanted / (overall_of(stage_rates) * (1 + POINTS / min(stage_rates.values())))
                )
            ),
        ),
        "points_in_place_of_the_rate": Mistake(
            "You put 0.10 in the place of the rate. Ten points are added to it: 0.30 becomes 0.40.",
            _more(lambda right, stage_rates, reached: right["more"] - reached * overall_of(stage_rates)),
        ),
        "people_of_today_taken_off": Mistake(
            "You give how many more people must be reached than now. Asked is how many in all.",
            part(needed=lambda right, reached: right["needed"] - reached),
        ),
        "people_reached_last_time": Mistake(
            "You give the people of the last quarter. Asked is how many must be reached for wanted sales.",
            part(needed=lambda reached: reached),
        ),
        "percent_for_points": Mistake(
            "You raise the rate by ten percent of itself. Ten points are added to it: 0.30 becomes 0.40.",
            _more(lambda stage_rates, reached: 0.1 * reached * overall_of(stage_rates)),
            "points and percent are the best known mix-up with shares",
        ),
        "sales_after_for_more": Mistake(
            "You give all sales after the change. Asked is how many more than today: subtract these.",
            _more(lambda right, stage_rates, reached: right["more"] + reached * overall_of(stage_rates)),
        ),
        "sales_of_today": Mistake(
            "You give the sales of today. Asked is how many more there would be with ten points more.",
            _more(lambda stage_rates, reached: reached * overall_of(stage_rates)),
        ),
        "people_for_sales": Mistake(
            "You count people who go on to a stage, not sales. Ten points are a share of the stage before, "
            "and of those who go on only some pass the later stages.",
            _more(lambda right, stage_rates, reached: reached * _people_more(stage_rates, right["stage"])),
        ),
        "points_of_the_overall_share": Mistake(
            "You count a tenth of all who were reached. Ten points are added to one rate, "
            "and of those who go on there only some pass the other stages: multiply all four rates again.",
            _more(lambda reached: POINTS * reached),
        ),
        "compared_with_wanted": Mistake(
            "You subtract the sales that are wanted. Compare with last quarter: subtract the sales of then.",
            _more(
                lambda right, stage_rates, reached, wanted: (
                    right["more"] + reached * overall_of(stage_rates) - wanted
                )
            ),
        ),
        "base_of_the_plan": Mistake(
            "Your additional sales start from the people whom you need for wanted. Start from reached.",
            _more(lambda stage_rates, wanted: wanted * POINTS / min(stage_rates.values())),
        ),
        "share_for_sales": Mistake(
            "You give by how much the overall share rises. Asked are sales: multiply by reached.",
            _more(lambda right, reached: right["more"] / reached),
        ),
        "factor_for_sales": Mistake(
            "You give by which share or factor the sales rise. Asked is how many more sales that is.",
            [
                _more(lambda stage_rates: POINTS / min(stage_rates.values())),
                _more(lambda stage_rates: 1 + POINTS / min(stage_rates.values())),
            ],
        ),
        "another_stage": Mistake(
            "At another stage ten points bring more sales: where the rate is low, they raise it by a larger "
            "share.",
            [part(stage=_ranked(place)) for place in (1, 2, 3)],
            "a look at the number of people lost, in place of the rate",
        ),
    },
)
