"""What an instructor prints: questions for each student of a class, and who has somebody else's numbers."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from crmlab.errors import BadValueError
from crmlab.files import write_whole
from crmlab.grading.authorship.foreign import Foreign, by_name, foreign, of_one_name
from crmlab.grading.authorship.own_answers import Value
from crmlab.grading.authorship.viva import Sheet, sheet
from crmlab.grading.classes.report import printable
from crmlab.grading.gradebook.arranged import arranged
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.judged import Judged, judged
from crmlab.grading.gradebook.rows import AssignmentRows
from crmlab.intake.cells import Cell, cells_of, settings_of
from crmlab.intake.equality import written
from crmlab.language import language, said, to_say

FOLDER = "report"
NO_VERDICT = to_say(
    "This is no verdict. Equal numbers say that two people share work, not who did it, nor why: ask both. "
    "How alike two texts are is not told here: of short answers it says little."
)
_STYLE = """
@page { size:A4;margin:18mm }
body { font:11pt/1.45 "Noto Sans", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif;max-width:48em;
  margin:auto;padding:0 1em;color:#111;background:#fff }
h1 { font-size:1.4em } h2 { font-size:1.15em;margin:1.6em 0 .3em }
section { break-inside:avoid } li { margin:.5em 0 } .answer { color:#444;display:block }
code { font:.92em/1.4 ui-monospace, Consolas, monospace;background:#f2f2f2;overflow-wrap:anywhere }
"""


def graded(folder: Path, name: str) -> Assigned:
    """Return an assignment of a course folder of which something is graded."""
    assigned = Assigned.in_folder(folder, name)
    assigned.require_registered()
    if not judged(assigned):
        raise BadValueError(said("Nothing of {name} is graded yet: crmlab grade {name}", name=name))
    return assigned


def write_viva(assigned: Assigned, students: Sequence[str], step: Callable[[], None]) -> tuple[Path, int]:
    """Write a page of questions for some students, or all; return it and how many they are.

    That of some is called by them, so that it takes no place of that of all.
    """
    found = judged(assigned)
    if unknown := [student for student in students if student not in found]:
        sentence = to_say("{student} has nothing graded for {name}: crmlab grade {name} comes first.")
        raise BadValueError(said(sentence, student=repr(unknown[0]), name=assigned.name))
    chosen = [found[one] for one in students or found if one in found]
    sheets = list(_sheets(assigned, chosen, step))
    title = said("{name}: questions to each student", name=assigned.name)
    names = _names(assigned)
    body = "".join(_section(one, names.get(one.student, "")) for one in sheets)
    chosen_ones = "-".join(["viva", *(re.sub(r"[^\w-]+", "_", one) for one in students)])[:80]
    return _written(assigned, chosen_ones, title, body), len(sheets)


def lines_about_foreign(assigned: Assigned) -> Iterator[str]:
    """Yield what is to be said about numbers that are somebody else's; nothing if there are none."""
    found = judged(assigned)
    groups = {student: one.group for student, one in arranged(assigned.root).items() if one.group}
    for student, owner in by_name(found.values(), groups):
        sentence = to_say("{student}: `me` is {owner}, so the numbers are those of {owner}")
        yield said(sentence, student=printable(student), owner=printable(owner))
    for me, students in of_one_name(found.values(), groups):
        sentence = to_say("{students}: `me` is {me} for all of them, so they have the same numbers")
        yield said(sentence, students=said(", ").join(map(printable, students)), me=printable(repr(me)))
    yield from map(_line, foreign(assigned.name, found.values(), groups))


def _line(one: Foreign) -> str:
    shown = said("; ").join(
        said(
            "{place} {given} instead of {own}",
            place=each.place,
            given=_number(each.given),
            own=_number(each.own),
        )
        for each in one.equal[:3]
    )
    sentence = to_say("{student}: {number} numbers of {source}, such as {shown}")
    named = {"student": printable(one.student), "source": printable(one.source)}
    return said(sentence, number=len(one.equal), shown=printable(shown), **named)


def _number(value: Value) -> str:
    return value if isinstance(value, str) else written(value, 0.005)


def _sheets(assigned: Assigned, chosen: Iterable[Judged], step: Callable[[], None]) -> Iterator[Sheet]:
    for one in chosen:
        yield sheet(assigned.name, one, _code(assigned, one.student))
        step()


def _code(assigned: Assigned, student: str) -> dict[str, str]:
    """Return what a student wrote into answer cells, by their names."""
    try:
        graded = json.loads(assigned.graded_notebook(student).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    answers = (cell for cell in cells_of(graded) if settings_of(cell).get("solution"))
    cells = map(Cell.read, answers)
    return {cell.grade_id: cell.source for cell in cells if cell.grade_id and cell.kind == "code"}


def _names(assigned: Assigned) -> dict[str, str]:
    """Return the names of students by their ids: on paper, an id alone says nobody's name."""
    with closing(AssignmentRows(assigned)) as rows:
        people = rows.people()
    return {one["id"]: ", ".join(filter(None, (one["last_name"], one["first_name"]))) for one in people}


def _section(one: Sheet, name: str) -> str:
    asked = "".join(
        f'<li>{_with_code(each.asked)}<span class="answer">{html.escape(each.answer)}</span></li>'
        for each in one.questions
    )
    title = " · ".join(filter(None, (one.student, name)))
    nothing = said("Nothing of it could be graded: ask what happened.")
    shown = f"<ol>{asked}</ol>" if asked else f"<p>{html.escape(nothing)}</p>"
    return f"<section><h2>{html.escape(title)}</h2>{shown}</section>\n"


def _with_code(text: str) -> str:
    """Return a text for the page, what stands between backticks as code."""
    return re.sub("`(.+)`", r"<code>\1</code>", html.escape(text))


def _written(assigned: Assigned, name: str, title: str, body: str) -> Path:
    path = assigned.root / FOLDER / f"{assigned.name}-{name}.html"
    page = (
        f'<!doctype html>\n<html lang="{_tag()}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{html.escape(title)}</title>'
        f"<style>{_STYLE}</style>\n<h1>{html.escape(title)}</h1>\n{body}</html>\n"
    )
    write_whole(path, page.encode("utf-8", "replace"))
    return path


def _tag() -> str:
    return "zh-CN" if language() == "zh" else "en"
