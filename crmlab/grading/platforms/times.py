"""When a class handed in, as the grading worksheet of a Moodle assignment says: its files do not."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from crmlab.errors import BadValueError
from crmlab.files import write_whole
from crmlab.grading.classes.report import printable
from crmlab.grading.collecting.came_in import came_in
from crmlab.grading.collecting.collect import roster_in
from crmlab.grading.collecting.dates import time_in_words
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.handed_in import STAMP, with_groups
from crmlab.grading.platforms.layouts import WORKSHEET, person_in_worksheet
from crmlab.grading.platforms.returning import moodle_numbers
from crmlab.grading.platforms.tables import Template, not_this, template
from crmlab.language import said, to_say

# of two columns with times, the one about what was handed in, not about its grade
_HEADING = re.compile(
    r"last modified \(submission\)|[最后後]+修改.*(提交|作业|作業|繳交)|(提交|繳交)(时间|時間)", re.IGNORECASE
)
_NO_TIME = {"", "-", "–"}  # where nothing was handed in
_OTHER_WORDS = to_say(
    "{path} has the time {time}, which is neither in English nor in Chinese. Choose one of these languages "
    "in Moodle, and download the worksheet again."
)


@dataclass(frozen=True)
class HandingIn:
    """A line of a worksheet about something that was handed in.

    Attributes
    ----------
    person : mapping of str to str
        Who, as `Roster.find` takes it.
    time : datetime
        When. The worksheet has no zone: as a time in the name of a file, it is one of this machine's.
    """

    person: Mapping[str, str]
    time: datetime


@dataclass
class Entered:
    """What became of the times of a worksheet.

    Attributes
    ----------
    times : dict of str to datetime
        When each student handed in, as far as something of his was collected.
    strangers : list of str
        Who handed in, and of whom nothing was collected, or it is not certain who that is.
    """

    times: dict[str, datetime] = field(default_factory=dict)
    strangers: list[str] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """What is printed of it."""
        sentence = to_say("handed in by the worksheet, but not collected: {who}")
        who = (said(sentence, who=printable(one)) for one in self.strangers)
        return [said("Times from the worksheet: {number}", number=len(self.times)), *who]


def read_times(path: Path) -> list[HandingIn]:
    """Read when a class handed in from a worksheet, as it was downloaded with the submissions.

    Raises
    ------
    BadValueError
        If it is another file, or its times cannot be read.
    """
    given = template(path)
    column = next((name for name in given.columns if _HEADING.search(name)), "")
    if not column:
        raise not_this(given, said(WORKSHEET))
    cells = [(person_in_worksheet(given, row), row.get(column, "").strip()) for row in given.rows]
    return [HandingIn(person, _time(given, text)) for person, text in cells if text not in _NO_TIME]


def enter_times(
    folder: Path, assignment: str, found: Sequence[HandingIn], collected: Collection[str]
) -> Entered:
    """Note in a course folder when the students whose work was *collected* handed it in.

    Where another version stands there, the time would be of work that nobody grades.
    """
    assigned = with_groups(Assigned.in_folder(folder, assignment))
    numbers, roster, entered = moodle_numbers(came_in(assigned)), roster_in(assigned), Entered()
    for one in found:
        student = numbers.get(one.person["participant"]) or roster.find(one.person)
        if student in collected:
            entered.times[student] = one.time
        elif student not in assigned.handed_in_by:
            entered.strangers.append(" ".join(filter(None, one.person.values())))
    for student, time in entered.times.items():
        write_whole(assigned.submitted(student) / STAMP, time.isoformat(sep=" ").encode())
    return entered


def _time(given: Template, text: str) -> datetime:
    try:
        if time := time_in_words(text):
            return time.astimezone()
    except (OverflowError, OSError):  # none that this machine knows
        pass
    raise BadValueError(said(_OTHER_WORDS, path=given.path, time=repr(text)))
