"""Explorers of the portfolio of customers."""

from typing import Annotated

import pandas as pd

from crmlab import portfolio
from crmlab.declared.quantities import Share, typical
from crmlab.declared.tables import Named
from crmlab.explorers.engine import Explorer, StandIn
from crmlab.figures.portfolio import Lorenz, Matrix, Pyramid

# What each customer of the CDNOW sample has spent in the 18 months of the log
REVENUE = 'rfm.table(datasets.load_cdnow(), as_of="1998-06-30")["revenue"]'

# A simulated firm: its sales in three years in thousands, and what its customers buy elsewhere
_FIRM = "datasets.make_logistics(120, seed=1)"
_SALES = f'{_FIRM}.payments.groupby("customer_id")["amount"].sum() / 1000'
_ELSEWHERE = f'(1 / {_FIRM}.contracts.set_index("customer_id")["share_of_wallet"] - 1) * {_SALES}'

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
]
