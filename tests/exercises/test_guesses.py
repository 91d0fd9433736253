"""Guesses: typed as people write numbers, kept, compared with the answer in plain words, and never graded."""

import math
import random

import pytest
import twins
from IPython.core.formatters import format_display_data

from crmlab import guess, progress, reveal
from crmlab.declared import authored
from crmlab.declared.quantities import Quantity
from crmlab.errors import BadTypeError, BadValueError
from crmlab.exercises import guess_box, guesses, questions
from crmlab.exercises.questions import Guess, find_guess, how_far

VALUE = 324.96569
MONEY, SHARE = Quantity("money"), Quantity("share", format=",.1%")
TOPICS = [unit.name for unit in authored.topics() if unit.has("guesses")]


@pytest.fixture
def shown(monkeypatch):
    """What is displayed, in order, instead of displaying it."""
    notes = []
    monkeypatch.setattr(guesses, "display", notes.append)
    return notes


@pytest.fixture(autouse=True)
def a_fresh_kernel():
    """No answer has been shown yet."""
    questions.answered.clear()


@pytest.fixture
def on_paper(monkeypatch):
    """What is displayed beside a box, the last last."""
    papers = []

    class Output:
        update = staticmethod(papers.append)

    monkeypatch.setattr(guess_box, "display", lambda shown, **options: papers.append(shown) or Output)
    return papers


def box():
    return guess_box.show(find_guess("clv-later"))


# --- In code ----------------------------------------------------------------------------------


def test_a_guess_is_kept_and_compared_with_the_answer(shown, progress_file):
    guess("clv-later", 275)
    reveal("clv-later", VALUE)
    assert str(shown[1]) == "You said ¥275; it is ¥324.97. 15 % too low."
    assert progress.guesses() == {"clv-later": 275}
    assert progress.revealed() == {"clv-later": (275, VALUE)}


def test_a_notebook_runs_without_a_guess_and_shows_the_answer_alone(shown):
    reveal("clv-later", VALUE)
    assert str(shown[0]) == "¥324.97"
    assert "¥324.97" in shown[0]._repr_html_()
    assert progress.revealed() == {}


def test_only_the_first_guess_before_the_answer_counts(shown):
    for said in (900, VALUE):
        guess("clv-later", said)
        reveal("clv-later", VALUE)
    assert progress.revealed()["clv-later"][0] == 900
    assert str(shown[-1]).endswith("Right.")


def test_nothing_is_remembered_while_a_class_is_graded(shown, at_grading, progress_file):
    guess("clv-later", 275)
    reveal("clv-later", VALUE)
    assert str(shown[1]) == "¥324.97"
    assert not progress_file.exists()


@pytest.mark.parametrize(
    ("typed", "read"),
    [("1,000", 1000), ("0,9", 0.9), ("¥325", 325), (" 1 000 ", 1000), ("−5", -5), ("３２５", 325)],
)
def test_a_guess_is_read_as_people_write_numbers(typed, read):
    assert Guess("x", "?", MONEY).read("value", typed) == read


@pytest.mark.parametrize(("typed", "read"), [("80%", 0.8), ("80 %", 0.8), ("80", 0.8), ("0.8", 0.8), (1, 1)])
def test_a_share_may_be_typed_in_percent_or_as_a_decimal(typed, read):
    assert Guess("x", "?", SHARE).read("value", typed) == read


@pytest.mark.parametrize(
    ("unit", "typed", "read"),
    [
        ("years", "6.5 years", 6.5),
        ("points", "5%", 5),
        ("points", "5 percentage points", 5),
        ("money", "5¥", 5),
    ],
)
def test_a_unit_may_be_typed_behind_the_number(unit, typed, read):
    assert Guess("x", "?", Quantity(unit)).read("value", typed) == read


@pytest.mark.parametrize("typed", ["9% a year", "9%", "9", "0.09"])
def test_a_rate_may_be_typed_as_it_is_shown(typed):
    assert Guess("x", "?", Quantity("per_year", format=",.1%")).read("value", typed) == 0.09


@pytest.mark.parametrize("wrong", ["much", "", "nan", "1e999", None, [1, 2], True, math.inf])
def test_what_is_no_number_is_refused_in_one_sentence(wrong):
    with pytest.raises((BadValueError, BadTypeError), match="^value"):
        find_guess("clv-later").read("value", wrong)


def test_an_answer_that_is_no_number_is_refused_in_one_sentence():
    with pytest.raises(BadTypeError, match=r"^value must be a number; got None"):
        reveal("clv-later", None)


def test_a_wrong_id_names_those_near_it():
    with pytest.raises(BadValueError, match="There is no guess 'clv-latter'; near it: clv-later"):
        guess("clv-latter")
    with pytest.raises(BadTypeError, match="The id of a guess is a text"):
        reveal(3, 4)


