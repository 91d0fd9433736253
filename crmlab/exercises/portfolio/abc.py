"""Classes A, B and C by the share of the value that stands before each customer."""

from collections.abc import Callable, Sequence
from typing import Annotated

import numpy as np
import pandas as pd

from crmlab import portfolio
from crmlab.declared.quantities import Quantity, Share
from crmlab.exercises.declaring import FunctionCheck, Mistake
from crmlab.language import to_say
from crmlab.portfolio.kinds import Classes

REREAD = to_say("lesson 08, “Classes by a cut”")
HINTS = (
    "What decides is who stands before a customer: all whose value is larger than his.",
    "Take the customers one by one, in the order of the list. Which share of the total do those bring "
    "together whose value is larger?",
    "before = sum(other for other in values if other > value) / sum(values); then if, elif, else.",
)

Values = Annotated[list[float], Quantity("amount", typical=(10, 500), step=10, series=(6, 6))]
Class = Annotated[list[str], Classes(tuple("ABC"))]
CASES = [
    {"values": [192, 64, 512, 256], "first_cut": 0.75, "second_cut": 0.9375},  # on both cuts, to the last bit
    {"values": [80, 480, 10, 290, 30, 110], "first_cut": 0.8, "second_cut": 0.95},
    {"values": [90, 20, 40, 50, 30, 70], "first_cut": 0.5, "second_cut": 0.8},
]
EQUAL = [
    {"values": [150, 450, 150, 250], "first_cut": 0.8, "second_cut": 0.95},
    {"values": [60, 10, 60, 500, 60, 300, 10], "first_cut": 0.7, "second_cut": 0.9},
    {"values": [100, 100, 100, 100, 100], "first_cut": 0.5, "second_cut": 0.7},
]


def abc_classes(values: Values, first_cut: Share, second_cut: Share) -> Class:
    """Return the class of each customer."""
    return portfolio.abc(values, (first_cut, second_cut)).tolist()


def _before(values: Sequence[float]) -> np.ndarray:
    return np.array([sum(other for other in values if other > value) / sum(values) for value in values])


def _letters(shares: Sequence[float], first_cut: float, second_cut: float, side: str = "right") -> list[str]:
    return np.array(list("ABC"))[np.searchsorted([first_cut, second_cut], shares, side)].tolist()


def _on_the_cut(shares: Callable[[Sequence[float]], Sequence[float]]) -> Callable[..., list[str]]:
    return lambda values, first_cut, second_cut: _letters(shares(values), first_cut, second_cut, "left")


def _by(shares: Callable[[Sequence[float]], Sequence[float]]) -> Callable[..., list[str]]:
    return lambda values, first_cut, second_cut: _letters(shares(values), first_cut, second_cut)


def _stable(values: Sequence[float]) -> np.ndarray:
    return np.argsort(-np.asarray(values), kind="stable")


# how a list is sorted, the largest first; they differ in the order of equal values
ORDERS = (
    _stable,
    lambda values: len(values) - 1 - _stable(values[::-1]),
    lambda values: np.argsort(values)[::-1],
    lambda values: np.argsort(-np.asarray(values)),
    lambda values: pd.Series(values).sort_values(ascending=False).index.to_numpy(),
)


def _dealt_out(
    values: Sequence[float], order: Callable[[Sequence[float]], np.ndarray] = _stable
) -> np.ndarray:
    """Return the share before each customer if equal ones stand one after the other."""
    rows = order(values)
    before = np.empty(len(values))
    before[rows] = np.r_[0, np.cumsum(np.asarray(values)[rows])[:-1]] / sum(values)
    return before


def _from_the_smallest(values: Sequence[float]) -> np.ndarray:
    return np.array([sum(other for other in values if other < value) / sum(values) for value in values])


def _heads_before(values: Sequence[float]) -> np.ndarray:
    return np.array([sum(other > value for other in values) / len(values) for value in values])


def _with_himself(values: Sequence[float]) -> np.ndarray:
    return np.array([sum(other for other in values if other >= value) / sum(values) for value in values])


def _one_by_one(values: Sequence[float]) -> np.ndarray:
    return _dealt_out(values) + np.asarray(values) / sum(values)


def _without_all_above(cuts: Callable[[float, float], tuple[float, float]]) -> Callable[..., list[str]]:
    return lambda values, first_cut, second_cut: _letters(_before(values), *cuts(first_cut, second_cut))


