"""Pictures: what is redrawn in part equals what is drawn anew, and Chinese shows."""

import io
import math
import warnings
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont, get_font
from PIL import Image
from strategies import allowed, states, typical

from crmlab.explorers import all_explorers, find
from crmlab.explorers.engine import Session
from crmlab.figures import fonts
from crmlab.figures.picture import Bars, Picture, on_axis, round_up

EXPLORERS = list(all_explorers())
EVERY_EXPLORER = pytest.mark.parametrize("explorer", EXPLORERS, ids=[explorer.name for explorer in EXPLORERS])
GLOSSARY = Path(__file__).parents[1] / "course" / "glossary.toml"


def shown(session, state):
    """The picture after a move to this state; None where there is no answer."""
    session.controls.values = state
    return session.picture.png() if "<img" in session.render() else None


def with_nonsense(quantity):
    """What somebody may type, refused or not."""
    return typical(quantity) | st.floats().map(repr) | st.sampled_from(["abc", "", "1e999", "-5", "9", "1,2"])


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"))


# Drawn once, then updated


def check_that_nothing_is_left(explorer, history):
    """After a number of moves the picture is, pixel for pixel, that of a session that begins there."""
    session = Session(explorer)
    for state in history:
        last = shown(session, state)
    assert last == shown(Session(explorer), state)


@EVERY_EXPLORER
@settings(max_examples=2)
@given(data=st.data())
def test_whatever_was_shown_before_leaves_no_trace(explorer, data):
    check_that_nothing_is_left(explorer, data.draw(st.lists(states(explorer), min_size=2, max_size=3)))


@pytest.mark.slow
@EVERY_EXPLORER
@settings(max_examples=5)
@given(data=st.data())
def test_nor_do_values_far_out_or_refused(explorer, data):
    anything = st.one_of(states(explorer), states(explorer, allowed), states(explorer, with_nonsense))
    check_that_nothing_is_left(explorer, data.draw(st.lists(anything, min_size=2, max_size=4)))


def test_old_backgrounds_are_forgotten():
    explorer = find("clv-lifetime-value")
    session = Session(explorer)
    first = shown(session, explorer.first_values())
    for number in range(40):
        session.picture.axes.set_ylim(0, number + 1)
        session.picture.png()
    assert len(session.picture._with_scales) < 20
    assert shown(session, explorer.first_values()) == first


@EVERY_EXPLORER
def test_every_move_changes_the_picture_and_its_words(explorer):
    session = Session(explorer)
    before = session.render()
    for control in session.controls.controls:
        kind = control["kind"]
        other = {"number": control.get("high"), "flag": True, "list": "1, 2, 3"}.get(kind)
        if kind == "choice":
            other = control["options"][-1][0]
        if other == explorer.first_values()[control["name"]]:
            continue
        session.controls.values = {**explorer.first_values(), control["name"]: other}
        assert session.render() != before


@EVERY_EXPLORER
@settings(max_examples=2)
@given(data=st.data())
def test_nothing_is_cut_off_at_the_edge(explorer, data):
    session = Session(explorer)
    for state in [explorer.first_values(), *data.draw(st.lists(states(explorer), max_size=3))]:
        shown(session, state)
        edge = pixels(session.picture.png())
        assert all((side == 255).all() for side in (edge[0], edge[-1], edge[:, 0], edge[:, -1]))


# How it is written


@settings(max_examples=10)
@given(st.lists(st.floats(-90, 90), min_size=1, max_size=30))
def test_bars_in_one_path_are_the_bars_of_matplotlib(heights):
    def drawn(add):
        figure = Figure(figsize=(4, 2))
        canvas = FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        axes.set(xlim=(-1, 31), ylim=(-100, 100))
        add(axes)
        canvas.draw()
        return np.asarray(canvas.buffer_rgba()).astype(int)

    def ours(axes):
        Bars(axes, range(len(heights)), 0.8, fc="#D9D9D9", ec="#6E6E6E").set_heights(heights)

    def theirs(axes):
        axes.bar(range(len(heights)), heights, 0.8, color="#D9D9D9", edgecolor="#6E6E6E")
        axes.set(xlim=(-1, 31), ylim=(-100, 100))

    assert abs(drawn(ours) - drawn(theirs)).max() <= 8  # of 255, where edges of neighbours meet


@EVERY_EXPLORER
def test_the_alt_text_survives_quotes_and_brackets(explorer):
    words = Picture.html(explorer.picture(), 'more than "5 < 6" & so on')
    assert 'alt="more than &quot;5 &lt; 6&quot; &amp; so on"' in words


# Scales


@given(st.floats(min_value=1e-300, max_value=1e307))
def test_a_scale_ends_at_or_above_the_value_on_a_round_number(value):
    end = round_up(value)
    assert value <= end <= 5.000001 * value or math.isclose(value, end)
    assert f"{end:.6e}"[0] in "125" and set(f"{end:.6e}"[2:8]) == {"0"}


@pytest.mark.parametrize("value", [0, -1, -1e300])
def test_a_scale_without_values_ends_at_one(value):
    assert round_up(value) == 1


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (0.25, "0.25"),
        (0.1 + 0.2, "0.3"),
        (2500, "2,500"),
        (-2500, "−2,500"),
        (10_000, "10k"),
        (-12_500, "−12.5k"),
        (1_000_000, "1M"),
        (2.5e8, "250M"),
        (4e9, "4e+09"),
    ],
)
def test_numbers_on_an_axis_are_short(value, text):
    assert on_axis(value) == text


# Chinese


@EVERY_EXPLORER
def test_chinese_pictures_have_every_glyph(explorer, chinese):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Session(explorer).render()


def test_every_character_of_the_course_is_in_the_bundled_font():
    fonts.chinese()
    font = get_font(findfont("Noto Sans SC", fallback_to_default=False))
    missing = {c for c in GLOSSARY.read_text(encoding="utf-8") if not font.get_char_index(ord(c))} - {"\n"}
    assert not missing
