"""Six customers: what each leaves after the cost to serve, and his place by sales and by profit."""

import random
from collections.abc import Callable
from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab import portfolio
from crmlab.declared.quantities import Cost, typical
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.portfolio._books import Book, Columns
from crmlab.language import to_say

REREAD = to_say("lesson 08, “Sales, margin, cost to serve”")
HINTS = (
    'pd.DataFrame(book["book"]) makes a table of the columns. What must go off the sales of each customer?',
    "profit = sales − direct_cost − service_hours · hourly_cost; whole columns can be computed at once.",
    'table["sales"].rank(ascending=False) gives 1 to the largest. Do the same with profit.',
)


class AYear(Book):
    """Sales of six customers, their direct cost, which is a part of the sales, and their hours."""

    def draw(self, source: random.Random) -> Columns:
        """Draw sales and hours, and the direct cost beside the sales."""
        drawn = super().draw(source)
        direct = [round(sales * source.uniform(0.65, 0.9) / 1000) * 1000 for sales in drawn["sales"]]
        hours = drawn.pop("service_hours")
        return drawn | {"direct_cost": direct, "service_hours": hours}


Accounts = Annotated[dict, AYear(6, sales=range(100_000, 400_000, 5000), service_hours=range(50, 500, 10))]
Formula = Callable[[pd.DataFrame, float], Any]


def places(book: Accounts, hourly_cost: Annotated[Cost, typical(80, 180)]) -> pd.DataFrame:
    """Return the profit of each customer, and his places by sales and by profit."""
    known = pd.DataFrame(book)
    profit = portfolio.customer_profit(*(known[name] for name in list(book)[1:]), hourly_cost)
    table = _placed(known, np.asarray(profit, dtype=float))
    if not 1 <= (profit < 0).sum() <= 3:
        raise BadValueError("some of them must lose money in the end.")
    if min(np.diff(sorted(profit))) < 500 or _first(table["by_sales"]) == _first(table["by_profit"]):
        raise BadValueError(
            "the profits must differ, and the first by sales must not be the first by profit."
        )
    return table


def _place(values: Any) -> list[int]:
    return pd.Series(values).rank(ascending=False).astype(np.int64).tolist()


def _first(column: pd.Series) -> int:
    return int(column.argmin())


def _placed(known: pd.DataFrame, profit: Any) -> pd.DataFrame:
    by = {"by_sales": _place(known["sales"]), "by_profit": _place(profit)}
    return known[["customer"]].assign(profit=profit, **by)


def _if(*formulas: Formula) -> list[part]:
    """Return the tables in which the profit is another one; the places may follow or not."""
    return [
        part(profit=lambda book, hourly_cost, formula=formula: formula(pd.DataFrame(book), hourly_cost))
        for formula in formulas
    ]


def _who_stands_where(values: Any) -> np.ndarray:
    return np.argsort(-np.asarray(values)) + 1


def _as_is(right: pd.DataFrame) -> pd.Series:
    """Return the right profits: only beside them a wrong place says how somebody ranked."""
    return right["profit"]


def _of_book(column: str) -> Callable[[dict], pd.Series]:
    return lambda book: pd.DataFrame(book)[column]


