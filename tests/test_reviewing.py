"""`review()` and `crmlab review`: on screen, by numbers in a terminal, in a pipe, and in Chinese."""

import re
import unicodedata
from datetime import date

import pytest
from typer.testing import CliRunner

import crmlab
from crmlab import progress
from crmlab.concepts import sets, widget
from crmlab.desk import cli, reviewing

TODAY = date.today()
SET = sets.find("clv-lost")


@pytest.fixture(autouse=True)
def learned(progress_file):
    """Five items, one of which begins with the question and this text."""
    progress._remember("right", SET.id, "2026-01-01")


def asked(typed):
    return CliRunner().invoke(cli.app, ["review"], input=typed)


def test_each_answer_is_said_to_be_right_or_wrong_and_why():
    shown = asked("1\n" * 5)
    assert shown.exit_code == 0
    assert len(re.findall("^[✓✗] (?:Right|Wrong): ", shown.output, re.M)) == 5
    right = sum(one.right for one in progress.reviews().values())
    assert shown.output.rstrip().endswith(f"{right} of 5 right.")
    assert shown.output.count("The right answer is ") == 5 - right > 0
    assert "Nothing is due today. The next item comes back on" in asked("").output


def test_what_is_no_number_of_an_answer_is_asked_again_and_enter_leaves_an_item_out():
    shown = asked("9\nx\n1\n" + "\n" * 4).output
    assert "Type a number from 1 to 2; got '9'." in shown
    assert len(progress.reviews()) == 1
    assert "of 1 right." in shown


def test_a_pipe_that_ends_keeps_what_was_answered():
    assert "of 2 right." in asked("1\n1\n").output
    assert len(progress.reviews()) == 2


def test_ctrl_c_ends_it_and_keeps_what_was_answered(monkeypatch, capsys):
    typed = iter(["1"])

    def stop(prompt):
        if one := next(typed, None):
            return one
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", stop)
    reviewing.in_the_terminal()
    assert "of 1 right." in capsys.readouterr().out
    assert len(progress.reviews()) == 1


def test_who_has_learned_nothing_reads_what_to_do():
    progress.forget()
    assert "Nothing has been learned yet." in asked("").output


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_line_is_longer_than_a_narrow_window(language):
    for topic in sets.topics():
        for one in sets.sets_of(topic):
            progress._remember("right", one, "2026-01-01")
    crmlab.set_language(language)
    shown = asked("1\n" * 10).output
    crmlab.set_language("en")
    assert max(map(width, shown.splitlines())) <= 80
    assert ("10 项中对了" in shown) == (language == "zh")


def width(line):
    return sum(1 + (unicodedata.east_asian_width(letter) in {"W", "F"}) for letter in line)


def test_in_the_lab_the_items_are_one_set_and_the_first_answers_are_remembered(monkeypatch):
    sessions = []
    monkeypatch.setattr(widget.Session, "display", lambda session: sessions.append(session))
    crmlab.review()
    (session,) = sessions
    assert len(session.widget.items) == len(SET.shown)
    key = f"{SET.id}:{SET.shown[0].key}"
    session._hear(session.widget, {"answers": {key: SET.shown[0].right}}, [])
    assert session.widget.remarks[key]["verdict"] == "right"
    assert progress.reviews()[key].right == 1
    assert progress.reviews()[key].due > TODAY.isoformat()


def test_in_the_lab_who_has_nothing_due_reads_it(monkeypatch):
    progress.forget()
    shown = []
    monkeypatch.setattr(reviewing, "display", shown.append)
    crmlab.review()
    assert str(shown[0]).startswith("Nothing has been learned yet.")
