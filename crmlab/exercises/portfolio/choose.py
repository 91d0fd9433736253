"""Scarce hours: what the rule by value per hour gains, and what could be gained."""

from collections.abc import Callable, Sequence
from itertools import compress, product
from typing import Annotated, Any

import numpy as np

from crmlab import portfolio
from crmlab.declared.quantities import typical
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.portfolio._books import Book
from crmlab.language import to_say

REREAD = to_say("lesson 08, “Whom to choose first”")
HINTS = (
    "What is scarce are the hours. What does each customer bring for each of them?",
    "Go down the list by gain / hours. Take whoever still fits, and go on with the next one if he does not.",
    "For best, try the sets: five customers make 32, and most of them take too many hours. Look first for a "
    "set that leaves few hours unused.",
)

Wishes = Annotated[dict, Book(5, gain=range(2000, 15_000, 500), hours=range(4, 24))]
Capacity = Annotated[float, portfolio.profit.Hours.__metadata__[0], typical(24, 40)]
Order = Callable[[np.ndarray, np.ndarray], np.ndarray]  # from gains and hours, what to begin with is largest


def gains(wishes: Wishes, capacity: Capacity) -> dict[str, float | bool]:
    """Return what the rule gains, what could be gained, and whether that is the same."""
    gain, hours = np.array(wishes["gain"], dtype=float), np.array(wishes["hours"], dtype=float)
    per_hour = portfolio.choose(gain, hours=hours, capacity=capacity)["chosen"].to_numpy() @ gain
    best = _best(gain, hours, capacity)
    if len({*np.round(gain / hours, 6)}) < 5:
        raise BadValueError("no two may bring the same for an hour.")
    return {"per_hour": float(per_hour), "best": best, "rule_is_best": bool(per_hour == best)}


def _best(gain: Sequence[float], hours: Sequence[float], capacity: float) -> float:
    sets = product([False, True], repeat=len(gain))
    return float(max(sum(compress(gain, one)) for one in sets if sum(compress(hours, one)) <= capacity))


def _taken(order: Order, wishes: dict[str, Any], capacity: float, stops: bool = False) -> float:
    """Return the gain of whoever fits, in this order."""
    gain, hours = np.array(wishes["gain"], dtype=float), np.array(wishes["hours"], dtype=float)
    total = 0.0
    for row in np.argsort(-order(gain, hours), kind="stable"):
        if hours[row] <= capacity:
            capacity, total = capacity - hours[row], total + gain[row]
        elif stops:
            break
    return total


def _rule(order: Order) -> list[part]:
    return [
        part(per_hour=lambda wishes, capacity, stops=stops: _taken(order, wishes, capacity, stops=stops))
        for stops in (False, True)
    ]


def _with_parts(wishes: dict[str, Any], capacity: float) -> float:
    """Return the gain if a part of a customer could be served."""
    gain, hours = np.array(wishes["gain"], dtype=float), np.array(wishes["hours"], dtype=float)
    order = np.argsort(-gain / hours)
    served = np.clip(capacity - np.r_[0, np.cumsum(hours[order])[:-1]], 0, hours[order])
    return float(served @ (gain / hours)[order])


chosen = AnswerCheck(
    "you know what the rule gains, and whether it finds the best set",
    gains,
    tolerance=0.5,
    between=(4000, 75_000),
    decides={"rule_is_best": to_say("per_hour with best")},
    mistakes={
        "largest_gain_first": Mistake(
            "You begin with the largest gain. The rule goes by what each hour brings: gain / hours.",
            _rule(lambda gain, hours: gain)[0],
            "who brings most is taken first, whatever he takes",
        ),
        "fewest_hours_first": Mistake(
            "You begin with whoever takes the fewest hours. The rule goes by what each hour brings: "
            "gain / hours.",
            _rule(lambda gain, hours: -hours)[0],
        ),
        "lowest_first": Mistake(
            "You begin with the lowest gain per hour. Begin with the highest.",
            _rule(lambda gain, hours: -gain / hours)[0],
            "pandas sorts from the smallest up",
        ),
        "hours_for_gain": Mistake(
            "You give hours. Asked is what the chosen customers bring, in yuan.",
            [
                part(per_hour=lambda wishes: float(sum(wishes["hours"]))),
                part(best=lambda capacity: capacity),
            ],
        ),
        "list_cut_short": Mistake(
            "You stop at the first customer who does not fit. Go on: a later one may still fit.",
            _rule(lambda gain, hours: gain / hours)[1],
            "loops end with break",
        ),
        "parts_of_customers": Mistake(
            "You serve a part of a customer. Each is served in full or not at all.",
            [part(per_hour=_with_parts), part(best=_with_parts)],
        ),
        "all_customers": Mistake(
            "You count all five customers. Their hours do not fit into the capacity.",
            [
                part(per_hour=lambda wishes: float(sum(wishes["gain"]))),
                part(best=lambda wishes: float(sum(wishes["gain"]))),
            ],
        ),
        "one_customer": Mistake(
            "You count one customer. Take as many as fit into the capacity.",
            [
                part(per_hour=lambda wishes: float(max(wishes["gain"]))),
                part(best=lambda wishes: float(max(wishes["gain"]))),
                part(
                    per_hour=lambda wishes: float(
                        wishes["gain"][np.argmax(np.divide(wishes["gain"], wishes["hours"]))]
                    )
                ),
            ],
        ),
        "rate_for_gain": Mistake(
            "You give yuan for each hour. Asked is the gain of those who are chosen, in yuan.",
            [
                part(per_hour=lambda right, capacity: right["per_hour"] / capacity),
                part(
                    per_hour=lambda wishes: float(max(np.divide(wishes["gain"], wishes["hours"]))),
                ),
            ],
        ),
    },
)
