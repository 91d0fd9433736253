"""A picture that is drawn once; afterwards only what moves is drawn again."""

from __future__ import annotations

import base64
import html
import io
import math
from collections.abc import Iterable, Mapping
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from PIL import Image

from crmlab.figures.fonts import text_settings

# Okabe & Ito (2008): distinguishable without colour vision
BLUE, ORANGE, GREEN, GREY = "#0072B2", "#E69F00", "#009E73", "#6E6E6E"

_ROOM = 0.07  # inches beside the axes, for half a mark at their edge
_KEPT = 12  # backgrounds, a megabyte each


class Drawing(Figure):
    """A figure that a notebook shows by itself, with its words for those who do not see it."""

    words = ""

    def _repr_html_(self) -> str:
        file = io.BytesIO()
        with mpl.rc_context(text_settings()):
            self.savefig(file, format="png")
        return as_image(file.getvalue(), self.words, (self.get_size_inches() * self.dpi).round().astype(int))


class Picture:
    """A picture of a calculator's result.

    A subclass draws its artists once in `draw`, and moves them in `move`. What stands still is kept as
    pixels; the scales are drawn over it when a limit or a label changes, and over both what moves, each
    time. The axes keep their place: `draw` sets the limits with the longest labels, and they get the room
    for good.
    """

    size = (7.2, 3.4)
    dpi = 100
    labels: tuple[str, ...] = ()  # words on the scales that `move` may change, so that they are drawn again

    def __init__(self) -> None:
        with mpl.rc_context(text_settings()):
            self.figure = Drawing(figsize=self.size, dpi=self.dpi, layout="constrained")
            self.figure.get_layout_engine().set(w_pad=_ROOM)
            self.canvas = FigureCanvasAgg(self.figure)
            self.axes: Axes = self.figure.add_subplot()
            self.axes.spines[["top", "right"]].set_visible(False)
            self.moving = list(self.draw(self.axes))
            self.scales = [axis for axes in self.figure.axes for axis in (axes.xaxis, axes.yaxis)]
            for artist in [*self.moving, *self.scales]:
                artist.set_animated(True)
            self.figure.draw_without_rendering()  # makes the layout
            self.figure.set_layout_engine("none")
            self.canvas.draw()
        self._still = self.canvas.copy_from_bbox(self.figure.bbox)
        self._with_scales: dict[Any, Any] = {}

    def draw(self, axes: Axes) -> Iterable[Artist]:
        """Draw everything once and return the artists that will move."""
        raise NotImplementedError

    def move(self, value: Any, arguments: Mapping[str, Any]) -> dict[str, str]:
        """Move the artists to a new result and return the words that fill the explorer's sentence."""
        raise NotImplementedError

    def png(self) -> bytes:
        """Return the picture as it stands now."""
        self.canvas.restore_region(self._background())
        for artist in self.moving:
            artist.axes.draw_artist(artist)
        file = io.BytesIO()
        image = Image.fromarray(np.asarray(self.canvas.buffer_rgba())).convert("RGB")
        image.save(file, "png", compress_level=1)
        return file.getvalue()

    def _background(self) -> Any:
        """Return the pixels of what stands still and of the scales; the last few are kept."""
        limits = tuple((*axes.get_xlim(), *axes.get_ylim()) for axes in self.figure.axes)
        state = (limits, self.labels)
        if state not in self._with_scales:
            self.canvas.restore_region(self._still)
            with mpl.rc_context(text_settings()):
                for axis in self.scales:
                    axis.axes.draw_artist(axis)
            if len(self._with_scales) == _KEPT:
                del self._with_scales[next(iter(self._with_scales))]
            self._with_scales[state] = self.canvas.copy_from_bbox(self.figure.bbox)
        return self._with_scales[state]

    def html(self, alt: str) -> str:
        """Return the picture as an image element with its words for those who do not see it."""
        return as_image(self.png(), alt, [round(inches * self.dpi) for inches in self.size])


def as_image(png: bytes, alt: str, size: Iterable[int]) -> str:
    """Write a picture as an image element with its words, which a notebook keeps."""
    source = "data:image/png;base64," + base64.b64encode(png).decode("ascii")
    width, height = size
    room = f'width="{width}" height="{height}" style="max-width:100%;height:auto"'
    return f'<img class="crmlab-picture" src="{source}" alt="{html.escape(alt)}" {room}>'


class Bars(PathPatch):
    """Upright bars as one path: what ``axes.bar`` draws, in a tenth of its time."""

    def __init__(self, axes: Axes, middles: Iterable[float], width: float, **style: Any) -> None:
        self._middles, self._width = np.asarray(middles, dtype=float), width
        super().__init__(_outline(self._middles, np.zeros(len(self._middles)), 0.0, width), **style)
        axes.add_patch(self)

    def set_heights(self, heights: np.ndarray) -> None:
        """Let the bars end at other heights."""
        self.set_bars(self._middles, heights)

    def set_bars(self, middles: Any, tops: Any, bottoms: Any = 0.0) -> None:
        """Let other bars stand there, from their bottoms to their tops."""
        self._middles = np.asarray(middles, dtype=float)
        self.set_path(_outline(self._middles, np.asarray(tops, dtype=float), bottoms, self._width))


def _outline(middles: np.ndarray, tops: np.ndarray, bottoms: Any, width: float) -> Path:
    corners = np.empty((len(middles), 5, 2))
    corners[:, :, 0] = middles[:, None] + np.array([-1, -1, 1, 1, -1]) * width / 2
    corners[:, :, 1] = np.broadcast_to(np.asarray(bottoms, dtype=float), middles.shape)[:, None]
    corners[:, 1:3, 1] = tops[:, None]
    codes = np.tile([Path.MOVETO, *[Path.LINETO] * 3, Path.CLOSEPOLY], len(middles))
    return Path(corners.reshape(-1, 2), codes)


def on_axis(value: float, _position: int | None = None) -> str:
    """Write a number on an axis in few letters, as its room does not grow: 0.25, 2,500, −20k, 3M, 4e+09."""
    size = abs(value)
    if 1e4 <= size < 1e9:
        text = f"{value / 1e6:.4g}M" if size >= 1e6 else f"{value / 1e3:.4g}k"
    else:
        text = f"{value:,.4g}"
    return text.replace("-", "−")


def round_up(value: float) -> float:
    """Return the next of …, 1, 2, 5, 10, … that is not below *value*, so that an axis changes seldom."""
    if value < 1e-300:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= value)
