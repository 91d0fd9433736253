"""Pictures of customer equity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from crmlab import equity
from crmlab.declared import names
from crmlab.figures.chart import Chart, Points, Shown, in_money
from crmlab.figures.picture import round_up


class Cohort(Chart):
    """What a cohort brings each year, and what that is worth today."""

    across, up = "year_of_cohort", "profit_of_cohort"
    whole = True
    bars = ("profit_of_year", "worth_of_year")

    def shown(self, value: pd.DataFrame, given: Mapping[str, Any]) -> Shown:
        """Return profit and present value by year."""
        last = value.iloc[-1]
        words = {
            "profit": in_money(value["profit"].sum()),
            "present": in_money(value["present_value"].sum()),
            "size": f"{given['size']:,}",
            "years": f"{last['year']:.0f}",
            "left": f"{last['customers']:,.1f}",
            "each": in_money(value["present_value"].sum() / max(given["size"], 1)),
        }
        headline = names.word("pictures", "profit_and_worth").label.format(**words)
        up = {"profit_of_year": value["profit"], "worth_of_year": value["present_value"]}
        return Shown(value["year"], up, words | {"headline": headline})


class Response(Chart):
    """The share won or kept over the spending per person: it rises towards a ceiling, ever more slowly."""

    across, up = "spending_a_head", "share_won_or_kept"
    lines = ("share_reached", "ceiling_of_share")
    dots = ("spending_then", "spending_now")

    def shown(self, value: float, given: Mapping[str, Any]) -> Shown:
        """Return the curve, its ceiling, and where the spending of today and of the question stand."""
        now, then = (given["current_outlay"], given["current_share"]), (given["outlay"], value)
        outlay = np.linspace(0, round_up(max(now[0], then[0])), 25)
        curve = equity.response_share(outlay, *now, given["ceiling"])
        share = equity.response_share.parameters["ceiling"].quantity.show
        words = {
            "then": in_money(then[0]),
            "now": in_money(now[0]),
            "share_now": share(now[1]),
            "ceiling": share(given["ceiling"]),
        }
        up = {
            "share_reached": curve,
            "ceiling_of_share": np.full(len(outlay), given["ceiling"]),
            "spending_then": Points([then[0]], [then[1]]),
            "spending_now": Points([now[0]], [now[1]]),
        }
        return Shown(outlay, up, words | {"headline": share(value)}, limits=(0, 1))


class Optimum(Chart):
    """The share won and the share kept over the spending per person, today's spending and the best."""

    across, up = "spending_a_head", "share_won_or_kept"
    lines = ("customers_kept", "prospects_won")
    dots = ("spending_best", "spending_now")

    def shown(self, value: pd.DataFrame, given: Mapping[str, Any]) -> Shown:
        """Return both curves and the two points on each."""
        kept, won = value.to_dict("records")
        outlay = np.linspace(0, round_up(value[["current_outlay", "best_outlay"]].max(axis=None)), 21)
        ceilings = given["retention_ceiling"], given["acquisition_ceiling"]
        curves = [
            equity.response_share(outlay, row["current_outlay"], row["current_share"], ceiling)
            for row, ceiling in zip((kept, won), ceilings, strict=True)
        ]
        words = {
            "keep_now": in_money(kept["current_outlay"]),
            "keep_best": in_money(kept["best_outlay"]),
            "win_now": in_money(won["current_outlay"]),
            "win_best": in_money(won["best_outlay"]),
            "before": in_money(won["current_value"]),
            "after": in_money(won["best_value"]),
        }
        up = {
            "customers_kept": curves[0],
            "prospects_won": curves[1],
            "spending_best": Points(value["best_outlay"], value["best_share"]),
            "spending_now": Points(value["current_outlay"], value["current_share"]),
        }
        headline = names.word("pictures", "equity_rises").label.format(**words)
        return Shown(outlay, up, words | {"headline": headline}, limits=(0, 1))


class Sifting(Chart):
    """How the rate of renewal rises in a cohort whose customers differ, and where it would stay if not."""

    across, up = "renewal", "share_who_renew"
    whole = True
    lines = ("renewals_of_the_mixed", "renewals_all_alike")

    def shown(self, value: pd.DataFrame, given: Mapping[str, Any]) -> Shown:
        """Value the cohort with both rates, all else being equal."""
        rates = np.asarray(given["retention"], dtype=float)
        level = np.full(len(rates), rates[0])
        flat = equity.cohort_table(**{**given, "retention": level.tolist()})
        share = equity.switching_table.result.columns["stays"].show
        words = {
            "first": share(rates[0]),
            "last": share(rates[-1]),
            "mixed": in_money(value["present_value"].sum()),
            "alike": in_money(flat["present_value"].sum()),
        }
        headline = names.word("pictures", "mixed_and_alike").label.format(**words)
        up = {"renewals_of_the_mixed": rates, "renewals_all_alike": level}
        return Shown(np.arange(1, len(rates) + 1), up, words | {"headline": headline}, limits=(0, 1))


class Switching(Chart):
    """The share that chooses us year by year, of our customers and of the rival's."""

    across, up = "year_of_choice", "share_who_choose_us"
    whole = True
    lines = ("of_our_customers", "of_the_rivals")

    def shown(self, value: pd.DataFrame, given: Mapping[str, Any]) -> Shown:
        """Begin today, when all of ours and none of the others choose us."""
        columns = equity.switching_table.result.columns
        first, last = value.iloc[0], value.iloc[-1]
        words = {
            "stays": columns["stays"].show(first["stays"]),
            "comes": columns["comes"].show(first["comes"]),
            "stays_last": columns["stays"].show(last["stays"]),
            "comes_last": columns["comes"].show(last["comes"]),
            "years": f"{last['year']:.0f}",
            "ours": in_money(value["worth_stays"].sum()),
            "theirs": in_money(value["worth_comes"].sum()),
        }
        headline = names.word("pictures", "ours_and_theirs_worth").label.format(**words)
        up = {"of_our_customers": [1, *value["stays"]], "of_the_rivals": [0, *value["comes"]]}
        return Shown([0, *value["year"]], up, words | {"headline": headline}, limits=(0, 1))
