"""The quiz of an assignment: graded cells, each of two items that no reader shows, drawn by `me`.

Before it is graded a cell says only whether it is complete. What is right, and why, is the feedback;
`solution` shows the same to whoever studies alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from crmlab import concepts
from crmlab.concepts.marking import OPEN, RIGHT, SIGNS, WRONG
from crmlab.concepts.sets import ConceptSet, Item
from crmlab.exercises.concepts import ConceptCheck, check_of, choice, quoted
from crmlab.exercises.declaring import AnswerCheck, Check, Task
from crmlab.exercises.finding import find_task
from crmlab.exercises.held_out import CELLS, HeldOut, of_cell, pool
from crmlab.exercises.judging import COMPLETE, Verdict, judge
from crmlab.exercises.own_numbers import Numbers, inputs_of, numbers
from crmlab.intake.values import Reply
from crmlab.language import said, to_say

REREAD = to_say("the reader of this lesson; its sets are of the same kinds")
HINTS = (
    "Read the possible answers first. What must be so for each of them, in your own words?",
    "Look for the one fact in the case that would have to be different for another answer to be right.",
    "Try to defend the answer that you like second. If you can, you have overlooked something: read again.",
)

_answered: dict[str, Reply] = {}  # the complete answers that were checked since the kernel started


@dataclass(frozen=True, eq=False)
class QuizCheck(AnswerCheck):
    """A check of two of the learner's own items.

    Attributes
    ----------
    topic : str
        Whose items they are.
    place : int
        Which of the cells it is, from 0.
    cells : int
        How many there are.
    """

    topic: str = ""
    place: int = 0
    cells: int = CELLS

    @property
    def quantities(self) -> dict[str, HeldOut]:
        """The learner's own items, which all cells of the quiz share."""
        return {"items": HeldOut(self.topic, self.cells)}

    def of(self, inputs: Mapping[str, Any]) -> ConceptCheck:
        """Return the check of the two items that these inputs name."""
        return self._asking(self._items(inputs))

    def told(self, verdict: Verdict) -> tuple[str, ...]:
        """Return for each item what is right, and why."""
        return tuple(_told(item, verdict) for item in self._items(verdict.inputs)) if verdict.inputs else ()

    def complete(self, reply: Reply) -> Verdict:
        """Say whether both items have a possible answer, and nothing of which is right."""
        taken = [_taken(item, reply.value) for item in self._items(reply.inputs)]
        verdict = judge(self._asking(taken), [reply])
        if not verdict.right:
            return replace(verdict, right_parts=())
        _answered[self.id] = reply
        sentence = said("Complete: both items are answered. What is right, and why, comes with the feedback.")
        return replace(verdict, message=sentence, kind=COMPLETE)

    def _items(self, inputs: Mapping[str, Any]) -> list[Item]:
        return [pool(self.topic)[key][1] for key in of_cell(inputs["items"], self.place)]

    def _asking(self, items: Sequence[Item]) -> ConceptCheck:
        asked = ConceptSet(self.id.rpartition("-")[0], "choose", "", "", "", tuple(items), ())
        return check_of(self.says, asked, id=self.id)


def _taken(item: Item, given: Any) -> Item:
    """Return an item to which what was given is the right answer, if it is a possible one."""
    return replace(item, right=choice(given, item) or item.options[0].key, wrong={})


def _told(item: Item, verdict: Verdict) -> str:
    chosen = choice(verdict.answer, item)
    labels = {option.key: option.in_full for option in item.options}
    parts = {"item": quoted(item), "right": labels[item.right], "why": item.because}
    if chosen in {None, item.right}:
        sign = SIGNS[RIGHT if chosen else OPEN]
        return said("{sign} {item} – {right}. {why}", sign=sign, **parts)
    sentence = item.wrong[chosen]
    against = "" if sentence in verdict.message else sentence
    told = to_say("{sign} {item} – {right}, not {got}. {against} {why}")
    return " ".join(said(told, sign=SIGNS[WRONG], got=labels[chosen], against=against, **parts).split())


def quiz(topic: str, cells: int = CELLS) -> Iterator[QuizCheck]:
    """Yield the checks of a topic's quiz, in the order of its cells."""
    for place in range(cells):
        yield QuizCheck("both of your answers", dict, topic=topic, place=place, cells=cells)


def is_quiz(task: Task) -> bool:
    """Return whether a task asks for held-out items."""
    return all(isinstance(check, QuizCheck) for check in task.checks) and bool(task.checks)


def answered(task: Task) -> dict[Check, Reply]:
    """Return the complete answers to the learner's present items, by the cells that have one."""
    known = {check: _answered.get(check.id) for check in task.checks}
    return {
        check: reply for check, reply in known.items() if reply and [reply.inputs] == inputs_of(task, check)
    }


def items(some_id: str, *keys: str, attempt: int = 1) -> concepts.Paper | Numbers:
    """Show the items of a set and the answers that can be given; of a quiz, those drawn by your name.

    Parameters
    ----------
    some_id : str
        Id of a set, such as ``"complaints-failure"``, or of a quiz, such as ``"clv-quiz"``.
    *keys : str
        Of a set, the items to show; if none is named, all but those held out.
    attempt : int
        Of a quiz: 2, 3, … for other items when you study on your own.

    Raises
    ------
    ValueError
        If there is no such set, quiz or item.
    """
    if isinstance(some_id, str) and some_id.endswith("-quiz"):
        return numbers(find_task(some_id).id, attempt)
    return concepts.items(some_id, *keys)
