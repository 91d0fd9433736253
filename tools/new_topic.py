"""Make a topic, or an extra to one: a unit in course/topics.toml, and its files with the frame filled in.

`python tools/new_topic.py referrals --title "Referrals" --title-zh "客户推荐"` makes a topic: one calculator
with its picture, explorer and test; a lesson, an assignment of one task, a set of concepts, words, rows. All
of it is found, built and graded as it stands; what an author has yet to write stands between ‹ and ›, which
no finished text has. `--of rfm` makes an extra to that topic instead: a lesson, and nothing else. `--left`
says what is left to write.

The files are the templates of tools/new_topic/, at their places: NAME, OF and $names are filled in.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import json
import keyword
import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path

import crmlab
from crmlab.declared import authored
from crmlab.declared.authored import Unit

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = Path(__file__).with_suffix("")
TO_WRITE = re.compile("‹[^‹›]*›?|›")
WRITTEN_IN = (
    "course/**/*.toml",
    "course/**/*.py",
    "course/*/instructor.md",
    "crmlab/**/*.py",
    "tests/test_*.py",
    "benchmarks/plain/*.py",
)
NAME = re.compile("[a-z][a-z_]*[a-z]")  # as course/schemas/topics.json has it
UNIT = """[[units]]
number = {number}
name = {name}
title = {title}
title_zh = {title_zh}
{question}kind = {kind}
{of}parts = {parts}
"""
QUESTION = "‹What a manager asks, in a line, as on the first page›?"
NEXT = """
To write, between ‹ and ›:
{left}
Then:
  make build
  .venv/bin/python -m pytest -q {tests}tests/course tests/test_docstrings.py tests/test_concepts.py
  .venv/bin/python tools/new_topic.py --left    says what is left; make test fails as long as something is
"""
OF_A_TOPIC = """
Its number in course/syllabus.md puts it into the weeks, `needs` in course/topics.toml into the map. Further
parts, once they are there: claims, a quiz of at least ten held-out items (see crmlab/exercises/clv/quiz.py),
and blind: answers of people who have seen nothing but the released notebook.
"""


class NotMade(Exception):  # noqa: N818  (says what happened)
    """A unit cannot be made as asked; the sentence says why."""


def main() -> None:
    """Make what is asked for, and say what is left to write."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("name", nargs="?", help="such as referrals: of folder, package, assignment")
    asked.add_argument("--number", default="", help="of its lesson; the next one if not given")
    asked.add_argument("--title", default="", help="in English")
    asked.add_argument("--title-zh", default="‹中文标题›", help="in Chinese")
    asked.add_argument("--of", default="", help="the topic to which it is an extra")
    asked.add_argument("--left", action="store_true", help="only say what is left to write, of all units")
    options = asked.parse_args()
    if options.left:
        print(*left(ROOT), sep="\n")
        return
    if not options.name:
        asked.error("a name is needed, such as referrals")
    try:
        unit, made = make(ROOT, options.name, options.number, options.title, options.title_zh, options.of)
    except NotMade as why:
        sys.exit(f"new_topic: {why}")
    print(*["Made:", *made, f"course/topics.toml: unit {unit.number} {unit.name}"], sep="\n  ")
    own = {*made, "course/topics.toml"}
    tests = "" if unit.of else f"tests/test_{unit.name}.py "
    lines = [f"  {line}" for line in left(ROOT) if line.partition(":")[0] in own]
    print(NEXT.format(left="\n".join(lines), tests=tests) + ("" if unit.of else OF_A_TOPIC))


def make(
    root: Path, name: str, number: str = "", title: str = "", title_zh: str = "‹中文标题›", of: str = ""
) -> tuple[Unit, list[str]]:
    """Write the files of a new unit and put it into the list; return it and its files.

    Raises
    ------
    NotMade
        If name or number cannot be taken; nothing is written then.
    """
    list_of_units = root / "course" / "topics.toml"
    units = [Unit(**one) for one in authored.read(list_of_units)["units"]]
    _refuse_name(name, units)
    home = _topic(of, units) if of else None
    number = number or _next_number(units, home)
    _refuse_number(number, units, home)
    title = title or name.replace("_", " ").capitalize()
    unit = Unit(number, name, title, title_zh, "extra" if of else "topic", (), of)
    files = dict(_filled(unit, home, root))
    if there := next((path for path in files if (root / path).exists()), None):
        raise NotMade(f"{there} is there already; take another name.")
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="\n")
    text = _with_unit(list_of_units.read_text(encoding="utf-8"), units, unit, root)
    list_of_units.write_text(text, encoding="utf-8", newline="\n")
    return unit, list(files)


