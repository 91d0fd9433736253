"""What an offer delivers to a customer, his time counted in money."""

from typing import Annotated

import numpy as np

from crmlab import value
from crmlab.declared.quantities import Cost, Money, Quantity, typical
from crmlab.declared.tables import Named
from crmlab.exercises.declaring import FunctionCheck, Mistake, given
from crmlab.language import to_say

REREAD = to_say("lesson 04, “What a customer gets and gives” and “Money on time, energy and mind”")
EXAMPLE = {
    "benefits": {"product": 200, "service": 40, "personnel": 20, "image": 10},
    "costs": {"money": 150, "energy": 10, "psychic": 15},
    "minutes": 30,
    "hour": 60,
}
HINTS = (
    "Which of the four arguments does the customer get, and which does he give? Time is given, too.",
    "All amounts must be in yuan before you add them. What are 30 minutes worth if an hour is worth ¥60?",
    "sum(….values()) adds up a dictionary, whatever its names are. "
    "There is one sum that counts with a plus, and "
    "there are two amounts that count with a minus.",
)

Benefits = Annotated[dict, Named(Annotated[Cost, typical(60, 300)], value.BENEFITS)]
# one name more than in the example, so that it shows if the names are written out
GIVEN = ("money", "energy", "psychic", "parking")
Costs = Annotated[dict, Named(Annotated[Cost, typical(30, 120)], GIVEN)]
Minutes = Annotated[float, Quantity("minutes", 0, typical=(152, 178), step=2, format=",.0f")]
HourWorth = Annotated[Cost, typical(25, 95, 5)]


def delivered_value(benefits: Benefits, costs: Costs, minutes: Minutes, hour: HourWorth) -> Money:
    """Return all benefits less all costs, the customer's time among them."""
    return sum(benefits.values()) - _all_costs(costs, minutes, hour)


def _all_costs(costs, minutes, hour):
    return sum(costs.values()) + minutes / 60 * hour


def _some(named, *place):
    return dict([*named.items()][slice(*place)])


