"""Mark open answers in the terminal: a key for each line of the rubric, a letter for each comment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import typer

from crmlab.errors import BadValueError
from crmlab.grading.classes.report import printable
from crmlab.grading.everyday.bank import Bank
from crmlab.grading.everyday.open_answers import Answer, Mark, OpenAnswers
from crmlab.grading.gradebook.copies import copy
from crmlab.language import said, to_say

_HELP = to_say(
    "1–{last}: give a line, again: half, again: none · letter: a comment · +: a new comment · "
    "Enter: save and go on · u: back · q: quit"
)
_NEXT = {0.0: 1.0, 1.0: 0.5, 0.5: 0.0}  # what a key makes of a line: all, half, nothing


@dataclass
class _Draft:
    """A mark as it is being made."""

    lines: list[float]  # the share of each line that is given
    comments: list[str] = field(default_factory=list)
    touched: bool = False
    is_asked: bool = False  # whether to save it untouched was asked about

    def mark(self, answer: Answer) -> Mark:
        """Return the mark; what was given before stays, unless a line was touched."""
        points = sum(
            share * line.points for share, line in zip(self.lines, answer.question.lines, strict=True)
        )
        if not self.touched and answer.points is not None:
            points = answer.points
        return Mark(points, " ".join(self.comments))


def to_mark(opened: OpenAnswers, again: bool, tutor: str) -> list[Answer]:
    """Return the answers that wait for a mark, or all; of one tutor, if one is named.

    Raises
    ------
    BadValueError
        If there is no such tutor, or nothing to mark.
    """
    everybody = opened.answers()
    if tutor and tutor not in (known := sorted({one.tutor for one in everybody if one.tutor})):
        sentence = to_say("There is no tutor {tutor}; there is {known}.")
        there = said(", ").join(known) or said("none")
        raise BadValueError(said(sentence, tutor=repr(tutor), known=there))
    his = [one for one in everybody if tutor in {"", one.tutor}]
    found = [one for one in his if again or one.waits or one.points is None]
    if not found and his:
        sentence = to_say("No open answer of {name} waits for a mark; --again shows those that are marked.")
        raise BadValueError(said(sentence, name=opened.assigned.name))
    if not found:
        sentence = to_say("Nothing of {name} is graded yet: crmlab grade {name}")
        raise BadValueError(said(sentence, name=opened.assigned.name))
    return found


def _from_keyboard() -> Iterator[str]:
    """Yield keys; a terminal may give several at once, and those of an arrow belong together."""
    while True:
        typed = _typed()
        yield from [typed] if typed.startswith("\x1b") else typed or [""]


def _typed() -> str:
    try:
        return typer.getchar()
    except (EOFError, KeyboardInterrupt):  # Ctrl+D and Ctrl+C quit; what was saved stays
        return ""
    except OSError:  # such as in a pipe
        sentence = to_say("Marking takes a terminal with a keyboard; elsewhere, crmlab share writes files.")
        raise BadValueError(said(sentence)) from None


class Marking:
    """A session of marking.

    Parameters
    ----------
    opened : OpenAnswers
        The assignment's.
    key, line : callable
        Give the next key, and a line that is typed; for the terminal unless given.
    """

    def __init__(
        self,
        opened: OpenAnswers,
        key: Callable[[], str] | None = None,
        line: Callable[[str], str] | None = None,
    ) -> None:
        self._opened = opened
        self._key = key or _from_keyboard().__next__
        self._line = line or (lambda prompt: typer.prompt(prompt, default="", show_default=False))
        self._banks: dict[str, Bank] = {}
        self._is_copied = False

    def run(self, answers: Sequence[Answer]) -> int:
        """Mark answers until all are done, or somebody quits; return how many were saved."""
        at, saved = 0, set()
        drafts = {one.key: _Draft([0.0] * len(one.question.lines), _words(one)) for one in answers}
        while at < len(answers):
            answer = answers[at]
            self._show(answer, at + 1, len(answers))
            step = self._one(answer, drafts[answer.key])
            if step is None:
                break
            if step > 0:
                self._save(answer, drafts[answer.key].mark(answer))
                saved.add(answer.key)
            at = max(0, at + step)
        return len(saved)

    def _one(self, answer: Answer, draft: _Draft) -> int | None:
        """Take keys for one answer; return how far to go on, or None to quit."""
        while True:
            self._standing(answer, draft)
            key = self._key()
            if key in {"\r", "\n"}:
                if self._is_meant(answer, draft):
                    return 1
                continue
            if key == "u":
                return -1
            if key in {"q", ""}:
                return None
            self._press(answer, draft, key)

    def _is_meant(self, answer: Answer, draft: _Draft) -> bool:
        """Ask once before an answer is saved without a line, or one that is new since it was marked."""
        if draft.touched or draft.is_asked or (answer.points is not None and not answer.waits):
            return True
        draft.is_asked = True
        if answer.points is None:
            typer.echo(said("No line is given. Enter again: 0 points."))
        else:
            sentence = to_say(
                "Handed in or graded anew since it was marked. Enter again: it keeps {points} points."
            )
            typer.echo(said(sentence, points=f"{answer.points:g}"))
        return False

    def _press(self, answer: Answer, draft: _Draft, key: str) -> None:
        bank = self._bank(answer)
        if key.isdecimal() and 1 <= int(key) <= len(draft.lines):
            at = int(key) - 1
            draft.lines[at] = _NEXT[draft.lines[at]]
            draft.touched = True
        elif key == "+":
            if new := self._line(said("comment")).strip():
                bank.add(new)
                draft.comments.append(new)
        elif comment := bank.comments.get(key):
            if comment in draft.comments:
                draft.comments.remove(comment)
            else:
                draft.comments.append(comment)
        else:
            typer.echo(said("There is no {key} here.", key=repr(key)))

    def _save(self, answer: Answer, mark: Mark) -> None:
        if not self._is_copied:
            assigned = self._opened.assigned
            copy(assigned.root, f"crmlab mark {assigned.name}")
            self._is_copied = True
        self._opened.require_as_it_was(answer)
        self._opened.mark({answer: mark})

    def _show(self, answer: Answer, at: int, number: int) -> None:
        """Show an answer; nothing that a student wrote can move the cursor or colour the terminal."""
        question = answer.question
        typer.echo("\n" + "-" * 72)
        parts = {"at": at, "number": number, "student": printable(answer.student), "cell": question.cell}
        typer.echo(said("{at} of {number} · {cell} · {student}", **parts))
        typer.echo("")
        for line in answer.text.splitlines() or [said("(no answer)")]:
            typer.echo(f"  | {printable(line)}")
        typer.echo("")
        typer.echo(said("rubric: {words}", words=printable(question.rubric)))
        for letter, comment in self._bank(answer).comments.items():
            typer.echo(f"  {letter}  {printable(comment)}")
        typer.echo(said(_HELP, last=len(question.lines)))

    def _standing(self, answer: Answer, draft: _Draft) -> None:
        """Show which lines are given, in signs that need no colour, and what it adds up to."""
        signs = {0.0: "[ ]", 0.5: "[½]", 1.0: "[x]"}
        for at, (share, line) in enumerate(zip(draft.lines, answer.question.lines, strict=True), 1):
            typer.echo(f"  {at} {signs[share]} {line.points:g}  {line.words}")
        mark, of = draft.mark(answer), f"{answer.question.points:g}"
        told = said("{points} of {of}", points=f"{mark.points:g}", of=of)
        typer.echo(f"  = {told}" + (f"  {printable(mark.comment)}" if mark.comment else ""))

    def _bank(self, answer: Answer) -> Bank:
        cell = answer.question.cell
        if cell not in self._banks:
            self._banks[cell] = Bank(self._opened.assigned.root, cell)
        return self._banks[cell]


def _words(answer: Answer) -> list[str]:
    return [answer.comment] if answer.comment else []
