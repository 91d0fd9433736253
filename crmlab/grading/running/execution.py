"""Run the cells of a notebook in the sandbox, ask what is checked, and cut off what does not end."""

from __future__ import annotations

import select
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crmlab.grading.results import Limits
from crmlab.grading.running.sandbox import Gone, Sandbox
from crmlab.grading.running.waiting import Ended, Patience, Timed
from crmlab.intake.values import Reply, Unknown
from crmlab.intake.wire import WireError, decode, encode
from crmlab.language import said, to_say

RERUNS = 3
_SHOWN = 30_000_000  # bytes that the cells of a notebook may send together
TOO_LONG = to_say("took too long")
_BROKE_DOWN = to_say("was not run: the sandbox broke down")
_DIED, _TOO_LONG = "Died", "TooLong"  # as the judge knows them
_ECHO = [1.5, "x", {"a": [True, None, 2]}]
_UNREADABLE = Unknown("value that cannot be read")
Inputs = Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """A code cell: one to run, or a graded one, which names an answer.

    Attributes
    ----------
    source : str
        The cell to run.
    name : str
        The name of the answer, if it is a graded cell.
    calls : sequence of inputs or None
        If a function is asked for: the calls that everyone sees.
    hidden : callable
        Gives the other calls, when it is time for them.
    """

    source: str = ""
    name: str = ""
    calls: Sequence[Inputs] | None = None
    hidden: Callable[[], Sequence[Inputs]] = tuple

    def message(self) -> dict[str, Any]:
        """Return the step as the sandbox is told it."""
        if not self.name:
            return {"source": self.source}
        asked = {} if self.calls is None else {"calls": [encode(dict(call)) for call in self.calls]}
        return {"name": self.name, **asked}


@dataclass
class Ran:
    """What came back of a notebook.

    Attributes
    ----------
    sent : dict of int to object
        By the place of a step: the outputs of a cell, or what is said of an answer.
    replies : dict of int to list of Reply
        By the place of a step: the replies of a function to the calls that everyone sees.
    hidden : dict of int to list of Reply
        Its replies to the hidden calls.
    left_out : dict of int to str
        Steps that were left out, each with the reason, to be said.
    stopped : dict of int to list of Reply
        The replies of functions that did not come to an end, up to there; none if that was in a hidden call.
    disturbed : bool
        Whether something in it may have kept another part from its points.
    starved : bool
        Whether it waited for a processor that others kept, so that a lack of time may be theirs.
    seconds : float
        What the student's code computed, as it says.
    too_much : str
        What is said of the outputs, if there were too many to keep all.
    """

    sent: dict[int, Any] = field(default_factory=dict)
    replies: dict[int, list[Reply]] = field(default_factory=dict)
    hidden: dict[int, list[Reply]] = field(default_factory=dict)
    left_out: dict[int, str] = field(default_factory=dict)
    stopped: dict[int, list[Reply]] = field(default_factory=dict)
    disturbed: bool = False
    starved: bool = False
    seconds: float = 0.0
    too_much: str = ""


class _CutOff(Exception):  # noqa: N818  (no error of ours)
    """A step after which the notebook cannot go on; of a function, with its replies up to there."""

    def __init__(self, place: int, why: str, replies: list[Reply] | None = None) -> None:
        super().__init__(place, why)
        self.place, self.why, self.replies = place, why, replies


def run(sandbox: Sandbox, steps: Mapping[int, Step], numbers: Any, limits: Limits, deadline: float) -> Ran:
    """Run a notebook; when a cell ends it, run it again without that cell, up to three times.

    Parameters
    ----------
    sandbox : Sandbox
        Where it runs.
    steps : mapping of int to Step
        Its code cells, by their places.
    numbers : object
        The student's own numbers, as the sandbox takes them.
    limits : Limits
        What it may use.
    deadline : float
        The moment at which it must have ended, however often it is run.
    """
    left_out: dict[int, str] = {}
    stopped: dict[int, list[Reply]] = {}
    goings, starved = 0, False
    while True:
        attempt = _Attempt(steps, left_out, limits, deadline)
        try:
            attempt.run(sandbox, numbers)
        except Gone:  # nobody here is to blame
            goings += 1
            if goings <= RERUNS and time.monotonic() < deadline:
                continue
            left_out |= dict.fromkeys(steps.keys() - attempt.ran.sent.keys(), _BROKE_DOWN)
        except _CutOff as cut:
            starved |= attempt.is_starved()
            left_out |= {cut.place: cut.why}
            if cut.replies is not None:  # what goes on computing would disturb the rest
                stopped |= {cut.place: cut.replies}
            if len(left_out) - len(stopped) <= RERUNS and time.monotonic() < deadline:
                continue
        ran = attempt.ran
        ran.left_out, ran.stopped = left_out, stopped
        ran.disturbed |= bool(left_out)
        ran.starved = starved
        return ran


