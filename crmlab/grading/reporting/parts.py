"""What a page is made of: sections of lines, pictures and tables. `page.html` says how they look."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from crmlab.language import language

_TALLEST_NUMBERED = 30  # bars; more have no room for a number above each


@dataclass(frozen=True)
class Parts:
    """A cell of several lines."""

    parts: Sequence[Any]


@dataclass(frozen=True)
class Codes:
    """A cell that shows answers, each with a word after it."""

    codes: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Share:
    """A cell with a share: in words and as a bar, in percent."""

    text: str
    bar: float


@dataclass(frozen=True)
class Strong:
    """A cell that must not be overlooked."""

    strong: str


Cell = str | Parts | Codes | Share | Strong


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes
    ----------
    heads : sequence of str
        The columns.
    rows : sequence of sequence of cell
        The rows; the first cell says what a row is about.
    numbers : set of int
        Places of columns with numbers.
    flagged : set of int
        Places of rows that must not be overlooked.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    numbers: frozenset[int] = frozenset()
    flagged: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Bar:
    """A bar: how high of the highest, its number, what stands at its left edge, and its kind."""

    height: float
    number: str = ""
    label: str = ""
    kind: str = "usual"


@dataclass(frozen=True)
class Chart:
    """Bars, with the text that says the same to who does not see them.

    Attributes
    ----------
    alt : str
        What the picture shows, with its numbers.
    bars : sequence of Bar
        From left to right.
    levels : sequence of (float, str)
        Lines at these heights, with their numbers.
    across, up : str
        What the axes count.
    end : str
        What stands at the right edge of the last bar.
    """

    alt: str
    bars: Sequence[Bar]
    levels: Sequence[tuple[float, str]]
    across: str
    up: str
    end: str = ""


@dataclass(frozen=True)
class Section:
    """A part of the page, under a heading."""

    title: str
    lines: Sequence[str] = ()
    points: Sequence[str] = ()
    chart: Chart | None = None
    table: Table | None = None
    after: Sequence[str] = field(default=())
    level: str = "h2"


def bars(
    counts: Sequence[int],
    labels: Sequence[str],
    *,
    alt: str,
    across: str,
    up: str,
    end: str = "",
    other: Sequence[bool] = (),
) -> Chart:
    """Return a chart of counts, with two or three lines to read them by.

    Examples
    --------
    >>> chart = bars([1, 4], ["0", "50"], alt="one and four", across="mark", up="students")
    >>> [bar.height for bar in chart.bars], chart.levels
    ([0.25, 1.0], [(0.5, '2'), (1.0, '4')])
    """
    most = max([*counts, 1])
    step = next(
        one for one in (size * 10**power for power in range(9) for size in (1, 2, 5)) if 3 * one >= most
    )
    has_numbers = len(counts) <= _TALLEST_NUMBERED
    kinds = [*other, *[False] * (len(counts) - len(other))]
    made = [
        Bar(count / most, str(count) * (has_numbers and count > 0), label, "other" if is_other else "usual")
        for count, label, is_other in zip(counts, labels, kinds, strict=True)
    ]
    levels = [(level / most, str(level)) for level in range(step, most + 1, step)]
    return Chart(alt, made, levels, across, up, end)


@functools.cache
def _template():
    folder = FileSystemLoader(Path(__file__).parent, encoding="utf-8")
    return Environment(loader=folder, autoescape=True, trim_blocks=False).get_template("page.html")


def rendered(title: str, about: Sequence[str], sections: Sequence[Section]) -> str:
    """Return a page that needs nothing else; whatever stands in it is text, and never a tag.

    Examples
    --------
    >>> page = rendered("clv", [], [Section("<script>", ["A & B"])])
    >>> "<h2>&lt;script&gt;</h2>" in page, "A &amp; B" in page
    (True, True)
    """
    return _template().render(title=title, about=about, sections=sections, lang=language())
