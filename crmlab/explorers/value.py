"""Explorers of what an offer is worth to a customer."""

from crmlab import value
from crmlab.explorers.engine import Explorer
from crmlab.figures.value import Disagreement, Improvement, Offers


def _offers(*amounts: float) -> dict[str, float]:
    return dict(zip(("benefits", "costs", "rival_benefits", "rival_costs"), amounts, strict=True))


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
        value.missing_benefits,
        Disagreement,
        start=_offers(180, 120, 110, 60),
        presets={
            "value-map-halves": _offers(184, 146, 84, 60),
            "value-map-equal-costs": _offers(180, 120, 160, 120),
            "value-map-below-cost": _offers(100, 120, 45, 60),
        },
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