class _Attempt:
    """One run of a notebook in a process of its own."""

    def __init__(self, steps: Mapping, left_out: Mapping, limits: Limits, deadline: float) -> None:
        self.ran = Ran()
        self._steps, self._left_out, self._limits, self._deadline = steps, left_out, limits, deadline
        self._waiting: dict[int, Timed] = {}
        self._patience: Patience | None = None

    def is_starved(self) -> bool:
        """Return whether it had to be waited for while others kept the processors."""
        return self._patience is not None and self._patience.credited > 0

    def run(self, sandbox: Sandbox, numbers: Any) -> None:
        kept = [(place, step) for place, step in self._steps.items() if place not in self._left_out]
        functions = sum(step.calls is not None for _, step in kept)
        place, before = 0, None
        try:
            with sandbox.notebook(functions) as (notebook, askers):
                self._patience = Patience(self._deadline, sandbox.waited)
                mine = Timed(notebook, self._patience)
                mine.send(self._limits.output, self._limits.cell)
                mine.send(numbers, self._limits.cell)
                for place, step in kept:
                    if not (step.name and self._is_asked_on(place, step, before)):
                        self._step(place, step, mine, askers)
                    before = place
                self._see_that_it_is_itself(mine)
                for place, asker in self._waiting.items():
                    self._ask_hidden(place, asker)
        except Ended as ended:
            raise _CutOff(place, str(ended)) from None
        except TimeoutError:
            raise _CutOff(place, TOO_LONG) from None

    def _step(self, place: int, step: Step, notebook: Timed, askers: list[socket.socket]) -> None:
        notebook.send(step.message(), self._limits.cell)
        sent = notebook.receive(self._limits.cell)
        sent = sent if isinstance(sent, dict) else {}
        self._count(sent)
        if not step.name:
            self.ran.sent[place] = self._within(sent.get("outputs"), notebook.received)
            self._see_that_they_wait()
            return
        self.ran.sent[place] = sent
        if sent.get("asked") is True and step.calls is not None:
            self._ask(place, step.calls, Timed(askers.pop(0), self._patience))

    def _within(self, outputs: Any, received: int) -> Any:
        """Return outputs as long as all together are not too much to keep."""
        if received <= _SHOWN:
            return outputs
        self.ran.too_much = said(
            "All cells may show {most:,} bytes together; the rest is left out.", most=_SHOWN
        )
        return [["stream", "stderr", self.ran.too_much]]

    def _is_asked_on(self, place: int, step: Step, before: int | None) -> bool:
        """Ask the same function as the cell before asked, in the same process, if that is still there."""
        asker = self._waiting.get(before)
        if step.calls is None or not asker or self._steps[before].name != step.name:
            return False
        for call in step.calls:
            asker.send(encode(dict(call)), self._limits.call)
        self.ran.sent[place] = {"asked": True}
        self._ask(place, step.calls, asker)
        return True

    def _ask(self, place: int, calls: Sequence[Inputs], asker: Timed) -> None:
        """Receive what a function gives for the calls that everyone sees."""
        replies = self.ran.replies[place] = []
        for call in calls:
            replies.append(self._reply(call, asker))
            if replies[-1].error == _TOO_LONG:
                raise _CutOff(place, TOO_LONG, replies)
            if replies[-1].error == _DIED:
                return
        self._waiting[place] = asker

    def _see_that_they_wait(self) -> None:
        """Notice that a cell has ended the processes in which functions wait to be asked again."""
        if self._waiting and select.select(list(self._waiting.values()), [], [], 0)[0]:
            raise Ended(to_say("ended other processes"))

    def _see_that_it_is_itself(self, notebook: Timed) -> None:
        """Notice that what a student did to the process changes what it sends."""
        notebook.send({"echo": encode(_ECHO)}, self._limits.cell)
        sent = notebook.receive(self._limits.cell)
        self.ran.disturbed |= not isinstance(sent, dict) or value_of(sent) != _ECHO

    def _ask_hidden(self, place: int, asker: Timed) -> None:
        replies = self.ran.hidden[place] = []
        for call in self._steps[place].hidden():
            try:
                asker.send(encode(dict(call)), self._limits.call)
                reply = self._reply(call, asker)
            except (TimeoutError, Ended):
                reply = Reply(call, error=_DIED)
            replies.append(reply)
            if reply.error == _TOO_LONG:
                raise _CutOff(place, TOO_LONG, [])  # what was asked in secret stays secret
            if reply.error == _DIED:
                self.ran.disturbed = True
                return

    def _reply(self, call: Inputs, asker: Timed) -> Reply:
        """Receive what a function gives for a call."""
        try:
            sent = asker.receive(self._limits.call)
        except TimeoutError:
            return Reply(call, error=_TOO_LONG)
        except Ended:
            return Reply(call, error=_DIED)
        if not isinstance(sent, dict):
            return Reply(call, _UNREADABLE)
        self._count(sent)
        if isinstance(error := sent.get("error"), str) and error:
            return Reply(call, error=error[:100], error_text=str(sent.get("text"))[:1000])
        changed = sent.get("changed")
        names = tuple(name for name in call if name in changed) if isinstance(changed, list) else ()
        return Reply(call, value_of(sent), changed=names)

    def _count(self, sent: dict) -> None:
        seconds = sent.get("cpu")
        if isinstance(seconds, float) and 0 <= seconds <= self._limits.notebook:
            self.ran.seconds += seconds


def value_of(sent: dict) -> Any:
    """Return the value in what was sent, whatever it is."""
    try:
        return decode(sent.get("value"))
    except WireError:
        return _UNREADABLE
