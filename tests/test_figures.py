"""Pictures: what is redrawn in part equals what is drawn anew, and Chinese shows."""

import io
import itertools
import math
import random
import warnings

import numpy as np
import pytest
from explorer_kinds import EXPLORERS, covering, named, session_of
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont, get_font
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from PIL import Image
from strategies import allowed, example, states, typical

from crmlab import clv
from crmlab.declared import authored
from crmlab.declared.tables import Named
from crmlab.explorers import find
from crmlab.explorers.controls import flat, together
from crmlab.explorers.engine import Session
from crmlab.figures import fonts
from crmlab.figures.chart import LIGHT, Chart, Shown
from crmlab.figures.picture import BLUE, GREY, ORANGE, Bars, Picture, on_axis, round_up

EVERY_EXPLORER = pytest.mark.parametrize("explorer", EXPLORERS, ids=named)
ONE_OF_EACH_KIND = pytest.mark.parametrize("explorer", covering(EXPLORERS), ids=named)


def shown(session, state):
    """The picture after a move to this state; None where there is no answer."""
    return session.picture.png() if "<img" in page_at(session, state) else None


def page_at(session, state):
    session.controls.values = state
    return session.render()


def with_nonsense(quantity):
    """What somebody may type, refused or not."""
    return typical(quantity) | st.floats().map(repr) | st.sampled_from(["abc", "", "1e999", "-5", "9", "1,2"])


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"))


# Colours, as people without colour vision see them (Machado, Oliveira & Fernandes 2009, severity 1)

