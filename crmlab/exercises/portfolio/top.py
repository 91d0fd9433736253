"""Which share of all value the best customers bring."""

from typing import Annotated

import numpy as np

from crmlab import portfolio
from crmlab.declared.quantities import Count, Quantity, typical
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import FunctionCheck, Mistake
from crmlab.language import to_say

REREAD = to_say("lesson 08, “How much is 80/20”")
EXAMPLE = {"values": [50, 700, 100, 50, 100], "heads": 1}
HINTS = (
    "Who are the best? The list is in no order: sort it first.",
    "sorted(values, reverse=True) begins with the largest; [:heads] takes the first ones of it.",
    "Add up these, and divide by the sum of all values, those below 0 included.",
)

Profits = Annotated[
    list[float], Quantity("amount", typical=(-100, 900), step=10, series=(8, 8), format=",.0f")
]


def best_share(
    values: Profits, heads: Annotated[Count, typical(2, 5)]
) -> Annotated[float, Quantity("share", format=".1%")]:
    """Return the share of all value that the best customers bring."""
    if (
        len({*values}) < len(values)
        or sum(values) < 1000
        or min(values) >= 0
        or sum(values) == _best(values, heads)
    ):
        raise BadValueError("no two may be equal, and somebody must lose a little.")
    return float(portfolio.top_share(values, heads / len(values)))


def _best(values, heads):
    return sum(sorted(values, reverse=True)[:heads])


brings = FunctionCheck(
    "best_share gives the share of all value that the best customers bring",
    best_share,
    tolerance=0.0005,
    between=(0.2, 1.6),
    cases=[{"values": [-300, 600, 300, 500, -100, 50, 20, 30], "heads": 3}],  # the share is above 1
    also_right=[lambda values, heads: np.sort(values)[::-1][:heads].sum() / np.sum(values)],
    mistakes={
        "not_sorted": Mistake(
            "You take those who stand first in the list. The list is in no order: sort it, the "
            "largest first.",
            lambda values, heads: sum(values[:heads]) / sum(values),
            "a list is expected to be sorted",
        ),
        "last_in_the_list": Mistake(
            "You take those who stand last in the list. The list is in no order: sort it first.",
            lambda values, heads: sum(values[-heads:]) / sum(values),
        ),
        "smallest": Mistake(
            "You take the smallest ones. Sort the largest first: sorted(values, reverse=True).",
            lambda values, heads: sum(sorted(values)[:heads]) / sum(values),
            "sorted begins with the smallest",
        ),
        "share_of_the_heads": Mistake(
            "You give which share of the customers they are. Asked is which share of the value they bring.",
            lambda values, heads: heads / len(values),
            "the two numbers of 80/20 are shares of different things",
        ),
        "not_divided": Mistake(
            "You give what the best bring. Divide it by what all bring: then it is a share.",
            _best,
        ),
        "losses_left_out_of_the_sum": Mistake(
            "You leave values below 0 out of the sum of all. They belong to it: divide by sum(values).",
            lambda values, heads: _best(values, heads) / sum(max(value, 0) for value in values),
        ),
        "losses_added": Mistake(
            "You count values below 0 as if they were above it. A loss makes the sum smaller.",
            lambda values, heads: _best(values, heads) / sum(map(abs, values)),
        ),
        "mean_of_the_best": Mistake(
            "You take the mean of the best ones. Take their sum, and divide by the sum of all.",
            [
                lambda values, heads: _best(values, heads) / heads / sum(values),
                lambda values, heads: _best(values, heads) / heads,
            ],
        ),
        "mean_by_mean": Mistake(
            "You divide a mean by a mean. Divide the sum of the best by the sum of all.",
            lambda values, heads: _best(values, heads) / heads / (sum(values) / len(values)),
        ),
        "divided_by_the_heads": Mistake(
            "You divide by the number of customers. Divide by the sum of all values.",
            lambda values, heads: _best(values, heads) / len(values),
        ),
        "largest_alone": Mistake(
            "You take the largest one alone. Add up the best heads of them.",
            lambda values: max(values) / sum(values),
        ),
        "next_alone": Mistake(
            "You take one customer alone. Add up the best heads of them.",
            lambda values, heads: sorted(values, reverse=True)[heads - 1] / sum(values),
        ),
        "largest_times_heads": Mistake(
            "You take the largest one several times. Each of the best has a value of his own: add them up.",
            lambda values, heads: max(values) * heads / sum(values),
        ),
        "all_but_the_smallest": Mistake(
            "You leave heads customers out, and add up the others. Add up the best heads customers.",
            lambda values, heads: sum(sorted(values)[heads:]) / sum(values),
        ),
        "one_too_many": Mistake(
            "You take one customer too many or too few. [:heads] takes as many as heads says.",
            [
                lambda values, heads: _best(values, heads + 1) / sum(values),
                lambda values, heads: _best(values, heads - 1) / sum(values),
            ],
            "where a slice ends is easily miscounted",
        ),
        "best_by_the_rest": Mistake(
            "You divide the best by the others. Divide by all, the best included.",
            lambda values, heads: _best(values, heads) / (sum(values) - _best(values, heads)),
        ),
        "law": Mistake(
            "You give 80 %, whatever the list is. That is an observation about some lists: compute it.",
            lambda: 0.8,
            "80/20 is taken for a law",
        ),
    },
)
