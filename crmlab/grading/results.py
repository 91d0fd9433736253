"""What goes into grading a submission and what comes out: plain data that any process can be handed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from crmlab.exercises.judging import IDEA, UNNAMED
from crmlab.intake.cells import cells_of, settings_of
from crmlab.language import to_say

SANDBOXED, NOT_SANDBOXED = to_say("sandboxed"), to_say("not sandboxed")


@dataclass(frozen=True)
class Limits:
    """What a submission may use.

    Attributes
    ----------
    cell, call, notebook : float
        Seconds that a cell, a call of a checked function, and all of it may take.
    memory : int
        Bytes that all of its processes may have together.
    output : int
        Bytes that a cell may show.
    processes : int
        Processes that it may have at a time.
    """

    cell: float = 10
    call: float = 5
    notebook: float = 60
    memory: int = 1_000_000_000
    output: int = 1_000_000
    processes: int = 200


@dataclass(frozen=True)
class Idea:
    """A wrong idea that a teacher has named: whoever answers the probes alike reads the sentence.

    Attributes
    ----------
    name : str
        What verdicts are called by: ``check:idea-1``.
    check : str
        The check whose wrong answers show it.
    sentence : str
        What the student reads.
    probes : str
        A hash of the probe inputs; with other ones the answers say nothing.
    answers : object
        What it answers to them, as `crmlab.grading.running.probing` compares it.
    example : str
        Code that computes so, for the teacher.
    """

    name: str
    check: str
    sentence: str
    probes: str
    answers: Any = field(repr=False)
    example: str = field(default="", repr=False)


def is_open(verdict: Mapping[str, Any]) -> bool:
    """Return whether a teacher's idea may name a wrong answer, or has: no task has a sentence for it.

    Examples
    --------
    >>> is_open({"kind": "slip", "id": "another-value"}), is_open({"kind": "right", "id": ""})
    (True, False)
    """
    return verdict.get("kind") == IDEA or verdict.get("id") in UNNAMED


@dataclass(frozen=True)
class Assignment:
    """An assignment as it is graded.

    Attributes
    ----------
    name : str
        Its name, which is that of its notebook and topic, too.
    release : str
        The released notebook, as it is registered with nbgrader.
    key : bytes
        The course key; hidden inputs are drawn with it.
    level : str
        `SANDBOXED` or `NOT_SANDBOXED`.
    limits : Limits
        What a submission may use.
    files : mapping of str to bytes
        Files that the assignment's notebook reads, by their paths beside it.
    ideas : sequence of Idea
        What teachers have named.
    """

    name: str
    release: str
    key: bytes = field(repr=False)
    level: str = SANDBOXED
    limits: Limits = Limits()
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    ideas: Sequence[Idea] = field(default=(), repr=False)

    def ideas_about(self, check: str) -> list[Idea]:
        """Return the ideas that may name wrong answers to a check."""
        return [idea for idea in self.ideas if idea.check == check]

    def told_about(self, check: str) -> str:
        """Return a hash of what the ideas about a check are and say; empty if there are none."""
        about = [(one.name, one.sentence, one.probes, one.answers) for one in self.ideas_about(check)]
        return hashlib.sha256(json.dumps(about).encode()).hexdigest()[:16] if about else ""


@dataclass(frozen=True)
class Submission:
    """What one student handed in for an assignment; without content, nothing that can be read was."""

    student: str
    content: bytes = field(repr=False)
    file_name: str


def _is_graded(cell: dict) -> bool:
    return bool(settings_of(cell).get("grade"))


@dataclass(frozen=True)
class Result:
    """What became of a submission.

    Attributes
    ----------
    student : str
        Whose it is.
    notebook : str
        The graded notebook with its outputs, as nbgrader stores it.
    scores : mapping of str to float or None
        Points by graded cell; None where a person decides.
    unanswered : tuple of str
        The answer cells that nobody wrote into.
    remarks : tuple of str
        What was repaired or left out and why, for the instructor.
    reason : str
        Why nothing of it could be graded; empty if it was.
    level : str
        Whether it was sandboxed.
    verdicts : mapping of str to mapping
        By graded cell that a judge decided on: ``kind`` and ``id`` of the verdict, and the ``answer`` as a
        plain value in JSON, None where it is long. For who counts mistakes. Where teachers' ideas were
        looked through, ``ideas`` is their hash.
    names : tuple of str
        The names by which numbers of the student's own were drawn; the first counts first.
    numbers : mapping of str to object
        By task, what was drawn with the first of them, as it goes over the wire: to draw it takes long.
    cut_off : bool
        Whether something of it took too long, which on a less busy machine it may not.
    seconds, student_seconds : float
        How long grading took, and how much of this the student's code computed.
    """

    student: str
    notebook: str = field(repr=False)
    scores: Mapping[str, float | None]
    unanswered: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    reason: str = ""
    level: str = SANDBOXED
    verdicts: Mapping[str, Mapping] = field(default_factory=dict, repr=False)
    names: tuple[str, ...] = ()
    numbers: Mapping[str, Any] = field(default_factory=dict, repr=False)
    cut_off: bool = False
    seconds: float = 0.0
    student_seconds: float = 0.0

    @property
    def score(self) -> float:
        """The points that no person has to decide on."""
        return sum(points or 0 for points in self.scores.values())

    @property
    def digest(self) -> str:
        """What is the same at every rerun, in any order and on any number of workers.

        What cells of the student's own show, such as a time, is not part of it; the verdicts are.
        """
        other = {"cut_off", "seconds", "student_seconds", "notebook"}
        kept = {name: value for name, value in asdict(self).items() if name not in other}
        kept["shown"] = [
            cell.get("outputs") for cell in cells_of(json.loads(self.notebook)) if _is_graded(cell)
        ]
        return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()

    def as_json(self) -> str:
        """Return it as a text from which `from_json` makes the same."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Result:
        """Return what `as_json` has written."""
        kept = json.loads(text)
        return cls(**kept | {name: tuple(kept[name]) for name in ("unanswered", "remarks", "names")})
