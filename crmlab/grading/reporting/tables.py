"""The same as tables: a line for each check, and a line for each student's mark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from crmlab.grading.exporting import as_csv
from crmlab.grading.reporting.analysis import Analysis
from crmlab.grading.reporting.quizzes import Asked

CHECKS = (
    *("check", "says", "points", "share_right", "all_points", "students", "no_answer"),
    *("correlation", "discrimination", "flag", "mistake", "mistake_students", "mistake_sentence"),
    *("most_common_answer", "marks_up_without", "marks_down_without", "mean_change_without"),
)


def of_checks(found: Analysis) -> str:
    """Return the checks as CSV."""
    return as_csv(CHECKS, _checks(found))


def of_marks(found: Analysis) -> str:
    """Return the marks as CSV: now, and without each check; in the order of the page's students."""
    items = [item.id for item in found.graded.items]
    columns = ["student", "points", "of", "penalty", "mark", *(f"without {item}" for item in items)]
    return as_csv(columns, _marks(found))


def _checks(found: Analysis) -> Iterator[dict[str, Any]]:
    for item, one in found.items:
        came, gone = found.answers.get(item.id), found.without[item.id]
        first = came.wrong[0] if came and came.wrong else None
        change = gone.change[~np.isnan(gone.change)]
        values = (
            *(item.id, item.says, item.points, _number(one.share), one.full, one.students),
            came.unanswered if came and came.judged else None,
            *(_number(one.correlation), _number(one.discrimination), one.flag),
            *((first.id, len(first.students), first.sentence) if first else (None, None, None)),
            first.examples[0][0] if first and first.examples else None,
            *(gone.rise, gone.fall, _number(change.mean()) if len(change) else None),
        )
        yield dict(zip(CHECKS, values, strict=True))
    yield from map(_of_quiz, found.quiz)


def _of_quiz(one: Asked) -> dict[str, Any]:
    """Return the line of an item of the quiz; it has no points of its own."""
    values = {
        "check": f"quiz:{one.key}",
        "says": one.says,
        "share_right": round(one.full / one.students, 4),
        "all_points": one.full,
        "students": one.students,
        "no_answer": one.unanswered,
    }
    if one.wrong:
        answer, sentence, who = one.wrong[0]
        values |= {"mistake_students": len(who), "mistake_sentence": sentence, "most_common_answer": answer}
    return dict.fromkeys(CHECKS) | values


def _marks(found: Analysis) -> Iterator[dict[str, Any]]:
    graded = found.graded
    order = (
        np.argsort(-np.nan_to_num(found.marks), kind="stable") if found.hidden else range(len(found.names))
    )
    of = np.where(np.isnan(graded.points), 0.0, graded.most).sum(axis=1)
    for at in order:
        without = {f"without {name}": _number(effect.marks[at]) for name, effect in found.without.items()}
        about = {
            "student": found.names[at],
            "points": float(np.nansum(graded.points[at])),
            "of": float(of[at]),
            "penalty": graded.standings[at].penalty,
            "mark": _number(found.marks[at]),
        }
        yield about | without


def _number(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 4)
