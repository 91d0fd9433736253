"""Numbers that follow from somebody else's inputs: a reason to ask, and no verdict.

Every student computes with inputs of his own. Who hands in another's work, with his own name put in, hands
in results that are right for inputs he never had.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from crmlab.grading.authorship.own_answers import OwnAnswers, Place, Value, own_answers, same, tolerances
from crmlab.grading.gradebook.judged import Judged

FEWEST = 2  # equal foreign numbers, from which on it is told
BY_CHANCE = 1e-3  # such pairs that a class of honest students may be expected to have, at most
_MADE_UP = 4  # digits at most, of a number that was not computed
_NORMAL = 1 / (2 * math.sqrt(math.pi))  # density of a normal distribution, averaged over itself


class Equal(NamedTuple):
    """A number that two students share: of the one it is not, of the other it is."""

    place: Place
    given: Value
    own: Value


@dataclass(frozen=True)
class Foreign:
    """A student whose numbers are another's.

    Attributes
    ----------
    student, source : str
        Who gave them, and whose they are.
    equal : sequence of Equal
        The numbers, each with what would have been right for the student himself.
    by_chance : float
        How many such pairs a class of honest students is expected to have.
    """

    student: str
    source: str
    equal: Sequence[Equal]
    by_chance: float


def foreign(topic: str, judged: Iterable[Judged], groups: Mapping[str, str] | None = None) -> list[Foreign]:
    """Return who answers with somebody else's numbers, the surest first.

    Parameters
    ----------
    topic : str
        The assignment.
    judged : iterable of Judged
        What the class answered.
    groups : mapping of str to str, optional
        Students by the group that may hand in together: within one, nobody is told.

    Notes
    -----
    Two equal numbers are told if honest students would hardly ever have them: how often two of the class
    have the same right number, at each place, says how often that comes by chance. Numbers of different
    tasks are drawn apart; of those of one task, which hang together, two count. Where that many are shared,
    long numbers that are wrong for both and equal to the last digit count, too. By themselves they do not:
    two who compute with the numbers of the lesson have them.
    """
    people = [own_answers(topic, one) for one in judged]
    allowed = tolerances(topic)
    chances = _Chances(people, allowed)
    pairs = len(people) * (len(people) - 1)
    by_student = {one.student: one for one in people}
    found = []
    for (student, source), equal in _shared(people, allowed).items():
        if len(equal) < FEWEST or _are_together(student, source, groups):
            continue
        equal = [*equal, *_wrong_for_both(by_student[student], by_student[source], allowed)]
        by_chance = pairs * chances.of([one.place for one in equal])
        if by_chance < BY_CHANCE:
            found.append(Foreign(student, source, equal, by_chance))
    return sorted(_closest(found), key=lambda one: (one.by_chance, one.student))


def _closest(found: Iterable[Foreign]) -> list[Foreign]:
    """Keep of each student the source with which he shares most."""
    best: dict[str, Foreign] = {}
    for one in sorted(found, key=lambda each: (-len(each.equal), each.by_chance)):
        best.setdefault(one.student, one)
    return list(best.values())


def by_name(judged: Iterable[Judged], groups: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """Return who computes with the numbers of another student of the class, by what stands in ``me``.

    Within a group that hands in together, nobody is told.
    """
    known = {one.student: one for one in judged}
    owners = {
        one.names[0]: student for student, one in known.items() if one.names and one.names[0] == student
    }
    mine = ((student, one.names[0]) for student, one in known.items() if one.names)
    found = ((student, owners.get(me, student)) for student, me in mine)
    return [(one, owner) for one, owner in found if owner != one and not _are_together(one, owner, groups)]


def of_one_name(
    judged: Iterable[Judged], groups: Mapping[str, str] | None = None
) -> list[tuple[str, list[str]]]:
    """Return the names in ``me`` that several have and that are nobody's id, with who has them.

    A whole notebook that is handed in twice has one: it names neither of the two. A group that hands in
    together counts once.
    """
    known = {one.student: one.names[0] for one in judged if one.names}
    having: dict[str, list[str]] = defaultdict(list)
    for student, me in known.items():
        if me not in known and not any(_are_together(student, other, groups) for other in having[me]):
            having[me].append(student)
    return [(me, students) for me, students in having.items() if len(students) > 1]


def _are_together(one: str, other: str, groups: Mapping[str, str] | None) -> bool:
    group = (groups or {}).get(one)
    return bool(group) and group == (groups or {}).get(other)


def _shared(people: Sequence[OwnAnswers], allowed: Mapping[str, float]) -> dict[tuple[str, str], list[Equal]]:
    """Return the numbers that are not a student's own and are another's, by student and source."""
    owners: dict[tuple[Place, Value], list[OwnAnswers]] = defaultdict(list)
    for one in people:
        for place, number in _known_numbers(one, allowed).items():
            owners[place, _bucket(number, allowed[place.check])].append(one)
    shared: dict[tuple[str, str], list[Equal]] = defaultdict(list)
    for one in people:
        for place, number in one.given.items():
            tolerance = allowed[place.check]
            if place not in one.right or not _is_finite(number) or one.is_own(place, tolerance):
                continue
            for source in _near(owners, place, number, tolerance):
                if source.me != one.me and same(_number_of(source, place), number, tolerance):
                    shared[one.student, source.student].append(Equal(place, number, one.right[place]))
    return shared


def _wrong_for_both(one: OwnAnswers, other: OwnAnswers, allowed: Mapping[str, float]) -> Iterator[Equal]:
    """Yield the numbers that two gave though they are wrong for both, if nobody would guess them."""
    for place, number in one.given.items():
        tolerance = allowed[place.check]
        if place not in one.right or other.given.get(place) != number or not _is_long(number):
            continue
        if not (one.is_own(place, tolerance) or other.is_own(place, tolerance)):
            yield Equal(place, number, one.right[place])


def _is_long(number: Value) -> bool:
    """Whether a number has more digits than people make up.

    Examples
    --------
    >>> _is_long(4.002779), _is_long(1.45), _is_long("rest")
    (True, False, False)
    """
    return not isinstance(number, str) and _is_finite(number) and float(f"{number:.{_MADE_UP}g}") != number


def _known_numbers(one: OwnAnswers, allowed: Mapping[str, float]) -> dict[Place, Value]:
    """Return by place the number that is this student's own."""
    return {
        place: number
        for place in one.right
        if _is_finite(number := _number_of(one, place, allowed[place.check]))
    }


