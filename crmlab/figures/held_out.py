"""Three pictures of a held-out forecast: over time, by number of purchases, by tenths of the customers."""

from __future__ import annotations

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg

from crmlab.declared import names
from crmlab.figures.chart import RED
from crmlab.figures.fonts import text_settings
from crmlab.figures.picture import BLUE, GREEN, GREY, ORANGE, Drawing, on_axis
from crmlab.purchases import HeldOutForecast

_STYLES = ((BLUE, "--", "s"), (GREEN, "-.", "^"), (RED, (0, (5, 1)), "v"))
_BAR = 0.4


def held_out_picture(held_out: HeldOutForecast) -> Drawing:
    """Draw what models expected beside what happened; the words of the picture are those of the record.

    Parameters
    ----------
    held_out : HeldOutForecast
        What `purchases.held_out_forecast` gives.

    Returns
    -------
    matplotlib.figure.Figure
        Yours to change, and to keep: ``figure.savefig("forecast.png")``. A notebook shows it, with its
        sentence for those who do not see it.

    Examples
    --------
    >>> from crmlab.datasets import load_cdnow
    >>> from crmlab.figures.held_out import held_out_picture
    >>> from crmlab.purchases import held_out_forecast
    >>> figure = held_out_picture(held_out_forecast(load_cdnow(), split="1997-09-30"))
    >>> figure.savefig("forecast.png")  # doctest: +SKIP
    """
    with mpl.rc_context(text_settings()):
        figure = Drawing(figsize=(7.2, 8.4), dpi=100, layout="constrained")
        FigureCanvasAgg(figure)
        over_time, by_frequency, by_decile = figure.subplots(3)
        _draw_over_time(over_time, held_out)
        _draw_by_frequency(by_frequency, held_out)
        _draw_by_decile(by_decile, held_out)
        for axes in (over_time, by_frequency, by_decile):
            axes.spines[["top", "right"]].set_visible(False)
            axes.yaxis.set_major_formatter(on_axis)
            axes.set_ylim(bottom=0)
            axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=3, frameon=False)
        figure.draw_without_rendering()  # so that the scales have their words, in fonts that are there
    shown = names.word("sentences", "purchases-held-out-picture").label
    figure.words = f"{shown} {held_out}"
    return figure


def _draw_over_time(axes: Axes, held_out: HeldOutForecast) -> None:
    path = held_out.over_time
    axes.plot(path["week"], path["bought"], color=ORANGE, lw=2.5, label=_label("in_truth"))
    for model, (colour, dashes, _) in zip(held_out.models, _STYLES, strict=False):
        axes.plot(path["week"], path[model], color=colour, ls=dashes, label=model)
    axes.plot(path["week"], path["same_pace"], color=GREY, ls=":", label=_label("at_same_pace"))
    axes.set(xlabel=_label("weeks_ahead"), ylabel=_label("purchases_of_all"))


def _draw_by_frequency(axes: Axes, held_out: HeldOutForecast) -> None:
    table = held_out.by_frequency
    axes.plot(table["frequency"], table["bought"], color=ORANGE, lw=2.5, marker="o", label=_label("in_truth"))
    for model, (colour, dashes, mark) in zip(held_out.models, _STYLES, strict=False):
        axes.plot(table["frequency"], table[model], color=colour, ls=dashes, marker=mark, label=model)
    axes.set(xlabel=_label("repeats_until_split"), ylabel=_label("purchases_of_one"))


def _draw_by_decile(axes: Axes, held_out: HeldOutForecast) -> None:
    tenths = held_out.by_decile
    tenths = tenths[tenths["forecast"] == held_out.best]
    places = np.asarray(tenths["decile"])
    of_model = held_out.best if held_out.best in held_out.models else _label("at_same_pace")
    axes.bar(
        places - _BAR / 2,
        tenths["expected_purchases"],
        _BAR,
        color=BLUE,
        hatch="//",
        alpha=0.6,
        label=of_model,
    )
    axes.bar(places + _BAR / 2, tenths["bought"], _BAR, color=ORANGE, label=_label("in_truth"))
    axes.set(xlabel=_label("tenth_of_customers"), ylabel=_label("purchases_of_tenth"), xticks=places)


def _label(key: str) -> str:
    return names.word("pictures", key).label
