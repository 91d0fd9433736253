"""What teachers have named, in the course folder (``ideas/<assignment>.json``), to be read and edited."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from crmlab.errors import BadValueError
from crmlab.files import write_whole
from crmlab.grading.results import Idea
from crmlab.language import said, to_say

FOLDER = "ideas"
MOST = 500  # characters of a sentence
_WHAT = to_say("One entry an idea. The sentence may be changed; answers and probes say who shows it.")
_EMPTY = to_say("The sentence is empty; write what the student is to read.")
_LONG = to_say("The sentence has {number} characters; at most {most} are allowed.")
_NO_LIST = to_say("{file} cannot be read: {why}. Correct it, or move it away.")
_NO_IDEA = to_say("{file}: idea {number} needs a text {name}. Correct it, or take the idea out.")
_TWICE = to_say("{file}: two ideas have the name {name}. Give one of them another.")


def path_of(course: Path, assignment: str) -> Path:
    """Return the file of an assignment's ideas."""
    return course / FOLDER / f"{assignment}.json"


def named_ideas(course: Path, assignment: str) -> tuple[Idea, ...]:
    """Return what is named for an assignment; nothing if there is no file.

    Raises
    ------
    BadValueError
        If the file cannot be read; the sentence says where.
    """
    path = path_of(course, assignment)
    try:
        kept = json.loads(path.read_text(encoding="utf-8-sig"))["ideas"]
        if not isinstance(kept, list):
            raise TypeError(said("“ideas” is no list"))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise BadValueError(said(_NO_LIST, file=path, why=str(error))) from None
    found = tuple(_idea(path, number, one) for number, one in enumerate(kept, 1))
    names = [one.name for one in found]
    if twice := [name for name in names if names.count(name) > 1]:
        raise BadValueError(said(_TWICE, file=path, name=repr(twice[0])))
    return found


def add(course: Path, assignment: str, idea: Idea) -> Path:
    """Write an idea beside those that are there, or in place of the one of its name; return the file."""
    path = path_of(course, assignment)
    by_name = {one.name: one for one in (*named_ideas(course, assignment), idea)}
    kept = [asdict(one) for one in by_name.values()]
    text = json.dumps({"about": said(_WHAT), "ideas": kept}, ensure_ascii=False, indent=1)
    write_whole(path, f"{text}\n".encode("utf-8", "replace"))
    return path


def next_name(check: str, ideas: Sequence[Idea]) -> str:
    """Return the name of a new idea about a check.

    Examples
    --------
    >>> next_name("clv-offer-base", [])
    'clv-offer-base:idea-1'
    """
    taken = {one.name for one in ideas}
    return next(name for n in range(1, len(taken) + 2) if (name := f"{check}:idea-{n}") not in taken)


def as_sentence(text: str) -> str:
    """Return a sentence on one line.

    Raises
    ------
    BadValueError
        If there is none, or it is too long to be one.
    """
    line = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    if not line:
        raise BadValueError(said(_EMPTY))
    if len(line) > MOST:
        raise BadValueError(said(_LONG, number=len(line), most=MOST))
    return line


def _idea(path: Path, number: int, kept: Any) -> Idea:
    kept = kept if isinstance(kept, dict) else {}
    for name in ("name", "check", "sentence", "probes"):
        if not (isinstance(kept.get(name), str) and kept[name].strip()):
            raise BadValueError(said(_NO_IDEA, file=path, number=number, name=repr(name)))
    known = {field.name: kept[field.name] for field in fields(Idea) if field.name in kept}
    return Idea(**{"answers": None} | known | {"sentence": as_sentence(kept["sentence"])})