BY_SHARES = {
    "customer_counted_before_himself": Mistake(
        "You count the customer himself among those before him. Who reaches a cut still belongs above it: "
        "add up only those with a larger value.",
        [_by(_with_himself), _by(_one_by_one), _on_the_cut(_with_himself), _on_the_cut(_one_by_one)],
        "cumsum includes the row itself",
    ),
    "heads_for_value": Mistake(
        "You cut by the share of customers who stand before. ABC cuts by the share of value that they bring.",
        _by(_heads_before),
        "the pyramid and the ABC analysis are mixed up",
    ),
    "list_not_sorted": Mistake(
        "You add up in the order of the list. Before a customer stand those whose value is larger.",
        [
            _by(lambda values: np.r_[0, np.cumsum(values)[:-1]] / sum(values)),
            _by(lambda values: np.cumsum(values) / sum(values)),
        ],
        "a list is expected to be sorted",
    ),
    "from_the_smallest": Mistake(
        "You add up from the smallest one. Begin with the largest: he is in class A.",
        [_by(_from_the_smallest), _by(lambda values: 1 - _before(values))],
        "sort_values begins with the smallest",
    ),
    "order_of_the_sorted_list": Mistake(
        "Your classes stand in the order of the sorted list. Give them in the order of values.",
        lambda values, first_cut, second_cut: sorted(_letters(_before(values), first_cut, second_cut)),
        "a table is sorted, and not put back",
    ),
    "own_share": Mistake(
        "All your customers are in class A. Compare with the cuts what those before a customer bring "
        "together, not what he brings himself.",
        [
            _by(lambda values: np.asarray(values) / sum(values)),
            _by(lambda values: 1 - np.asarray(values) / sum(values)),
        ],
    ),
    "share_of_the_largest": Mistake(
        "You compare each value with the largest one. Compare what those before him bring with the "
        "sum of all.",
        _by(lambda values: 1 - np.asarray(values) / max(values)),
    ),
    "letters_turned_round": Mistake(
        "Your A and C are exchanged. A is who begins below the first cut.",
        lambda right: [{"A": "C", "C": "A"}.get(letter, letter) for letter in right],
    ),
    "second_cut_on_top": Mistake(
        "You add the second cut to the first one. Both are counted from the top: B ends at second_cut.",
        _without_all_above(lambda first, second: (first, first + second)),
        "cuts are taken for the widths of classes",
    ),
    "yuan_for_share": Mistake(
        "You compare yuan with a share. Divide what those before bring by the sum of all.",
        _by(lambda values: _before(values) * sum(values)),
    ),
    "cuts_of_80_and_95": Mistake(
        "You cut at 80 % and 95 %, whatever is put in. Use first_cut and second_cut.",
        lambda values: _letters(_before(values), 0.8, 0.95),
        "the usual cuts are written into the function",
    ),
}

classes = FunctionCheck(
    "abc_classes cuts by what stands before each customer, in the order of the list",
    abc_classes,
    calls=0,
    cases=CASES,
    edges={
        "below first_cut is A": lambda values, first_cut: _before(values) - first_cut,
        "below second_cut is B": lambda values, second_cut: _before(values) - second_cut,
    },
    also_right=[_by(_dealt_out)],
    mistakes={
        "cut_belongs_above": Mistake(
            "Who begins just at a cut is put above it. A is who begins below the first cut: use <, not <=.",
            lambda values, first_cut, second_cut: _letters(_before(values), first_cut, second_cut, "left"),
            "< and <= are easily exchanged",
        ),
        **BY_SHARES,
    },
)

equal = FunctionCheck(
    "customers with equal values stand in one class, the better one",
    abc_classes,
    calls=0,
    cases=EQUAL,
    also_right=[
        lambda values, first_cut, second_cut: (
            pd.Series(values)
            .map(lambda value: sum(v for v in values if v > value) / sum(values))
            .map(lambda before: "A" if before < first_cut else "B" if before < second_cut else "C")
            .tolist()
        )
    ],
    mistakes={
        "equal_ones_parted": Mistake(
            "You part customers with equal values, by their place in the list. Before a customer stand only "
            "those whose value is larger, so that equal ones stand in one class.",
            [_by(lambda values, order=order: _dealt_out(values, order)) for order in ORDERS],
            "cumsum goes on from row to row, also where values are equal",
        ),
        "worse_class": Mistake(
            "You put customers with equal values into the worse class. They stand in the better one: count "
            "none of them before another.",
            _by(
                lambda values: np.array(
                    [max(_dealt_out(values)[[v == value for v in values]]) for value in values]
                )
            ),
        ),
        **{
            name: one
            for name, one in BY_SHARES.items()
            if name not in ("share_of_the_largest", "from_the_smallest", "cuts_of_80_and_95")
        },
        "order_of_the_sorted_list_and_parted": Mistake(
            "Your classes stand in the order of the sorted list, and customers with equal values are parted. "
            "Give them in the order of values, and count before a customer only those whose value is "
            "larger.",
            lambda values, first_cut, second_cut: sorted(_letters(_dealt_out(values), first_cut, second_cut)),
            "cumsum goes on from row to row, and the table is not put back",
        ),
    },
)
