"""Explorers of lifetime value."""

from crmlab import clv
from crmlab.explorers.engine import Explorer
from crmlab.figures.clv import LifetimeValue, Payments, Shortcut, Tornado

START = {"margin": 100, "retention": 0.8, "rate": 0.1}
PRESETS = {
    "clv-gupta": {"margin": 100, "retention": 0.8, "rate": 0.12},
    "clv-loyal": {"margin": 100, "retention": 0.95, "rate": 0.1},
    "clv-three-years": {"margin": 250, "retention": 0.6, "rate": 0.1, "years": 3, "acquisition_cost": 120},
}

EXPLORERS = [
    Explorer(
        "clv-payments",
        clv.addon_value,
        Payments,
        start={"yearly": 300, "rate": 0.09, "years": 5},
        presets={"clv-five-payments": {}, "clv-six-payments": {"first_now": True}},
    ),
    Explorer("clv-lifetime-value", clv.lifetime_value, LifetimeValue, start=START, presets=PRESETS),
    Explorer("clv-tornado", clv.lifetime_value, Tornado, start=START, presets=PRESETS),
    Explorer(
        "clv-shortcut",
        clv.annuity_shortcut,
        Shortcut,
        start={"margin": 100, "churn": 0.1, "rate": 0.1},
        presets={
            "clv-shortcut-source": {"margin": 100, "churn": 0.1, "rate": 0.1},
            "clv-shortcut-quick": {"margin": 100, "churn": 0.4, "rate": 0.02},
        },
    ),
]
