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
from PIL import Image

from crmlab.figures.fonts import text_settings

# Okabe & Ito (2008): distinguishable without colour vision
BLUE, ORANGE, GREEN, GREY = "#0072B2", "#E69F00", "#009E73", "#6E6E6E"


class Picture:
    """A picture of a calculator's result.

    A subclass draws its artists once in `draw`, and moves them in `move`. The background (axes, labels,
    grid) is kept as pixels and drawn again only when an axis changes.
    """

    size = (7.2, 3.4)
    dpi = 100

    def __init__(self) -> None:
        with mpl.rc_context(text_settings()):
            self.figure = Figure(figsize=self.size, dpi=self.dpi, layout="constrained")
            self.canvas = FigureCanvasAgg(self.figure)
            self.axes: Axes = self.figure.add_subplot()
            self.axes.spines[["top", "right"]].set_visible(False)
            self.moving = list(self.draw(self.axes))
        for artist in self.moving:
            artist.set_animated(True)
        self._background = None
        self._axes_drawn: Any = None

    def draw(self, axes: Axes) -> Iterable[Artist]:
        """Draw everything once and return the artists that will move."""
        raise NotImplementedError

    def move(self, value: Any, arguments: Mapping[str, Any]) -> dict[str, str]:
        """Move the artists to a new result and return the words that fill the explorer's sentence."""
        raise NotImplementedError

    def png(self) -> bytes:
        """Return the picture as it stands now."""
        axes_now = [(*axes.get_xlim(), *axes.get_ylim()) for axes in self.figure.axes]
        if axes_now != self._axes_drawn:
            with mpl.rc_context(text_settings()):
                self.canvas.draw()
            self._background = self.canvas.copy_from_bbox(self.figure.bbox)
            self._axes_drawn = axes_now
        self.canvas.restore_region(self._background)
        for artist in self.moving:
            artist.axes.draw_artist(artist)
        file = io.BytesIO()
        Image.fromarray(np.asarray(self.canvas.buffer_rgba())).convert("RGB").save(
            file, "png", compress_level=1
        )
        return file.getvalue()

    def html(self, alt: str) -> str:
        """Return the picture as an image element with its words for those who do not see it."""
        source = "data:image/png;base64," + base64.b64encode(self.png()).decode("ascii")
        style = f"max-width:{round(self.size[0] * self.dpi)}px;width:100%"
        return f'<img src="{source}" alt="{html.escape(alt)}" style="{style}">'


def round_up(value: float) -> float:
    """Return the next of …, 1, 2, 5, 10, … that is not below *value*, so that an axis changes seldom."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= value)
