"""Whom to try for within a budget: most gain for each yuan first."""

from collections.abc import Callable
from itertools import compress, product
from typing import Annotated, Any

import numpy as np

from crmlab import retention
from crmlab.declared.quantities import Cost, Kind, Quantity, typical
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import FunctionCheck, Mistake
from crmlab.language import to_say

REREAD = to_say("lesson 13, “Whom to call first”")
EXAMPLE = {"gains": [130, 160, -30, 90], "costs": [50, 40, 60, 30], "budget": 100}
HINTS = (
    "The budget is scarce. What does each attempt gain for a yuan that it costs?",
    "Go through the attempts by gains / costs, the highest first. Take one if its gain is above 0 and its "
    "cost fits into what is left of the budget; if not, go on with the next one.",
    "Begin with chosen = [False] * len(gains). order = sorted(range(len(gains)), key=lambda n: gains[n] / "
    "costs[n], reverse=True); in a loop over order, set chosen[n] = True and take costs[n] off the budget.",
)


class Chosen(Kind):
    """For each attempt whether it is chosen."""

    def show(self, value: Any) -> str:
        """Write it as Python does."""
        return f"{value}"


Gains = Annotated[list[float], Quantity("", typical=(-60, 400), step=10, format=",.0f", series=(5, 5))]
Costs = Annotated[list[float], Quantity("", 0, typical=(30, 120), step=10, format=",.0f", series=(5, 5))]
Order = Callable[[np.ndarray, np.ndarray], np.ndarray]  # of gains and costs; what comes first is largest


def within_budget(
    gains: Gains, costs: Costs, budget: Annotated[Cost, typical(120, 260, 10)]
) -> Annotated[list[bool], Chosen()]:
    """Return for each attempt whether it is made."""
    if len({round(g / c, 9) for g, c in zip(gains, costs, strict=True)}) < len(gains):
        raise BadValueError("no two may gain the same for a yuan.")
    return _taken(_per_yuan)(gains, costs, budget)


def _per_yuan(gains: np.ndarray, costs: np.ndarray) -> np.ndarray:
    return gains / costs


def _ranked(gains: Any, costs: Any) -> list[int]:
    """Return the places by gain for a yuan, the highest first."""
    return sorted(range(len(gains)), key=lambda place: gains[place] / costs[place], reverse=True)


def _taken(order: Order, least: float = 0, stops: bool = False) -> Callable[..., list[bool]]:
    """Return the rule that takes in this order whoever gains more than the least and fits."""

    def rule(gains: Any, costs: Any, budget: float) -> list[bool]:
        gain, cost = np.array(gains, dtype=float), np.array(costs, dtype=float)
        taken, left = [False] * len(gain), budget
        for row in np.argsort(-order(gain, cost), kind="stable"):
            if gain[row] > least and cost[row] <= left:
                taken[row], left = True, left - cost[row]
            elif stops and gain[row] > least:
                break
        return taken

    return rule


def _best_set(gains, costs, budget):
    """Return the set that gains most of those that the budget pays for."""
    fitting = [
        one for one in product([False, True], repeat=len(gains)) if sum(compress(costs, one)) <= budget
    ]
    return [*max(fitting, key=lambda one: sum(compress(gains, one)))]


def _by_the_library(gains, costs, budget):
    """Return what the calculator chooses for chances of 1."""
    table = {
        "customer_id": range(len(gains)),
        "chance": 1.0,
        "value": np.add(gains, costs),
        "offer_cost": costs,
    }
    return retention.winback_plan(table, budget)["chosen"].tolist()


def _spends_less_than_all(gains, costs, budget):
    """Return the rule by which one that would use up the budget does not fit."""
    return _taken(_per_yuan)(gains, costs, budget - 0.001)


