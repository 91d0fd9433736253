"""Explorers of service quality."""

from typing import Annotated, Any

import pandas as pd

from crmlab import service_gap
from crmlab.declared.quantities import Quantity
from crmlab.declared.tables import Named, Weights
from crmlab.explorers.engine import Explorer, StandIn
from crmlab.figures.service_gap import Dimensions, FiveGaps, Intervals, Zones

DIMENSIONS = tuple(service_gap.DIMENSIONS)

Mean = Annotated[float, Quantity("", 1, 7, typical=(2, 7), step=0.1, format=".2f")]
Level = Annotated[float, Quantity("", typical=(1, 9), step=0.1, format=".2f")]
Weight = Annotated[float, Quantity("", 0, typical=(5, 40), step=1, format=",.2f")]


ASKED = {"perceived": "P", "expected": "E"}
# what the customers of lesson 10 answered in December 2024
ANSWERS = 'datasets.make_logistics(customers=200, seed=1).survey.query(\'"2024-12" < date < "2025"\')'


def _answers(means: pd.Series) -> list[float]:
    """Answer every question of a dimension with its mean."""
    return [mean for key, mean in means.items() for _ in range(service_gap.DIMENSIONS[key])]


def _each(*numbers: Any) -> dict[str, Any]:
    return dict(zip(DIMENSIONS, numbers, strict=True))


EXPLORERS = [
    Explorer(
        "service-gap-servqual",
        service_gap.servqual,
        Dimensions,
        start={
            "perceived": _each(5.8, 5.2, 5.0, 5.6, 4.6),
            "expected": _each(5.5, 6.5, 6.2, 6.0, 5.8),
            "weights": _each(20, 20, 20, 20, 20),
        },
        presets={
            "service-gap-published-weights": {"weights": _each(11, 32, 22, 19, 16)},
            "service-gap-wrong-answer": {
                "perceived": _each(6.5, 5.0, 6.2, 6.2, 6.5),
                "expected": _each(5.0, 6.8, 6.2, 6.0, 5.5),
                "weights": _each(11, 32, 22, 19, 16),
            },
        },
        instead={
            "perceived": StandIn(Named(Mean, DIMENSIONS), _answers),
            "expected": StandIn(Named(Mean, DIMENSIONS), _answers),
            "weights": StandIn(Weights(Weight, DIMENSIONS), pd.Series.to_dict),
        },
    ),
    Explorer(
        "service-gap-intervals",
        service_gap.gap_intervals,
        Intervals,
        start={"seed": 1, "resamples": 2000, "confidence": 0.95},
        fixed={name: f"{ANSWERS}.loc[:, '{mark}01':'{mark}22']" for name, mark in ASKED.items()},
        presets={"service-gap-nine-of-ten": {"confidence": 0.9}},
    ),
    Explorer(
        "service-gap-zone",
        service_gap.zone_of_tolerance,
        Zones,
        start={"perceived": _each(7.2, 5.5, 6.0, 6.6, 5.2), "adequate": 5, "desired": 7},
        presets={
            "service-gap-spoilt": {"adequate": 5, "desired": 9},
            "service-gap-no-choice": {"adequate": 3, "desired": 7},
        },
        instead={"perceived": StandIn(Named(Level, DIMENSIONS), pd.Series.to_list)},
    ),
    Explorer(
        "service-gap-five-gaps",
        service_gap.gap_model,
        FiveGaps,
        start={
            "perceived": 5,
            "expected": 8,
            "understood": 7,
            "specified": 6.5,
            "delivered": 5,
            "promised": 7,
        },
        presets={
            "service-gap-not-listening": {"understood": 5, "specified": 5, "delivered": 5, "promised": 5},
            "service-gap-loud": {"understood": 8, "specified": 7.5, "delivered": 7, "promised": 9},
            "service-gap-understaffed": {"understood": 8, "specified": 8, "delivered": 5, "promised": 6},
        },
    ),
]
