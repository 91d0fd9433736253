"""Explorers of where next year's customers come from, and of what it costs to sell to whom."""

from collections.abc import Mapping
from typing import Annotated

from crmlab import relationships
from crmlab.declared.quantities import Cost, Share, typical
from crmlab.declared.tables import Named
from crmlab.explorers.engine import Explorer, StandIn
from crmlab.figures.foundations import YIELD, CostOfASale, Grains

_GROUPS = ("new", "existing")
_Rate = Named(Annotated[Share, typical(0.05, 0.95, 0.01)], _GROUPS)
_Contact = Named(Annotated[Cost, typical(50, 1000, 50)], _GROUPS)
_Fates = Named(Annotated[Share, typical(0.05, 0.5, 0.01)], ("grain_lost", "grain_sown"))


def _in_order(by_group: Mapping[str, float]) -> list[float]:
    return [float(by_group[group]) for group in _GROUPS]


def _growth(fates: Mapping[str, float]) -> float:
    """Grains of next year less one, for a grain of today: some are lost, of the others some are sown."""
    return round(float(YIELD * (1 - fates["grain_lost"]) * fates["grain_sown"] - 1), 12)


def _rates(new: float, existing: float) -> dict[str, dict[str, float]]:
    return {"success_rate": {"new": round(new, 3), "existing": existing}}


_CLAIMED, _LOW, _HIGH, _ONE_IN_N = (_rates(*two) for two in relationships.SUCCESS_RATES.values())


EXPLORERS = [
    Explorer(
        "relationships-wheat",
        relationships.compound_growth,
        Grains,
        start={"growth_rate": {"grain_lost": 0.2, "grain_sown": 0.25}, "years": 5},
        presets={
            "foundations-eaten": {"growth_rate": {"grain_lost": 0.2, "grain_sown": 0.05}},
            "foundations-guarded": {"growth_rate": {"grain_lost": 0.05, "grain_sown": 0.25}},
        },
        instead={"growth_rate": StandIn(_Fates, _growth)},
    ),
    Explorer(
        "relationships-cost-of-a-sale",
        relationships.selling_effort,
        CostOfASale,
        start={**_CLAIMED, "cost_per_contact": {"new": 600, "existing": 100}},
        fixed={"target": "0.9"},
        presets={
            "foundations-claimed": {},
            "foundations-low": _LOW,
            "foundations-high": _HIGH,
            "foundations-one-in-n": _ONE_IN_N,
            "foundations-equal-cost": {"cost_per_contact": {"new": 100, "existing": 100}},
        },
        instead={
            "success_rate": StandIn(_Rate, _in_order),
            "cost_per_contact": StandIn(_Contact, _in_order),
        },
    ),
]
