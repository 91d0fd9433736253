"""The open answers of a class: what was asked, what was answered, and the marks that people give."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property

import nbformat
from nbgrader.api import Comment, Grade

from crmlab.errors import BadValueError
from crmlab.grading.everyday.rubrics import Line, lines, rubric_of
from crmlab.grading.gradebook.arranged import arranged, dropped
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.handed_in import with_groups
from crmlab.grading.gradebook.penalties import Penalties
from crmlab.grading.gradebook.rows import AssignmentRows
from crmlab.intake.cells import Cell, cells_of, settings_of
from crmlab.language import said, to_say


@dataclass(frozen=True)
class Question:
    """An open question.

    Attributes
    ----------
    cell : str
        Its name.
    text : str
        What was asked.
    rubric : str
        What earns points, in words; empty if nothing is said.
    points : float
        How many there are, as they are weighed.
    """

    cell: str
    text: str
    rubric: str
    points: float

    @property
    def lines(self) -> list[Line]:
        """The rubric line by line."""
        return lines(self.rubric, self.points)


@dataclass(frozen=True)
class Answer:
    """A student's answer to an open question.

    Attributes
    ----------
    key : str
        The gradebook's own name of the mark: it says nothing of the student.
    student, tutor : str
        Whose it is, and who reads it; empty for nobody in particular.
    question : Question
        What was asked.
    text : str
        What was answered; empty if nothing was.
    points : float, optional
        What a person gave; None before.
    comment : str
        What was said about it.
    waits : bool
        Whether somebody has to look at it.
    comment_key : str
        The gradebook's name of the comment; empty where there is no place for one.
    """

    key: str
    student: str
    tutor: str
    question: Question
    text: str
    points: float | None
    comment: str
    waits: bool
    comment_key: str

    @property
    def version(self) -> str:
        """The key as it stands in files: another one as soon as the student hands in another answer."""
        return f"{self.key}-{hashlib.sha256(self.text.encode('utf-8', 'replace')).hexdigest()[:8]}"


@dataclass(frozen=True)
class Mark:
    """What a person gives: points, and perhaps a comment."""

    points: float
    comment: str = ""


class OpenAnswers:
    """The open answers of an assignment.

    Parameters
    ----------
    assigned : Assigned
        Which one.

    Raises
    ------
    BadValueError
        If it is not registered, or asks nothing that a person grades.
    """

    def __init__(self, assigned: Assigned) -> None:
        assigned.require_registered()
        self.assigned = assigned
        with closing(AssignmentRows(assigned)) as rows:
            by_machine = set(rows.by_machine)
            self._points = {
                name: rows.points[cell] for cell, name in rows.graded.items() if cell not in by_machine
            }
        if not any(self._points.values()):
            sentence = to_say("{name} has no question that a person grades.")
            raise BadValueError(said(sentence, name=assigned.name))

    @cached_property
    def questions(self) -> dict[str, Question]:
        """The open questions that count, by the names of their cells."""
        source = self.assigned.source / self.assigned.notebook
        cells = nbformat.read(source, as_version=4).cells if source.is_file() else []
        found, before = {}, ""
        for cell in cells:
            name = settings_of(cell).get("grade_id")
            if name in self._points:
                found[name] = Question(name, before, rubric_of(cell.source), self._points[name])
            before = cell.source if cell.cell_type == "markdown" else before
        left = {
            name: Question(name, "", "", most) for name, most in self._points.items() if name not in found
        }
        return {name: one for name, one in (found | left).items() if one.points}

    @cached_property
    def by_version(self) -> dict[str, Answer]:
        """The answers by their versions, as they were when first asked for."""
        return {one.version: one for one in self.answers()}

    @cached_property
    def keys(self) -> set[str]:
        """The gradebook's own names of the marks."""
        return {one.key for one in self.by_version.values()}

    def require_as_it_was(self, one: Answer) -> None:
        """Refuse to mark an answer that has been replaced since it was read.

        Raises
        ------
        BadValueError
            If another one was graded meanwhile.
        """
        if self._text(one.student, one.question.cell) != one.text:
            sentence = to_say(
                "{student} has handed in another answer meanwhile: run crmlab mark {name} again."
            )
            raise BadValueError(said(sentence, student=repr(one.student), name=self.assigned.name))

    def answers(self) -> list[Answer]:
        """Return the answers of all who are in the course, of a group that of who handed in, by their ids."""
        return [one for one in self._all() if one.student not in self._handed_in_by]

    @cached_property
    def _handed_in_by(self) -> Mapping[str, str]:
        return with_groups(self.assigned).handed_in_by

    def _all(self) -> list[Answer]:
        with closing(AssignmentRows(self.assigned)) as rows, rows.transaction():
            grades, comments = rows.grades(self.questions), rows.comments(self.questions)
        arrangements, gone = arranged(self.assigned.root), dropped(self.assigned.root)
        found = []
        for row in grades:
            student, cell = row["student"], row["cell"]
            if student in gone:
                continue
            comment = comments.get((row["notebook_id"], cell), {})
            told = arrangements.get(student)
            one = Answer(
                key=row["id"],
                student=student,
                tutor=told.tutor if told else "",
                question=self.questions[cell],
                text=self._text(student, cell),
                points=row["manual_score"],
                comment=comment.get("manual_comment") or "",
                waits=bool(row["needs_manual_grade"]),
                comment_key=comment.get("id", ""),
            )
            found.append(one)
        return found

    def mark(self, marks: Mapping[Answer, Mark]) -> None:
        """Write marks into the gradebook, those of a group for each of it, all or none."""
        given = {(one.student, one.question.cell): mark for one, mark in marks.items()}
        for one in self._all() if self._handed_in_by else []:
            hander = self._handed_in_by.get(one.student)
            if mark := given.get((hander, one.question.cell)):
                marks = {**marks, one: mark}
        with closing(AssignmentRows(self.assigned)) as rows, rows.transaction():
            changed = [
                {"id": one.key, "manual_score": mark.points, "needs_manual_grade": False}
                for one, mark in marks.items()
            ]
            comments = [
                {"id": one.comment_key, "manual_comment": mark.comment or None}
                for one, mark in marks.items()
                if one.comment_key
            ]
            rows.update(Grade, changed)
            rows.update(Comment, comments)
            rows.penalize(Penalties(self.assigned.course).of)

    def _text(self, student: str, cell: str) -> str:
        """Return what a student wrote, as it stands in his graded notebook; the stub is no answer."""
        try:
            text = self.assigned.graded_notebook(student).read_text(encoding="utf-8", errors="replace")
            found = [one for one in map(Cell.read, cells_of(json.loads(text))) if one.grade_id == cell]
        except (OSError, ValueError, RecursionError):
            return ""
        answer = found[0].source.strip() if found else ""
        return "" if answer == self.assigned.course.config.ClearSolutions.text_stub else answer


def by_tutor(answers: Sequence[Answer]) -> Iterator[tuple[str, list[Answer]]]:
    """Yield each tutor with his answers; an empty name for those that nobody reads in particular."""
    for tutor in sorted({one.tutor for one in answers}):
        yield tutor, [one for one in answers if one.tutor == tutor]
