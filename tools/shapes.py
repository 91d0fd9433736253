"""Whether the TOML files of course/ have the shape that course/schemas asks for, and agree with each other.

It comes first in a build: what imports a calculator reads the words, and would end in a traceback.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

from jsonschema import Draft7Validator, ValidationError

from crmlab.declared import authored

SCHEMAS = Path(__file__).resolve().parent.parent / "course" / "schemas"


def faults(root: Path) -> list[str]:
    """Return in a sentence each what is wrong, with file and key."""
    files = sorted([*root.glob("course/*.toml"), *root.glob("course/*/*.toml")])
    return [fault for path in files for fault in _of_one(path, root)] or list(_of_all(root))


def _of_one(path: Path, root: Path) -> Iterator[str]:
    schema, name = SCHEMAS / f"{path.stem}.json", path.relative_to(root).as_posix()
    if not schema.is_file():
        yield f"{name}: course/schemas has no {schema.name}; is the name misspelt?"
        return
    try:
        content = authored.read(path)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        yield f"{name}: {error}."
        return
    shape = Draft7Validator(json.loads(schema.read_text(encoding="utf-8")))
    for error in sorted(shape.iter_errors(content), key=str):
        yield f"{name}: {_key(error)}{error.message}."


def _key(error: ValidationError) -> str:
    return "".join([".".join(map(str, error.absolute_path)), ": "] if error.absolute_path else [])


def _of_all(root: Path) -> Iterator[str]:
    """Yield what only several files together make wrong."""
    for name in sorted(path.stem for path in SCHEMAS.glob("*.json")):
        try:
            authored.merged(name, root)
        except authored.AuthoredError as error:
            yield str(error)
    topics = {unit.name for unit in authored.topics(root)}
    for path in sorted(root.glob("course/*/*.toml")):
        if path.parent.name not in topics:
            yield f"{path.relative_to(root).as_posix()}: course/topics.toml has no topic {path.parent.name}."
    for unit in authored.topics(root):
        for name in unit.needs.keys() - topics:
            yield f"course/topics.toml: {unit.name}.needs.{name}: there is no topic {name}."
