"""The games of a class from its graded capstones, for the picture in front of the class."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from crmlab.errors import BadTypeError, BadValueError
from crmlab.exercises.plans import MARKET
from crmlab.firm import Firm
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.handed_in import students_of
from crmlab.grading.gradebook.judged import Judged, judged
from crmlab.language import said

_ASSIGNMENT = "firm"


def graded_games(course: str | Path) -> tuple[list[Firm], dict[str, str]]:
    """Return the games that a class handed in, as last graded; nothing that a student wrote is run.

    Parameters
    ----------
    course : str or path
        Your course folder, in which `crmlab grade firm` was run.

    Returns
    -------
    list of Firm
        The games, each called by the student's folder, for `crmlab.firm.in_class.class_picture`.
    dict of str to str
        Whose plan is not among them, and why.

    Raises
    ------
    ValueError
        If the folder is no course folder.
    """
    assigned = Assigned.in_folder(Path(course), _ASSIGNMENT)
    found, games, without = judged(assigned), [], {}
    for student in students_of(assigned):
        try:
            games.append(_game(student, found.get(student)))
        except (BadTypeError, BadValueError) as why:
            without[student] = str(why)
    return games, without


def _game(student: str, result: Judged | None) -> Firm:
    """Play what is kept of a plan again, with the luck that its player had."""
    if result is None:
        raise BadValueError(said("not graded yet: run {command}", command=f"crmlab grade {_ASSIGNMENT}"))
    if result.reason:
        raise BadValueError(result.reason)
    kept: dict[str, Any] | None = result.verdicts.get("firm-plan-first", {}).get("kept")
    if kept is None:
        raise BadValueError(said("no plan of nine quarters that can be played; the feedback says why"))
    firm = Firm(kept["me"], market=MARKET)
    for decision in kept["plan"]:
        firm.decide(**decision)
    firm.me = student
    return firm