@pytest.mark.parametrize(
    ("quantity", "made", "value", "words"),
    [
        (MONEY, 325, VALUE, "Right."),
        (MONEY, 300, VALUE, "Near: 7.7 % too low."),
        (MONEY, 350, VALUE, "Near: 7.7 % too high."),
        (MONEY, 400, VALUE, "23 % too high."),
        (MONEY, 1000, VALUE, "Your guess is about 3.1 times as large."),
        (MONEY, 10, 1000, "The answer is about 100 times as large."),
        (MONEY, -20, 5, "¥25 too low."),
        (MONEY, 5, 0, "¥5 too high."),
        (MONEY, -10, -7, "¥3 too low."),
        (SHARE, 0.8, 0.78, "Near: 2 percentage points too high."),
        (SHARE, 0.02, 0.2, "18 percentage points too low."),
        (Quantity("years"), 8, 6.58, "22 % too high."),
    ],
)
def test_how_far_a_guess_is_off_is_said_in_plain_words(quantity, made, value, words):
    assert how_far(Guess("x", "?", quantity), made, value) == words


@pytest.mark.parametrize(
    ("unit", "number", "written"),
    [
        ("money", 1000, "¥1,000"),
        ("money", VALUE, "¥324.97"),
        ("money", -5.5, "−¥5.50"),
        ("share", 0.489, "48.9%"),
        ("share", 0.1, "10%"),
        ("years", 6.5788, "6.58 years"),
        ("", 0.0026, "0.0026"),
        ("", 0, "0"),
    ],
)
def test_a_number_is_written_with_its_unit_and_no_more_digits_than_it_needs(unit, number, written):
    quantity = Quantity(unit, format=",.1%" if unit == "share" else ",.2f")
    assert Guess("x", "?", quantity).write(number) == written


def test_what_was_guessed_can_be_typed_again():
    draw = random.Random(17)
    for unit in ("money", "share", "per_year", "years", ""):
        asked = Guess("x", "?", Quantity(unit, format=",.1%" if unit in {"share", "per_year"} else ",.2f"))
        for _ in range(20):
            number = (
                round(draw.uniform(-1, 1), 3) if asked.quantity.is_percentage else draw.randint(-9999, 9999)
            )
            assert asked.read("value", asked.figure(number)) == pytest.approx(number)


# --- In the box -------------------------------------------------------------------------------


def test_what_is_typed_into_the_box_is_kept_and_stands_there_again(on_paper):
    first = box()
    assert (first.typed, first.says, first.unit) == ("", "", "¥")
    first.typed = "1,000"
    assert first.says == "You say ¥1,000. Now run the cells below: the answer comes there."
    again = box()
    assert (again.typed, again.says) == ("1,000", first.says)
    again.typed = ""
    assert again.says == ""
    assert progress.guesses() == {}


def test_who_ran_all_cells_first_is_told_how_to_compare(on_paper):
    reveal("clv-later", 324.97)
    asked = box()
    asked.typed = "275"
    assert asked.says == "You say ¥275. The answer stands below already: run its cell again to compare."


def test_what_is_no_number_is_said_below_the_box_and_the_guess_before_it_is_kept(on_paper):
    asked = box()
    asked.typed = "325"
    asked.typed = "much"
    must = "Your guess must be a number, such as 325, 1,000, 0.9 or 80%; got 'much'."
    assert asked.says == f"{must} Your guess stays ¥325."
    assert progress.guesses() == {"clv-later": 325}


@pytest.mark.parametrize("typed", ["80%", "nan", "much"])
def test_no_amount_of_money_is_read_from_a_share_or_a_word(typed):
    with pytest.raises(ValueError, match=r"^value must be a number"):
        find_guess("clv-later").read("value", typed)


@pytest.mark.parametrize("typed", ["325 yuan", "325元", "¥325", "325 RMB"])
def test_money_is_read_as_people_write_it(typed):
    assert find_guess("clv-later").read("value", typed) == 325


def test_a_notebook_that_is_only_read_has_question_and_unit_in_words(on_paper):
    box().typed = "325"
    asked = find_guess("clv-later").asks
    assert str(on_paper[1]) == f"{asked} A guess in ¥."
    assert asked in on_paper[1]._repr_html_()
    assert str(on_paper[-1]) == f"{asked} You say ¥325. Now run the cells below: the answer comes there."
    assert "Run All Above" in repr(on_paper[0])
    assert {"text/plain", "text/html"} <= format_display_data(on_paper[-1])[0].keys()


# --- In Chinese -------------------------------------------------------------------------------


def test_a_chinese_reader_is_asked_and_answered_in_chinese(shown, chinese):
    guess("clv-later", 275)
    reveal("clv-later", VALUE)
    assert str(shown[0]).startswith("五年后你会得到 ¥500")
    assert str(shown[1]) == "你猜的是 ¥275；答案是 ¥324.97。 偏低 15 %。"


@pytest.mark.parametrize("topic", TOPICS)
def test_each_question_has_a_chinese_twin_of_its_present_words(topic):
    english = twins.sentences(topic)
    left = {*twins.missing(topic), *twins.older(topic)}
    assert [key for key in english if key.endswith(":asks") and key in left] == []