chosen = FunctionCheck(
    "within_budget takes the most gain for a yuan first, what still fits, and nothing that loses",
    within_budget,
    between=(0, 1),
    calls=0,  # many a slip shows in few calls only, so that no drawn call could show them all
    cases=[
        {"gains": [130, 160, -30, 90, 40], "costs": [50, 40, 60, 30, 20], "budget": 100},
        {"gains": [60, 300, 50, 90, -10], "costs": [20, 120, 40, 60, 10], "budget": 140},
        {"gains": [40, 90, 210], "costs": [20, 60, 100], "budget": 120},
        {"gains": [-20, -5, 0], "costs": [30, 40, 50], "budget": 200},
        {"gains": [50, 90, 0], "costs": [60, 50, 10], "budget": 500},
        {"gains": [300, 100, 60, 0], "costs": [100, 60, 50, 10], "budget": 150},
        {"gains": [70], "costs": [80], "budget": 50},
        {"gains": [100, 90], "costs": [90, 20], "budget": 95},
        {"gains": [60, 100, 120], "costs": [10, 20, 30], "budget": 50},
        {"gains": [70, 95], "costs": [50, 50], "budget": 50},
    ],
    edges={"a gain is above 0": lambda gains: gains},
    mistakes={
        "whole_yuan_for_a_yuan": Mistake(
            "You drop the decimals of the gain for a yuan: // gives 1 for 1.4 and for 1.9. Divide with /.",
            _taken(lambda gains, costs: gains // costs),
        ),
        "largest_gain_first": Mistake(
            "You begin with the largest gain. Where the budget is scarce, begin with the most gain for each "
            "yuan: gains / costs.",
            _taken(lambda gain, cost: gain),
            "ranked by gain within a budget",
        ),
        "cheapest_first": Mistake(
            "You begin with the cheapest attempt. Begin with the most gain for each yuan: gains / costs.",
            _taken(lambda gain, cost: -cost),
        ),
        "in_the_order_of_the_list": Mistake(
            "You go through the list as it stands. Sort first: the most gain for each yuan comes first.",
            _taken(lambda gain, cost: -np.arange(len(gain))),
        ),
        "lowest_first": Mistake(
            "You begin with the least gain for a yuan. Sort from the largest down.",
            _taken(lambda gain, cost: -gain / cost),
            "sorted sorts from the smallest up",
        ),
        "losing_attempts": Mistake(
            "You take attempts that gain nothing or lose. Leave out whatever has a gain of 0 or less, "
            "even if the budget would pay for it.",
            [_taken(_per_yuan, -1e9), _taken(_per_yuan, -1e-9)],
            "those with a negative gain are called",
        ),
        "list_cut_short": Mistake(
            "You stop at the first attempt that does not fit. Go on: a later one may still fit.",
            _taken(_per_yuan, stops=True),
            "loops end with break",
        ),
        "budget_not_looked_at": Mistake(
            "You take all that gain. Their costs do not fit into the budget.",
            lambda gains: [gain > 0 for gain in gains],
        ),
        "each_alone": Mistake(
            "You compare each cost with the whole budget. What is spent on one is not there for the next: "
            "take it off.",
            lambda gains, costs, budget: [g > 0 and c <= budget for g, c in zip(gains, costs, strict=True)],
        ),
        "budget_not_used_up": Mistake(
            "You leave out an attempt that uses the budget up to the last yuan. It fits: <=, not <.",
            _spends_less_than_all,
            "< written where “fits” is meant",
        ),
        "gain_less_cost": Mistake(
            "You rank by gains − costs. The gain is after the cost already, and what is scarce is a yuan of "
            "the budget: rank by gains / costs.",
            _taken(lambda gain, cost: gain - cost),
        ),
        "best_set": Mistake(
            "You look for the set that gains most. Asked is what the rule chooses: by gain for each yuan, "
            "one after the other.",
            _best_set,
        ),
        "places_for_truths": Mistake(
            "You give the places of those who are chosen. Asked is True or False for each, in the order of "
            "the list.",
            [
                lambda right: [place for place, one in enumerate(right) if one],
                lambda right, gains, costs: [place for place in _ranked(gains, costs) if right[place]],
            ],
        ),
        "sorted_answer": Mistake(
            "Your answer stands in the order in which you go through. Give True or False in the order of "
            "gains.",
            lambda right, gains, costs: [right[place] for place in _ranked(gains, costs)],
        ),
        "total_for_list": Mistake(
            "You give a number for all. Asked is True or False for each attempt, as a list.",
            [
                lambda right, gains: sum(g for g, one in zip(gains, right, strict=True) if one),
                lambda right: sum(right),
            ],
        ),
    },
)
