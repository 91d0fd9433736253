"""Pictures of the game of decisions: one firm's books, and a class side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from crmlab.figures.chart import LIGHT, in_money
from crmlab.figures.fonts import text_settings
from crmlab.figures.picture import BLUE, GREEN, GREY, ORANGE, Drawing, on_axis
from crmlab.language import places, said

_NAMED = 12  # games whose lines have room for a name
_WIDEST = 14  # places that a name has room for


def draw_books(books: pd.DataFrame) -> Drawing:
    """Draw the books of a firm: customers there, won and lost, and money, quarter by quarter.

    Parameters
    ----------
    books : pandas.DataFrame
        One line a quarter, those up to 0 before the game: ``quarter``, ``customers``, ``won``, ``lost``,
        ``earned``, ``spent``, ``cash``.
    """
    with mpl.rc_context(text_settings()):
        drawing = Drawing(figsize=(9.6, 3.2), dpi=100, layout="constrained")
        there, moved, money = drawing.subplots(1, 3)
        _draw_there(there, books)
        _draw_moved(moved, books)
        _draw_money(money, books)
        for axes in (there, moved, money):
            _over_quarters(axes, books["quarter"])
        _lay_out(drawing)
    drawing.words = _say_books(books)
    return drawing


def _lay_out(drawing: Drawing) -> None:
    """Find the places once: that takes as long as to draw."""
    drawing.draw_without_rendering()
    drawing.set_layout_engine("none")


def _draw_there(axes: Axes, books: pd.DataFrame) -> None:
    axes.plot(books["quarter"], books["customers"], "o-", color=BLUE, ms=4)
    axes.set(title=said("number of customers"), ylim=(0, 1.15 * max(books["customers"].max(), 1)))


def _draw_moved(axes: Axes, books: pd.DataFrame) -> None:
    axes.bar(books["quarter"], books["won"], color=BLUE, ec=GREY, label=said("won"))
    axes.bar(books["quarter"], -books["lost"], color=ORANGE, ec=GREY, hatch="//", label=said("lost"))
    most = 1.35 * max(books["won"].max(), books["lost"].max(), 1)
    axes.axhline(0, color="black", lw=0.8)
    axes.set(title=said("customers won and lost"), ylim=(-most, most))
    axes.legend(frameon=False, ncols=2, loc="upper center")
    axes.yaxis.set_major_formatter(lambda value, place: on_axis(abs(value)))


def _draw_money(axes: Axes, books: pd.DataFrame) -> None:
    quarter, width = books["quarter"], 0.4
    axes.bar(quarter - width / 2, books["earned"], width, color=LIGHT, ec=GREY, label=said("earned"))
    axes.bar(
        quarter + width / 2, books["spent"], width, color=ORANGE, ec=GREY, hatch="//", label=said("spent")
    )
    axes.plot(quarter, books["cash"], "o-", color=GREEN, ms=4, label=said("cash"))
    ends = books[["earned", "spent", "cash"]]
    low, high = min(ends.min(axis=None), 0), max(ends.max(axis=None), 1)
    axes.set(title=said("money of the quarter, in yuan"), ylim=(1.1 * low, 1.35 * high))
    axes.legend(frameon=False, ncols=3, loc="upper center", columnspacing=0.8, handlelength=1.2)
    axes.yaxis.set_major_formatter(on_axis)


def _over_quarters(axes: Axes, quarters: Sequence[int]) -> None:
    axes.spines[["top", "right"]].set_visible(False)
    axes.axvline(0.5, color=GREY, ls=":", lw=1)  # here the game begins
    axes.set(xlabel=said("quarter; the game begins with 1"), xlim=(min(quarters) - 0.7, max(quarters) + 0.7))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))


def _say_books(books: pd.DataFrame) -> str:
    last = books.iloc[-1]
    return said(
        "Books until quarter {quarter}: {customers:,} customers, after {before:,} when the game began. In "
        "the last quarter {won:,} were won and {lost:,} lost; {earned} earned, {spent} spent, {cash} cash.",
        quarter=last["quarter"],
        customers=last["customers"],
        before=books.loc[books["quarter"] == 0, "customers"].iloc[0],
        won=last["won"],
        lost=last["lost"],
        **{name: in_money(last[name], 0) for name in ("earned", "spent", "cash")},
    )


def draw_class(
    paths: Mapping[str, Sequence[float]], reference: Sequence[float], mistakes: Mapping[str, int]
) -> Drawing:
    """Draw the games of a class: what each was worth after each quarter, and how many made each mistake.

    Parameters
    ----------
    paths : mapping of str to sequence of float
        By the name that is shown: yuan on the first day, as seen then and after each quarter.
    reference : sequence of float
        The same of the reference.
    mistakes : mapping of str to int
        How many games made each mistake, by what it is called.
    """
    with mpl.rc_context(text_settings()):
        height = max(3.6, 0.35 * len(mistakes) + 1.2)
        drawing = Drawing(figsize=(9.6, height), dpi=100, layout="constrained")
        lines, bars = drawing.subplots(1, 2, width_ratios=(3, 2))
        _draw_paths(lines, paths, reference)
        _draw_mistakes(bars, mistakes, len(paths))
        _lay_out(drawing)
    drawing.words = _say_class(paths, reference, mistakes)
    return drawing


def _draw_paths(axes: Axes, paths: Mapping[str, Sequence[float]], reference: Sequence[float]) -> None:
    for path in paths.values():
        axes.plot(range(len(path)), path, "-", color=BLUE, lw=1.6, alpha=0.7)
        axes.plot(len(path) - 1, path[-1], "o", color=BLUE, ms=4)
    axes.plot(range(len(reference)), reference, "s--", color="black", ms=4)
    axes.spines[["top", "right"]].set_visible(False)
    axes.set(xlabel=said("quarters played"), title=said("cash so far and value of those there, in yuan"))
    axes.yaxis.set_major_formatter(on_axis)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    named = {name: path for name, path in paths.items() if len(paths) <= _NAMED}
    named[said("reference")] = reference
    low, high = axes.get_ylim()
    places = _spread([path[-1] for path in named.values()], (high - low) / 17)
    for (name, path), place in zip(named.items(), places, strict=True):
        axes.annotate(
            _shortened(name),
            (len(path) - 1, path[-1]),
            (max(map(len, named.values())) - 0.75, place),
            va="center",
            arrowprops={"arrowstyle": "-", "color": GREY, "lw": 0.6, "relpos": (0, 0.5)},
            annotation_clip=False,
            parse_math=False,  # a team may call itself what it likes
        )


def _shortened(name: str) -> str:
    """Return a name that has room beside the lines; the whole stands in the words."""
    fits = max(length for length in range(len(name) + 1) if places(name[:length]) <= _WIDEST)
    return name if fits == len(name) else f"{name[:fits]}…"


def _spread(heights: Sequence[float], least: float) -> np.ndarray:
    """Return where names stand beside the ends of their lines: in the same order, and apart."""
    order = np.argsort(heights, kind="stable")
    up = np.asarray(heights, dtype=float)[order]
    down = up.copy()
    for place in range(1, len(up)):
        up[place] = max(up[place], up[place - 1] + least)
        down[-1 - place] = min(down[-1 - place], down[-place] - least)
    places = np.empty(len(up))
    places[order] = (up + down) / 2
    return places


def _draw_mistakes(axes: Axes, mistakes: Mapping[str, int], games: int) -> None:
    ordered = sorted(mistakes.items(), key=lambda one: one[1])
    axes.barh([name for name, _ in ordered], [count for _, count in ordered], color=ORANGE, ec=GREY)
    axes.set_title(said("games that made each mistake"), loc="right")  # it may be wider than the bars
    axes.set(xlim=(0, max(games, 1)))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.spines[["top", "right"]].set_visible(False)


def _say_class(
    paths: Mapping[str, Sequence[float]], reference: Sequence[float], mistakes: Mapping[str, int]
) -> str:
    ordered = sorted(paths, key=lambda name: paths[name][-1])
    made = [
        said("{label}: {told}", label=name, told=count)
        for name, count in sorted(mistakes.items(), key=lambda one: -one[1])
        if count
    ]
    return said(
        "What {games} games have come to: from {least} ({last}) to {most} ({first}); the reference comes to "
        "{reference}. Games that made each mistake: {made}.",
        games=len(paths),
        least=in_money(paths[ordered[0]][-1], 0),
        last=ordered[0],
        most=in_money(paths[ordered[-1]][-1], 0),
        first=ordered[-1],
        reference=in_money(reference[-1], 0),
        made=said(", ").join(made) or said("none"),
    )
