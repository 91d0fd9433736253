"""How long a class takes to go out to each platform, and whether points and feedback are read back equal."""

from __future__ import annotations

import contextlib
import io
import sys
import tempfile
import time
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(1, str(ROOT / "tests"))

import openpyxl  # noqa: E402
import platform_files as files  # noqa: E402
from course_to_grade import new_course, opened, put  # noqa: E402
from nbgrader import api  # noqa: E402
from sqlalchemy import update  # noqa: E402

from crmlab.grading.collecting import came_in  # noqa: E402
from crmlab.grading.gradebook.roster import enter  # noqa: E402
from crmlab.grading.gradebook.rows import AssignmentRows  # noqa: E402
from crmlab.grading.platforms.export import Options, export  # noqa: E402
from crmlab.grading.platforms.points import points_of  # noqa: E402

PAGE = 230_000  # bytes of a page of feedback on clv: mostly styles, which compress well, and the notebook
STYLES = Path(sys.prefix, "share/jupyter/nbconvert/templates/classic/static/style.css")
CLV, BB = "clv (123)", "clv [Total Pts: 30 Score] |66401"


def measure(small: bool) -> None:
    """Print for each format the seconds, and how many points and pages were read back equal."""
    size = 100 if small else 1000
    with tempfile.TemporaryDirectory() as place:
        folder = new_course(Path(place) / "course")
        people = [
            (f"20{number:06}", f"Last{number}", f"First {number}", 40_000 + number) for number in range(size)
        ]
        put(
            folder / "roster.csv",
            files.canvas([(f"{two}, {one}", n, name, "") for name, two, one, n in people]),
        )
        began = time.perf_counter()
        entered = enter(folder / "roster.csv", folder)
        print(f"roster of Canvas: {entered} of {size} students in {time.perf_counter() - began:.1f} s")
        assigned = opened(folder)
        _grade(assigned, [name for name, *_ in people])
        scores = {one.student: one.score for one in points_of(assigned).people}
        for platform in ("moodle", "worksheet", "canvas", "blackboard", "csv", "xlsx"):
            _one(platform, assigned, people, scores)


def _grade(assigned, students: list[str]) -> None:
    """Give everybody points of his own, and a page of feedback as large as nbgrader's."""
    rows = AssignmentRows(assigned)
    with rows.transaction():
        entries = rows.entries(dict.fromkeys(students))
        grades = [
            {"id": row["id"], "auto_score": (number * 7 + place) % 5 / 4, "needs_manual_grade": False}
            for number, entry in enumerate(entries)
            for place, row in enumerate(entry.grades.values())
        ]
        rows._db.execute(update(api.Grade), grades)
    rows.close()
    styles = (ROOT / "solutions/clv/clv.ipynb").read_bytes() + STYLES.read_bytes()
    for name in students:
        page = f"<h1>{name}</h1>".encode() + styles[:PAGE]
        put(assigned.root / f"feedback/{name}/clv/clv.html", page)


def _one(platform: str, assigned, people: list[tuple], scores: dict[str, float]) -> None:
    given, paths = _given(platform, people)
    came_in.keep(assigned, {name: PurePosixPath(path) for name, path in paths.items()})
    template = assigned.root / "given" if given else None
    if given:
        put(template, given)
    target = assigned.root / platform
    options = Options("moodle" if platform == "worksheet" else platform, target, template)
    began, cpu = time.perf_counter(), time.process_time()
    with contextlib.redirect_stderr(io.StringIO()):  # the bar
        export(assigned.root, "clv", options)
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    read = _read(platform, target)
    equal = sum(read.get(name) == score for name, score in scores.items())
    told = f"{platform}: {seconds:.1f} s ({cpu:.1f} of CPU), {equal} of {len(people)} points read back equal"
    if archives := list(target.glob("*.zip")):
        takes = files.canvas_takes if platform == "canvas" else files.moodle_takes
        found = files.pages(archives[0].read_bytes())
        whose = {path if platform == "blackboard" else takes(path)[0]: page for path, page in found.items()}
        right = sum(
            whose.get(
                path.replace(".ipynb", ".html") if platform == "blackboard" else str(number), b""
            ).startswith(f"<h1>{name}</h1>".encode())
            for (name, *_, number), path in zip(people, paths.values(), strict=True)
        )
        size = archives[0].stat().st_size / 1e6
        told += f"; {right} pages of feedback read back as their students' own, {size:.0f} MB"
    print(told)


def _given(platform: str, people: list[tuple]) -> tuple[bytes, dict[str, str]]:
    """Return the table that a platform gives, and the names of its files by student."""
    canvas = [(f"{last}, {first}", number, name, "") for name, last, first, number in people]
    blackboard = [(last, first, name, "") for name, last, first, _ in people]
    sheet = [(number, f"{first} {last}", "") for _, last, first, number in people]
    tables = {
        "canvas": lambda: files.canvas(canvas),
        "blackboard": lambda: files.blackboard(blackboard),
        "worksheet": lambda: files.worksheet(sheet),
    }
    named = {
        "canvas": "x{name}_{number}_9{number}_clv.ipynb",
        "blackboard": "CRM_{name}_attempt_2026-01-30-15-00-00_clv.ipynb",
    }
    pattern = named.get(platform, "X Y_{number}_assignsubmission_file/clv.ipynb")
    paths = {name: pattern.format(name=name, number=number) for name, _, _, number in people}
    return tables.get(platform, lambda: b"")(), paths


def _read(platform: str, target: Path) -> dict[str, float]:
    """Return the points that a platform finds in the file for it, by student."""
    (path,) = (path for path in target.iterdir() if path.suffix != ".zip")
    if platform == "xlsx":
        head, *cells = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
        rows = [dict(zip(head, row, strict=True)) for row in cells]
    elif platform == "blackboard":
        rows = files.table(path.read_bytes(), "utf-16", "\t")
    else:
        rows = files.table(path.read_bytes())
    if platform == "worksheet":
        first = 40_000
        return {f"20{int(row['Identifier'].split()[1]) - first:06}": float(row["Grade"]) for row in rows}
    who, what = {
        "moodle": ("ID number", "clv"),
        "canvas": ("SIS User ID", CLV),
        "blackboard": ("Username", BB),
    }.get(platform, ("student_id", "score"))
    return {row[who]: float(row[what]) for row in rows if row[who] and row[what] not in {"", "-"}}
