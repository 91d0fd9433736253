"""Render feedback with nbgrader's own GenerateFeedback, in parallel, and only where something has changed."""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, as_completed
from functools import cache
from pathlib import Path
from typing import Any

from nbconvert.writers import FilesWriter
from nbformat import NotebookNode
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import GetGrades

from crmlab.errors import BadValueError, in_words
from crmlab.files import write_whole
from crmlab.grading.classes.keeping import digest, versions
from crmlab.grading.classes.workers import Here, Workers, how_many
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.course import CONFIG, configuration
from crmlab.grading.gradebook.rows import AssignmentRows
from crmlab.language import said

_MATHJAX = re.compile(r"<script\b[^>]*mathjax[^>]*>.*?</script>\s*", re.IGNORECASE | re.DOTALL)
_STYLE = Path(__file__).with_name("feedback.css")
_FORMULA = re.compile(r"\$|\\[(\[]|\\begin\b")
_SCORE = re.compile(r"Score: [\d.]+ / [\d.]+")  # as nbgrader's page has it


class _Feedback(GenerateFeedback):
    """nbgrader's, for one student at a time, whatever his name: nbgrader looks for names as patterns."""

    def render(self, name: str, student: str) -> None:
        self.notebooks = [str(Assigned(self.coursedir, name).graded_notebook(student))]
        self.init_destination(name, student)
        self.run_pre_convert_hook()
        self.init_assignment(name, student)
        for notebook in self.notebooks:
            self.convert_single_notebook(notebook)
        self.set_permissions(name, student)
        self.run_post_convert_hook()

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        assigned = Assigned(self.coursedir, assignment_id)
        target = assigned.feedback(student_id)
        for name, path in assigned.files_in(assigned.autograded(student_id), "*.ipynb").items():
            copy = target / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())


class _Grades(GetGrades):
    """nbgrader's, with what nobody has graded yet."""

    def _get_score(self, cell: NotebookNode, resources: dict) -> None:
        super()._get_score(cell, resources)
        name = cell.metadata.nbgrader.grade_id
        grade = self.gradebook.find_grade(name, self.notebook_id, self.assignment_id, self.student_id)
        if grade.auto_score is None and grade.manual_score is None:
            resources["nbgrader"].setdefault("open", {})[name] = grade.max_score


class _Writer(FilesWriter):
    """Says "not graded yet" where nbgrader's page has 0 points for what waits for a person.

    A page without a formula asks no server for MathJax: where that is slow, the page would stay blank.
    """

    def write(self, output: str, resources: dict, notebook_name: str | None = None, **named: Any) -> str:
        page = _without_open(_without_mathjax(output), resources["nbgrader"])
        page = page.replace("</head>", f"<style>{_style()}</style></head>", 1)
        return super().write(page, resources, notebook_name, **named)


@cache
def _style() -> str:
    return _STYLE.read_text(encoding="utf-8")


def _without_mathjax(page: str) -> str:
    bare = _MATHJAX.sub("", page)
    return page if _FORMULA.search(bare) else bare


def _without_open(page: str, graded: Mapping[str, Any]) -> str:
    waiting = graded.get("open", {})
    for name, points in waiting.items():
        told = said("not graded yet; {points} points", points=f"{points:g}")
        for place in (f'href="#{name}">', f'name="{name}"></a><div class="panel-heading">'):
            before, found, after = page.partition(place)
            page = before + found + _SCORE.sub(told, after, count=1) if found else page
    if waiting:
        of = graded["max_score"] - sum(waiting.values())
        told = said("Score: {score} / {of}; the rest is not graded yet", score=graded["score"], of=of)
        page = _SCORE.sub(told, page, count=1)  # of the whole, which stands first
    return page


class Feedback:
    """The feedback on an assignment.

    Parameters
    ----------
    assigned : Assigned
        The assignment.
    seen : Path
        A folder that says what the feedback that stands there was made of.
    """

    def __init__(self, assigned: Assigned, seen: Path) -> None:
        self._assigned, self._seen = assigned, seen

    def outdated(self, students: Sequence[str]) -> dict[str, str]:
        """Return the students whose feedback is to be rendered, each with a hash of what it is made of."""
        with contextlib.closing(AssignmentRows(self._assigned)) as rows:
            told, points = rows.said(students), rows.points
        common = [repr(versions()), repr(sorted(points.items())), (self._assigned.root / CONFIG).read_bytes()]
        found = {}
        for student in students:
            notebook = self._assigned.graded_notebook(student).read_bytes()
            found[student] = digest([*common, notebook, repr(told.get(student))])
        return {
            student: made_of for student, made_of in found.items() if not self._is_there(student, made_of)
        }

    def render(self, outdated: dict[str, str], workers: int | None) -> Iterator[tuple[str, str]]:
        """Render feedback; yield each student with an empty text, or with what went wrong."""
        with Here() if len(outdated) == 1 else Workers(how_many(workers)) as crew:
            futures = {}
            for student in outdated:
                self._stamp(student).unlink(missing_ok=True)
                futures[crew.submit(_render, self._assigned.root, self._assigned.name, student)] = student
            for future in as_completed(futures):
                student = futures[future]
                try:
                    future.result()
                except BrokenExecutor:
                    sentence = said("A process that renders feedback has died; run it again.")
                    raise BadValueError(sentence) from None
                except Exception as error:  # of nbconvert, its templates, the instructor's hooks
                    yield student, said("no feedback: {error}", error=in_words(error))
                else:
                    write_whole(self._stamp(student), outdated[student].encode())
                    yield student, ""

    def _is_there(self, student: str, made_of: str) -> bool:
        page = self._assigned.feedback(student) / f"{self._assigned.name}.html"
        try:
            stamp = self._stamp(student).read_text(encoding="ascii")
        except (OSError, ValueError):
            return False
        return stamp == made_of and page.is_file()

    def _stamp(self, student: str) -> Path:
        return self._seen / digest([student])[:16]


def _render(folder: Path, name: str, student: str) -> None:
    """Render the feedback for one student, in a worker."""
    with contextlib.chdir(folder):  # as nbgrader does: templates may be named by it
        _converter(folder).render(name, student)


@cache
def _converter(folder: Path) -> _Feedback:
    """Return this process's converter; its templates are compiled once."""
    logging.getLogger("traitlets").setLevel(logging.CRITICAL)  # what goes wrong is told by student
    config = configuration(folder)
    made = _Feedback(coursedir=CourseDirectory(config=config), config=config)
    made.force = True
    made.writer = _Writer(parent=made, config=made.config)
    made.exporter = made.exporter_class(parent=made, config=made.config)
    for preprocessor in made.preprocessors:
        made.exporter.register_preprocessor(_Grades if preprocessor is GetGrades else preprocessor)
    return made
