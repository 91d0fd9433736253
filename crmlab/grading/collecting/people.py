"""Who of the roster somebody is whom a platform names in its own way."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from crmlab.grading.collecting.naming import Named

_NUMBER_BEHIND = re.compile(r"_\d+$")


class _Person(Protocol):
    student: str
    first_name: str
    last_name: str
    email: str
    lms_user_id: str


def letters(name: str) -> str:
    """Return what is the same in a name however it is written.

    Examples
    --------
    >>> letters("O'Neil, Zoë"), letters("oneilzoe\u0308")
    ('oneilzoë', 'oneilzoë')
    """
    composed = unicodedata.normalize("NFC", name).casefold()
    return "".join(letter for letter in composed if letter.isalnum())


def spellings(first: str, last: str) -> set[str]:
    """Return a person's name as platforms write it: the last name before or behind."""
    return {letters(first + last), letters(last + first)} - {""}


class Roster:
    """The students of a gradebook, to be found by whatever a platform has of them.

    Parameters
    ----------
    people : iterable
        Students with ``student``, ``first_name``, ``last_name``, ``email`` and ``lms_user_id``.
    numbers : mapping of str to str
        Students by the numbers that a platform has given them in one assignment.
    """

    def __init__(self, people: Iterable[_Person], numbers: Mapping[str, str] | None = None) -> None:
        self._ids: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, set[str]] = defaultdict(set)
        self._lms: dict[str, set[str]] = defaultdict(set)
        self._emails: dict[str, set[str]] = defaultdict(set)
        self._numbers, self.students = dict(numbers or {}), set[str]()
        for one in people:
            self.students.add(one.student)
            self._ids[one.student.casefold()].add(one.student)
            for index, key in ((self._lms, one.lms_user_id), (self._emails, one.email)):
                if key:
                    index[key.casefold()].add(one.student)
            for name in spellings(one.first_name or "", one.last_name or ""):
                self._names[name].add(one.student)

    def find(self, cells: Mapping[str, str]) -> str | None:
        """Return the student whom a row of a platform's table is about; None where that is not certain.

        Parameters
        ----------
        cells : mapping of str to str
            By kind: ``number`` (the platform's own), ``participant`` (the number of one assignment),
            ``id_number``, ``username``, ``email``, ``full_name``.
        """
        text = {kind: cell.strip().casefold() for kind, cell in cells.items() if cell and cell.strip()}
        number = text.get("number", "")
        found = {self._numbers.get(text.get("participant", ""))} & self.students
        found = found | self._lms.get(number, set())
        for kind in ("id_number", "username", "email"):
            for index in (self._ids, self._lms, self._emails):
                found |= index.get(text.get(kind, ""), set())
        found = found or self._ids.get(number, set())
        found = found or self._names.get(letters(text.get("full_name", "")), set())
        return next(iter(found)) if len(found) == 1 else None

    def named(self, named: Named) -> Named:
        """Return who a file is of, by the id that the roster has where the platform writes a name."""
        if named.student in self.students:
            return named
        same = self._names.get(letters(_NUMBER_BEHIND.sub("", named.student)), set())
        if len(same) > 1:
            same = {one for one in same if any(one in self._lms.get(number, ()) for number in named.beside)}
        return replace(named, student=next(iter(same))) if len(same) == 1 else named


def roster_of(students: Iterable[Any]) -> Roster:
    """Return the roster of the students that nbgrader's gradebook has."""
    return Roster([_Known(one) for one in students])


class _Known:
    """A student of nbgrader's gradebook, with texts where that has nothing."""

    def __init__(self, student: Any) -> None:
        self.student = student.id
        for name in ("first_name", "last_name", "email", "lms_user_id"):
            setattr(self, name, getattr(student, name) or "")
