"""What `crmlab report` does: from the gradebook and what the judge has said to a page and two tables."""

from __future__ import annotations

from pathlib import Path

from crmlab.errors import BadValueError
from crmlab.files import write_whole
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.reporting import on_checks, sections, tables
from crmlab.grading.reporting.analysis import Analysis
from crmlab.grading.reporting.gathering import GradedClass
from crmlab.grading.reporting.parts import rendered
from crmlab.language import said, to_say

FOLDER = "report"
_BOM = "\ufeff"  # by which Excel knows UTF-8


def report(folder: Path, name: str, hidden: bool = False, to: Path | None = None) -> list[Path]:
    """Write a report on an assignment; return the files: the page, the checks, the marks.

    Parameters
    ----------
    folder : Path
        The course folder.
    name : str
        Which assignment.
    hidden : bool
        Whether no student is named.
    to : Path, optional
        The page; the tables stand beside it. In the course folder, ``report/<assignment>.html``.

    Raises
    ------
    BadValueError
        If there is no such assignment, or the file has another ending; nothing is written then.
    """
    assigned = Assigned.in_folder(folder, name)
    target = to or assigned.root / FOLDER / f"{name}.html"
    if target.suffix.lower() not in {".html", ".htm"}:
        sentence = to_say("A report is a page: its name ends with .html; got {name}.")
        raise BadValueError(said(sentence, name=repr(target.name)))
    made = _files(Analysis(GradedClass.in_folder(assigned), hidden), target)
    for path, text in made.items():
        write_whole(path, text.encode("utf-8", "replace"))
    return list(made)


def _files(found: Analysis, target: Path) -> dict[Path, str]:
    return {
        target: page(found),
        target.with_suffix(".csv"): _BOM + tables.of_checks(found),
        target.with_name(f"{target.stem}-marks.csv"): _BOM + tables.of_marks(found),
    }


def page(found: Analysis) -> str:
    """Return the page."""
    title = said("{name}: what the class can do", name=found.graded.name)
    parts = [sections.on_monday(found), sections.scores(found)]
    if found.graded.standings:
        parts += [on_checks.checks(found), *on_checks.instead(found), *on_checks.quiz(found)]
        parts += [sections.handing_in(found), *sections.dropping(found)]
    return rendered(title, list(sections.about(found)), [*parts, on_checks.method(found)])
