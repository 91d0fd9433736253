"""What a figure shows, as digits: other when something else is to be seen, the same on every machine."""

import drawn
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_rgb

from crmlab.explorers import find
from crmlab.explorers.engine import Session


def picture_of(name):
    session = Session(find(name))
    session.render()
    return session.picture


def legend_of(picture, **other):
    return picture.axes.legend(**{"loc": "lower left", "bbox_to_anchor": (0, 1), "ncols": 3} | other)


CHANGES = {  # of a chart with bars, lines and dots, where no other explorer is named
    "a bar": lambda p: p.moving[0].set_bars([5, 10], [1000, 2000]),
    "a point of a line": lambda p: p.moving[2].set_xdata(np.arange(20) * 4.0),
    "a dot": lambda p: p.moving[3].set_ydata([0]),
    "a colour": lambda p: p.moving[2].set_color("#0072B3"),
    "a fill": lambda p: p.moving[0].set_facecolor("white"),
    "how far one sees through": lambda p: p.moving[0].set_alpha(0.5),
    "a hatch": lambda p: p.moving[0].set_hatch("//"),
    "a mark": lambda p: p.moving[2].set_marker("s"),
    "the size of a mark": lambda p: p.moving[2].set_markersize(5),
    "a dashed line": lambda p: p.moving[2].set_linestyle("--"),
    "a wider line": lambda p: p.moving[2].set_linewidth(3),
    "what is hidden": lambda p: p.moving[2].set_visible(False),
    "what stands before what": lambda p: p.moving[0].set_zorder(9),
    "one line more": lambda p: p.axes.axhline(5),
    "one line less": lambda p: p.moving[2].remove(),
    "a text more": lambda p: p.axes.text(1, 2, "here"),
    "an arrow's end": lambda p: p.axes.annotate("", (1, 2), (3, 4)),
    "a limit": lambda p: p.axes.set_ylim(0, 6e5),
    "the sense of an axis": lambda p: p.axes.invert_xaxis(),
    "a logarithmic axis": lambda p: p.axes.set_yscale("symlog"),
    "the words on an axis": lambda p: p.axes.set_xlabel("other"),
    "their size": lambda p: p.axes.xaxis.label.set_fontsize(7),
    "how numbers are written": lambda p: p.axes.yaxis.set_major_formatter("{x} €"),
    "which numbers are written": lambda p: p.axes.set_xticks([0, 50]),
    "numbers that are not": lambda p: p.axes.tick_params(labelbottom=False),
    "a grid": lambda p: p.axes.grid(True),
    "a title": lambda p: p.axes.set_title("new", loc="left"),
    "a title of the figure": lambda p: p.figure.suptitle("new"),
    "an edge": lambda p: p.axes.spines["left"].set_visible(False),
    "the ground": lambda p: p.axes.set_facecolor("pink"),
    "the paper": lambda p: p.figure.set_facecolor("pink"),
    "the size": lambda p: p.figure.set_size_inches(7, 3),
    "the sharpness": lambda p: p.figure.set_dpi(144),
    "no legend": lambda p: p.axes.get_legend().remove(),
    "the words of a legend": lambda p: p.axes.get_legend().get_texts()[0].set_text("other"),
    "the columns of a legend": lambda p: legend_of(p, ncols=1, frameon=False),
    "the frame of a legend": lambda p: legend_of(p),
    "the place of a legend": lambda p: legend_of(p, bbox_to_anchor=(0, 1.1), frameon=False),
    "a legend of the figure": lambda p: p.figure.legend(),
    "the other scale": ("purchases-customer", lambda p: p.right.set_ylim(0, 7)),
    "a line at the other scale": ("purchases-customer", lambda p: p.bought.set_linestyle("-")),
    "a part of a line of many": ("clv-tornado", lambda p: p.less.set_segments([[(0, 0), (1, 0)]])),
    "the width of a line of many": ("clv-tornado", lambda p: p.less.set_linewidth(9)),
    "a name at an axis": ("clv-tornado", lambda p: p.axes.set_yticklabels("abc")),
    "a cell of a map": ("rfm-cells", lambda p: p.image.set_data(np.ones((5, 25)))),
    "the colours of a map": ("rfm-cells", lambda p: p.image.set_cmap("viridis")),
    "the brightest of a map": ("rfm-cells", lambda p: p.image.set_clim(0, 77)),
    "where a map ends": ("rfm-cells", lambda p: p.image.set_extent((0, 20, 0, 5))),
    "a text": ("portfolio-matrix", lambda p: p.cells[0].set_text("other")),
    "the place of a text": ("portfolio-matrix", lambda p: p.cells[0].set_x(0.1)),
}
SAME = {
    "it is drawn": lambda p: p.png(),
    "the layout is another": lambda p: p.axes.set_position((0.2, 0.2, 0.5, 0.5)),
    "floats have their noise": lambda p: [_noise(line) for line in p.axes.get_lines()],
    "a colour has another name": lambda p: p.moving[-1].set_color(to_rgb(p.moving[-1].get_color())),
}


def _noise(line):
    x, y = (np.asarray(numbers, dtype=float) for numbers in line.get_data())
    line.set_data(x * (1 + 3e-16) + 1e-16, y * (1 - 3e-16) - 1e-16)


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_in_a_figure_changes_its_digits(change):
    made = CHANGES[change]
    name, make = made if isinstance(made, tuple) else ("complaints-market-loss", made)
    picture = picture_of(name)
    before = drawn.digest(picture.figure)
    make(picture)
    picture.figure.canvas.draw()
    assert drawn.digest(picture.figure) != before


@pytest.mark.parametrize("what", SAME)
@pytest.mark.parametrize("name", ["complaints-voice", "portfolio-lorenz", "clv-shortcut", "value-offers"])
def test_a_figure_that_shows_the_same_has_the_same_digits(name, what):
    picture = picture_of(name)
    before = drawn.digest(picture.figure)
    SAME[what](picture)
    assert drawn.digest(picture.figure) == before


@settings(max_examples=200)
@given(st.lists(st.floats(-1e6, 1e6).map(lambda number: round(number, 2)), min_size=1, max_size=20))
def test_the_noise_of_another_machine_changes_no_digit(numbers):
    noisy = np.array(numbers) * (1 + 2e-16) + 1e-16
    assert drawn._plain(numbers) == drawn._plain(noisy)
