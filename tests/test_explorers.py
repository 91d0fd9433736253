"""Explorers without a browser: values in, page out."""

import html
import io
import math
import re
import subprocess
import sys

import numpy as np
import pytest
from explorer_kinds import EXPLORERS, covering, named, session_of
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from strategies import CALCULATORS, allowed, is_number, states

import crmlab
from crmlab import clv, explore, picture, show
from crmlab.declared import names
from crmlab.explorers import engine, find
from crmlab.explorers.controls import as_typed, code_for, controls_for
from crmlab.explorers.engine import Session

EVERY_EXPLORER = pytest.mark.parametrize("explorer", EXPLORERS, ids=named)
ONE_OF_EACH_KIND = pytest.mark.parametrize("explorer", covering(EXPLORERS), ids=named)
NONSENSE = [
    "abc",
    "",
    "1e999",
    "-1e999",
    "nan",
    "-5",
    "9",
    "0",
    "1e300",
    "1e308",
    "1e-320",
    "1,5",
    "5 %",
    "½",
    "一",
]


def page_at(session, state):
    session.controls.values = state
    return session.render()


def is_answer(page):
    """Whether a page holds an answer; else it must hold one sentence and nothing else."""
    if "<img" in page:
        assert 'role="alert"' not in page
        return True
    sentence = re.fullmatch(
        r'<style>.*</style><div class="crmlab-page"><em>[^<>]+</em></div>'
        r'<div role="alert" style="[^"]*"><strong>([^<>]+)</strong></div>',
        page,
    )
    assert sentence, page
    assert "Traceback" not in page and len(sentence[1]) < 300
    return False


def run_code(session):
    """What "copy as code" gives, run in a notebook that has imported the topics."""
    return eval(session.code(), {name: getattr(crmlab, name) for name in crmlab.TOPICS})


def corners(explorer):
    """The start, and all sliders at their low and at their high ends."""
    start, controls = explorer.first_values(), session_of(explorer).controls.controls
    sliders = [control for control in controls if control["kind"] == "number"]
    return [start, *({**start, **{one["name"]: one[end] for one in sliders}} for end in ("low", "high"))]


def cases(explorer):
    """The cases to begin from, and every choice."""
    start, controls = explorer.first_values(), session_of(explorer).controls
    chosen = [(one["name"], word) for one in controls.controls for word, _ in one.get("options", ())]
    return [*(preset["values"] for preset in controls.presets), *({**start, name: w} for name, w in chosen)]


# What the page says


@EVERY_EXPLORER
def test_the_page_holds_what_show_computes_and_the_copied_call_gives_it(explorer):
    session = session_of(explorer)
    for state in [*corners(explorer), *cases(explorer)]:
        page = page_at(session, state)
        working = show(explorer.calculator, **session.fixed, **session.arguments())
        assert is_answer(page)
        assert working._repr_html_() in page
        words = session.picture.move(working.value, working.arguments)
        assert html.escape(words.get("headline", working.result)) in page
        assert str(run_code(session)) == str(working.value)


@EVERY_EXPLORER
def test_both_ends_of_every_slider_have_an_answer_and_what_is_far_out_at_least_a_sentence(explorer):
    session, (start, *ends) = session_of(explorer), corners(explorer)
    for name in start:
        assert all(is_answer(page_at(session, {**start, name: end[name]})) for end in ends)
        for far_out in ("0", "-5", "1e300", "1e-320"):
            is_answer(page_at(session, {**start, name: far_out}))


@EVERY_EXPLORER
@pytest.mark.parametrize("language", names.LANGUAGES)
def test_the_alt_text_is_the_sentence_and_states_the_numbers(explorer, language, chinese):
    names.set_language(language)
    page = page_at(session_of(explorer), explorer.first_values())
    alt = html.unescape(re.search(r'alt="([^"]*)"', page)[1])
    assert f"<p>{html.escape(alt)}</p>" in page
    assert re.search(r"\d", alt) and not re.search(r"[{}]", alt)
    assert bool(re.search("[\u4e00-\u9fff]", alt)) == (language == "zh")
    assert alt.endswith("." if language == "en" else "。")


def test_every_explorer_has_its_words_in_both_languages():
    sentences, questions = names.vocabulary("sentences"), names.vocabulary("questions")
    assert len({explorer.name for explorer in EXPLORERS}) == len(EXPLORERS)
    for explorer in EXPLORERS:
        sentence, question = sentences[explorer.name], questions[explorer.name]
        english, chinese = (sorted(re.findall(r"{\w+}", text)) for text in (sentence.en[0], sentence.zh[0]))
        assert english == chinese != [], explorer.name
        assert question.en[0].endswith("?") and question.zh[0].endswith("\uff1f"), explorer.name
        assert set(explorer.presets) <= set(names.vocabulary("presets")), explorer.name


