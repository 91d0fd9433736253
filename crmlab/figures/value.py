"""Pictures of what an offer is worth to a customer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from crmlab import clv, value
from crmlab.declared import names
from crmlab.figures.chart import LIGHT, Chart, Points, Shown, in_money
from crmlab.figures.picture import round_up

RIVAL = {"benefits": 24.0, "costs": 18.0}


class Offers(Chart):
    """Two offers over costs and benefits, and the lines of those that equal yours by either form."""

    across, up = "all_costs", "all_benefits"
    lines = ("as_good_by_difference", "as_good_by_ratio")
    dots = ("your_offer", "rival_offer")

    def shown(self, delivered: float, given: Mapping[str, Any]) -> Shown:
        """Return both offers, and the lines through yours."""
        yours = {name: float(given[name].sum()) for name in ("benefits", "costs")}
        first, rival, words = _both(yours, RIVAL)
        costs = np.linspace(0, 1.1 * round_up(max(yours["costs"], RIVAL["costs"])), 12)
        up = {
            "as_good_by_difference": delivered + costs,
            "as_good_by_ratio": first["ratio"] * costs,
            "your_offer": Points([first["costs"]], [first["benefits"]]),
            "rival_offer": Points([rival["costs"]], [rival["benefits"]]),
        }
        return Shown(costs, up, words)


def _verdict(by_difference: float, by_ratio: float) -> str:
    if by_difference * by_ratio < 0:
        return "forms_disagree"
    better = by_difference + by_ratio
    return "yours_is_better" if better > 0 else "rival_is_better" if better < 0 else "offers_are_equal"


class Disagreement(Chart):
    """Two offers over costs and benefits, and the field in which difference and ratio disagree with yours."""

    across, up = "all_costs", "all_benefits"
    lines = ("as_good_by_difference", "as_good_by_ratio")
    dots = ("your_offer", "their_offer")

    def draw(self, axes: Axes) -> Iterable[Artist]:
        """Draw the lines, the offers and, behind them, the field in which the forms disagree."""
        label = names.word("pictures", "forms_disagree_here").label
        (self.field,) = axes.fill([0], [0], fc=LIGHT, ec="none", label=label)
        return [self.field, *super().draw(axes)]

    def shown(self, missing: float, given: Mapping[str, Any]) -> Shown:
        """Return both offers, and the lines through yours."""
        yours = {name: float(given[name]) for name in ("benefits", "costs")}
        rival = {name: float(given[f"rival_{name}"]) for name in yours}
        first, second, words = _both(yours, rival)
        costs = np.linspace(0, 1.15 * max(first["costs"], second["costs"]), 12)
        by_difference, by_ratio = first["difference"] + costs, first["ratio"] * costs
        around = np.concatenate([by_difference, by_ratio[::-1]])
        self.field.set_xy(np.column_stack([[*costs, *costs[::-1]], around]))
        up = {
            "as_good_by_difference": by_difference,
            "as_good_by_ratio": by_ratio,
            "your_offer": Points([first["costs"]], [first["benefits"]]),
            "their_offer": Points([second["costs"]], [second["benefits"]]),
        }
        heights = [0, *by_difference, *by_ratio, first["benefits"], second["benefits"]]
        return Shown(costs, up, words, limits=(min(heights), 1.05 * max(heights)))


def _both(yours: Mapping[str, float], rival: Mapping[str, float]) -> tuple[dict, dict, dict[str, str]]:
    """Return two offers with both forms, and the words that compare them."""
    table = value.compare_offers(pd.DataFrame([yours, rival]).assign(offer=["yours", "rival"]))
    first, second = table.to_dict("records")
    words = {
        f"{whose}{part}": f"{offer[part]:,.3f}" if part == "ratio" else in_money(offer[part])
        for whose, offer in (("", first), ("rival_", second))
        for part in ("benefits", "costs", "difference", "ratio")
    }
    better = [np.sign(first[form] - second[form]) for form in ("difference", "ratio")]
    words["verdict"] = names.word("pictures", _verdict(*better)).label
    return first, second, {key: word.replace("-", "−") for key, word in words.items()}


class Improvement(Chart):
    """What a customer is worth to the firm over the yearly spending on him, and what he was worth before."""

    across, up = "spending_on_improvement", "worth_to_the_firm"
    lines = ("with_improvement", "without_improvement")
    dots = ("highest_spending",)

    def shown(self, highest: float, given: Mapping[str, Any]) -> Shown:
        """Return both values over the spending, and where they cross."""
        margin, before, rate = (float(given[name]) for name in ("margin", "retention", "rate"))
        after = before + float(given["gain"])
        spending = np.linspace(0, margin, 11)
        worth_before = clv.lifetime_value(margin, before, rate)
        words = {
            "margin": in_money(margin),
            "from": value.break_even_investment.parameters["retention"].quantity.show(before),
            "to": value.break_even_investment.parameters["retention"].quantity.show(after),
            "before": in_money(worth_before),
            "free": in_money(clv.lifetime_value(margin, after, rate)),
            "share": f"{highest / margin:.1%}" if margin else "0.0%",
        }
        up = {
            "with_improvement": clv.lifetime_value(margin - spending, after, rate),
            "without_improvement": np.full(len(spending), worth_before),
            "highest_spending": Points([highest], [worth_before]),
        }
        return Shown(spending, up, words)
