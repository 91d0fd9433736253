"""`solution`: a way to do it, or of a quiz the feedback, for whoever has tried."""

from __future__ import annotations

import functools
import json
from importlib import resources

from crmlab.exercises.checking import note_for
from crmlab.exercises.declaring import Task
from crmlab.exercises.finding import find_task
from crmlab.exercises.hints import hints_left
from crmlab.exercises.judging import judge
from crmlab.exercises.notes import HINT, Note, display
from crmlab.exercises.own_numbers import attempt_of
from crmlab.exercises.quizzes import answered, is_quiz
from crmlab.language import said, to_say


def solution(task: str) -> None:
    """Show a solution with its lines explained, once all hints have been read.

    Of a quiz it shows what is right, and why, once all items are answered.

    Parameters
    ----------
    task : str
        Id of the task, such as ``"clv-value"``.
    """
    found = find_task(task)
    if is_quiz(found):
        _open(found)
    elif left := hints_left(found):
        first = said("Read the hints first: hint({task}); {left} to go.", task=repr(found.id), left=left)
        display(Note(first, HINT))
    else:
        display(Markdown(_solutions()[found.id]))


def _open(quiz: Task) -> None:
    """Show what grading would say of a learner's answers, once all are complete."""
    replies = answered(quiz)
    if left := len(quiz.checks) - len(replies):
        first = said(
            "Answer all items first, and run the cells that check them; cells to go: {left}.", left=left
        )
        display(Note(first, HINT))
        return
    for check, reply in replies.items():
        display(note_for(quiz, check, judge(check, [reply]), graded=True))
    told = to_say("items({task}, attempt={attempt}) brings other items; put it in place of items({task}).")
    display(Note(said(told, task=repr(quiz.id), attempt=attempt_of(quiz) + 1), HINT))


class Markdown(str):
    """A text that Jupyter sets as Markdown."""

    def __repr__(self) -> str:
        return str(self)

    def _repr_markdown_(self) -> str:
        return str(self)


@functools.cache
def _solutions() -> dict[str, str]:
    """Return the model answers by task, as the build took them from the assignments."""
    text = (resources.files("crmlab") / "data" / "solutions.json").read_text(encoding="utf-8")
    return json.loads(text)
