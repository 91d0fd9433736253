"""The figures of grading, `crmlab grade` beside stock `nbgrader autograde`: `python benchmarks/grading`.

A class of honest submissions is graded by both for their speed; then both get the hostile, broken and messy
submissions of tests/catalogue, stock nbgrader in a cage that is thrown away. Everything happens in temporary
folders. Without `--catalogue` a sample of the cases is taken; nbgrader does without those that stop it for
minutes unless `--slow-too` is given.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[1:1] = [str(ROOT / "tests"), str(ROOT / "tools")]

import blind  # noqa: E402  (of tools)
import cage  # noqa: E402
import endings  # noqa: E402
import keeping  # noqa: E402
import speed  # noqa: E402
import survival  # noqa: E402
from commands import Done  # noqa: E402
from courses import Templates  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.progress import track  # noqa: E402
from survival import Outcome  # noqa: E402

from crmlab.grading.running.sandbox import why_not  # noqa: E402

PARTS = ("speed", "catalogue", "blind", "same", "endings", "record")
_PROGRESS = Console(stderr=True)
_SHOWN: dict[str, Callable[[Outcome], bool]] = {
    "undeserved points": lambda one: one.undeserved > 0,
    "secrets": lambda one: one.secrets,
    "others affected": lambda one: one.affected,
    "run lost": lambda one: one.run_lost,
    "no grade": lambda one: one.ungraded,
    "no sentence": lambda one: one.unexplained,
    "points lost": lambda one: one.lost > 0,
    "not ended": lambda one: one.unended,
    "processes left": lambda one: one.left > 0,
}
Row = tuple[str, str, str]


def main() -> None:
    """Measure and print the tables."""
    options = _asked()
    if reason := why_not() or (cage.why_not() if options.stock else ""):
        sys.exit(reason)
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        templates = Templates(Path(place))
        parts = {
            "speed": lambda: _speed(templates, options),
            "catalogue": lambda: _catalogue(templates, options),
            "blind": _blind,
            "same": lambda: _same(options.same),
            "endings": lambda: _endings(templates, options.stock > 0),
            "record": _record,
        }
        rows = [row for part in options.parts for row in parts[part]()]
    rows.sort(key=lambda row: int(row[0].partition(".")[0]))
    print("\n| figure | `crmlab grade` | stock `nbgrader autograde` |\n|---|---|---|")
    for row in rows:
        print(f"| {' | '.join(row)} |")


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("parts", nargs="*", default=PARTS, help=f"of {', '.join(PARTS)}; all if none is named")
    asked.add_argument("--class", dest="size", type=int, default=100, help="honest submissions (100)")
    asked.add_argument("--stock", type=int, default=20, help="of these, graded by nbgrader; 0: none (20)")
    asked.add_argument("--memory", type=int, nargs=2, default=(50, 200), help="two classes (50 200)")
    asked.add_argument("--catalogue", action="store_true", help="take all cases")
    asked.add_argument("--every", type=int, default=20, help="else each so manieth (20)")
    asked.add_argument("--case", dest="cases", nargs="+", default=(), metavar="NAME", help="only these")
    asked.add_argument("--slow-too", action="store_true", help="let nbgrader try what stops it for minutes")
    asked.add_argument("--rows", action="store_true", help="print every case")
    asked.add_argument("--same", type=int, default=30, help="submissions that are graded in six ways (30)")
    options = asked.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        asked.error(f"there is no part {', '.join(unknown)}")
    if unknown := set(options.cases) - {seat.case.name for seat in survival.all_seats(1)}:
        asked.error(f"there is no case {', '.join(sorted(unknown))}")
    if options.stock == 1:
        asked.error("--stock must be 0, or 2 or more")
    return options


def _say(text: str) -> None:
    _PROGRESS.print(text)


# --- speed --------------------------------------------------------------------------------------------------


def _speed(templates: Templates, options: argparse.Namespace) -> Iterator[Row]:
    _say(f"a class of {options.size}, twice")
    ours = speed.ours(templates, options.size)
    _say(f"classes of {options.memory[0]} and {options.memory[1]}, for the memory")
    memory = [speed.memory(templates, size) for size in options.memory]
    stock = None
    if options.stock:
        _say(f"{options.stock} of the class by nbgrader")
        stock = speed.stock(templates, options.stock)
    theirs = iter(_speed_of(stock, ours)) if stock else repeat("–")
    seconds, again, count = ours.first.seconds, ours.again.seconds, ours.count
    middle, tail = (1000 * part for part in speed.middle_and_tail(ours.overheads))
    each = 60 * count / seconds / speed.WORKERS
    sizes = " / ".join(map(str, options.memory))
    yield "1. notebooks a minute a core", f"{each:.0f} (on {speed.WORKERS} cores)", next(theirs)
    yield f"1. class of {count} on two cores", f"{seconds:.1f} s; again {again:.1f} s", next(theirs)
    yield "2. overhead a notebook, p50 / p95", f"{middle:.0f} / {tail:.0f} ms", next(theirs)
    yield f"9. driver's peak memory, classes of {sizes}", " / ".join(map(_megabytes, memory)), next(theirs)
    yield f"9. left after a class of {count}", _left([ours.first, ours.again]), "–"
    yield "10. sandbox level", ours.level, "none"


def _speed_of(stock: speed.Stock, ours: speed.Ours) -> Iterator[str]:
    """Yield what stands beside ours, row by row."""
    seconds = stock.seconds(ours.count)
    student = statistics.mean(result.student_seconds for result in ours.results)
    yield f"{60 / stock.each:.0f} (on one, its start not counted)"
    yield f"{seconds:.0f} s, {seconds / ours.first.seconds:.1f} × as long; reckoned from {stock.many}"
    yield f"{1000 * (stock.each - student):.0f} ms in the mean"
    memory = " / ".join(map(_megabytes, (stock.of_few.memory, stock.of_many.memory)))
    yield f"{memory}, of {stock.few} / {stock.many}"


def _megabytes(count: int) -> str:
    return f"{count / 1e6:.0f} MB"


def _left(runs: Sequence[Done]) -> str:
    processes, files = sum(one.processes for one in runs), sum(one.files for one in runs)
    return f"{processes} processes, {files} temporary files"


# --- the catalogue ------------------------------------------------------------------------------------------


def _catalogue(templates: Templates, options: argparse.Namespace) -> Iterator[Row]:
    every = 1 if options.catalogue else options.every
    seats = survival.all_seats(every, options.cases)
    _say(f"{len(seats)} cases of the catalogue")
    runs, ours = [], []
    for done, outcomes in survival.ours(templates, seats):
        runs.append(done)
        ours += outcomes
        _say(f"{len(ours)} of {len(seats)}, {done.seconds:.0f} s")
    stock = []
    if options.stock:
        some = survival.all_seats(every, options.cases, slow=options.slow_too)
        stock = list(track(survival.stock(templates, some), "nbgrader", len(some), console=_PROGRESS))
    _print_kinds(ours, stock)
    if options.rows:
        _print_rows(ours, stock)
    yield from _figures(ours, stock)
    theirs = f"processes in {_number('processes left', stock)}" if stock else "–"
    yield "9. left after the catalogue", _left(runs), theirs


def _figures(ours: Sequence[Outcome], stock: Sequence[Outcome]) -> Iterator[Row]:
    def figure(name: str, count: Callable[[Sequence[Outcome]], str]) -> Row:
        return name, f"{count(ours)}", f"{count(stock)}" if stock else "–"

    def messy(outcomes: Sequence[Outcome]) -> list[Outcome]:
        return [one for one in outcomes if one.honest]

    yield figure(
        "3. undeserved points", lambda some: f"{_sum(some):g} points in {_number('undeserved points', some)}"
    )
    yield figure("4. secrets in what comes back", lambda some: _number("secrets", some))
    yield figure(
        "5. others affected",
        lambda some: f"{_number('others affected', some)}; run lost by {_number('run lost', some)}",
    )
    yield figure(
        "6. without a grade",
        lambda some: f"{_number('no grade', some)}; ended by us: {_number('not ended', some)}",
    )
    yield "6. without the sentence that is due", _number("no sentence", ours), "–"
    yield figure("6. honest, but lost points", lambda some: _number("points lost", messy(some)))
    yield figure(
        "6. hostile, honest half lost points",
        lambda some: _number("points lost", [one for one in some if not one.honest]),
    )


def _sum(outcomes: Sequence[Outcome]) -> float:
    return sum(one.undeserved for one in outcomes)


def _number(what: str, outcomes: Sequence[Outcome]) -> str:
    return f"{sum(map(_SHOWN[what], outcomes))} of {len(outcomes)}"


def _print_kinds(ours: Sequence[Outcome], stock: Sequence[Outcome]) -> None:
    """Print how many cases of each kind came to which end, in ours and in stock nbgrader."""
    sizes = [Counter(one.kind for one in outcomes) for outcomes in (ours, stock)]
    print(f"\n| cases: ours / nbgrader | number | {' | '.join(_SHOWN)} |\n|---|---|{'---|' * len(_SHOWN)}")
    for kind in sorted(sizes[0]):
        found = [
            " / ".join(str(sum(shows(one) for one in some if one.kind == kind)) for some in (ours, stock))
            for shows in _SHOWN.values()
        ]
        print(f"| {kind} | {sizes[0][kind]} / {sizes[1][kind]} | {' | '.join(found)} |")


def _print_rows(ours: Sequence[Outcome], stock: Sequence[Outcome]) -> None:
    theirs = {one.name: one for one in stock}
    print("\n| case | `crmlab grade` | stock `nbgrader autograde` |\n|---|---|---|")
    for one in ours:
        other = theirs.get(one.name)
        print(f"| {one.name} | {_told(one)} | {_told(other) if other else 'not tried'} |")


def _told(one: Outcome) -> str:
    return ", ".join(name for name, shows in _SHOWN.items() if shows(one)) or "fine"


# --- feedback, sameness, ends -------------------------------------------------------------------------------


def _blind() -> Iterator[Row]:
    names = sorted(path.stem for path in blind.BLIND.glob("*.json"))
    graded = [
        one for name in track(names, "answers written blind", console=_PROGRESS) for one in blind.grade(name)
    ]
    wrong = [one for one in graded if not one.meant_right]
    specific = [one for one in graded if one.is_specific]
    told = sum(one.is_specific for one in wrong)
    yield (
        "7. wrong answers with a specific sentence",
        f"{told / len(wrong):.0%} of {len(wrong)}; {len(specific) - told} of {len(specific)} such sentences "
        "went to a right answer",
        "the same `check`",
    )


def _same(count: int) -> Iterator[Row]:
    _say(f"{count} submissions in six ways")
    found = endings.digests(count)
    differing = [way for way, digest in found.items() if digest != found["one worker"]]
    said = f"differ: {', '.join(differing)}" if differing else f"yes: {', '.join(found)}"
    yield f"8. same results, {count} submissions", said, "–"


def _endings(templates: Templates, with_stock: bool) -> Iterator[Row]:
    _say("endless loops")
    ours = endings.beyond_the_limit()
    theirs = "–"
    if with_stock:
        beyond = endings.stock_beyond_the_limit(templates)
        theirs = "does not end" if beyond is None else f"{beyond:.1f} s in a cell"
    said = ", ".join(f"{seconds:.2f} s in a {where}" for where, seconds in ours.items())
    yield "9. an endless loop ends, beyond its limit", said, theirs


def _record(students: int = 1000) -> Iterator[Row]:
    _say(f"{students} students recorded")
    first, again = keeping.seconds_to_record(students)
    yield f"11. {students:,} students recorded", f"{first:.1f} s; again {again:.1f} s", "–"


if __name__ == "__main__":
    main()
