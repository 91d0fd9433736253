"""QTI 1.2 in a zip, as Canvas imports it: a quiz for each topic, with its questions in sections."""

from __future__ import annotations

import hashlib
import html
import io
import zipfile
from collections.abc import Iterable, Mapping
from itertools import groupby
from xml.etree import ElementTree as Tree

from crmlab.grading.bank.questions import Choice, Near, Question
from crmlab.language import said

_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same bytes at every writing
_ANSWER = "response1"
_OTHERWISE = "general_incorrect_fb"  # Canvas's name for what is said about a wrong answer


def as_qti(questions: Iterable[Question]) -> bytes:
    """Return questions as a package, with one assessment for each of the first headings."""
    by_heading: dict[str, list[Question]] = {}
    for one in questions:
        by_heading.setdefault(one.category[0], []).append(one)
    files = {f"{_id(heading)}.xml": _assessment(heading, some) for heading, some in by_heading.items()}
    files["imsmanifest.xml"] = _manifest(list(files))
    return _zipped(files)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), files[name], zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _id(text: str) -> str:
    """Return an identifier: a letter first, as XML asks, then what is the same at every writing."""
    return "q" + hashlib.sha256(text.encode()).hexdigest()[:24]


def _manifest(files: list[str]) -> bytes:
    made = Tree.Element("manifest", identifier=_id("manifest"), xmlns=_PACKAGE)
    about = Tree.SubElement(made, "metadata")
    Tree.SubElement(about, "schema").text = "IMS Content"
    Tree.SubElement(about, "schemaversion").text = "1.1.3"
    Tree.SubElement(made, "organizations")
    resources = Tree.SubElement(made, "resources")
    for name in files:
        kind = {"identifier": name.removesuffix(".xml"), "type": "imsqti_xmlv1p2", "href": name}
        Tree.SubElement(Tree.SubElement(resources, "resource", kind), "file", href=name)
    return _bytes(made)


def _assessment(heading: str, questions: list[Question]) -> bytes:
    made = Tree.Element("questestinterop", xmlns=_QTI)
    assessment = Tree.SubElement(made, "assessment", ident=_id(heading), title=heading)
    root = Tree.SubElement(assessment, "section", ident="root_section")
    for category, some in groupby(questions, lambda one: one.category):
        title = " · ".join(category[1:])
        section = Tree.SubElement(root, "section", ident=_id("|".join(category)), title=title)
        section.extend(map(_item, some))
    return _bytes(made)


def _bytes(made: Tree.Element) -> bytes:
    Tree.indent(made)
    return Tree.tostring(made, encoding="utf-8", xml_declaration=True)


def _item(one: Question) -> Tree.Element:
    made = Tree.Element("item", ident=_id(one.id), title=one.id)
    kind = "multiple_choice_question" if one.choices else "numerical_question"
    fields = Tree.SubElement(Tree.SubElement(made, "itemmetadata"), "qtimetadata")
    for label, entry in (("question_type", kind), ("points_possible", "1")):
        field = Tree.SubElement(fields, "qtimetadatafield")
        Tree.SubElement(field, "fieldlabel").text = label
        Tree.SubElement(field, "fieldentry").text = entry
    presentation = Tree.SubElement(made, "presentation")
    _material(presentation, one.text)
    presentation.append(_response(one))
    made.append(_processing(one))
    for place, answer in enumerate(_conditions(one)):
        _said(made, _feedback(place), f"<p>{html.escape(answer.feedback)}</p>")
    if wrong := _wrong_numbers(one):
        heading = said("If you gave one of these:")
        lines = (f"<li>{answer.value:.10g}: {html.escape(answer.feedback)}</li>" for answer in wrong)
        _said(made, _OTHERWISE, f"<div>{html.escape(heading)}<ul>{''.join(lines)}</ul></div>")
    return made


def _conditions(one: Question) -> tuple[Choice, ...] | tuple[Near, ...]:
    """Return the answers with a condition: of numbers only the right one: Canvas gives points for each."""
    return one.choices or tuple(number for number in one.numbers if number.right)


def _wrong_numbers(one: Question) -> tuple[Near, ...]:
    return tuple(number for number in one.numbers if not number.right)


def _said(item: Tree.Element, ident: str, text: str) -> None:
    _material(Tree.SubElement(Tree.SubElement(item, "itemfeedback", ident=ident), "flow_mat"), text)


def _material(parent: Tree.Element, text: str) -> None:
    Tree.SubElement(Tree.SubElement(parent, "material"), "mattext", texttype="text/html").text = text


def _response(one: Question) -> Tree.Element:
    if not one.choices:
        made = Tree.Element("response_str", ident=_ANSWER, rcardinality="Single")
        render = Tree.SubElement(made, "render_fib", fibtype="Decimal")
        Tree.SubElement(render, "response_label", ident="answer1")
        return made
    made = Tree.Element("response_lid", ident=_ANSWER, rcardinality="Single")
    render = Tree.SubElement(made, "render_choice")
    for place, choice in enumerate(one.choices):
        _material(Tree.SubElement(render, "response_label", ident=_label(place)), html.escape(choice.text))
    return made


def _label(place: int) -> str:
    return f"a{place + 1}"


def _feedback(place: int) -> str:
    return f"{_label(place)}_fb"


def _processing(one: Question) -> Tree.Element:
    """Return which answers earn the point, and what each shows."""
    made = Tree.Element("resprocessing")
    score = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
    Tree.SubElement(Tree.SubElement(made, "outcomes"), "decvar", score)
    for place, answer in enumerate(_conditions(one)):
        condition = Tree.SubElement(made, "respcondition", {"continue": "No" if answer.right else "Yes"})
        _condition(Tree.SubElement(condition, "conditionvar"), answer, place)
        if answer.right:
            Tree.SubElement(condition, "setvar", action="Set", varname="SCORE").text = "100"
        Tree.SubElement(condition, "displayfeedback", feedbacktype="Response", linkrefid=_feedback(place))
    if _wrong_numbers(one):
        otherwise = Tree.SubElement(made, "respcondition", {"continue": "Yes"})
        Tree.SubElement(Tree.SubElement(otherwise, "conditionvar"), "other")
        Tree.SubElement(otherwise, "displayfeedback", feedbacktype="Response", linkrefid=_OTHERWISE)
    return made


def _condition(parent: Tree.Element, answer: Choice | Near, place: int) -> None:
    if isinstance(answer, Choice):
        Tree.SubElement(parent, "varequal", respident=_ANSWER).text = _label(place)
        return
    low, high = answer.value - answer.tolerance, answer.value + answer.tolerance
    Tree.SubElement(parent, "vargte", respident=_ANSWER).text = f"{low:.10g}"
    Tree.SubElement(parent, "varlte", respident=_ANSWER).text = f"{high:.10g}"