def test_what_an_explorer_is_and_how_it_is_used_is_read_from_the_words(monkeypatch, chinese):
    explorer = EXPLORERS[0]
    assert (explorer.summary, explorer.help) == ("", "")
    said = {"summaries": "Where the cells are.", "help": "Move the bins."}
    word = {kind: {explorer.name: names.Word((text, ""), ("格子。", ""))} for kind, text in said.items()}
    monkeypatch.setattr(names, "vocabulary", word.get)
    assert (explorer.summary, explorer.help) == ("格子。", "格子。")
    names.set_language("en")
    assert (explorer.summary, explorer.help) == ("Where the cells are.", "Move the bins.")


# What is refused


@ONE_OF_EACH_KIND
def test_what_is_typed_gives_an_answer_or_one_sentence_and_reset_brings_the_picture_back(explorer):
    session = Session(explorer)
    start = dict(session.controls.start)
    first = page_at(session, start)
    for name in start:
        refused = [text for text in NONSENSE if not is_answer(page_at(session, {**start, name: text}))]
        assert {"abc", "1e999", "nan"} <= set(refused)
    assert page_at(session, start) == first


@ONE_OF_EACH_KIND
@settings(max_examples=20)
@given(data=st.data())
def test_no_text_and_no_number_freezes_it(explorer, data):
    anything = st.text(max_size=12) | st.floats().map(repr) | st.integers().map(str)
    state = data.draw(states(explorer, lambda quantity: allowed(quantity) | anything))
    is_answer(page_at(session_of(explorer), state))


# Controls


@EVERY_EXPLORER
def test_every_parameter_without_a_fixed_value_has_a_control_that_begins_on_a_step(explorer):
    session = session_of(explorer)
    controls = {control["name"]: control for control in session.controls.controls}
    shown = {name.partition(".")[0] for name in controls}
    assert shown | set(explorer.fixed) == set(explorer.calculator.parameters)
    assert all(control["label"] and control["meaning"] for control in controls.values())
    chinese = [control["label"] for control in session_of(explorer, "zh").controls.controls]
    assert all(re.search("[\u4e00-\u9fff]", label) for label in chinese)
    for name, control in controls.items():
        value = session.controls.start[name]
        if control["kind"] == "number" and value is not None:
            assert control["low"] <= value <= control["high"]
            steps = (value - control["low"]) / control["step"]
            assert math.isclose(steps, round(steps), abs_tol=1e-9)


def test_a_slider_opened_beyond_its_typical_end_goes_on_by_whole_steps():
    shown = Session(find("value-improvement"), retention=0.876).controls
    assert {one["name"]: one["high"] for one in shown.controls}["retention"] == 0.88


PARAMETERS = {f"{c.__name__}-{p.name}": p for c in CALCULATORS for p in c.parameters.values() if is_number(p)}


def test_every_declared_number_makes_a_control_that_stays_in_its_allowed_range():
    for name, parameter in PARAMETERS.items():
        (control,) = controls_for(parameter, None)
        quantity = parameter.quantity
        assert (control["kind"] == "list") == bool(quantity.series), name
        if not quantity.series:
            assert quantity.low <= control["low"] < control["high"] <= quantity.high, name
            assert control["low"] <= control["middle"] <= control["high"], name
            assert quantity.validate(parameter.name, control["middle"]) == control["middle"], name


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        *[("5", 5), (" 0.8 ", 0.8), ("−3", -3), ("1e3", 1000), ("5", 5), ("abc", "abc"), ("", ""), (7, 7)],
        *[("80%", 0.8), ("80 %", 0.8), ("80%", 0.8), ("7%", 0.07), ("12,5 %", 0.125), ("-5%", -0.05)],
        *[
            ("0,9", 0.9),
            ("0,900", 0.9),
            ("1,5", 1.5),
            ("1,000", 1000),
            ("12,345.5", 12345.5),
            ("1,000", 1000),
        ],
        *[("1.000,50", 1000.5), ("1 000", 1000), ("1'000", 1000), ("¥400", 400), ("¥1,000", 1000)],
        *[("1,00,0", "1,00,0"), ("1.2.3", "1.2.3"), ("%", "%"), ("½", "½")],
    ],
)
def test_what_is_typed_becomes_a_number_where_it_is_one(typed, value):
    typed_value = as_typed(clv.lifetime_value.parameters["margin"], typed)
    assert typed_value == value and type(typed_value) is type(value)


@pytest.mark.parametrize(
    "typed", ["-51, 30, 42", "-51;30;42", "−51,30,42,", "-51\uff0c30\uff1b42", "-51\u300130\u300142"]
)
def test_a_typed_list_becomes_numbers(typed):
    assert as_typed(clv.present_value.parameters["flows"], typed) == [-51, 30, 42]


