"""Explorers of satisfaction."""

from crmlab import satisfaction
from crmlab.explorers.engine import Explorer
from crmlab.figures.satisfaction import ErrorOfChange, RatioOrDifference

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
    Explorer(
        "satisfaction-change",
        satisfaction.index_change,
        ErrorOfChange,
        start={
            "before": 78,
            "after": 75,
            "sd_before": 20,
            "sd_after": 20,
            "answers_before": 250,
            "answers_after": 250,
        },
        presets={
            "satisfaction-change-index": {},
            "satisfaction-change-unequal": {"answers_before": 1000},
            "satisfaction-change-promoters": {"before": 20, "after": 17, "sd_before": 75, "sd_after": 75},
        },
    ),
]
