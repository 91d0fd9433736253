"""Pictures of where next year's customers come from, and of what it costs to sell to whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from crmlab import relationships
from crmlab.declared import names
from crmlab.figures.chart import LIGHT, Chart, Shown, in_money
from crmlab.figures.picture import BLUE, ORANGE

GRAINS, YIELD = 1000, 4  # at the beginning, and from each grain that is sown; both invented


class Grains(Chart):
    """How many grains are in the barn each year, and the number at which it began."""

    across = "year"
    whole = True
    up = "grains"
    bars = ("grains",)
    bar_colours = (LIGHT,)
    lines = ("began_with",)
    line_colours = (ORANGE,)

    def shown(self, value: float, given: Mapping[str, Any]) -> Shown:
        """Follow the barn from year to year."""
        years = np.arange(given["years"] + 1)
        grains = GRAINS * (1 + given["growth_rate"]) ** years
        words = {
            "headline": f"{GRAINS * value:,.0f}",
            "began": f"{GRAINS:,}",
            "factor": f"{1 + given['growth_rate']:.2f}",
            "years": f"{given['years']}",
        }
        up = {"grains": grains, "began_with": np.full(len(years), GRAINS)}
        return Shown(years, up, words, limits=(0, 1.2 * max(grains)))


class CostOfASale(Chart):
    """What a sale costs with new and with existing customers: one contact, and all that come beside it."""

    across = "customers_asked"
    up = "cost_of_a_sale"
    bars = ("one_contact", "other_contacts")
    bar_colours = (BLUE, LIGHT)
    hatches = ("//", "")
    widest = ("xxxxxxxx\n999.9 × 9,999",) * 2

    def shown(self, value: relationships.SellingEffort, given: Mapping[str, Any]) -> Shown:
        """Stack the other contacts on the first, and write under each bar what is multiplied."""
        new, existing = map(float, value.cost_per_sale)
        groups = [names.word("keys", group).label for group in ("new", "existing")]
        contact = np.asarray(given["cost_per_contact"])
        ticks = [
            f"{group}\n{attempts:,.1f} × {in_money(cost, 0)}"
            for group, attempts, cost in zip(groups, value.attempts, contact, strict=True)
        ]
        words = {
            "new": in_money(new, 0),
            "existing": in_money(existing, 0),
            "times": f"{new / existing:,.1f}" if existing else names.word("words", "none").label,
        }
        up = {"one_contact": contact, "other_contacts": (contact, value.cost_per_sale)}
        return Shown(np.arange(2), up, {"headline": words["times"], **words}, tuple(ticks))
