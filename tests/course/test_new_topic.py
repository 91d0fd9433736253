"""A further topic by one command: what that refuses, what it writes, and that the result is a whole topic."""

import re
import shutil
import tomllib

import new_topic
import pytest
import shapes
from copies import REPOSITORY, contents, copy_into, run_in
from new_topic import NotMade, left, make

from crmlab.declared import authored
from crmlab.grading.running.sandbox import why_not

NAME = "word_of_mouth"  # of several words, as ids have hyphens where Python has underscores
LIST = "course/topics.toml"


@pytest.fixture
def checkout(tmp_path):
    """A checkout that has only what authors write in TOML."""
    shutil.copytree(REPOSITORY / "course", tmp_path / "course", ignore=shutil.ignore_patterns("*.py"))
    return tmp_path


def everything(folder):
    return contents(folder, ["."])


def text_of_list(folder):
    return (folder / LIST).read_text(encoding="utf-8")


# --- What is refused ------------------------------------------------------------------------------

REFUSED = {
    "a unit": ({"name": "clv"}, "course/topics.toml has a unit clv already."),
    "an extra": ({"name": "scale"}, "course/topics.toml has a unit scale already."),
    "a package": ({"name": "desk"}, "crmlab.desk is there already, and means something else."),
    "what students call": ({"name": "numbers"}, "crmlab.numbers is there already, and means something else."),
    "a name with a hyphen": ({"name": "word-of-mouth"}, "a name is a word of Python in small letters"),
    "a capital letter": ({"name": "Referrals"}, "a name is a word of Python in small letters"),
    "a word that Python keeps": ({"name": "yield"}, "a name is a word of Python in small letters"),
    "a folder": ({"name": "../clv"}, "a name is a word of Python in small letters"),
    "a number": ({"number": "07"}, "the number 07 is that of rfm."),
    "a number of an extra": ({"number": "07b", "of": "rfm"}, "the number 07b is that of scale."),
    "a number in one digit": ({"number": "7"}, "the number of such a unit is written like 15; got '7'."),
    "the first pages": ({"number": "00"}, "the number of such a unit is written like 15; got '00'."),
    "another topic's number": (
        {"number": "08b", "of": "rfm"},
        "the number of such a unit is written like 07b; got '08b'.",
    ),
    "no topic": ({"of": "nothing"}, "course/topics.toml has no topic nothing; there are foundations, "),
    "an extra to an extra": ({"of": "scale"}, "course/topics.toml has no topic scale; there are "),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_taken_or_no_name_is_refused_in_a_sentence_and_nothing_is_written(what, checkout):
    asked, sentence = REFUSED[what]
    before = everything(checkout)
    with pytest.raises(NotMade, match="^" + re.escape(sentence)):
        make(checkout, **{"name": "referrals", **asked})
    assert everything(checkout) == before


def test_a_file_that_is_there_is_not_written_over(checkout):
    path = checkout / "tests/test_referrals.py"
    path.parent.mkdir()
    path.write_text("mine", encoding="utf-8")
    before = everything(checkout)
    with pytest.raises(NotMade, match=r"^tests/test_referrals\.py is there already; take another name\.$"):
        make(checkout, "referrals")
    assert everything(checkout) == before


def test_the_same_topic_is_not_made_twice(checkout):
    make(checkout, "referrals")
    before = everything(checkout)
    with pytest.raises(NotMade, match="has a unit referrals already"):
        make(checkout, "referrals")
    assert everything(checkout) == before


# --- What is written ------------------------------------------------------------------------------


def test_a_topic_has_the_parts_that_it_promises_and_they_have_their_shape(checkout):
    unit, made = make(checkout, NAME, title='Word of "mouth"')
    assert (unit.number, unit.kind) == ("16", "topic")
    assert all((checkout / path).is_file() for path in made)
    assert shapes.faults(checkout) == []
    entry = tomllib.loads(text_of_list(checkout))["units"][-1]
    assert (entry["name"], entry["title"]) == (NAME, 'Word of "mouth"')
    promised = {"calculators", "explorers", "tests", "lesson", "assignment", "concepts", "words", "rows"}
    promised |= {"guesses", "zh", "instructor"}
    assert {*entry["parts"]} == promised
    assert all(unit.has(part, checkout) for part in promised)


def test_an_extra_is_a_lesson_in_the_folder_of_its_topic_and_stands_after_it(checkout):
    unit, made = make(checkout, "letters", of="rfm")
    assert made == ["course/rfm/extra_letters.py"]
    assert "[lesson 07](07_rfm.ipynb)" in (checkout / made[0]).read_text(encoding="utf-8")
    names = [one["name"] for one in tomllib.loads(text_of_list(checkout))["units"]]
    assert names[names.index("rfm") :][:5] == ["rfm", "scale", "models", "purchases", "letters"]
    assert shapes.faults(checkout) == []


@pytest.mark.parametrize("asked", [{"name": "letters", "of": "clv"}, {"name": "referrals", "number": "99"}])
def test_the_list_of_units_keeps_its_text_and_its_comments(asked, checkout):
    before = text_of_list(checkout).replace('[[units]]\nnumber = "06"', '# next\n[[units]]\nnumber = "06"')
    (checkout / LIST).write_text(before, encoding="utf-8")
    unit, _ = make(checkout, **asked)
    added = re.search(rf'\n\[\[units\]\]\nnumber = "{unit.number}"\n(.+\n)+', text_of_list(checkout)).group()
    assert text_of_list(checkout).replace(added, "", 1) == before
    numbers = [one["number"] for one in tomllib.loads(text_of_list(checkout))["units"]]
    assert numbers == sorted(numbers)


def test_rows_of_two_topics_with_like_names_have_letters_of_their_own(checkout):
    for name in ("referrals", "referees", "clv_again"):
        make(checkout, name)
    rows = authored.merged("rows", checkout)["rows"]
    assert {"REF-01", "REE-01", "CLA-01"} <= rows.keys()


def test_what_is_left_to_write_is_named_with_file_and_line_and_no_template_breaks_it_in_two(checkout):
    assert left(checkout) == []
    _, made = make(checkout, "referrals")
    found = left(checkout)
    assert {line.partition(":")[0] for line in found} == {*made, LIST}
    assert all(re.fullmatch(r"[\w/.]+:\d+: ‹[^‹›]+›", line) for line in found)


@pytest.mark.parametrize("broken", ["‹begun", "ended›"])
def test_a_mark_that_an_editor_has_broken_over_two_lines_is_found_too(broken, checkout):
    (checkout / "course/clv/words.toml").write_text(f"\n{broken}", encoding="utf-8")
    assert [line.partition(": ")[0] for line in left(checkout)] == ["course/clv/words.toml:2"]


def test_the_command_says_what_it_made_what_is_left_and_what_comes_next(checkout, monkeypatch, capsys):
    monkeypatch.setattr(new_topic, "ROOT", checkout)
    monkeypatch.setattr("sys.argv", ["new_topic.py", "referrals", "--title-zh", "客户推荐"])
    new_topic.main()
    said = capsys.readouterr().out
    assert "\n  course/referrals/lesson.py\n" in said
    assert re.search(r"\n  course/referrals/lesson\.py:\d+: ‹The question of a manager›\n", said)
    assert "make build" in said and "tests/test_referrals.py" in said
    assert 'title_zh = "客户推荐"' in text_of_list(checkout)
    with pytest.raises(SystemExit) as refused:
        new_topic.main()
    assert refused.value.code == "new_topic: course/topics.toml has a unit referrals already."


# --- A whole topic: in a copy of the checkout, of which no other file is touched --------------------

GRADED = """
from pathlib import Path
from crmlab.grading.results import Assignment, Submission
from crmlab.grading.running.grader import grade
release, solved = (Path(folder, "{name}", "{name}.ipynb") for folder in ("exercises", "solutions"))
assignment = Assignment("{name}", release.read_text(encoding="utf-8"), b"k" * 32)
print(dict(grade(assignment, Submission("anna", solved.read_bytes(), "{name}.ipynb")).scores))
"""
SHOWN = """
from crmlab.explorers import find
from crmlab.explorers.engine import Session
print(Session(find("word-of-mouth-each")).render())
"""
TESTS = (
    "tests/course/test_lessons.py",
    "tests/course/test_assignments.py",
    "tests/test_explorers.py",
    "tests/test_concepts.py",
    f"tests/test_{NAME}.py",
    "tests/course/test_units.py",
    "tests/test_docstrings.py",
    "tests/exercises/test_finding.py",
)
LISTING = "test_units or test_docstrings or test_finding"  # whatever lacks something, of all topics


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Return a checkout with one topic more, built; its files before, and as authors have written them."""
    folder = copy_into(tmp_path_factory.mktemp("checkout"))
    before = everything(folder)
    succeeds(folder, "tools/new_topic.py", NAME)
    for path in {line.partition(":")[0] for line in left(folder)}:
        text = (folder / path).read_text(encoding="utf-8")
        (folder / path).write_text(re.sub("[‹›]", "", text), encoding="utf-8")
    authors = everything(folder)
    succeeds(folder, "tools/build.py", "--prove", NAME)  # `make check` proves the others, unchanged
    return folder, before, authors


def succeeds(folder, *command):
    done = run_in(folder, *command)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_a_further_topic_touches_no_file_but_its_own_and_the_list_and_is_found_built_and_shown(whole):
    folder, before, authors = whole
    assert {path for path in before if authors.get(path) != before[path]} == {LIST}
    for path in (f"notebooks/16_{NAME}.ipynb", f"notebooks/16_{NAME}_reader.ipynb"):
        assert (folder / path).is_file()
    assert 'alt="A cost of 6,000.00 for 150 customers is ¥40.00' in succeeds(folder, "-c", SHOWN)


@pytest.mark.slow
@pytest.mark.skipif(bool(why_not()), reason=why_not())
def test_a_further_topic_is_graded(whole):
    graded = succeeds(whole[0], "-c", GRADED.format(name=NAME))
    assert graded.strip() == "{'word-of-mouth-each-mean': 2.0}"


@pytest.mark.slow
def test_a_further_topic_is_tested_by_what_tests_all_topics(whole):
    of_it = f"{NAME} or {NAME.replace('_', '-')} or {LISTING}"
    plain = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not slow and not engines")
    said = succeeds(whole[0], *plain, *TESTS, "-k", of_it)
    assert int(re.search(r"(\d+) passed", said)[1]) > 80
