"""Questions of numbers: the tasks of the course that are asked with numbers of one's own, drawn anew."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from crmlab.declared.quantities import Quantity
from crmlab.exercises.declaring import AnswerCheck
from crmlab.exercises.drawing import quantities_of
from crmlab.exercises.finding import tasks_of
from crmlab.exercises.judging import tolerance_of
from crmlab.exercises.own_numbers import numbers_of
from crmlab.grading.bank.questions import Near, Question
from crmlab.intake.cells import cells_of, name_in, settings_of
from crmlab.intake.equality import is_close, is_number
from crmlab.intake.values import plain
from crmlab.language import said

_HEADING = "## "


def of_tasks(topic: str, heading: str, exercises: Path, variants: int) -> Iterator[Question]:
    """Yield questions of a topic's tasks, each in some variants.

    Parameters
    ----------
    topic, heading : str
        The topic, and what it is called.
    exercises : Path
        Where the released assignments stand: their text is the question's.
    variants : int
        How often each is asked, with other numbers.
    """
    path = exercises / topic / f"{topic}.ipynb"
    texts = _texts(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}
    for task in tasks_of(topic) if texts else ():
        checks = [check for check in task.checks if _asks_a_number(check)]
        if not checks or not all(isinstance(one, Quantity) for one in quantities_of(task).values()):
            continue
        for variant in range(1, variants + 1):
            own = numbers_of(task, f"question bank {variant}")
            for check in checks:
                title, text = texts[check.id]
                text += _table(own._repr_html_())
                yield from _of_check(check, own, (heading, title), text, variant)


def _asks_a_number(check: Any) -> bool:
    return isinstance(check, AnswerCheck) and bool(check.quantities) and not check.asks_who


def _of_check(
    check: AnswerCheck, own: Mapping[str, Any], category: tuple[str, ...], text: str, variant: int
) -> Iterator[Question]:
    """Yield a question for each number of the right answer."""
    right = plain(check.answer(_named(check, own)))
    parts = right if isinstance(right, dict) else {"": right}
    for entry, value in parts.items():
        if is_number(value):
            asked = said("Give the number {name}.", name=entry) if entry else said("Give the number.")
            numbers = _numbers(check, own, entry, value)
            name = f"{check.id}:{entry}:{variant}" if entry else f"{check.id}:{variant}"
            yield Question(
                name, category, f"{text}<p><strong>{html.escape(asked)}</strong></p>", numbers=numbers
            )


def _named(check: AnswerCheck, own: Mapping[str, Any]) -> dict[str, Any]:
    return {name: own[name] for name in check.quantities}


def _numbers(check: AnswerCheck, own: Mapping[str, Any], entry: str, value: float) -> tuple[Near, ...]:
    """Return the right number, and each that shows a mistake in this entry."""
    tolerance = tolerance_of(check)
    found = [Near(float(value), tolerance, True, said("Right: {what}.", what=check.says))]
    for mistake in check.misconceptions:
        wrong = mistake.wrong(**own)
        wrong = wrong.get(entry) if entry and isinstance(wrong, dict) else wrong
        if is_number(wrong) and not any(is_close(one.value, wrong, 2 * tolerance) for one in found):
            found.append(Near(float(wrong), tolerance, False, mistake.sentence))
    return tuple(found)


def _table(numbers: str) -> str:
    heading = said("The numbers:")
    return f"<p>{html.escape(heading)}</p>{numbers}"


def _texts(notebook: dict) -> dict[str, tuple[str, str]]:
    """Return by graded cell the heading of its task, and what the notebook says from there on, as HTML."""
    heading, said_so_far, texts = "", [], {}
    for cell in cells_of(notebook):
        source = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            if source.startswith(_HEADING):
                first, _, source = source.partition("\n")
                heading, said_so_far = first.removeprefix(_HEADING), []
            said_so_far.append(source)
        elif settings_of(cell).get("grade") and (name := name_in(settings_of(cell), "grade_id")):
            texts[name] = heading, _as_html("\n\n".join(said_so_far))
    return texts


def _as_html(markdown: str) -> str:
    renderer: Any = IPythonRenderer(escape=True, exclude_anchor_links=True)
    return MarkdownWithMath(renderer=renderer).render(markdown)
