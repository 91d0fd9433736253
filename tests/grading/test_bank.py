"""The question bank comes back as it was written, and tells whoever is wrong what he did."""

import html
import io
import zipfile
from functools import cache
from xml.etree import ElementTree as Tree

import pytest

from crmlab.desk.own_folder import course_folder
from crmlab.errors import BadValueError
from crmlab.exercises.finding import find_check
from crmlab.exercises.own_numbers import numbers_of
from crmlab.grading.bank.canvas import as_qti
from crmlab.grading.bank.moodle import as_moodle_xml
from crmlab.grading.bank.questions import Choice, Near, Question, of_sets
from crmlab.grading.bank.writing import headings, questions, write

EXERCISES = course_folder() / "exercises"
ODD = Question(
    "odd",
    ("A/B & <C>", "é 中文"),
    "<p>1 &lt; 2 ]]&gt; &amp; “x”</p>",
    (Choice("<b>", True, "&"), Choice("]]>", False, '"')),
)


@cache
def of_clv():
    return [*questions(["clv"], 2, EXERCISES, lambda: None), ODD]


def from_moodle(content):
    """Read Moodle XML as Moodle does: an answer's format and fraction say what it is."""
    category, found = (), []
    for one in Tree.fromstring(content):
        if one.get("type") == "category":
            path = one.findtext("category/text").replace("//", "\0").split("/")
            category = tuple(part.replace("\0", "/") for part in path[3:])
            continue
        answers = one.findall("answer")
        text = one.findtext("questiontext/text")
        told = [(each.get("fraction") == "100", each.findtext("feedback/text")) for each in answers]
        texts = [each.findtext("text") for each in answers]
        if one.get("type") == "multichoice":
            choices = tuple(Choice(text, *each) for text, each in zip(texts, told, strict=True))
            found.append(Question(one.findtext("idnumber"), category, text, choices))
        else:
            allowed = [each.findtext("tolerance") for each in answers]
            pairs = zip(texts, allowed, told, strict=True)
            numbers = tuple(Near(float(value), float(near), *each) for value, near, each in pairs)
            found.append(Question(one.findtext("idnumber"), category, text, numbers=numbers))
    return found


def rounded(one):
    numbers = tuple(Near(float(f"{n.value:.10g}"), n.tolerance, n.right, n.feedback) for n in one.numbers)
    return Question(one.id, one.category, one.text, one.choices, numbers)


def test_moodle_reads_back_every_question_answer_and_sentence():
    assert from_moodle(as_moodle_xml(of_clv())) == [rounded(one) for one in of_clv()]


def test_canvas_reads_back_every_question_answer_and_sentence():
    q = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
    with zipfile.ZipFile(io.BytesIO(as_qti(of_clv()))) as archive:
        named = Tree.fromstring(archive.read("imsmanifest.xml")).findall(".//{*}file")
        files = [one.get("href") for one in named]
        assert sorted([*files, "imsmanifest.xml"]) == sorted(archive.namelist())
        items = [item for name in files for item in Tree.fromstring(archive.read(name)).iter(f"{q}item")]
    assert len(items) == len(of_clv())
    for item, one in zip(items, of_clv(), strict=True):
        assert item.get("title") == one.id
        assert item.findtext(f"{q}presentation/{q}material/{q}mattext") == one.text
        told = "".join(each.text for each in item.iterfind(f"{q}itemfeedback//{q}mattext"))
        assert all(html.escape(answer.feedback) in told for answer in one.answers)
        conditions = list(item.iter(f"{q}respcondition"))
        shown = [each.find(f"{q}displayfeedback").get("linkrefid") for each in conditions]
        assert shown == [each.get("ident") for each in item.iter(f"{q}itemfeedback")]


def as_canvas_imports(item):
    """Yield what earns points: of numbers each that a condition is on, as Canvas's importer has it."""
    q = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
    for one in item.iter(f"{q}respcondition"):
        if low := one.findtext(f"{q}conditionvar/{q}vargte"):
            yield float(low), float(one.findtext(f"{q}conditionvar/{q}varlte"))
        elif (choice := one.findtext(f"{q}conditionvar/{q}varequal")) and one.find(f"{q}setvar") is not None:
            yield choice


def test_no_wrong_number_or_choice_earns_points_on_canvas():
    with zipfile.ZipFile(io.BytesIO(as_qti(of_clv()))) as archive:
        names = sorted({*archive.namelist()} - {"imsmanifest.xml"})
        items = [item for name in names for item in Tree.fromstring(archive.read(name)).findall(".//{*}item")]
    earning = {item.get("title"): list(as_canvas_imports(item)) for item in items}
    for one in of_clv():
        (right,) = earning[one.id]
        if one.numbers:
            assert [each.right for each in one.numbers if right[0] <= each.value <= right[1]] == [True]
        else:
            assert one.choices[int(right[1:]) - 1].right


@pytest.mark.parametrize("topic", headings())
def test_every_wrong_choice_of_every_set_has_a_sentence_and_one_choice_is_right(topic):
    for one in of_sets(topic, topic):
        assert sum(choice.right for choice in one.choices) == 1, one.id
        assert all(choice.feedback for choice in one.choices), one.id


def test_ids_are_told_apart_and_the_same_at_every_writing():
    ids = [one.id for one in of_clv()]
    assert len(ids) == len(set(ids))
    assert as_qti(of_clv()) == as_qti(of_clv())


def test_a_number_that_is_right_here_is_right_in_the_notebook_and_shows_each_mistake_once():
    _, check = find_check("clv-offer-base")
    own = numbers_of(find_check("clv-offer-base")[0], "question bank 2")
    right = check.answer({name: own[name] for name in check.quantities})
    (asked,) = [one for one in of_clv() if one.id == "clv-offer-base:2"]
    assert asked.numbers[0].value == pytest.approx(right)
    assert len({round(near.value, 2) for near in asked.numbers}) == len(asked.numbers) > 5


@pytest.mark.parametrize(
    ("platform", "topics", "variants", "sentence"),
    [
        ("blackboard", [], 1, "There is no platform 'blackboard'; there is moodle, canvas"),
        ("moodle", ["cvl"], 1, "There is no topic 'cvl'"),
        ("moodle", ["clv"], -1, "variants is 0 to 100; got -1"),
    ],
)
def test_what_is_not_there_is_refused_in_a_sentence_and_nothing_written(
    tmp_path, platform, topics, variants, sentence
):
    with pytest.raises(BadValueError, match=sentence):
        write(platform, topics, variants, EXERCISES, tmp_path / "bank", lambda: None)
    assert not list(tmp_path.iterdir())
