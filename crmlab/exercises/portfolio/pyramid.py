"""The customer pyramid from shares that include those above."""

from collections.abc import Callable, Sequence
from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.declared.quantities import Count, Share, typical
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.language import to_say

REREAD = to_say("lesson 08, “Classes by a cut”")
HINTS = (
    "Draw the list from the best customer down, and mark 1 %, 20 % and 50 %. Between which marks is "
    "each tier?",
    "A tier is what lies between two marks: take off what belongs to the tiers above. Do it with the "
    "customers and with the sales.",
    "times = the tier's share of the sales / the tier's share of the customers.",
)

TIERS = ("VIP", "main", "ordinary", "small")
MARKS = np.array([0.01, 0.2, 0.5, 1.0])
Heads = Annotated[Count, typical(1000, 6000, 100)]
Best1 = Annotated[Share, typical(0.06, 0.18)]
Best20 = Annotated[Share, typical(0.5, 0.76)]
Best50 = Annotated[Share, typical(0.8, 0.96)]
Numbers = Sequence[float]


def tier_table(customers: Heads, best_1: Best1, best_20: Best20, best_50: Best50) -> pd.DataFrame:
    """Return customers, share of the sales and what one brings beside the mean, for each tier."""
    heads, shares = np.diff(MARKS, prepend=0), np.diff([0, best_1, best_20, best_50, 1])
    if np.any(np.diff(shares / heads) > -0.05):
        raise BadValueError("in a better tier a customer must bring more.")
    return _table(customers, heads, shares)


def _table(customers: int, heads: Numbers, shares: Numbers) -> pd.DataFrame:
    heads, shares = np.asarray(heads), np.asarray(shares)
    columns = {"customers": np.round(customers * heads).astype(np.int64), "sales_share": shares}
    return pd.DataFrame({"tier": TIERS, **columns, "times": shares / heads})


def _whole(best_1, best_20, best_50):
    return np.array([best_1, best_20, best_50, 1.0])


def _heads(shares: Numbers) -> part:
    return part(customers=lambda customers: customers * np.asarray(shares))


def _times(formula: Callable[..., Numbers]) -> part:
    return part(times=formula)


tiers = AnswerCheck(
    "the table shows how many stand in each tier, and what they bring",
    tier_table,
    tolerance=0.0005,
    between=(0, 6000),
    words={"tier": dict.fromkeys(TIERS, ())},
    mistakes={
        "tiers_include_those_above": Mistake(
            "Your tiers include the customers of the tiers above. The best 20 % include the VIPs: take them "
            "off, so that each customer stands in one tier.",
            [_heads(MARKS), _heads([0.01, 0.2, 0.5, 0.5])],
            "the top 20 % is taken for a tier of 20 %",
        ),
        "shares_include_those_above": Mistake(
            "Your sales_share includes what the tiers above bring. Each share includes those above: "
            "take it off, then the four make 1 together.",
            [
                part(sales_share=lambda best_1, best_20, best_50: _whole(best_1, best_20, best_50)),
                part(sales_share=lambda best_1, best_20, best_50: [best_1, best_20, best_50, 1 - best_50]),
                part(
                    sales_share=lambda best_1, best_20, best_50: [
                        best_1,
                        best_20,
                        best_50,
                        1 - best_1 - best_20 - best_50,
                    ]
                ),
            ],
            "cumulated shares are taken for single ones",
        ),
        "only_the_vips_taken_off": Mistake(
            "You take only the VIPs off. From the best 50 % all of the best 20 % must go.",
            [
                _heads([0.01, 0.19, 0.49, 0.5]),
                part(
                    sales_share=lambda right, best_1, best_50: [
                        *right["sales_share"][:2],
                        best_50 - best_1,
                        1 - best_50,
                    ]
                ),
            ],
        ),
        "taken_off_more_than_once": Mistake(
            "You take the tiers above off more than once. From the share of the best 50 % goes that of the "
            "best 20 %, which has the VIPs in it.",
            [
                _heads([0.01, 0.19, 0.29, 0.5]),
                part(
                    sales_share=lambda right, best_1, best_20, best_50: [
                        *right["sales_share"][:2],
                        best_50 - best_20 - best_1,
                        1 - best_50,
                    ]
                ),
            ],
        ),
        "shares_of_what_is_left": Mistake(
            "You take a share of the customers who are left. All marks are shares of all customers.",
            [
                _heads([0.01, 0.99 * 0.2, 0.99 * 0.8 * 0.5, 0.99 * 0.8 * 0.5]),
                _heads([0.01, 0.99 * 0.19, 0.99 * 0.81 * 0.3, 0.99 * 0.81 * 0.7]),
            ],
        ),
        "another_pyramid": Mistake(
            "You use the tiers of Curry and Curry, 1, 4, 15 and 80 %. The marks here are 1, 20 and 50 %.",
            _heads([0.01, 0.04, 0.15, 0.8]),
        ),
        "whole_list_for_the_small": Mistake(
            "Your small customers are all customers. Small are those below the best 50 %.",
            [
                _heads([0.01, 0.19, 0.3, 1]),
                part(sales_share=lambda right: [*right["sales_share"][:3], 1]),
            ],
        ),
        "half_of_the_sales_for_the_small": Mistake(
            "You let the small customers bring half of the sales because they are half of the customers. "
            "They bring what the best 50 % leave: 1 − best_50.",
            part(sales_share=lambda right: [*right["sales_share"][:3], 0.5]),
        ),
        "shares_for_customers": Mistake(
            "Your customers are shares. Asked is how many there are: multiply by customers.",
            [part(customers=lambda: np.diff(MARKS, prepend=0)), part(customers=lambda: [1, 19, 30, 50])],
        ),
        "times_of_those_above": Mistake(
            "Your times counts the tiers above, too. Divide what the tier itself brings by its own share of "
            "the customers.",
            [
                _times(lambda best_1, best_20, best_50: _whole(best_1, best_20, best_50) / MARKS),
                _times(lambda right: right["sales_share"] / MARKS),
                _times(
                    lambda best_1, best_20, best_50: (
                        _whole(best_1, best_20, best_50) / np.diff(MARKS, prepend=0)
                    )
                ),
            ],
        ),
        "times_upside_down": Mistake(
            "Your times is upside down. Divide the share of the sales by the share of the customers.",
            _times(lambda right: 1 / right["times"]),
        ),
        "divided_by_the_number": Mistake(
            "Your times has a number of customers in it. Divide the share of the sales by the share "
            "of the customers.",
            [
                _times(lambda right: right["sales_share"] / right["customers"]),
                _times(lambda right, customers: right["sales_share"] * customers),
                _times(lambda right: right["sales_share"] * right["customers"]),
            ],
        ),
        "difference_for_times": Mistake(
            "Your times is a difference of shares. Asked is how many times as much: divide.",
            _times(lambda right: right["sales_share"] - np.diff(MARKS, prepend=0)),
        ),
        "more_for_times": Mistake(
            "Your times says by how much more a customer of the tier brings. 2 stands for twice as much: do "
            "not take 1 off.",
            _times(lambda right: right["times"] - 1),
        ),
        "beside_the_small_ones": Mistake(
            "Your times compares with a small customer. Compare with the average of all customers.",
            _times(lambda right: right["times"] / right["times"].iloc[-1]),
        ),
    },
)
