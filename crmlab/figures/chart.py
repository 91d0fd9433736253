"""Lines and bars over one axis: most pictures are that, and say only what they show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any, ClassVar

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from crmlab.declared import names
from crmlab.declared.quantities import Quantity
from crmlab.declared.written import with_sign
from crmlab.errors import BadValueError
from crmlab.figures.picture import BLUE, GREEN, GREY, ORANGE, Bars, Picture, on_axis, round_up

_LARGEST = 1e300  # beyond it, places on the page cannot be computed
LIGHT, RED = "#D9D9D9", "#D55E00"  # RED: vermilion of Okabe & Ito
_HATCHES = ("", "//", "..", "xx", "--", "oo")
_MARKS = tuple((mark, style) for style in ("-", "--", ":", "-.") for mark in "os^vX")
_DOTS = tuple((mark, "") for mark in "DP*s^vXo")


@dataclass(frozen=True)
class Shown:
    """What a chart shows for one result.

    Attributes
    ----------
    across : array
        Where the bars and the points of the lines stand.
    up : mapping of str to array
        Heights of each series; a pair of arrays is a bar from one to the other. A series of a length of its
        own comes as a `Points`.
    words : mapping of str to str
        What fills the sentence; ``headline``, if given, is the large number.
    ticks : list of str
        Names in place of the numbers of *across*.
    """

    across: Any
    up: Mapping[str, Any]
    words: Mapping[str, str]
    ticks: tuple[str, ...] = ()
    limits: tuple[float, float] | None = field(default=None)


@dataclass(frozen=True)
class Points:
    """A series with places of its own, such as one marked point or a level line."""

    across: Any
    up: Any


class Chart(Picture):
    """Series over one axis; a subclass names them and computes them in `shown`.

    A series is called by a key of the glossary's pictures. Bars stand behind lines; dots are points without
    a line. `width` is that of the bars, in units of the axis. Where there are more series than colours, the
    colours come again, with other hatches or marks.
    """

    across: ClassVar[str]
    up: ClassVar[str]
    bars: ClassVar[tuple[str, ...]] = ()
    lines: ClassVar[tuple[str, ...]] = ()
    dots: ClassVar[tuple[str, ...]] = ()
    width: ClassVar[float] = 0.8
    bar_colours: ClassVar[tuple[str, ...]] = (LIGHT, BLUE, ORANGE, GREY)
    hatches: ClassVar[tuple[str, ...]] = ()  # one a bar, where colours alone do not tell them apart
    line_colours: ClassVar[tuple[str, ...]] = (BLUE, ORANGE, GREEN, RED, GREY)
    dot_colours: ClassVar[tuple[str, ...]] = (ORANGE, RED, GREEN)
    widest: ClassVar[tuple[str, ...]] = ()  # the longest names that may stand on the axis
    whole: ClassVar[bool] = False  # whether the axis counts: there is no year 2.5

    def __init_subclass__(cls, **more: Any) -> None:
        super().__init_subclass__(**more)
        cls._looks()

    @classmethod
    def _looks(cls) -> dict[str, tuple[str, Any]]:
        """Return the colour of each series, and the hatch or mark that tells it from others so coloured."""
        named = Counter((*cls.bars, *cls.lines, *cls.dots))
        if twice := [key for key, times in named.items() if times > 1]:
            raise BadValueError(f"{cls.__name__} has two series {twice[0]!r}; each needs a name of its own.")
        by_round = [hatch for hatch in _HATCHES for _ in cls.bar_colours]
        looks = cls._of("bars", cls.bar_colours, cls.hatches or by_round)
        return looks | cls._of("lines", cls.line_colours, _MARKS) | cls._of("dots", cls.dot_colours, _DOTS)

    @classmethod
    def _of(cls, kind: str, colours: Iterable[str], marks: Iterable[Any]) -> dict[str, tuple[str, Any]]:
        keys, looks = getattr(cls, kind), list(dict.fromkeys(zip(cycle(colours), marks, strict=False)))
        if len(keys) > len(looks):
            few = f"its colours and marks tell {len(looks)} apart"
            raise BadValueError(f"{cls.__name__} has {len(keys)} {kind}; {few}.")
        return dict(zip(keys, looks, strict=False))

    def shown(self, value: Any, given: Mapping[str, Any]) -> Shown:
        """Return what is to be seen for a result and its arguments."""
        raise NotImplementedError

    def draw(self, axes: Axes) -> Iterable[Artist]:
        """Draw every series once, empty."""
        self.series = self._drawn(axes)
        axes.set(xlabel=_say(self.across), ylabel=_say(self.up), xlim=(0, 1000), ylim=(-5000, 5000))
        axes.yaxis.set_major_formatter(on_axis)
        if self.widest:
            axes.set_xticks(np.linspace(0, 1000, len(self.widest)), self.widest)
        else:
            axes.xaxis.set_major_formatter(on_axis)
            if self.whole:
                axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        if len(self.series) > 1:
            columns = min(len(self.series), 3)
            beside = {"ncols": columns, "columnspacing": 1.2, "handletextpad": 0.5}
            axes.legend(loc="lower left", bbox_to_anchor=(0, 1), frameon=False, **beside)
        return list(self.series.values())

    def _drawn(self, axes: Axes) -> dict[str, Any]:
        looks, series = self._looks(), {}
        for number, key in enumerate(self.bars):
            colour, hatch = looks[key]
            edge = GREY if number < len({*self.bar_colours}) else "black"  # a grey hatch is not seen on grey
            style = {"fc": colour, "ec": edge, "hatch": hatch, "label": _say(key)}
            series[key] = Bars(axes, [0], self.width, **style)
        for key in (*self.lines, *self.dots):
            colour, (mark, dashes) = looks[key]
            style = {"color": colour, "marker": mark, "ls": dashes, "label": _say(key)}
            size = {"ms": 4} if key in self.lines else {"ms": 9, "clip_on": False}  # whole at the edge
            (series[key],) = axes.plot([], [], **style, **size)
        return series

    def move(self, value: Any, arguments: Mapping[str, Any]) -> dict[str, str]:
        """Move the series to another result."""
        shown = self.shown(value, arguments)
        if shown.up.keys() != self.series.keys():
            given, named = ", ".join(shown.up), ", ".join(self.series)
            raise BadValueError(f"{type(self).__name__} shows the series {given}; it names {named}.")
        across = np.asarray(shown.across, dtype=float)
        places, heights = [across], [np.zeros(1)]
        for key, artist in self.series.items():
            up = shown.up[key]
            at, up = (np.asarray(up.across), up.up) if isinstance(up, Points) else (across, up)
            bottoms, tops = up if isinstance(up, tuple) else (0.0, up)
            if isinstance(artist, Bars):
                artist.set_bars(at, tops, bottoms)
            else:
                artist.set_data(at, np.asarray(tops, dtype=float))
            places.append(np.asarray(at, dtype=float))
            heights += [np.ravel(np.asarray(part, dtype=float)) for part in (bottoms, tops)]
        self._scale(np.concatenate(places), np.concatenate(heights), shown)
        return dict(shown.words)

    def _scale(self, across: np.ndarray, heights: np.ndarray, shown: Shown) -> None:
        if max(np.abs(across).max(), np.abs(heights).max()) > _LARGEST:
            raise BadValueError(names.word("words", "too_large").label)
        low, high = min(heights.min(), 0.0), max(heights.max(), 0.0)
        ends = shown.limits or (-round_up(-low) if low else 0.0, round_up(high) if high or not low else 0.0)
        self.axes.set_ylim(*ends)
        beside = self.width * 0.75 if self.bars else 0.0
        left, right = across.min() - beside, across.max() + beside
        self.axes.set_xlim(left, right if right > left else left + 1)
        if shown.ticks:
            self.axes.set_xticks(shown.across, shown.ticks)
            self.labels = tuple(shown.ticks)


def in_money(amount: float, decimals: int = 2) -> str:
    """Write an amount with the sign of its currency, as a working does."""
    return with_sign(Quantity("money", format=f",.{decimals}f"), float(amount))


def _say(key: str) -> str:
    return names.word("pictures", key).label
