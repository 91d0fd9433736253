"""Write the bank of a course for a platform."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from crmlab.declared import authored
from crmlab.errors import BadValueError
from crmlab.files import write_whole
from crmlab.grading.bank.canvas import as_qti
from crmlab.grading.bank.moodle import as_moodle_xml
from crmlab.grading.bank.own_numbers import of_tasks
from crmlab.grading.bank.questions import Question, of_sets
from crmlab.language import said, to_say

FORMATS = {"moodle": ("crmlab-questions.xml", as_moodle_xml), "canvas": ("crmlab-questions.zip", as_qti)}
MOST_VARIANTS = 100


def headings() -> dict[str, str]:
    """Return the topics that have sets, and what each is called, in both languages."""
    units = [unit for unit in authored.topics() if unit.has("concepts")]
    return {unit.name: f"{unit.title} {unit.title_zh}" for unit in units}


def write(
    platform: str,
    topics: Sequence[str],
    variants: int,
    exercises: Path,
    target: Path | None,
    step: Callable[[], None],
) -> tuple[Path, int]:
    """Write the questions of some topics, or of all; return the file and how many they are.

    Raises
    ------
    BadValueError
        If there is no such platform or topic, or no such number of variants; nothing is written then.
    """
    _require_known("platform", [platform], list(FORMATS))
    _require_known("topic", topics, list(headings()))
    if not 0 <= variants <= MOST_VARIANTS:
        sentence = to_say("variants is 0 to {most}; got {variants}.")
        raise BadValueError(said(sentence, most=MOST_VARIANTS, variants=variants))
    name, written = FORMATS[platform]
    found = list(questions(topics, variants, exercises, step))
    path = target or Path(name)
    write_whole(path, written(found))
    return path, len(found)


def questions(
    topics: Sequence[str], variants: int, exercises: Path, step: Callable[[], None]
) -> Iterator[Question]:
    """Yield the questions of some topics, or of all, in the order of the course."""
    for topic, heading in headings().items():
        if topic in topics or not topics:
            yield from of_sets(topic, heading)
            yield from of_tasks(topic, heading, exercises, variants)
            step()


def _require_known(what: str, given: Sequence[str], known: Sequence[str]) -> None:
    if unknown := [one for one in given if one not in known]:
        sentence = to_say("There is no {what} {name}; there is {known}.")
        raise BadValueError(said(sentence, what=what, name=repr(unknown[0]), known=said(", ").join(known)))