def left(root: Path) -> list[str]:
    """Return what authors have yet to write, each with file and line."""
    paths = sorted({path for pattern in WRITTEN_IN for path in root.glob(pattern)})
    return [
        f"{path.relative_to(root).as_posix()}:{number}: {found}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for found in TO_WRITE.findall(line)
    ]


def _refuse_name(name: str, units: list[Unit]) -> None:
    if not NAME.fullmatch(name) or keyword.iskeyword(name):
        raise NotMade(f"a name is a word of Python in small letters, such as referrals; got {name!r}.")
    if name in {unit.name for unit in units}:
        raise NotMade(f"course/topics.toml has a unit {name} already.")
    if name in crmlab.__all__ or importlib.util.find_spec(f"crmlab.{name}"):
        raise NotMade(f"crmlab.{name} is there already, and means something else.")


def _topic(name: str, units: list[Unit]) -> Unit:
    topics = {unit.name: unit for unit in units if unit.kind == "topic"}
    if name not in topics:
        raise NotMade(f"course/topics.toml has no topic {name}; there are {', '.join(topics)}.")
    return topics[name]


def _next_number(units: list[Unit], home: Unit | None) -> str:
    taken = {unit.number for unit in units}
    if home:
        return next(n for n in (f"{home.number}{letter}" for letter in "bcdefghij") if n not in taken)
    return f"{int(max(taken)[:2]) + 1:02}"


def _refuse_number(number: str, units: list[Unit], home: Unit | None) -> None:
    form, example = (f"{home.number}[a-z]", f"{home.number}b") if home else ("(?!00)[0-9]{2}", "15")
    if not re.fullmatch(form, number):
        raise NotMade(f"the number of such a unit is written like {example}; got {number!r}.")
    if taken := next((unit.name for unit in units if unit.number == number), None):
        raise NotMade(f"the number {number} is that of {taken}.")


def _filled(unit: Unit, home: Unit | None, root: Path) -> Iterator[tuple[str, str]]:
    """Yield each file of the unit, from the root of the checkout, with its text."""
    words = {
        "name": unit.name,
        "id": unit.name.replace("_", "-"),
        "title": unit.title,
        "number": unit.number,
        "notebook": unit.notebook,
        "rows": _letters(unit.name, root),
    }
    if home:
        words |= {"of_number": home.number, "of_notebook": home.notebook}
    folder = TEMPLATES / unit.kind
    for template in sorted(folder.rglob("*.txt")):
        path = template.relative_to(folder).as_posix().removesuffix(".txt")
        text = string.Template(template.read_text(encoding="utf-8")).substitute(words)
        yield path.replace("NAME", unit.name).replace("OF", unit.of), text


def _letters(name: str, root: Path) -> str:
    """Return three capitals for the rows of a topic, which no other topic has."""
    taken = {key[:3] for path in authored.paths("rows", root) for key in authored.read(path)["rows"]}
    letters = f"{name.replace('_', '').upper()}XYZ"
    return next(three for three in map("".join, itertools.combinations(letters, 3)) if three not in taken)


def _with_unit(text: str, units: list[Unit], unit: Unit, root: Path) -> str:
    """Return the list of units with one more at its place, and all else as it was."""
    parts = [part for part in authored.PLACES if unit.has(part, root)]
    of = f"of = {_quoted(unit.of)}\n" if unit.of else ""
    question = "" if unit.of else f"question = {_quoted(QUESTION)}\n"
    quoted = {key: _quoted(value) for key, value in vars(unit).items()}
    block = UNIT.format(**quoted | {"parts": _quoted(parts), "of": of, "question": question})
    heads = [found.start() for found in re.finditer(r"(^#.*\n)*^\[\[units\]\]$", text, re.MULTILINE)]
    later = (place for place, other in zip(heads, units, strict=True) if other.number > unit.number)
    place = next(later, None)
    if place is None:
        return f"{text.rstrip()}\n\n{block}"
    return f"{text[:place]}{block}\n{text[place:]}"


def _quoted(value: str | list[str]) -> str:
    """Return a text, or a list of them, as TOML has it, which reads those of JSON."""
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    main()
