"""What each graded cell asks, and the verdict on what came back: that of `judge`, as everywhere."""

from __future__ import annotations

import ast
import functools
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from crmlab.errors import NotYet
from crmlab.exercises.checking import SEE_ABOVE, note_for
from crmlab.exercises.declaring import Check, FunctionCheck, Task
from crmlab.exercises.drawing import quantities_of, without_mistakes
from crmlab.exercises.finding import find_check, tasks_of
from crmlab.exercises.judging import Verdict, judge, no_function, refused
from crmlab.exercises.own_numbers import hidden_inputs, inputs_of, numbers_of
from crmlab.exercises.remembering import of_a_class
from crmlab.grading.results import is_open
from crmlab.grading.running.execution import Ran, Step, value_of
from crmlab.grading.running.outputs import data_output, error_output, readable
from crmlab.intake.cells import settings_of
from crmlab.intake.names import own_names
from crmlab.intake.values import Reply
from crmlab.intake.wire import encode
from crmlab.language import said, to_say

HIDDEN = 2  # calls that nobody can foresee
_MOST_NAMES = 3
_MOST_KEPT = 2000  # characters of an answer that is kept with its verdict


@dataclass(frozen=True)
class Asked:
    """What a graded cell asks: a check, of the answer with a name."""

    task: Task
    check: Check
    name: str

    @property
    def is_of_function(self) -> bool:
        """Whether a function is asked, not a value."""
        return isinstance(self.check, FunctionCheck)

    def step(self, key: bytes, student: str) -> Step:
        """Return how the sandbox is asked."""
        if not self.is_of_function:
            return Step(name=self.name)
        hidden = functools.partial(hidden_inputs, self.task, self.check, key, student, HIDDEN)
        return Step(name=self.name, calls=inputs_of(self.task, self.check), hidden=hidden)


def asked_in(cell: NotebookNode) -> Asked | None:
    """Return what a cell asks, if a machine grades it: it is one line, ``check("id", name)``."""
    settings = settings_of(cell)
    if not settings.get("grade") or settings.get("solution"):
        return None
    return _asked_by(cell.source)


@functools.cache
def _asked_by(line: str) -> Asked:
    """Return what a line of the release asks; no student writes it."""
    (statement,) = ast.parse(line).body
    check_id, name = statement.value.args
    return Asked(*find_check(check_id.value), name.id)


def names_among(given: Sequence[str | None], student: str) -> list[str]:
    """Return the names by which the student's own numbers may be drawn; the last one counts first."""
    texts = [readable(name).strip() for name in reversed(given) if name]
    return list(filter(None, texts))[:_MOST_NAMES] or [student]


def about_names(given: Sequence[str | None], handed_out: Sequence[str | None], student: str) -> Iterator[str]:
    """Say what the instructor may want to know of the names; nobody loses points by them."""
    given = own_names([*given], [*handed_out])
    if len(given) > 1:
        if None in given:
            yield said("`me` is given more than once; numbers were drawn for each that is written out.")
        else:
            yield said("`me` is given more than once; numbers were drawn for each.")
    elif given == [None]:
        yield said(
            "`me` is computed, or neither a text nor a whole number, "
            "so numbers were drawn for the name of the folder."
        )
    elif given and given == [*handed_out]:
        yield said("`me` was left as it was handed out.")
    elif given and not _stands_in(student, given[0]):
        yield said("`me` is another name than that of the folder.")


def _stands_in(folder: str, me: str) -> bool:
    """Whether a folder is called by a name: ``Anna Lee_1001`` by ``1001``, and by ``Anna Lee``."""
    words, sought = (" ".join(re.findall(r"[^\W_]+", text.casefold())) for text in (folder, me))
    return folder == me or bool(sought) and f" {sought} " in f" {words} "


def numbers_for(topic: str, names: Sequence[str]) -> dict[str, dict]:
    """Return the own numbers of each name by task, as the sandbox takes them."""
    with_numbers = [task for task in tasks_of(topic) if quantities_of(task)]
    return {me: {task.id: _sent(task, me) for task in with_numbers} for me in names}