def _number_of(one: OwnAnswers, place: Place, tolerance: float = 0.0) -> Value:
    """Return what a student gave if it follows from his inputs, else what is right for them."""
    is_own = place in one.given and one.is_own(place, tolerance)
    return one.given[place] if is_own else one.right[place]


def _is_finite(value: Value) -> bool:
    return isinstance(value, str) or math.isfinite(value)


def _bucket(number: Value, tolerance: float) -> Value:
    """Return what two equal values share, or neighbours have."""
    if isinstance(number, str):
        return number
    return math.floor(number / max(tolerance, 1e-9))


def _near(
    owners: Mapping[tuple[Place, Value], list[OwnAnswers]], place: Place, number: Value, tolerance: float
) -> list[OwnAnswers]:
    at = _bucket(number, tolerance)
    around = (at,) if isinstance(at, str) else (at - 1, at, at + 1)
    return [one for bucket in around for one in owners.get((place, bucket), ())]


class _Chances:
    """How often two honest students have the same number."""

    def __init__(self, people: Sequence[OwnAnswers], allowed: Mapping[str, float]) -> None:
        self._allowed = allowed
        self._right: dict[Place, dict[str, Value]] = defaultdict(dict)
        for one in people:
            for place, number in one.right.items():
                self._right[place][one.student] = number
        self._alone: dict[Place, float] = {}
        self._together: dict[tuple[Place, Place], float] = {}

    def of(self, places: Sequence[Place]) -> float:
        """Return the chance that two students share the numbers at all of these places."""
        by_task: dict[str, list[Place]] = defaultdict(list)
        for place in places:
            by_task[place.task].append(place)
        return math.prod(map(self._of_task, by_task.values()))

    def _of_task(self, places: Sequence[Place]) -> float:
        """Return the chance of a task's numbers: as often as they came together, or as two of them tell."""
        rarest, *others = sorted(places, key=self._at)
        by_two = self._at(rarest) * min((self._given(rarest, other) for other in others), default=1.0)
        return min(by_two, self._all_of(places)) if others else by_two

    def _all_of(self, places: Sequence[Place]) -> float:
        """Return how often two students have the same right numbers at all of these places."""
        there = set.intersection(*(set(self._right[place]) for place in places))
        students = sorted(there)
        agree = np.ones((len(students), len(students)), dtype=bool)
        for place in places:
            values = [self._right[place][one] for one in students]
            if any(isinstance(value, str) for value in values):
                codes = np.unique(np.array(values, dtype=str), return_inverse=True)[1]
                agree &= codes[:, None] == codes[None, :]
            else:
                numbers = np.array(values)
                agree &= np.abs(numbers[:, None] - numbers[None, :]) <= self._allowed[place.check]
        pairs = max(len(students) * (len(students) - 1) / 2, 1)
        return ((agree.sum() - len(students)) / 2 + 1) / pairs

    def _at(self, place: Place) -> float:
        """Return the chance that two students share what is right at one place."""
        if place not in self._alone:
            values = list(self._right[place].values())
            pairs = max(len(values) * (len(values) - 1) / 2, 1)
            if any(isinstance(value, str) for value in values):
                seen = sum(times * (times - 1) / 2 for times in Counter(values).values()) / pairs
                self._alone[place] = max(seen, 1 / pairs)
            else:
                self._alone[place] = _of_numbers(np.sort(np.array(values)), pairs, self._allowed[place.check])
        return self._alone[place]

    def _given(self, known: Place, other: Place) -> float:
        """Return how often neighbours at one place are equal at another: always, if it follows from it."""
        if (known, other) not in self._together:
            right = self._right[other]
            there = [(number, right[one]) for one, number in self._right[known].items() if one in right]
            order = sorted(there, key=lambda pair: (str(type(pair[0])), pair[0]))
            tolerance = self._allowed[other.check]
            equal = sum(same(one, two, tolerance) for (_, one), (_, two) in pairwise(order))
            self._together[known, other] = (equal + 1) / max(len(order), 1)
        return self._together[known, other]


def _of_numbers(values: np.ndarray, pairs: float, tolerance: float) -> float:
    """Return the chance of a number: as often as it was seen, and no less than its spread allows."""
    seen = _equal_pairs(values, tolerance) / pairs
    spread = float(values.std()) or 1e-12
    return max(seen, min(2 * tolerance * _NORMAL / spread, 1.0), 1e-12)


def _equal_pairs(values: np.ndarray, tolerance: float) -> float:
    """Count the pairs of sorted values that lie within the tolerance."""
    upper = np.searchsorted(values, values + tolerance, side="right")
    return float((upper - np.arange(len(values)) - 1).sum())
