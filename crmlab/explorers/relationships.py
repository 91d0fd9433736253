"""Explorers of choosing relationships and of winning customers."""

import itertools
from typing import Annotated

from crmlab import relationships
from crmlab.declared.quantities import Share, typical
from crmlab.declared.tables import Named
from crmlab.explorers.engine import Explorer, StandIn
from crmlab.figures.relationships import Contacts, Funnel, Levels, Switchers

_REACHED = 10_000
_STAGES = ("enquiries", "talks", "offers", "sales")
_GoesOn = Annotated[Share, typical(0.1, 0.9, 0.05)]

_CAMPAIGN = {
    "acquisition_cost": 700,
    "switchers": 0.4,
    "stayer_margin": 60,
    "stayer_churn": 0.02,
    "switcher_margin": 12,
    "switcher_churn": 0.1,
    "months": 24,
}


def _counts(rates):
    counts = itertools.accumulate(rates, lambda before, rate: round(before * rate), initial=_REACHED)
    return dict(zip(("reached", *_STAGES), counts, strict=True))


def _rates(*rates):
    return {"stages": dict(zip(_STAGES, rates, strict=True))}


EXPLORERS = [
    Explorer(
        "relationships-kotler-grid",
        relationships.kotler_level,
        Levels,
        start={
            "customers": 200,
            "margin": 300,
            "few": 50,
            "many": 1000,
            "low_margin": 100,
            "high_margin": 500,
        },
        presets={
            "relationships-chains": {"customers": 40, "margin": 900},
            "relationships-consumers": {"customers": 20_000, "margin": 150},
            "relationships-low-cost": {"customers": 20_000, "margin": 30},
        },
    ),
    Explorer(
        "relationships-switchers",
        relationships.newcomer_value,
        Switchers,
        start=_CAMPAIGN,
        presets={
            "relationships-larger-gift": {"acquisition_cost": 1000, "switchers": 0.6},
            "relationships-later-gift": {"acquisition_cost": 600, "switchers": 0.2},
        },
    ),
    Explorer(
        "relationships-funnel",
        relationships.funnel,
        Funnel,
        start=_rates(0.4, 0.5, 0.6, 0.25),
        presets={
            "relationships-few-talks": _rates(0.6, 0.15, 0.8, 0.7),
            "relationships-wrong-people": _rates(0.1, 0.3, 0.7, 0.5),
        },
        instead={"stages": StandIn(Named(_GoesOn, _STAGES), _counts)},
    ),
    Explorer(
        "relationships-contacts",
        relationships.success_chance,
        Contacts,
        start={"success_rate": 0.15, "attempts": 5, "needed": 1},
        presets={
            "relationships-new": {"success_rate": 0.15, "attempts": 7},
            "relationships-existing": {"success_rate": 0.5, "attempts": 3},
            "relationships-farris-new": {"success_rate": 0.05, "attempts": 7},
            "relationships-farris-existing": {"success_rate": 0.6, "attempts": 3},
            "relationships-trust": {"success_rate": 0.5, "attempts": 10, "needed": 4},
        },
    ),
]
