"""Explorers of satisfaction."""

from crmlab import satisfaction
from crmlab.explorers.engine import Explorer
from crmlab.figures.satisfaction import RatioOrDifference

EXPLORERS = [
    Explorer(
        "satisfaction-ratio",
        satisfaction.index,
        RatioOrDifference,
        start={"perceived": 4, "expected": 2, "band": 0.05},
        presets={
            "satisfaction-as-expected": {"perceived": 8, "expected": 8},
            "satisfaction-short": {"perceived": 6, "expected": 8},
            "satisfaction-other-zero": {"perceived": 7, "expected": 5},
        },
    ),
]
