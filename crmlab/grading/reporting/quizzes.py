"""The quiz by its items: each student is asked other ones, so what one cell gave says little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crmlab.exercises.concepts import choice
from crmlab.exercises.finding import find_task
from crmlab.exercises.held_out import A_CELL, pool
from crmlab.exercises.own_numbers import numbers_of
from crmlab.exercises.quizzes import QuizCheck, is_quiz
from crmlab.grading.gradebook.judged import Judged
from crmlab.grading.reporting.answers import declared
from crmlab.grading.reporting.gathering import GradedClass
from crmlab.intake.wire import WireError, decode


@dataclass(frozen=True)
class Asked:
    """A held-out item, and what those answered who were asked it.

    Attributes
    ----------
    key, says, right : str
        Its key, its text and its right answer.
    students, full : int
        Who has an answer to it in his dictionary, and who was right.
    unanswered : int
        Whose answer is none of the possible ones, such as the None that was handed out.
    wrong : tuple of (str, str, tuple of str)
        Each wrong answer that was given, its sentence, and who gave it, most first.
    """

    key: str
    says: str
    right: str
    students: int
    full: int
    unanswered: int
    wrong: tuple[tuple[str, str, tuple[str, ...]], ...]


def asked_items(graded: GradedClass) -> list[Asked]:
    """Return the items of the quiz that somebody has answered, hardest first."""
    checks = [check for task in declared(graded.name) if is_quiz(task) for check in task.checks]
    chosen: dict[str, dict[str, str | None]] = {}
    known: dict[tuple[str, str], str | None] = {}  # the same answers come again and again
    for student, (words, given) in _given(graded, checks).items():
        for key in _own(checks, words, given):
            said = key, str(given.get(key))
            if said not in known:
                known[said] = choice(given, pool(graded.name)[key][1])
            chosen.setdefault(key, {})[student] = known[said]
    found = (_asked(graded.name, key, by_student) for key, by_student in chosen.items())
    return sorted(found, key=lambda one: (one.full / one.students, one.key))


def _given(graded: GradedClass, checks: Sequence[QuizCheck]) -> dict[str, tuple[Judged, dict]]:
    """Return each student's answers; all cells of a quiz ask the same dictionary."""
    found = {}
    for check in checks:
        for words, verdict in graded.verdicts(check.id):
            if words.student not in found and isinstance(given := _decoded(verdict), dict):
                found[words.student] = words, given
    return found


def _decoded(verdict: Mapping) -> Any:
    try:
        return decode(verdict.get("answer"))
    except WireError:
        return None


def _own(checks: Sequence[QuizCheck], words: Judged, given: Mapping) -> list[str]:
    """Return the items that a student has answered; of more than he was asked, those that were drawn for him.

    To draw them for everybody would take ten milliseconds each.
    """
    answered = [key for key in given if key in pool(checks[0].topic)]
    if len(answered) <= A_CELL * len(checks):
        return answered
    task = find_task(checks[0].id)
    drawn = [numbers_of(task, me)["items"] for me in words.names or (words.student,)]
    return next((keys for keys in drawn if given.keys() >= {*keys}), drawn[0])


def _asked(topic: str, key: str, by_student: Mapping[str, str | None]) -> Asked:
    item = pool(topic)[key][1]
    labels = {option.key: option.in_full for option in item.options}
    counts = Counter(answer for answer in by_student.values() if answer not in {None, item.right})
    wrong = tuple(
        (
            labels[wrong],
            item.wrong.get(wrong, ""),
            tuple(who for who, one in by_student.items() if one == wrong),
        )
        for wrong, _ in counts.most_common()
    )
    given = Counter(by_student.values())
    return Asked(key, item.says, labels[item.right], len(by_student), given[item.right], given[None], wrong)
