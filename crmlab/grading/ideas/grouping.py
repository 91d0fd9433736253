"""Wrong answers that no sentence names, in groups of the same idea."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from crmlab.errors import BadValueError
from crmlab.exercises.finding import find_check
from crmlab.exercises.judging import IDEA, tolerance_of
from crmlab.grading.autograding import RunInSandbox
from crmlab.grading.classes.spreading import grade_class
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.handed_in import find, with_groups
from crmlab.grading.gradebook.judged import judged
from crmlab.grading.ideas.asking import ask
from crmlab.grading.results import SANDBOXED, Submission
from crmlab.grading.running.probing import are_alike, may_be_probed
from crmlab.language import said, to_say

CACHE = ".grading_cache"
_NOT_GRADED = to_say("Nothing of {name} is graded yet: crmlab grade {name}")
_NO_SANDBOX = to_say("Ideas are found in the sandbox only; nbgrader_config.py says to do without it.")


@dataclass(frozen=True)
class Wrong:
    """One student's wrong answer to a check, and what it gives for the probes."""

    student: str
    check: str
    probes: str
    answers: Any
    code: str
    shows: str
    is_right: bool
    known: str


@dataclass(frozen=True)
class Group:
    """Wrong answers that give the same for all probes; the first of them is compared with the others."""

    number: int
    members: Sequence[Wrong]

    @property
    def first(self) -> Wrong:
        """The one that stands for all."""
        return self.members[0]

    @property
    def students(self) -> list[str]:
        """Who is in it."""
        return [one.student for one in self.members]


@dataclass(frozen=True)
class Found:
    """What was found in a class.

    Attributes
    ----------
    groups : sequence of Group
        The largest first.
    without : int
        Wrong answers that are in no group, because they gave no answer to the probes.
    """

    groups: Sequence[Group]
    without: int


def found_in(assigned: Assigned, workers: int | None, step: Callable[[int], Callable[[], None]]) -> Found:
    """Probe what is wrong and not named in a class, and group it.

    Parameters
    ----------
    assigned : Assigned
        An assignment that is graded.
    workers : int, optional
        How many submissions are run at a time.
    step : callable
        Takes how many there are; returns what is called after each.

    Raises
    ------
    BadValueError
        If nothing is graded yet, or there is no sandbox.
    """
    assigned.require_registered()
    waiting = unnamed(assigned)
    settings = RunInSandbox(config=assigned.course.config)
    if settings.level() != SANDBOXED:
        raise BadValueError(said(_NO_SANDBOX))
    assignment = assigned.as_graded(SANDBOXED, settings.limits())
    after = step(len(waiting))
    wrong: list[Wrong] = []
    cache = assigned.root / CACHE / "ideas" / assigned.name
    work = _submissions(with_groups(assigned), waiting)
    for result in grade_class(assignment, work, cache=cache, workers=workers, grade=ask):
        for check, one in result.verdicts.items():
            if check in waiting.get(result.student, ()):
                kept = {name: one[name] for name in Wrong.__dataclass_fields__ if name in one}
                wrong.append(Wrong(result.student, check, **kept))
        after()
    return Found(grouped(wrong), sum(map(len, waiting.values())) - len(wrong))


def unnamed(assigned: Assigned) -> dict[str, list[str]]:
    """Return by student the checks that he answered wrongly, with nothing said about why.

    Raises
    ------
    BadValueError
        If nothing is graded yet.
    """
    found = judged(assigned)
    if not found:
        raise BadValueError(said(_NOT_GRADED, name=assigned.name))
    by_student = {
        student: [
            check
            for check, verdict in one.verdicts.items()
            if verdict.get("kind") != IDEA and may_be_probed(find_check(check)[1], verdict)
        ]
        for student, one in found.items()
    }
    return {student: checks for student, checks in by_student.items() if checks}


def _submissions(assigned: Assigned, students: Iterable[str]) -> Iterator[Submission]:
    for student in students:
        try:
            yield find(assigned, student).submission
        except OSError:  # it was there when it was graded; grading again says what is wrong
            continue


def grouped(wrong: Iterable[Wrong]) -> list[Group]:
    """Return the groups, the largest first; in a fixed order, whoever was first to be ready."""
    by_probes: dict[tuple[str, str], list[list[Wrong]]] = defaultdict(list)
    for one in sorted(wrong, key=lambda each: (each.check, each.student)):
        groups = by_probes[one.check, one.probes]
        tolerance = tolerance_of(find_check(one.check)[1])
        for members in groups:
            if are_alike(members[0].answers, one.answers, tolerance):
                members.append(one)
                break
        else:
            groups.append([one])
    found = [members for groups in by_probes.values() for members in groups]
    found.sort(key=lambda members: (-len(members), members[0].check, members[0].student))
    return [Group(number, members) for number, members in enumerate(found, 1)]
