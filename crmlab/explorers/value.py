"""Explorers of what an offer is worth to a customer."""

from typing import Annotated

import pandas as pd

from crmlab import value
from crmlab.declared.quantities import Cost, typical
from crmlab.declared.tables import Named
from crmlab.explorers.engine import Explorer, StandIn
from crmlab.figures.value import Disagreement, Improvement, Offers

_PAIR = ("your_benefits", "your_costs", "rival_benefits", "rival_costs")
_Amount = Annotated[Cost, typical(10, 200)]


def _table(pair: pd.Series) -> pd.DataFrame:
    """Return the offers of the four sliders, yours first."""
    amounts = {name: [pair[f"your_{name}"], pair[f"rival_{name}"]] for name in ("benefits", "costs")}
    return pd.DataFrame({"offer": ["yours", "rival"], **amounts})


def _pair(*amounts: float) -> dict[str, dict[str, float]]:
    return {"offers": dict(zip(_PAIR, amounts, strict=True))}


EXPLORERS = [
    Explorer(
        "value-offers",
        value.delivered_value,
        Offers,
        start={
            "benefits": {"product": 80, "service": 20, "personnel": 10, "image": 10},
            "costs": {"money": 70, "time": 10, "energy": 10, "psychic": 10},
        },
        presets={
            "value-offers-source": {},
            "value-offers-better": {
                "benefits": {"product": 80, "service": 40, "personnel": 20, "image": 10},
            },
            "value-offers-small": {
                "benefits": {"product": 20, "service": 10, "personnel": 5, "image": 5},
                "costs": {"money": 20, "time": 5, "energy": 5, "psychic": 5},
            },
        },
    ),
    Explorer(
        "value-map",
        value.compare_offers,
        Disagreement,
        start=_pair(180, 120, 110, 60),
        presets={
            "value-map-halves": _pair(184, 146, 84, 60),
            "value-map-equal-costs": _pair(180, 120, 160, 120),
            "value-map-below-cost": _pair(100, 120, 45, 60),
        },
        instead={"offers": StandIn(Named(_Amount, _PAIR), _table)},
    ),
    Explorer(
        "value-improvement",
        value.break_even_investment,
        Improvement,
        start={"margin": 100, "retention": 0.8, "gain": 0.05, "rate": 0.1},
        presets={
            "value-improvement-eighty": {},
            "value-improvement-sixty": {"retention": 0.6},
            "value-improvement-ninety": {"retention": 0.9},
        },
    ),
]