def test_where_a_semicolon_parts_a_list_its_commas_are_decimal():
    assert as_typed(clv.present_value.parameters["flows"], "-51,5; 1,000; 80%") == [-51.5, 1000, 0.8]


@given(st.lists(st.floats(allow_nan=False) | st.integers(-(10**9), 10**9), min_size=1))
def test_a_list_shown_in_its_field_and_read_again_is_the_same(numbers):
    parameter = clv.present_value.parameters["flows"]
    assert as_typed(parameter, ", ".join(map(repr, numbers))) == numbers


# Copy as code


@ONE_OF_EACH_KIND
@settings(max_examples=5)
@given(data=st.data())
def test_the_copied_call_gives_what_is_on_screen(explorer, data):
    session = session_of(explorer)
    if is_answer(page_at(session, data.draw(states(explorer)))):
        shown = show(explorer.calculator, **session.fixed, **session.arguments()).value
        assert str(run_code(session)) == str(shown)


@ONE_OF_EACH_KIND
@pytest.mark.parametrize("text", ["abc", "1e999", "-1e999", "nan"])
def test_the_copied_call_gives_the_sentence_on_screen_too(explorer, text):
    session = session_of(explorer)
    page = page_at(session, dict.fromkeys(session.controls.start, text))
    if explorer.instead:  # of a stand-in that is refused no argument can be made
        assert session.code() == ""
        return
    with pytest.raises((TypeError, ValueError)) as error:
        run_code(session)
    assert html.escape(str(error.value)) in page


@given(states(find("clv-lifetime-value"), lambda quantity: allowed(quantity) | st.floats()))
def test_arguments_written_as_code_are_the_same_arguments(values):
    written = code_for("dict", {"table": "[1, 2]"}, values)
    assert repr(eval(written)) == repr({"table": [1, 2], **values})


# On screen


class Output:
    """Stands for what Jupyter's display returns."""

    def __init__(self):
        self.pages = []

    def update(self, page):
        self.pages.append(page.data)


@pytest.fixture
def screen(monkeypatch):
    """What is displayed, and the output that is updated."""
    shown, output = [], Output()

    def display(thing, display_id=False):
        shown.append(thing)
        return output if display_id else None

    monkeypatch.setattr(engine, "display", display)
    return shown, output


@ONE_OF_EACH_KIND
def test_a_move_updates_the_one_output_and_the_code(explorer, screen):
    shown, output = screen
    explore(explorer.name)
    controls, page = shown
    code, control = controls.code, next(c for c in controls.controls if c["kind"] == "number")
    other = control["high"] if controls.start[control["name"]] != control["high"] else control["low"]
    controls.values = {**controls.values, control["name"]: str(other)}
    assert len(output.pages) == 1 and output.pages[0] != page.data
    assert controls.code != code != ""
    controls.values = {**controls.values, control["name"]: "abc"}
    assert not is_answer(output.pages[1])
    controls.values = controls.start
    assert output.pages[2] == page.data


def test_a_calculator_is_as_good_as_a_name(screen):
    explore(clv.lifetime_value)
    assert len(screen[0]) == 2


def test_an_explorer_begins_where_it_is_told_and_reset_leads_back_there(screen):
    explore(clv.lifetime_value, rate=0.09)
    controls, page = screen[0]
    assert controls.values == controls.start == find("clv-lifetime-value").first_values(rate=0.09)
    assert "9.0%" in page.data and "rate=0.09" in controls.code
    assert run_code(Session(find("clv-lifetime-value"), rate=0.09)) == clv.lifetime_value(100, 0.8, 0.09)


def test_a_list_parts_with_names_and_what_is_left_out_may_be_given_too():
    flows = next(one for one in EXPLORERS if any(isinstance(v, list) for v in one.first_values().values()))
    name = next(name for name, value in flows.first_values().items() if isinstance(value, list))
    given = [0.5] * len(flows.first_values()[name])
    assert Session(flows, **{name: given}).controls.values[name] == given
    voice = Session(find("complaints-voice"), rates={"quick": 0.9}).controls.values
    assert voice["rates.quick"] == 0.9 and voice["rates.silent"] == 0.09
    assert Session(find("clv-lifetime-value"), years=None).controls.values["years"] is None


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"rat": 0.09}, "has no control 'rat'; there are margin, retention, rate"),
        ({"rate": 9}, "rate must be"),
    ],
)
def test_what_an_explorer_cannot_begin_with_is_one_sentence(given, sentence):
    with pytest.raises(ValueError, match=sentence):
        explore(clv.lifetime_value, **given)