SEEN_WITHOUT = {
    "red": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "green": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "blue": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def lab(colour, missing):
    """CIELAB of a colour as it is seen without one kind of cones."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(SEEN_WITHOUT[missing]) @ linear, 0, 1)
    f = np.cbrt(TO_XYZ @ seen / TO_XYZ.sum(axis=1))
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def looks(artist):
    """What tells a series apart besides its colour: its kind, hatch, or mark and line."""
    if isinstance(artist, Line2D):
        return artist.get_marker(), artist.get_linestyle()
    return artist.get_hatch() or ""


@EVERY_EXPLORER
def test_series_are_told_apart_without_colour_vision(explorer):
    moving = session_of(explorer).picture.moving
    check_that_all_are_told_apart(
        [a for a in moving if isinstance(a, Line2D | PathPatch) and str(a.get_label())[:1] != "_"]
    )


def check_that_all_are_told_apart(series):
    for one, other in itertools.combinations(series, 2):
        if looks(one) != looks(other):
            continue
        colours = [a.get_color() if isinstance(a, Line2D) else a.get_facecolor()[:3] for a in (one, other)]
        for missing in SEEN_WITHOUT:
            distance = np.linalg.norm(lab(colours[0], missing) - lab(colours[1], missing))
            assert distance > 20, (one.get_label(), other.get_label(), missing, distance)


# Charts that an author may declare: as many series as he likes, each of them to be seen

MOST = {"bars": 24, "lines": 20, "dots": 8}
OF_ITS_OWN = {
    "one colour": {"bar_colours": (BLUE,), "line_colours": (BLUE,)},
    "a colour twice": {"bar_colours": (BLUE, BLUE, GREY), "line_colours": (BLUE, BLUE, GREY)},
    "a hatch each": {"hatches": ("", "//", "..", "xx", "--"), "bar_colours": (LIGHT, ORANGE)},
}


def chart_of(**declared):
    """A class of charts, its series at heights of their own."""
    keys = [key for kind in MOST for key in declared.get(kind, ())]

    def shown(self, value, given):
        ends = {key: (np.full(2, n), np.full(2, n + 1)) for n, key in enumerate(keys)}
        return Shown([0, 1], {key: end if key in self.bars else end[1] for key, end in ends.items()}, {})

    return type("Declared", (Chart,), {"across": "year", "up": "customers", "shown": shown} | declared)


def numbered(kind, count):
    return {kind: tuple(f"{kind}_{number}" for number in range(count))}


def check_that_every_series_shows(chart):
    chart.move(None, {})
    check_that_all_are_told_apart(chart.moving)
    assert [text.get_text() for text in chart.axes.get_legend().get_texts()] == [
        artist.get_label() for artist in chart.moving
    ]
    assert is_whole(chart)
    whole = chart.png()
    for artist in chart.moving:
        artist.set_visible(False)
        assert chart.png() != whole, artist.get_label()
        artist.set_visible(True)


@pytest.mark.parametrize(
    ("kind", "count"), [(kind, count) for kind, most in MOST.items() for count in {8, most}]
)
def test_no_series_of_a_chart_vanishes_or_looks_like_another(kind, count):
    chart = chart_of(**numbered(kind, count))()
    assert len(chart.moving) == count
    check_that_every_series_shows(chart)


def test_nor_where_a_chart_has_every_kind_of_series():
    seven = numbered("bars", 7) | numbered("lines", 7) | numbered("dots", 7)
    check_that_every_series_shows(chart_of(**seven)())


@pytest.mark.parametrize("looks", OF_ITS_OWN)
@pytest.mark.parametrize("kind", ["bars", "lines"])
def test_nor_where_it_has_colours_or_hatches_of_its_own(kind, looks):
    chart = chart_of(**numbered(kind, 5), **OF_ITS_OWN[looks])()
    assert len(chart.moving) == 5
    check_that_every_series_shows(chart)


@pytest.mark.parametrize("kind", MOST)
def test_more_series_than_can_be_told_apart_are_refused_where_they_are_declared(kind):
    most = MOST[kind]
    with pytest.raises(ValueError, match=f"Declared has {most + 1} {kind}; .* tell {most} apart"):
        chart_of(**numbered(kind, most + 1))


@pytest.mark.parametrize("hatches", [("", "//"), ("", "//", "", "//"), ("", "//", "//")])
def test_so_are_hatches_that_do_not_tell_the_bars_apart(hatches):
    with pytest.raises(ValueError, match="Declared has 3 bars; its colours and marks tell 2 apart"):
        chart_of(**numbered("bars", 3), hatches=hatches, bar_colours=(BLUE,))


def test_two_series_of_one_name_are_refused_because_one_would_vanish():
    with pytest.raises(ValueError, match="Declared has two series 'now'"):
        chart_of(lines=("now",), dots=("now",))


@pytest.mark.parametrize("named", [("today",), ("today", "rest", "more")])
def test_a_result_with_other_series_than_the_chart_names_is_refused(named):
    chart = chart_of(bars=("today", "rest"))()
    chart.series = dict.fromkeys(named, chart.moving[0])
    with pytest.raises(ValueError, match="shows the series today, rest; it names today"):
        chart.move(None, {})


def test_a_lifetime_value_over_many_years_shows_each_of_them():
    session = session_of(find("clv-lifetime-value"))
    for years in (26, 60, 1000):
        page_at(session, session.controls.start | {"years": years})
        last = session.picture.line.get_xydata()[-1]
        worth = clv.lifetime_value(**session.arguments())
        assert last == pytest.approx((years, worth))
        assert session.picture.axes.get_xlim()[1] > years


# Drawn once, then updated


def check_that_nothing_is_left(explorer, history):
    """After a number of moves the picture is, pixel for pixel, that of a session that begins there."""
    session = session_of(explorer)
    for state in history:
        last = shown(session, state)
    assert last == shown(Session(explorer), state)
    return last


@EVERY_EXPLORER
def test_whatever_was_shown_before_leaves_no_trace(explorer):
    source = random.Random(explorer.name)
    drawn = [
        flat({name: _drawn(explorer, name, one, source) for name, one in explorer.parameters.items()})
        for _ in range(3)
    ]
    assert check_that_nothing_is_left(explorer, [*drawn, explorer.first_values()])


def _drawn(explorer, name, parameter, source):
    if isinstance(parameter.quantity, Named):
        keys = together(explorer.first_values())[name]
        return {key: parameter.quantity.quantity.draw(source) for key in keys}
    return example(parameter, source)


@ONE_OF_EACH_KIND
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
def test_every_move_changes_the_picture_and_its_words_and_nothing_is_cut_off(explorer):
    session, start = session_of(explorer), explorer.first_values()
    before = page_at(session, start)
    for control in session.controls.controls:
        other = moved(control)
        if other != start[control["name"]]:
            page = page_at(session, {**start, control["name"]: other})
            assert page != before
            assert "<img" in page or control["kind"] == "list"
            assert is_whole(session.picture)
    low = {one["name"]: one["low"] for one in session.controls.controls if one["kind"] == "number"}
    for state in (start, start | low):
        assert shown(session, state)
        assert is_whole(session.picture)


def is_whole(picture):
    """Whether nothing is drawn at the edge."""
    drawn = pixels(picture.png())
    return all((side == 255).all() for side in (drawn[0], drawn[-1], drawn[:, 0], drawn[:, -1]))


def moved(control):
    """Another value of a control, far from where it begins."""
    last = control["options"][-1][0] if control["kind"] == "choice" else None
    return {"number": control.get("high"), "flag": True, "list": "1, 2, 3", "choice": last}[control["kind"]]


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


def test_the_alt_text_survives_quotes_and_brackets():
    words = Picture.html(find("clv-lifetime-value").picture(), 'more than "5 < 6" & so on')
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
        Session(explorer).render()  # a new one, because titles are written when it is made


def test_every_character_of_the_course_is_in_the_bundled_font():
    fonts.chinese()
    font = get_font(findfont("Noto Sans SC", fallback_to_default=False))
    words = "".join(path.read_text(encoding="utf-8") for path in authored.paths("words"))
    assert not {character for character in words if not font.get_char_index(ord(character))} - {"\n"}
