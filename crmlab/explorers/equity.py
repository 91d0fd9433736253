"""Explorers of customer equity."""

from typing import Annotated

from crmlab import equity
from crmlab.declared.quantities import Quantity
from crmlab.declared.tables import Named
from crmlab.explorers.engine import Explorer, StandIn
from crmlab.figures.equity import Cohort, Optimum, Response, Sifting, Switching

PATH = [0.6, 0.65, 0.7, 0.75, 0.78, 0.79, 0.8, 0.8, 0.8]
MAGAZINE = {"first_margin": 5.9, "later_margin": 45.9}  # 35.90 and 75.90, less 30 to serve

_RENEWALS = 9
_Part = Annotated[float, Quantity("share", 0, 0.99, typical=(0, 0.95), step=0.005, format=".1%")]


def _sifted(ends):
    """Return the rates of a cohort whose chances of renewing are spread by a beta distribution."""
    alike, apart = ends["first_renewal"] * (1 - ends["difference"]), ends["difference"]
    rates = [(alike + apart * n) / (1 - apart + apart * n) for n in range(_RENEWALS)]
    return [round(float(rate), 4) for rate in rates]


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
        "equity-sifting",
        equity.cohort_table,
        Sifting,
        start={
            "size": 1000,
            "first_margin": 5,
            "later_margin": 45,
            "retention": {"first_renewal": 0.6, "difference": 0.3},
            "rate": 0.15,
        },
        presets={
            "equity-sifting-alike": {**MAGAZINE, "retention": {"first_renewal": 0.6, "difference": 0.0}},
            "equity-sifting-magazine": {**MAGAZINE, "retention": {"first_renewal": 0.6, "difference": 0.125}},
            "equity-sifting-regular": {
                **MAGAZINE,
                "retention": {"first_renewal": 0.627, "difference": 0.347},
            },
        },
        instead={"retention": StandIn(Named(_Part, ("first_renewal", "difference")), _sifted)},
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
    Explorer(
        "equity-switching",
        equity.switching_table,
        Switching,
        start={
            "ours": {"value": 6, "brand": 6, "relationship": 6},
            "theirs": {"value": 6, "brand": 6, "relationship": 6},
            "driver_weights": {"value": 0.4, "brand": 0.3, "relationship": 0.3},
            "margin": 100,
            "rate": 0.1,
            "years": 10,
            "inertia": 1,
        },
        presets={
            "equity-switching-alike": {"inertia": 0},
            "equity-switching-rental": {"driver_weights": equity.INDUSTRY_WEIGHTS["car rental"]},
            "equity-switching-sales": {"driver_weights": equity.INDUSTRY_WEIGHTS["car sales"]},
        },
    ),
]
