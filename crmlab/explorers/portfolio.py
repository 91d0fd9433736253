"""Explorers of the portfolio of customers."""

from typing import Annotated

import pandas as pd

from crmlab import portfolio
from crmlab.declared.quantities import Share, typical
from crmlab.declared.tables import Named
from crmlab.explorers.engine import Explorer, StandIn
from crmlab.figures.portfolio import Discount, Lorenz, Matrix, Pyramid, Whale

# What each customer of the CDNOW sample has spent in the 18 months of the log
REVENUE = 'rfm.table(datasets.load_cdnow(), as_of="1998-06-30")["revenue"]'

# A simulated firm: its sales in three years in thousands, and what its customers buy elsewhere
_FIRM = "datasets.make_logistics(120, seed=1)"
_SALES = f'{_FIRM}.payments.groupby("customer_id")["amount"].sum() / 1000'
_ELSEWHERE = f'(1 / {_FIRM}.contracts.set_index("customer_id")["share_of_wallet"] - 1) * {_SALES}'

# The branch of lesson 08: sums of 2025 for each customer who was there all year
_ALL_YEAR = (
    "datasets.make_logistics(300, seed=4).shipments.merge(datasets.make_logistics(300, seed=4).contracts)"
    """.query("start < '2025-01-01' <= date").query("end.isna()").groupby("customer_id")"""
)

_TierShare = Annotated[Share, typical(0.01, 0.33, 0.01)]


def _with_the_rest(shares: pd.Series) -> list[float]:
    """Add the last tier, which holds all the other customers."""
    return [*shares, round(1 - float(shares.sum()), 10)]


EXPLORERS = [
    Explorer(
        "portfolio-lorenz",
        portfolio.top_share,
        Lorenz,
        start={"share": 0.2},
        fixed={"values": REVENUE},
        presets={"portfolio-top-half": {"share": 0.5}, "portfolio-top-5": {"share": 0.05}},
    ),
    Explorer(
        "portfolio-pyramid",
        portfolio.pyramid,
        Pyramid,
        start={"shares": {"vip": 0.01, "main": 0.19, "ordinary": 0.30}},
        fixed={"values": REVENUE},
        presets={
            "portfolio-source-pyramid": {},
            "portfolio-curry": {"shares": {"vip": 0.01, "main": 0.04, "ordinary": 0.15}},
            "portfolio-thirds": {"shares": {"vip": 0.33, "main": 0.33, "ordinary": 0.33}},
        },
        instead={"shares": StandIn(Named(_TierShare, ("vip", "main", "ordinary")), _with_the_rest)},
    ),
    Explorer(
        "portfolio-matrix",
        portfolio.value_matrix,
        Matrix,
        start={"current_cut": None, "potential_cut": None},
        fixed={"current": _SALES, "potential": _ELSEWHERE},
        presets={
            "portfolio-same-cut": {"current_cut": 100, "potential_cut": 100},
            "portfolio-strict": {"current_cut": 500, "potential_cut": 200},
        },
    ),
    Explorer(
        "portfolio-discount",
        portfolio.discounted_margin,
        Discount,
        start={"list_price": 100, "unit_cost": 80, "discount": 0.15},
        presets={
            "portfolio-discount-ma-yan": {},
            "portfolio-discount-asked": {"discount": 0.20},
            "portfolio-discount-thin": {"unit_cost": 82, "discount": 0.20},
        },
    ),
    Explorer(
        "portfolio-whale",
        portfolio.customer_profit,
        Whale,
        start={"hourly_cost": 120, "rate": 0.08},
        fixed={
            "revenue": f'{_ALL_YEAR}["amount"].sum()',
            "direct_cost": f'{_ALL_YEAR}["cost"].sum()',
            "service_hours": f'12 * {_ALL_YEAR}["service_hours"].first()',
            "days_late": f'{_ALL_YEAR}["payment_days"].first()',
        },
        presets={
            "portfolio-whale-branch": {},
            "portfolio-whale-free": {"hourly_cost": 0, "rate": 0},
            "portfolio-whale-dear": {"hourly_cost": 300},
        },
    ),
]
