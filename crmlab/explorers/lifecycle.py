"""Explorers of a customer base and of one relationship over the years."""

from crmlab import lifecycle
from crmlab.declared.tables import Named
from crmlab.explorers.engine import Explorer, StandIn
from crmlab.figures.lifecycle import Bucket, Profit, Survival
from crmlab.lifecycle.relationship import STAGES, StageYears

_ENDS = (0.1, 0.8, 1.0, 0.3)  # small, large, full and low again: the inverted U; reconstructed


def _levels(stage_years):
    return lifecycle.relationship_level(stage_years, _ENDS)["level"].tolist()


EXPLORERS = [
    Explorer(
        "lifecycle-leaky-bucket",
        lifecycle.leaky_bucket,
        Bucket,
        start={"customers": 800, "churn": 0.2, "acquired": 50, "years": 20},
        presets={
            "lifecycle-firm-a": {"customers": 100, "churn": 0.2, "acquired": 20, "years": 10},
            "lifecycle-firm-b": {"customers": 100, "churn": 0.1, "acquired": 10, "years": 10},
            "lifecycle-young-base": {"customers": 100, "churn": 0.1, "acquired": 100, "years": 20},
        },
    ),
    Explorer(
        "lifecycle-survival",
        lifecycle.survival_table,
        Survival,
        start={"customers": 100, "churn": 0.1, "years": 15},
        presets={
            "lifecycle-gone-in-10": {},
            "lifecycle-gone-in-5": {"churn": 0.2},
        },
    ),
    Explorer(
        "lifecycle-profit",
        lifecycle.profit_curve,
        Profit,
        start={
            "level": {"exploration": 2, "formation": 2, "stability": 3, "decline": 1},
            "base_profit": 100,
            "drivers": {"growth": 120, "savings": 40, "referrals": 60, "price": -50},
            "acquisition_cost": 200,
        },
        presets={
            "lifecycle-premium": {"drivers": {"growth": 120, "savings": 40, "referrals": 60, "price": 50}},
            "lifecycle-concession": {
                "drivers": {"growth": 120, "savings": 10, "referrals": 60, "price": -50},
            },
            "lifecycle-short-life": {
                "level": {"exploration": 4, "formation": 1, "stability": 1, "decline": 1},
            },
        },
        instead={"level": StandIn(Named(StageYears, STAGES), _levels)},
    ),
]