WITH_ANY_NAMES = {
    "minutes_times_an_hour": Mistake(
        "You multiply minutes by what an hour is worth. Divide by 60 first: then they are hours.",
        lambda right, minutes, hour: right + minutes / 60 * hour - minutes * hour,
        "minutes and hours are the most common mix-up of units",
    ),
    "hours_for_money": Mistake(
        "You subtract hours from yuan. Multiply them by what an hour is worth to the customer.",
        lambda right, minutes, hour: right + minutes / 60 * hour - minutes / 60,
        "time is counted, but not valued",
    ),
    "minutes_for_money": Mistake(
        "You subtract minutes from yuan. Turn them into hours, and multiply by what an hour is worth.",
        lambda right, minutes, hour: right + minutes / 60 * hour - minutes,
        "time is counted, but not valued",
    ),
    "time_left_out": Mistake(
        "You leave the time out. The customer gives it as he gives his money: subtract what it is worth.",
        given(hour=0),
        "what has no price tag is easily forgotten",
    ),
    "time_added": Mistake(
        "You add the time as if it were a benefit. The customer gives it: subtract what it is worth.",
        lambda right, minutes, hour: right + 2 * minutes / 60 * hour,
    ),
    "whole_hours": Mistake(
        "You cut the time to whole hours. 90 minutes are 1.5 hours: divide with /, not with //.",
        given(minutes=lambda minutes: minutes // 60 * 60),
    ),
    "rounded_hours": Mistake(
        "You round the time to whole hours. Keep its decimals: 90 minutes are 1.5 hours.",
        given(minutes=lambda minutes: round(minutes / 60) * 60),
    ),
    "always_one_hour": Mistake(
        "You subtract a whole hour, whatever the minutes are. Take minutes / 60 of it.",
        given(minutes=60),
    ),
    "divided_by_a_hundred": Mistake(
        "You divide the minutes by 100. An hour has 60 of them.",
        given(minutes=lambda minutes: 0.6 * minutes),
    ),
    "turned_into_hours_wrongly": Mistake(
        "You do not turn minutes into hours as minutes / 60. 90 minutes are 90 / 60 = 1.5 hours.",
        [
            given(minutes=lambda minutes: minutes / 60),
            given(minutes=lambda minutes: 3600 * minutes),
            given(minutes=lambda minutes: 3600 / minutes),
            given(minutes=lambda minutes: 60 / minutes),
            given(minutes=lambda minutes, hour: 3600 * minutes / hour**2),  # minutes / hour * 60
            given(minutes=lambda minutes, hour: 60 * minutes / hour**2),  # minutes / hour
        ],
    ),
    "time_counted_twice": Mistake(
        "You count the time twice. It is not in costs, and the customer gives it once.",
        given(minutes=lambda minutes: 2 * minutes),
    ),
    "ratio_for_difference": Mistake(
        "You divide benefits by costs. That is a ratio; delivered value is a difference.",
        [
            lambda benefits, costs, minutes, hour: sum(benefits.values()) / _all_costs(costs, minutes, hour),
            lambda benefits, costs: sum(benefits.values()) / sum(costs.values()),
            lambda benefits, costs, minutes, hour: (
                (sum(benefits.values()) - minutes / 60 * hour) / sum(costs.values())
            ),
        ],
        "both forms stand in the source documents under one name",
    ),
    "means_for_sums": Mistake(
        "You take means of benefits and costs. The customer gets and gives all of them: add them up.",
        lambda benefits, costs, minutes, hour: (
            np.mean([*benefits.values()]) - np.mean([*costs.values()]) - minutes / 60 * hour
        ),
    ),
    "some_costs_left_out": Mistake(
        "You leave out a part of costs. All that stands in the dictionary counts.",
        [
            given(costs=lambda costs: _some(costs, 1)),
            given(costs=lambda costs: _some(costs, 1, None)),
            given(costs=lambda costs: _some(costs, -1)),
            given(costs=lambda costs: _some(costs, -1, None)),
        ],
    ),
    "some_benefits_left_out": Mistake(
        "You leave out a part of benefits. All that stands in the dictionary counts.",
        [
            given(benefits=lambda benefits: _some(benefits, 1)),
            given(benefits=lambda benefits: _some(benefits, 1, None)),
            given(benefits=lambda benefits: _some(benefits, -1)),
            given(benefits=lambda benefits: _some(benefits, -1, None)),
        ],
    ),
    "only_what_he_gets": Mistake(
        "You give all benefits. Subtract what the customer gives for them: all costs, and his time.",
        lambda benefits: sum(benefits.values()),
    ),
    "only_what_he_gives": Mistake(
        "You give all costs. Delivered value is what the customer gets, less these costs.",
        _all_costs,
    ),
    "costs_left_out": Mistake(
        "You subtract the time alone. The costs in the dictionary count, too.",
        lambda benefits, minutes, hour: sum(benefits.values()) - minutes / 60 * hour,
    ),
}

money = FunctionCheck(
    "delivered_value is all benefits less all costs, the time counted in yuan",
    delivered_value,
    between=(-200, 1200),
    mistakes={
        **WITH_ANY_NAMES,
        "price_for_all_costs": Mistake(
            "You subtract the price alone. Energy, worry and time are costs of the customer, too.",
            lambda benefits, costs: sum(benefits.values()) - costs["money"],
            "the price is what everybody sees",
        ),
    },
)

Advantages = Annotated[dict, Named(Annotated[Cost, typical(20, 80)], ("speed", "safety", "advice"))]
Efforts = Annotated[dict, Named(Annotated[Cost, typical(80, 130)], ("fee", "worry", "parking"))]


def other_names(benefits: Advantages, costs: Efforts, minutes: Minutes, hour: HourWorth) -> Money:
    """Return the delivered value of an offer whose parts have other names."""
    return delivered_value(benefits, costs, minutes, hour)


CASES = (
    {"benefits": {"speed": 90}, "costs": {"fee": 30, "worry": 20}, "minutes": 40, "hour": 60},  # just 0
    {"benefits": {"speed": 200, "care": 60}, "costs": {"fee": 70}, "minutes": 45, "hour": 40},
)

below = FunctionCheck(
    "delivered_value takes parts of any names, and may be negative",
    other_names,
    cases=CASES,
    between=(-700, 300),
    edges={"an offer may cost more than it gives": delivered_value},
    mistakes={
        **WITH_ANY_NAMES,
        "never_below_zero": Mistake(
            "You stop at 0. An offer may cost more than it gives: then its delivered value is negative.",
            lambda right: max(right, 0),
        ),
    },
)
