"""Explorers of key accounts."""

from typing import Annotated

import pandas as pd

from crmlab import portfolio
from crmlab.declared.quantities import Quantity
from crmlab.declared.tables import Named
from crmlab.explorers.engine import Explorer, StandIn
from crmlab.figures.key_accounts import FirstFive

# The branch of lesson 08: who was there all through 2025, and is among its ten largest by sales or by profit
_FIRM = "datasets.make_logistics(300, seed=4)"
_SHIPPED = (
    f"""{_FIRM}.shipments.query("date >= '2025-01-01'").groupby("customer_id")"""
    """.agg({"amount": "sum", "cost": "sum", "on_time": "mean"})"""
)
_SERVED = (
    f"""{_FIRM}.activities.query("year == 2025").eval("served = number * unit_cost")"""
    """.groupby("customer_id")["served"].sum()"""
)
_GROWTH = f'{_FIRM}.potential.set_index("customer_id")["growth"]'
TWELVE = (
    f"""{_FIRM}.contracts.query("start < '2025-01-01' and end.isna()").set_index("customer_id")"""
    f""".join({_SHIPPED}).join({_SERVED}).join({_GROWTH})"""
    """.eval("profit = amount - cost - served - 0.08 * amount * payment_days / 365")"""
    """.rename(columns={"name": "account", "amount": "size", "on_time": "fit"})"""
    """.rename(columns={"growth": "spending_growth"})"""
    """.query("size.rank(ascending=False) <= 10 or profit.rank(ascending=False) <= 10")"""
    """[["account", "size", "profit", "spending_growth", "fit"]]"""
)
CRITERIA = ("size", "profit", "spending_growth", "fit")
_Points = Annotated[float, Quantity("", 0, 100, typical=(0, 10), step=1, format=",.0f")]


def _weighing(*points: int) -> dict[str, dict[str, int]]:
    return {"weights": dict(zip(CRITERIA, points, strict=True))}


def _or_equal(points: pd.Series) -> dict[str, float]:
    """Let all criteria count the same where nobody has given a point."""
    return points.to_dict() if points.any() else dict.fromkeys(CRITERIA, 1.0)


EXPLORERS = [
    Explorer(
        "portfolio-key-accounts",
        portfolio.value_index,
        FirstFive,
        start=_weighing(2, 4, 2, 2),
        fixed={"table": TWELVE},
        presets={
            "key-accounts-fixed": _weighing(2, 4, 2, 2),
            "key-accounts-sales": _weighing(5, 2, 2, 1),
            "key-accounts-finance": _weighing(1, 6, 1, 2),
            "key-accounts-largest": _weighing(1, 0, 0, 0),
        },
        instead={"weights": StandIn(Named(_Points, CRITERIA), _or_equal)},
    ),
]
