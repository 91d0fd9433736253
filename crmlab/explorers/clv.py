"""Explorers of lifetime value."""

from crmlab import clv
from crmlab.explorers.engine import Explorer
from crmlab.figures.clv import LifetimeValue

EXPLORERS = [
    Explorer(
        "clv-lifetime-value",
        clv.lifetime_value,
        LifetimeValue,
        start={"margin": 100, "retention": 0.8, "rate": 0.1},
    ),
]
