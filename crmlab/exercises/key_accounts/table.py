"""Five accounts: what serving each costs by activity and spread by sales, what it leaves, and its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from crmlab.errors import BadValueError
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.key_accounts._accounts import COSTS, Book, Columns, served_of
from crmlab.exercises.key_accounts._formulas import NAMES
from crmlab.language import to_say

REREAD = to_say("lesson 14, “The cost of serving”")
HINTS = {
    "": (
        'pd.DataFrame(year["accounts"]) makes a table; whole columns can be multiplied and added at once.',
        "served = 60 · orders + 650 · special + 45 · calls. Its sum over all accounts is what is spread.",
        'spread = served.sum() · sales / sales.sum(), row by row; table["profit"].rank(ascending=False) '
        "gives 1 to the most profit.",
    ),
    "choice": (
        "Spread by sales, some accounts carry more than they take. Which column less which one is that?",
        'table["spread"] − table["served"]: the largest difference is by, and its row has the account.',
        'table.loc[table["sales"].idxmax(), "place"] == 1 says whether the largest account is first.',
    ),
}


def served_table(accounts: Book) -> pd.DataFrame:
    """Return for each account the cost of serving it in both ways, its profit and its place."""
    sales, served = np.array(accounts["sales"], dtype=float), served_of(accounts)
    profit = sales - accounts["direct_cost"] - served
    if min(np.diff(sorted(profit))) < 1000:
        raise BadValueError("the profits must differ.")
    columns = {"served": served, "spread": served.sum() * sales / sales.sum(), "profit": profit}
    return pd.DataFrame({"account": accounts["account"], **columns, "place": _place(profit)})


def _place(values: Any) -> list[int]:
    return (np.argsort(np.argsort(-np.asarray(values), kind="stable")) + 1).tolist()


def _in(column: str, *formulas: Callable[[pd.DataFrame], Any]) -> list[part]:
    """Return the tables in which one column is made of the book in another way."""
    return [
        part(**{column: lambda accounts, formula=formula: formula(pd.DataFrame(accounts))})
        for formula in formulas
    ]


def _served(known: pd.DataFrame) -> pd.Series:
    return sum(cost * known[name] for name, cost in COSTS.items())


def _share(known: pd.DataFrame) -> pd.Series:
    return known["sales"] / known["sales"].sum()


def _margin(known: pd.DataFrame) -> pd.Series:
    return known["sales"] - known["direct_cost"]


rows = AnswerCheck(
    "the table shows what each account takes, carries and leaves, and its place",
    served_table,
    tolerance=0.05,
    between=(-60_000, 300_000),
    mistakes={
        "one_activity_missing": Mistake(
            "In served an activity is missing. Add up orders, special deliveries and calls.",
            _in(
                "served",
                *(lambda known, name=name: _served(known) - COSTS[name] * known[name] for name in COSTS),
            ),
        ),
        "numbers_for_money": Mistake(
            "Your served counts activities. Multiply each number by what doing it once costs.",
            _in("served", lambda known: known[list(COSTS)].sum(axis=1)),
        ),
        "one_cost_for_two": Mistake(
            "In served two activities have one cost. An order costs 60, a special delivery 650, a call 45.",
            _in(
                "served",
                lambda known: _served(known) + (60 - 45) * known["calls"],
                lambda known: _served(known) + (45 - 60) * known["orders"],
            ),
        ),
        "costs_exchanged": Mistake(
            "In served a number stands with the cost of another activity: an order costs 60, a special "
            "delivery 650, a call 45.",
            _in(
                "served",
                lambda known: 650 * known["orders"] + 60 * known["special"] + 45 * known["calls"],
                lambda known: 45 * known["orders"] + 650 * known["special"] + 60 * known["calls"],
            ),
        ),
        "direct_cost_in_served": Mistake(
            "Your served contains the direct cost. It is the cost of serving alone: orders, special, calls.",
            _in("served", lambda known: _served(known) + known["direct_cost"]),
        ),
        "total_in_each_row": Mistake(
            "You give the same sum to every account. Each has its own numbers, and its own part.",
            [
                *_in("served", lambda known: _served(known).sum() + 0 * known["sales"]),
                *_in("spread", lambda known: _served(known).sum() + 0 * known["sales"]),
            ],
        ),
        "spread_alike": Mistake(
            "You give each account a fifth. Spread by sales, who has twice the sales carries twice as much.",
            _in("spread", lambda known: _served(known).mean() + 0 * known["sales"]),
        ),
        "spread_by_another_column": Mistake(
            "You spread by another column. Each carries his share of the *sales*: sales / sum of all sales.",
            _in(
                "spread",
                lambda known: _served(known).sum() * known["direct_cost"] / known["direct_cost"].sum(),
                lambda known: _served(known).sum() * _margin(known) / _margin(known).sum(),
            ),
        ),
        "another_sum_spread": Mistake(
            "You spread another sum. Spread is the sum of all five served, and nothing else.",
            _in(
                "spread",
                lambda known: known["direct_cost"].sum() * _share(known),
                lambda known: (_margin(known) - _served(known)).sum() * _share(known),
            ),
        ),
        "own_cost_left_out": Mistake(
            "You spread the cost of the other four. The sum contains the account's own, too.",
            _in("spread", lambda known: (_served(known).sum() - _served(known)) * _share(known)),
        ),
        "own_cost_times_share": Mistake(
            "Your spread takes a share of the account's own cost. Spread is the sum of all accounts' costs.",
            _in(
                "spread",
                lambda known: _served(known) * _share(known),
            ),
        ),
        "share_for_spread": Mistake(
            "Your spread is a share of the sales. Multiply it by the cost of serving all accounts together.",
            _in("spread", _share, lambda known: 100 * _share(known)),
        ),
        "served_twice": Mistake(
            "Your spread is the cost by activity once more. Spread by sales, the sum is shared out anew.",
            part(served=lambda right: right["served"], spread=lambda right: right["served"]),
        ),
        "profit_after_spread": Mistake(
            "Your profit takes off spread. Take off served, what the account really takes.",
            _in("profit", lambda known: _margin(known) - _served(known).sum() * _share(known)),
            "the list of profits is often made with the spread cost",
        ),
        "both_taken_off": Mistake(
            "Your profit takes the cost of serving off twice, as served and as spread. They are two ways of "
            "sharing out one cost.",
            _in(
                "profit",
                lambda known: _margin(known) - _served(known) - _served(known).sum() * _share(known),
            ),
        ),
        "margin_for_profit": Mistake(
            "Your profit is the margin. Take served off, too.", _in("profit", _margin)
        ),
        "direct_cost_left_out": Mistake(
            "Your profit leaves the direct cost out. Take off both, direct cost and served.",
            _in(
                "profit",
                lambda known: known["sales"] - _served(known),
                lambda known: known["sales"] - _served(known).sum() * _share(known),
            ),
        ),
        "served_added": Mistake(
            "Your profit adds served. The firm pays it: take it off.",
            _in("profit", lambda known: _margin(known) + _served(known)),
        ),
        "share_for_profit": Mistake(
            "Your profit is a share of the sales. Asked are yuan.",
            _in(
                "profit",
                lambda known: (_margin(known) - _served(known)) / known["sales"],
                lambda known: 100 * (_margin(known) - _served(known)) / known["sales"],
            ),
        ),
        "place_from_the_least": Mistake(
            "Your place 1 leaves least. The most profit is first: rank(ascending=False).",
            part(place=lambda right: 6 - right["place"]),
            "pandas ranks from the smallest up",
        ),
        "place_from_zero": Mistake(
            "Your places begin with 0. The first place is 1.", part(place=lambda right: right["place"] - 1)
        ),
        "place_by_another_column": Mistake(
            "Your place goes by another column. It goes by profit.",
            _in(
                "place",
                lambda known: _place(known["sales"]),
                lambda known: _place(_served(known)),
                lambda known: _place((_margin(known) - _served(known)) / known["sales"]),
            ),
            "the largest is taken for the first",
        ),
    },
)


def who_carries(accounts: Book) -> dict[str, Any]:
    """Return whom spreading charges most, by how much, and whether the largest leaves most."""
    table = served_table(accounts)
    more = table["spread"] - table["served"]
    first = table["place"][int(np.argmax(accounts["sales"]))] == 1
    return {"overcharged": table["account"][more.idxmax()], "by": more.max(), "largest_first": bool(first)}


def _more(accounts: Columns) -> pd.Series:
    table = served_table(accounts)
    return (table["spread"] - table["served"]).set_axis(table["account"])


def _ranked(accounts: Columns, place: int) -> str:
    """Return who stands in this place of those who are charged more than they take."""
    return _more(accounts).sort_values(ascending=False).index[place]


carried = AnswerCheck(
    "you know who pays for the others, and whether the largest account leaves most",
    who_carries,
    tolerance=0.05,
    between=(500, 40_000),
    apart=lambda accounts: (_more(accounts) / 100).round(1).tolist(),
    decides={"largest_first": to_say("the place of the account with most sales with 1")},
    words={"overcharged": dict.fromkeys(NAMES, ())},
    mistakes={
        "undercharged": Mistake(
            "You name who carries less than he takes. Overcharged is who carries more: spread − served is "
            "largest.",
            [
                part(
                    overcharged=lambda accounts: _ranked(accounts, -1),
                    by=lambda accounts: -float(_more(accounts).min()),
                ),
                part(
                    overcharged=lambda accounts: _ranked(accounts, -1),
                    by=lambda accounts: float(_more(accounts).min()),
                ),
            ],
            "the sign of a difference is easily turned",
        ),
        "sign_turned": Mistake(
            "The sign of by is turned. It is spread − served, so above 0.",
            part(by=lambda right: -right["by"]),
        ),
        "another_is_charged_more": Mistake(
            "Another account is charged more. Compare spread − served in yuan, in all five rows.",
            [
                part(overcharged=lambda accounts, place=place: _ranked(accounts, place))
                for place in (1, 2, 3, 4)
            ],
        ),
        "charge_for_difference": Mistake(
            "You give a cost itself. Asked is by how much spread is above served: subtract.",
            [
                part(by=lambda accounts: _of_first(accounts, "spread")),
                part(by=lambda accounts: _of_first(accounts, "served")),
            ],
        ),
        "ratio_for_difference": Mistake(
            "You divide spread by served. Asked is the difference in yuan.",
            [
                part(by=lambda accounts: _of_first(accounts, "spread") / _of_first(accounts, "served")),
                part(by=lambda accounts, right: right["by"] / _of_first(accounts, "served")),
            ],
        ),
    },
)


def _of_first(accounts: Columns, column: str) -> float:
    """Return an entry of the row of who is charged most."""
    table = served_table(accounts).set_index("account")
    return float(table.loc[_ranked(accounts, 0), column])
