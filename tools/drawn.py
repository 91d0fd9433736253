"""What a figure shows, as digits that are the same on every machine.

The bytes of a picture depend on the libraries that draw it, and places on the page on the fonts. What the
artists show does not: shapes in their own coordinates, words, colours, limits.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.collections import Collection
from matplotlib.colors import to_rgba_array
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.spines import Spine
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator

LOOKS = (
    *("alpha", "clip_on", "color", "edgecolor", "facecolor", "hatch", "linestyle", "linewidth", "visible"),
    *("drawstyle", "fillstyle", "marker", "markeredgecolor", "markeredgewidth", "markerfacecolor"),
    *("fontfamily", "fontsize", "fontstyle", "fontweight", "horizontalalignment", "verticalalignment"),
    *("markersize", "rotation", "text", "zorder"),
)
STEPS = 2**20  # of the largest number beside it; a power of two, so that no common fraction lies half-way
NOTHING = 1e-9  # what is left of a sum that is 0


def digest(figure: Figure) -> str:
    """Return digits that change when the figure shows something else, and else do not."""
    page = [figure.get_size_inches(), figure.dpi]
    told = [_plain(page), *map(_told, figure.get_children())]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


def _told(artist: Artist) -> list[Any]:
    return [_looks(artist), _shows(artist)]


def _looks(artist: Artist) -> dict[str, Any]:
    has = {name: getattr(artist, f"get_{name}")() for name in LOOKS if hasattr(artist, f"get_{name}")}
    return _plain({name: to_rgba_array(it) if name.endswith("color") else it for name, it in has.items()})


@functools.singledispatch
def _shows(artist: Artist) -> Any:
    return []


@_shows.register
def _(axes: Axes) -> Any:
    """Titles get their places from the layout, so that only their words are told."""
    titles = [axes.get_title(loc=place) for place in ("left", "center", "right")]
    children = [one for one in axes.get_children() if not isinstance(one, Text) or one in axes.texts]
    return [titles, *map(_told, children)]


@_shows.register
def _(axis: Axis) -> Any:
    """Which round numbers stand on a scale depends on its room, so that only those that are set are told."""
    locator, ends = axis.get_major_locator(), axis.get_view_interval()
    ticks = locator.locs if isinstance(locator, FixedLocator) else ends
    kinds = [axis.get_scale(), type(locator).__name__, type(axis.get_minor_locator()).__name__]
    written = axis.get_major_formatter().format_ticks(ticks)
    marks = {  # matplotlib 3.9 calls the sides of both axes left and right
        key.replace("bottom", "left").replace("top", "right"): value
        for key, value in axis.get_tick_params().items()
    }
    return [kinds, _plain([ends, ticks, marks]), list(written), _looks(axis.label)]


@_shows.register
def _(legend: Legend) -> Any:
    around = legend.axes.transAxes if legend.axes else legend.figure.transFigure
    corner = legend.get_bbox_to_anchor().transformed(around.inverted()).get_points()
    place = [legend._loc, legend._ncols, legend.get_frame_on(), corner]
    words = [legend.get_title(), *legend.get_texts()]
    return [_plain(place), *map(_looks, [*legend.legend_handles, *words])]


@_shows.register
def _(line: Line2D) -> Any:
    return _plain(line.get_xydata())


@_shows.register
def _(patch: Patch) -> Any:
    return _plain(patch.get_patch_transform().transform_path(patch.get_path()).vertices)


@_shows.register
def _(spine: Spine) -> Any:
    return []  # it follows the limits


@_shows.register
def _(many: Collection) -> Any:
    paths = [path.vertices for path in many.get_paths()]
    return _plain([*paths, many.get_offsets(), many.get_array()])


@_shows.register
def _(image: AxesImage) -> Any:
    ends = [image.norm.vmin, image.norm.vmax]
    return [
        image.get_cmap().name,
        type(image.norm).__name__,
        _plain([ends, image.get_extent(), image.get_array()]),
    ]


@_shows.register
def _(text: Text) -> Any:
    return _plain([text.get_position(), getattr(text, "xy", None)])  # the second is that of an arrow


def _plain(value: Any) -> Any:
    """Return values as JSON has them, and numbers as a size and steps of it, without the noise of floats."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    try:
        numbers = np.atleast_1d(np.ma.filled(np.ma.asarray(value).astype(float), np.nan))
    except (TypeError, ValueError):
        return [_plain(part) for part in value]
    largest = np.where(np.isfinite(numbers), np.abs(numbers), 0).max(axis=0, initial=0)
    size = np.where(largest < NOTHING, 0, _rounded(largest))
    steps = np.rint(numbers / np.where(size, size, 1) * STEPS) + 0.0  # no −0
    return [size.tolist(), steps.tolist()]


def _rounded(size: np.ndarray) -> np.ndarray:
    share, exponent = np.frexp(size)
    return np.ldexp(np.rint(share * 16 * STEPS) / (16 * STEPS), exponent)
