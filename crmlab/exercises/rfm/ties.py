"""Which part of the frequency scores is decided by the order of the rows."""

import itertools
import random
from collections.abc import Callable
from typing import Annotated, Any

import pandas as pd

from crmlab import rfm
from crmlab.declared.quantities import Count
from crmlab.declared.tables import Named
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.language import to_say

REREAD = to_say("lesson 07, “Equal values”")
HINTS = (
    "Write the customers in one row, those with one order first. After each fifth of them draw a border.",
    "A group of equal customers that lies between two borders has one score. A border inside a group parts "
    "equal customers.",
    "Running totals say where each group begins and ends; set them beside one fifth, two fifths, and so on. "
    "Add up the whole size of every group that a border cuts, and divide by all customers.",
)

FIVES = {"one": (10, 60), "two": (12, 32), "three": (8, 20), "four": (4, 16), "five": (2, 10)}


class Tally(Named):
    """How many customers have one order, two, and so on; all of them make five equal bins."""

    def draw(self, source: random.Random) -> dict:
        """Draw them in fives."""
        return {name: 5 * source.randint(*FIVES[name]) for name in self.keys}


Customers = Annotated[dict, Tally(Count, tuple(FIVES))]


def dealt(customers: Customers) -> dict[str, Any]:
    """Return how many scores those with one order get, and the share of scores that hang on the order."""
    pieces = _pieces(customers)
    cut = [customers[name] for name in customers if len(pieces[name]) > 1]
    return {"scores_of_one": len(pieces["one"]), "share": sum(cut) / _all(customers)}


def _all(customers: dict[str, int]) -> int:
    return sum(customers.values())


def _pieces(customers: dict[str, int]) -> dict[str, list[int]]:
    """Return the sizes of the pieces into which the borders cut each group."""
    ends = dict(zip(customers, itertools.accumulate(customers.values()), strict=True))
    borders = [_all(customers) * fifth // 5 for fifth in range(1, 5)]
    pieces = {}
    for name, end in ends.items():
        begin = end - customers[name]
        cuts = [begin, *(border for border in borders if begin < border < end), end]
        pieces[name] = [last - first for first, last in itertools.pairwise(cuts)]
    return pieces


def _by_the_library(customers: dict[str, int]) -> dict[str, Any]:
    orders = [number for number, name in enumerate(customers, 1) for _ in range(customers[name])]
    table = pd.DataFrame({"recency_days": 0.0, "orders": orders, "revenue": 0.0})
    scores = rfm.score(table, ties="spread").groupby("orders")["f_score"]
    return {
        "scores_of_one": scores.nunique()[1],
        "share": float((scores.transform("nunique") > 1).mean()),
    }


def _share_of(counted: Callable[[dict[str, int]], float]) -> part:
    """Return the wrong share that counts these customers."""
    return part(share=lambda customers: counted(customers) / _all(customers))


def _groups_that_are_cut(customers: dict[str, int]) -> float:
    return sum(len(pieces) > 1 for pieces in _pieces(customers).values()) / len(customers)


def _beside_the_largest_piece(customers: dict[str, int]) -> int:
    return sum(sum(pieces) - max(pieces) for pieces in _pieces(customers).values())


order = AnswerCheck(
    "you know which scores the order of the rows has decided",
    dealt,
    between=(0, 5),
    tolerance=0.0005,
    also_right=[_by_the_library],
    mistakes={
        "one_order_only": Mistake(
            "You count only the customers with one order. A border cuts another group, too.",
            _share_of(lambda customers: customers["one"]),
        ),
        "all_who_are_equal": Mistake(
            "You count everybody, for all have equals. "
            "But a group that no border cuts has one score, and the order of the rows changes nothing in it.",
            _share_of(_all),
        ),
        "nobody": Mistake(
            "You say that the order decides nothing. "
            "Compare where each group ends with where each fifth of the customers ends.",
            _share_of(lambda customers: 0),
        ),
        "groups_for_customers": Mistake(
            "You count groups. Count the customers in them: the groups are of very different size.",
            part(share=_groups_that_are_cut),
        ),
        "beside_the_largest_piece": Mistake(
            "You leave out the largest piece of each group that is cut. "
            "Its customers have their score by their place in the list, too.",
            _share_of(_beside_the_largest_piece),
        ),
        "numbers_for_shares": Mistake(
            "You give a number of customers. Divide it by all customers.",
            part(share=lambda customers, right: right["share"] * _all(customers)),
        ),
        "one_fifth": Mistake(
            "You count the customers of one bin. Count all in the groups that a border cuts.",
            _share_of(lambda customers: _all(customers) / 5),
        ),
        "equal_values_kept_together": Mistake(
            "You give one score to those with one order. That is the rule “same”; here they are dealt out.",
            part(scores_of_one=1),
        ),
        "fifths_for_scores": Mistake(
            "You give how many fifths they fill. A part of a fifth brings a score, too: count the scores.",
            [
                part(scores_of_one=lambda customers: 5 * customers["one"] / _all(customers)),
                part(scores_of_one=lambda customers: 5 * customers["one"] // _all(customers)),
            ],
        ),
    },
)
