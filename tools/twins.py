"""The Chinese twins of sentences: which are missing, which are older than their English, which lead nowhere.

`python tools/twins.py` counts them by topic; `python tools/twins.py clv` prints what is missing or older, as
lines for course/clv/zh.toml. A twin carries the first digits of the hash of the English that it was made for.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from crmlab.concepts import sets
from crmlab.declared import authored
from crmlab.exercises import finding


def sentences(topic: str) -> dict[str, str]:
    """Return by id the sentences of a topic that a learner reads of his answers, hints and guesses."""
    found = {}
    if topic in finding.topics():
        found |= {key: text for task in finding.tasks_of(topic) for key, text in task.sentences()}
    if topic in sets.topics():
        found |= dict(pair for one in sets.sets_of(topic).values() for pair in one.sentences())
    asked = authored.ROOT / authored.PLACES["guesses"].format(topic)
    guesses = authored.read(asked) if asked.is_file() else {}
    return found | {f"{guess}:asks": entry["asks"] for guess, entry in guesses.items()}


def digest(english: str) -> str:
    """Return the digits that a twin carries."""
    return hashlib.sha256(english.encode()).hexdigest()[:8]


def twins(topic: str, root: Path = authored.ROOT) -> dict[str, dict[str, str]]:
    """Return the twins of a topic by id."""
    path = root / "course" / topic / "zh.toml"
    return authored.read(path) if path.is_file() else {}


def lost(topic: str, root: Path = authored.ROOT) -> Iterator[str]:
    """Yield in a sentence each the twins whose sentence is gone."""
    written = twins(topic, root)
    for key in sorted(written.keys() - sentences(topic).keys()) if written else ():
        yield f"course/{topic}/zh.toml: there is no sentence {key!r}; it was renamed, or is gone."


def older(topic: str, root: Path = authored.ROOT) -> list[str]:
    """Return the ids of the sentences whose English has changed since their twin was written."""
    english, written = sentences(topic), twins(topic, root)
    return [key for key, twin in written.items() if key in english and twin["of"] != digest(english[key])]


def missing(topic: str, root: Path = authored.ROOT) -> list[str]:
    """Return the ids of the sentences that have no twin."""
    written = twins(topic, root)
    return [key for key in sentences(topic) if key not in written]


def main() -> None:
    """Count, or print what a translator needs."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("topic", nargs="?", help="such as clv; all are counted if none is named")
    topic = asked.parse_args().topic
    if topic:
        english = sentences(topic)
        for key in [*older(topic), *missing(topic)]:
            print(f'# {english[key]}\n{json.dumps(key)} = {{ zh = "", of = "{digest(english[key])}" }}')
        return
    for unit in authored.topics():
        if found := sentences(unit.name):
            print(f"{unit.name:14} {len(found):4} sentences, {len(missing(unit.name)):4} without a twin, "
                  f"{len(older(unit.name)):4} with an older one")  # fmt: skip


if __name__ == "__main__":
    main()
