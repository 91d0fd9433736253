"""Moodle XML, as Moodle's question bank imports and exports it."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as Tree

from crmlab.grading.bank.questions import Near, Question

TOP = "$course$/top/CRM Lab"  # Moodle's word for the questions of the course into which it is imported


def as_moodle_xml(questions: Iterable[Question]) -> bytes:
    """Return questions as one file, under a category for each of their headings."""
    quiz, category = Tree.Element("quiz"), ()
    for one in questions:
        if one.category != category:
            category = one.category
            where = "/".join([TOP, *(part.replace("/", "//") for part in category)])
            _text(Tree.SubElement(Tree.SubElement(quiz, "question", type="category"), "category"), where)
        quiz.append(_question(one))
    Tree.indent(quiz)
    return Tree.tostring(quiz, encoding="utf-8", xml_declaration=True)


def _question(one: Question) -> Tree.Element:
    made = Tree.Element("question", type="multichoice" if one.choices else "numerical")
    _text(Tree.SubElement(made, "name"), one.id)
    _text(Tree.SubElement(made, "questiontext", format="html"), one.text)
    _text(Tree.SubElement(made, "generalfeedback", format="html"), "")
    settings = {"defaultgrade": "1", "penalty": "0.3333333", "hidden": "0", "idnumber": one.id}
    if one.choices:
        settings |= {"single": "true", "shuffleanswers": "true", "answernumbering": "none"}
    for name, value in settings.items():
        Tree.SubElement(made, name).text = value
    for answer in one.answers:
        made.append(_answer(answer))
    return made


def _answer(one) -> Tree.Element:
    is_number = isinstance(one, Near)
    form = "moodle_auto_format" if is_number else "plain_text"
    made = Tree.Element("answer", fraction="100" if one.right else "0", format=form)
    Tree.SubElement(made, "text").text = f"{one.value:.10g}" if is_number else one.text
    if is_number:
        Tree.SubElement(made, "tolerance").text = f"{one.tolerance:.10g}"
    _text(Tree.SubElement(made, "feedback", format="plain_text"), one.feedback)
    return made


def _text(parent: Tree.Element, text: str) -> None:
    Tree.SubElement(parent, "text").text = text