ranks = AnswerCheck(
    "the table shows what each customer leaves, and his two places",
    places,
    tolerance=0.05,
    between=(-100_000, 250_000),
    mistakes={
        "smallest_first": Mistake(
            "Your place 1 is the smallest one. The largest is first: rank(ascending=False).",
            [
                part(by_sales=lambda right: 7 - right["by_sales"]),
                part(by_profit=lambda right: 7 - right["by_profit"]),
            ],
            "pandas ranks from the smallest up",
        ),
        "ranked_by_sales_twice": Mistake(
            "Your by_profit is the place by sales. Rank the profits.",
            part(profit=_as_is, by_profit=lambda right: right["by_sales"]),
            "who is a VIP is read from the sales",
        ),
        "ranked_by_profit_twice": Mistake(
            "Your by_sales is the place by profit. Rank the sales.",
            part(by_sales=lambda right: right["by_profit"]),
        ),
        "margin_for_profit": Mistake(
            "Your profit is the margin. The hours cost the firm money, too: take service_hours · hourly_cost "
            "off.",
            _if(lambda known, hourly: known["sales"] - known["direct_cost"]),
            "the cost to serve stands in no invoice",
        ),
        "sales_for_profit": Mistake(
            "Your profit is the sales. Take off what the customer costs.",
            _if(lambda known, hourly: known["sales"]),
        ),
        "direct_cost_left_out": Mistake(
            "You leave the direct cost out. Take it off as well as the hours.",
            _if(lambda known, hourly: known["sales"] - known["service_hours"] * hourly),
        ),
        "costs_alone": Mistake(
            "You give costs. The profit is what is left of the sales after them.",
            _if(
                lambda known, hourly: known["direct_cost"] + known["service_hours"] * hourly,
                lambda known, hourly: known["service_hours"] * hourly,
            ),
        ),
        "hours_as_yuan": Mistake(
            "You take hours off yuan. Multiply them by hourly_cost first.",
            _if(lambda known, hourly: known["sales"] - known["direct_cost"] - known["service_hours"]),
        ),
        "one_hour": Mistake(
            "You take a single hour off each customer. Multiply hourly_cost by his service_hours.",
            _if(lambda known, hourly: known["sales"] - known["direct_cost"] - hourly),
        ),
        "hours_added": Mistake(
            "You add the cost of the hours. The firm pays them: take it off.",
            _if(
                lambda known, hourly: known["sales"] - known["direct_cost"] + known["service_hours"] * hourly
            ),
        ),
        "hours_shared_alike": Mistake(
            "You share the hours out alike among the customers. Each has hours of his own.",
            _if(
                lambda known, hourly: (
                    known["sales"] - known["direct_cost"] - known["service_hours"].mean() * hourly
                )
            ),
            "costs are shared out by the number of customers",
        ),
        "all_hours_for_each": Mistake(
            "You take the hours of all customers off each of them. Each has hours of his own.",
            _if(
                lambda known, hourly: (
                    known["sales"] - known["direct_cost"] - known["service_hours"].sum() * hourly
                )
            ),
        ),
        "share_of_the_sales": Mistake(
            "Your profit is a share of the sales. Asked are yuan.",
            [part(profit=lambda right, book: right["profit"] / _of_book("sales")(book))],
        ),
        "losses_cut": Mistake(
            "You hide the losses: where a customer loses money, give a number below 0.",
            [
                part(profit=lambda right: right["profit"].clip(lower=0)),
                part(profit=lambda right: right["profit"].abs()),
            ],
        ),
        "amounts_for_places": Mistake(
            "You give amounts where places are asked: 1 for the largest, 6 for the smallest.",
            [
                part(by_sales=lambda book: book["sales"]),
                part(by_sales=lambda book: sorted(book["sales"], reverse=True)),
                part(by_profit=lambda right: right["profit"]),
            ],
        ),
        "ranked_by_share": Mistake(
            "You rank by profit as a share of the sales. Rank the yuan that are left.",
            part(
                profit=_as_is, by_profit=lambda right, book: _place(right["profit"] / _of_book("sales")(book))
            ),
        ),
        "ranked_by_margin": Mistake(
            "You rank by margin. Rank by what is left after the hours, too.",
            part(
                profit=_as_is,
                by_profit=lambda book: _place(_of_book("sales")(book) - _of_book("direct_cost")(book)),
            ),
        ),
        "who_stands_where": Mistake(
            "You give which customer stands in each place. Asked is the place of each customer: use rank.",
            [
                part(by_sales=lambda book: _who_stands_where(book["sales"])),
                part(by_profit=lambda right: _who_stands_where(right["profit"])),
                part(by_sales=lambda book: _who_stands_where(book["sales"]) - 1),
                part(by_profit=lambda right: _who_stands_where(right["profit"]) - 1),
            ],
            "argsort is taken for rank",
        ),
        "places_from_zero": Mistake(
            "Your places begin with 0. The first one is 1.",
            [
                part(by_sales=lambda right: right["by_sales"] - 1),
                part(by_profit=lambda right: right["by_profit"] - 1),
            ],
            "Python counts from 0",
        ),
    },
)