@pytest.mark.parametrize(
    ("typed", "stands"), [("80%", 0.8), ("0,9", 0.9), ("abc", "abc"), ("1e999", "1e999")]
)
def test_what_is_typed_stands_in_the_field_as_the_number_that_it_is(typed, stands):
    controls = Session(find("clv-lifetime-value")).controls
    controls.values = {**controls.values, "retention": typed}
    assert controls.values["retention"] == stands


@EVERY_EXPLORER
def test_an_explorer_is_found_by_its_older_name_too(explorer):
    topic, rest = explorer.calculator.__module__.split(".")[1], explorer.name
    assert rest.startswith(topic.replace("_", "-") + "-")
    for asked in (rest, rest.replace(topic.replace("_", "-"), topic, 1), rest.replace("-", "_")):
        assert find(asked) is explorer


def test_a_case_is_what_its_name_says_also_where_a_lesson_begins_with_other_values():
    begun = Session(find("value-improvement"), margin=341, retention=0.876).controls
    eighty, *_ = begun.presets
    assert (eighty["values"]["margin"], eighty["values"]["retention"]) == (100, 0.8)
    assert begun.values not in [preset["values"] for preset in begun.presets]


def test_no_part_of_a_case_is_lost_in_a_list_that_a_lesson_gives():
    begun = Session(find("equity-magazine"), retention=[0.5] * 9).controls
    assert all(preset["values"].keys() == begun.values.keys() for preset in begun.presets)


KEYED = ("questions", "sentences", "presets", "summaries", "help")


def test_names_of_explorers_and_their_cases_have_hyphens_as_all_others():
    named = [name for one in EXPLORERS for name in (one.name, *one.presets)]
    named += [key for kind in KEYED for key in names.vocabulary(kind)]
    assert [name for name in named if not re.fullmatch("[A-Za-z0-9]+(-[A-Za-z0-9]+)+", name)] == []


def test_a_function_of_a_learner_is_not_an_explorer_of_that_name():
    def rfm_cells():
        """Is called as an explorer is."""

    with pytest.raises(ValueError, match="There is no explorer 'rfm_cells'"):
        find(rfm_cells)


def test_two_copies_have_nothing_in_common(screen):
    explorer = find("clv-lifetime-value")
    one, two = Session(explorer), Session(explorer)
    before = two.render()
    page_at(one, {**one.controls.values, "margin": 500})
    assert two.render() == before == Session(explorer).render()


def test_without_its_kernel_the_controls_say_what_to_do(chinese):
    controls = Session(find("clv-lifetime-value")).controls
    assert "Run All Above" in repr(controls) and "再运行此单元格" in repr(controls)


@pytest.mark.parametrize("what", ["clv", "lifetime_value", clv.discount_factor, clv, 5, None, [1], ""])
def test_an_unknown_name_gets_a_sentence_that_names_what_there_is(what):
    with pytest.raises(ValueError, match="There is no explorer") as error:
        explore(what)
    assert all(explorer.name in str(error.value) for explorer in EXPLORERS)
    assert error.value._render_traceback_() == [str(error.value)]


def test_naming_explore_loads_no_picture_and_no_widget():
    code = "import sys, crmlab; crmlab.explore; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert not {"matplotlib", "anywidget", "ipywidgets", "IPython"} & set(done.stdout.split())


# A picture to keep


def ordinary(explorer):
    """The arguments that an explorer begins with, without its data."""
    return explorer.arguments(explorer.first_values())


@EVERY_EXPLORER
def test_every_explorer_has_a_picture_to_keep_that_shows_what_the_explorer_shows(explorer):
    session = Session(explorer)
    session._present()
    figure = picture(explorer.name, **ordinary(explorer))
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=explorer.picture.dpi)
    kept = np.asarray(Image.open(file).convert("RGB"), dtype=float)
    shown = np.asarray(Image.open(io.BytesIO(session.picture.png())), dtype=float)
    assert kept.shape == shown.shape
    assert np.abs(kept - shown).mean() < 1  # but for the order in which things are drawn


def test_a_notebook_shows_a_picture_with_its_words_though_nothing_else_draws_there():
    figure = picture(clv.lifetime_value, margin=100, retention=0.8, rate=0.1)
    page = figure._repr_html_()
    assert 'src="data:image/png;base64,' in page and 'width="720"' in page
    assert f'alt="{html.escape(figure.words)}"' in page
    assert "266.67" in figure.words


def test_a_picture_says_what_is_wrong_as_the_calculator_does():
    with pytest.raises(ValueError, match=r"^retention must be between 0 and 1 "):
        picture(clv.lifetime_value, margin=100, retention=80, rate=0.1)
    with pytest.raises(TypeError, match=r"^lifetime_value: missing a required argument: 'margin'"):
        picture(clv.lifetime_value)
    with pytest.raises(ValueError, match=r"^There is no explorer 'discount_factor'; "):
        picture(clv.discount_factor, rate=0.1, period=1)