def _sent(task: Task, me: str) -> dict:
    given = numbers_of(task, me)
    return {"values": encode(dict(given)), "html": given._repr_html_()}


def outputs_of_verdict(asked: Asked, verdict: Verdict) -> list[NotebookNode]:
    """Return what a graded cell shows: the verdict, and an error where it earns nothing."""
    note = note_for(asked.task, asked.check, verdict, graded=True)
    data = {"text/plain": readable(str(note)), "text/html": readable(note._repr_html_())}
    shown = data_output("display_data", data)
    return [shown] if verdict.right else [shown, not_yet(said(SEE_ABOVE))]


def as_data(verdict: Verdict, ideas: str = "") -> dict[str, Any]:
    """Return what is kept of a verdict: kind, id, the answer unless it is long, and what it keeps itself.

    Where ideas may name the answer, their hash is kept, too: it says whether others may do so by now.
    """
    try:
        text = json.dumps(encode(verdict.answer))
    except TypeError:  # of no kind that a task asks for
        text = "null"
    answer = json.loads(text) if len(text) <= _MOST_KEPT else None
    kept = {"kind": verdict.kind, "id": verdict.id, "answer": answer}
    own = {} if verdict.kept is None else {"kept": verdict.kept}
    return kept | own | ({"ideas": ideas} if ideas and is_open(kept) else {})


def not_yet(sentence: str) -> NotebookNode:
    """Return the output by which nbgrader sees that a cell earns nothing."""
    return error_output(NotYet.__name__, sentence, [sentence])


def verdict_of(asked: Asked, ran: Ran, place: int, names: Sequence[str], key: bytes) -> Verdict:
    """Return the verdict on what came back for the graded cell at a place.

    Parameters
    ----------
    asked : Asked
        What the cell asks.
    ran : Ran
        What came back of the notebook.
    place : int
        The cell's place.
    names : sequence of str
        The names by which the student's own numbers may be drawn.
    key : bytes
        The course key.
    """
    if place in ran.stopped:
        return judge(asked.check, ran.stopped[place]) if ran.stopped[place] else _not_confirmed(asked)
    sent = ran.sent.get(place)
    if place in ran.left_out or not isinstance(sent, dict):
        not_reached = to_say("was not reached")
        why = said(ran.left_out.get(place, not_reached))
        return refused(said("this check {why}.", why=why), "not-reached")
    if sent.get("missing") is True:
        clause = to_say("there is no {name}; the cell that makes it did not get to its end.")
        return refused(said(clause, name=asked.name), "missing")
    if not asked.is_of_function:
        verdicts = [_judged(asked, sent, me, key) for me in names]
        return next((verdict for verdict in verdicts if verdict.right), verdicts[0])
    if place not in ran.replies:
        return no_function(readable(sent.get("kind"), 60) or said("nothing that can be called"))
    verdict = judge(of_a_class(asked.check), ran.replies[place])
    return _confirmed(verdict, asked, ran.hidden.get(place)) if verdict.right else verdict


def _judged(asked: Asked, sent: dict, me: str, key: bytes) -> Verdict:
    value = value_of(sent)
    replies = [Reply(inputs, value) for inputs in inputs_of(asked.task, asked.check, me, key)]
    return judge(of_a_class(asked.check), replies)


def _confirmed(verdict: Verdict, asked: Asked, hidden: Sequence[Reply] | None) -> Verdict:
    """Return the verdict if it holds for hidden calls, too; what these are is not told."""
    return verdict if hidden and judge(without_mistakes(asked.check), hidden).right else _not_confirmed(asked)


def _not_confirmed(asked: Asked) -> Verdict:
    clause = said(
        "your function is right for the numbers in the notebook, but not for others ({what}); "
        "it must compute its answer from whatever it is given.",
        what=asked.check.says,
    )
    return refused(clause, "not-for-others")
