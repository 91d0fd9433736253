"""Explorers of customer equity."""

from crmlab import equity
from crmlab.explorers.engine import Explorer
from crmlab.figures.equity import Cohort, Optimum, Response

PATH = [0.6, 0.65, 0.7, 0.75, 0.78, 0.79, 0.8, 0.8, 0.8]
MAGAZINE = {"first_margin": 5.9, "later_margin": 45.9}  # 35.90 and 75.90, less 30 to serve

EXPLORERS = [
    Explorer(
        "equity-magazine",
        equity.cohort_table,
        Cohort,
        start={"size": 1000, "first_margin": 5, "later_margin": 45, "retention": PATH, "rate": 0.15},
        presets={
            "equity-magazine-path": MAGAZINE,
            "equity-magazine-70": {**MAGAZINE, "retention": [0.7] * 9},
            "equity-magazine-full-price": {**MAGAZINE, "first_margin": 45.9, "retention": [0.4] + [0.65] * 8},
        },
    ),
    Explorer(
        "equity-response",
        equity.response_share,
        Response,
        start={"outlay": 20, "current_outlay": 10, "current_share": 0.2, "ceiling": 0.4},
        presets={
            "equity-response-nearly-all": {"outlay": 50, "current_share": 0.8, "ceiling": 0.82},
            "equity-response-half": {"outlay": 20, "current_share": 0.3, "ceiling": 0.6},
        },
    ),
    Explorer(
        "equity-optimum",
        equity.best_spending,
        Optimum,
        start={
            "margin": 100,
            "rate": 0.1,
            "acquisition_outlay": 10,
            "acquired_share": 0.1,
            "acquisition_ceiling": 0.3,
            "retention_outlay": 10,
            "retained_share": 0.6,
            "retention_ceiling": 0.9,
        },
        presets={
            "equity-optimum-start": {},
            "equity-optimum-dear": {"margin": 300, "retention_ceiling": 0.95},
            "equity-optimum-known": {"acquisition_outlay": 30, "acquired_share": 0.25, "retention_outlay": 5},
        },
    ),
]
