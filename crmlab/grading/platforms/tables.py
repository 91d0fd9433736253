"""A platform's own table of grades, filled in: what it is about stays, the points of a class come in."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crmlab.datasets.sheet import decoded, is_workbook, rows_of
from crmlab.datasets.workbook import sheets_in
from crmlab.errors import BadValueError
from crmlab.grading.collecting.people import Roster
from crmlab.grading.exporting import as_csv, is_harmless
from crmlab.grading.gradebook.headings import heading
from crmlab.grading.platforms.points import ClassPoints, Earned, number
from crmlab.language import said, to_say

_TEST = "student, test"  # in each course of Canvas
_POSSIBLE = re.compile("points possible", re.IGNORECASE)  # the row of Canvas with the points that each gives
_NAMES = {"full_name", "first_name", "last_name"}  # what no platform looks anybody up by


@dataclass(frozen=True)
class Layout:
    """How a platform lays out the table of grades that it gives and takes back.

    Attributes
    ----------
    name : str
        The platform's.
    where : str
        Where on the platform a teacher gets the table; to be said.
    kinds : mapping of str to str
        By heading, as `heading` has it: what of a person stands there, as `Roster.find` knows it.
    title : re.Pattern
        The heading of a column of points: its ``title``, and perhaps the points that it gives, ``of``.
    stays : callable
        Whether a column that is none of ours goes back, by its heading.
    """

    name: str
    where: str
    kinds: Mapping[str, str]
    title: re.Pattern[str]
    stays: Callable[[str], bool]


@dataclass(frozen=True)
class Template:
    """A table as a platform gave it.

    Attributes
    ----------
    path : Path
        The file.
    columns : sequence of str
        The headings.
    rows : sequence of mapping
        The cells by heading.
    by_tabs : bool
        Whether cells are parted by tabs, as Blackboard's first kind of file has them.
    """

    path: Path
    columns: Sequence[str]
    rows: Sequence[dict[str, str]]
    by_tabs: bool = False


@dataclass
class Filled:
    """A table with the points of a class.

    Attributes
    ----------
    columns : list of str
        The headings.
    rows : list of dict
        The cells by heading.
    ids : set of str
        The columns by which the platform finds people.
    as_is : set of str
        All columns that it reads: their cells stay as they are as long as they are harmless.
    found : dict of str to dict
        The row of each student who stands in it.
    strangers : list of str
        Who stands in it, and is not known.
    folders : dict of str to str
        The folder under which Moodle finds a student's feedback, as far as the table says so.
    theirs : float, optional
        The points that the platform gives for the assignment, if it says so.
    """

    columns: list[str]
    rows: list[dict] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    as_is: set[str] = field(default_factory=set)
    found: dict[str, dict] = field(default_factory=dict)
    strangers: list[str] = field(default_factory=list)
    folders: dict[str, str] = field(default_factory=dict)
    theirs: float | None = None

    def enter(
        self,
        given: Template,
        points: ClassPoints,
        about: Callable[[Mapping[str, str]], Mapping[str, str]],
        write: Callable[[Earned, Mapping[str, str]], Mapping[str, Any]],
        numbers: Mapping[str, str] | None = None,
    ) -> None:
        """Take over the rows of a table, with what is written into those of students.

        Parameters
        ----------
        given : Template
            The table.
        points : ClassPoints
            The class.
        about : callable
            What a row says of a person, as `Roster.find` takes it.
        write : callable
            The cells that change for a student, whose row is given as it is.
        numbers : mapping of str to str, optional
            Students by the numbers that the platform has given them in one assignment.
        """
        earned = {one.student: one for one in points.people}
        roster = Roster([*points.people, *points.dropped], numbers)
        for row in given.rows:
            cells, person = {name: row.get(name, "") for name in self.columns}, about(row)
            student = roster.find(person)
            if student in earned and student not in self.found:
                self.found[student] = cells
                cells |= write(earned[student], cells)
            elif _is_person(person) and (student is None or student in self.found):
                self.strangers.append(" ".join(filter(None, person.values())))
            self.rows.append(cells)

    def text(self, separator: str = ",") -> str:
        """Return the table as CSV, no cell of it a formula."""
        return as_csv(self.columns, self.rows, separator, self.as_is)

    def armed(self) -> list[str]:
        """Return the ids that a spreadsheet would take for a formula, so that they were changed."""
        cells = (str(row[name]) for row in self.rows for name in self.ids)
        formulas = (cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@")))
        return [cell for cell in formulas if not is_harmless(cell)]


def template(path: Path) -> Template:
    """Read a table that a platform gave, in whatever encoding, or as a workbook.

    Raises
    ------
    BadValueError
        If it cannot be read, or has no rows.
    """
    try:
        content = path.read_bytes()
        if is_workbook(content):
            rows, by_tabs = next(iter(sheets_in(path.name, content).values()), []), False
        else:
            text = decoded(content)
            rows, by_tabs = rows_of(text), "\t" in text.partition("\n")[0]
    except OSError as error:
        raise BadValueError(said("{path} cannot be read: {why}", path=path, why=error.strerror)) from None
    except (UnicodeError, csv.Error):
        raise BadValueError(
            said("{path} is no text: take the file as it was downloaded.", path=path)
        ) from None
    cells = [row for _, row in rows]
    if len(cells) < 2:
        raise BadValueError(said("{path} has no students in it.", path=path))
    columns = [name.strip() for name in cells[0]]
    padded = ([*row, *[""] * len(columns)] for row in cells[1:])
    return Template(path, columns, [dict(zip(columns, row, strict=False)) for row in padded], by_tabs)


def fill(given: Template, layout: Layout, points: ClassPoints, column: str, tasks: bool) -> Filled:
    """Return a platform's table with the points of a class in its columns.

    Parameters
    ----------
    given : Template
        The table.
    layout : Layout
        Whose it is.
    points : ClassPoints
        What the class has earned.
    column : str
        The title of the assignment's column; its name unless given.
    tasks : bool
        Whether each task gets a column, also where the table has none.
    """
    kinds = {name: layout.kinds[heading(name)] for name in given.columns if heading(name) in layout.kinds}
    if not {"number", "id_number", "username"} & {*kinds.values()}:
        raise not_this(given, said(layout.where))
    titles = {name: fits for name in given.columns if (fits := layout.title.fullmatch(name))}
    total = _column(given, titles, column or points.name, named=bool(column))
    ours = {task: name for name, fits in titles.items() for task in points.most if fits["title"] == task}
    ours |= {task: task for task in points.most if tasks and task not in ours}
    kept = [name for name in given.columns if layout.stays(name) and name not in {total, *ours.values()}]
    filled = Filled([*kept, total, *ours.values()], theirs=_of(titles[total]))
    filled.ids = {name for name in kept if name in kinds and kinds[name] not in _NAMES}
    filled.as_is = {name for name in filled.columns if kinds.get(name, "") not in _NAMES}

    def about(row: Mapping[str, str]) -> dict[str, str]:
        return {kind: row[name] for name, kind in kinds.items() if row[name]}

    filled.enter(given, points, about, lambda one, _: dict(_points(one, total, ours)))
    for cells in filled.rows:
        if any(_POSSIBLE.search(str(cell)) for cell in cells.values()):
            filled.theirs = in_numbers(cells[total])
            cells |= {name: number(points.most[task]) for task, name in ours.items() if not cells[name]}
    return filled


def _is_person(about: Mapping[str, str]) -> bool:
    """Whether a row is about a person, and not about the assignments or to try things out."""
    is_found = any(text for kind, text in about.items() if kind not in _NAMES)
    return is_found and about.get("full_name", "").casefold() != _TEST


def not_this(given: Template, what: str) -> BadValueError:
    """Return the refusal of a file that is another than asked for."""
    sentence = to_say("{path} is not {what}: it has the columns {columns}.")
    columns = said(", ").join(given.columns)
    return BadValueError(said(sentence, path=given.path, what=what, columns=columns))


def _points(one: Earned, total: str, ours: Mapping[str, str]) -> Iterator[tuple[str, float]]:
    """Yield what comes into a student's row; where nothing is given yet, the platform's cell stays."""
    if one.score is not None:
        yield total, number(one.score)
    for task, name in ours.items():
        if (points := one.tasks.get(task)) is not None:
            yield name, number(points)


def _column(given: Template, titles: Mapping[str, re.Match], name: str, named: bool) -> str:
    """Return the heading of the assignment's column: the one with its title, else the only one."""
    wanted = name.strip().casefold()
    texts = {one: {title["title"].strip().casefold(), one.casefold()} for one, title in titles.items()}
    fits = [one for one, known in texts.items() if wanted in known]
    if not fits and not named:
        fits = [one for one in titles if re.search(rf"\b{re.escape(wanted)}\b", one.casefold())] or [*titles]
    if len(fits) == 1:
        return fits[0]
    there = said(", ").join(repr(title["title"]) for title in titles.values()) or said("none")
    sentence = to_say("Which column of {path} is {name}? Say so with --column; there is {there}.")
    raise BadValueError(said(sentence, path=given.path, name=repr(name), there=there))


def _of(title: re.Match) -> float | None:
    return in_numbers(title.groupdict().get("of") or "")


def in_numbers(text: str | float) -> float | None:
    """Return the number that a cell begins with, whatever its decimal sign.

    Examples
    --------
    >>> in_numbers("30,5"), in_numbers("")
    (30.5, None)
    """
    found = re.match(r"\s*(\d+(?:[.,]\d+)?)", str(text))
    return float(found[1].replace(",", ".")) if found else None
