"""What one student's unknown wrong answers compute from the probes, found out in a worker."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import nbformat
import pandas as pd
from nbformat import NotebookNode

from crmlab.exercises.declaring import Check, FunctionCheck
from crmlab.exercises.judging import MISTAKE, Verdict, judge, tolerance_of
from crmlab.grading.results import Assignment, Result, Submission
from crmlab.grading.running.bounds import check_size
from crmlab.grading.running.probing import answers_of, hash_of, may_be_probed, probe
from crmlab.grading.running.rebuilding import match
from crmlab.grading.running.sections import Answered
from crmlab.grading.running.verdicts import Asked
from crmlab.intake.cells import settings_of
from crmlab.intake.equality import is_number, written
from crmlab.intake.reading import NotReadableError, read
from crmlab.intake.values import Reply
from crmlab.language import said, to_say

PROBED = "probed"
_LONGEST = 300  # characters of a value that is shown
_ROWS = 12
_SHOWS = to_say("for {inputs}: answers {got}; right is {right}")
_SHOWS_ALONE = to_say("answers {got}; right is {right}")
_SHOWN_ERROR = to_say("stops with {error}")


def ask(assignment: Assignment, submission: Submission) -> Result:
    """Probe the wrong answers of a submission that no sentence names.

    Returns
    -------
    Result
        Without points; by check its ``verdicts`` hold what the answers give, the code, and how it shows.
    """
    release = nbformat.reads(assignment.release, as_version=4)
    try:
        check_size(submission.content)
        matched = match(release, read(submission.content)[0])
    except NotReadableError as error:
        return Result(submission.student, "", {}, reason=f"{error}")
    answered = Answered(matched.notebook(), assignment, submission.student)
    graded = answered.grade()
    places = [
        place
        for place, one in graded.verdicts.items()
        if not one.right and may_be_probed(answered.asked[place].check, {"kind": one.kind, "id": one.id})
    ]
    probed = probe(answered, places, assignment.limits.notebook)
    names = {submission.student, *filter(None, answered.given)}
    found = {}
    for place, replies in probed.replies.items():
        asked = answered.asked[place]
        code = without_names(_code(answered.cells, place, asked.name), names)
        if answers := answers_of(asked.check, replies):
            found[asked.check.id] = _as_data(asked, replies, answers, code)
    return Result(submission.student, "", {}, verdicts=found, cut_off=probed.cut_off)


def _as_data(asked: Asked, replies: Sequence[Reply], answers: list, code: str) -> dict[str, Any]:
    verdicts = _verdicts(asked.check, replies)
    known = {one.id for one in verdicts if one.kind == MISTAKE}
    return {
        "kind": PROBED,
        "id": "",
        "probes": hash_of(asked),
        "answers": answers,
        "code": code,
        "shows": _shows(asked.check, replies),
        "is_right": all(one.right for one in verdicts),
        "known": known.pop() if len(known) == 1 and all(one.kind == MISTAKE for one in verdicts) else "",
    }


def _verdicts(check: Check, replies: Sequence[Reply]) -> list[Verdict]:
    """Return what the judge says of the probes: of all calls of a function, of each value."""
    together = [replies] if isinstance(check, FunctionCheck) else [[reply] for reply in replies]
    return [judge(check, some) for some in together]


# --- the code -----------------------------------------------------------------------------------------------


def _code(cells: Sequence[NotebookNode], place: int, name: str) -> str:
    """Return the answer that a graded cell asks for: the last before it that has the name in it."""
    before = [cell.source for cell in cells[:place] if settings_of(cell).get("solution")]
    named = [source for source in before if re.search(rf"\b{re.escape(name)}\b", source)]
    return next(iter([*named[::-1], *before[::-1]]), "")


def without_names(code: str, names: Iterable[str]) -> str:
    r"""Return code without comments, and without the names by which a student can be known.

    Code that Python cannot read is left out: what stands in it cannot be told from a comment.

    Examples
    --------
    >>> without_names("x = 1  # Anna Lee\nprint('by Anna Lee', x)", ["Anna Lee"])
    "x = 1\nprint('by …', x)"
    """
    try:
        bare = ast.unparse(ast.parse(code))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    words = {part for name in names for part in (name, *re.split(r"[\W_]+", name)) if len(part) > 1}
    for word in sorted(words, key=len, reverse=True):
        bare = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "…", bare)
    return bare


# --- how it shows -------------------------------------------------------------------------------------------


def _shows(check: Check, replies: Sequence[Reply]) -> str:
    """Return on the probe that is read most easily what was answered, and what is right."""
    wrong = [one for one in replies if not judge(check, [one]).right] or replies
    one = min(wrong, key=lambda reply: len(_inputs(check, reply.inputs)))
    tolerance = tolerance_of(check)
    got = said(_SHOWN_ERROR, error=one.error) if one.error else in_short(one.value, tolerance)
    right = in_short(check.of(one.inputs).answer(one.inputs), tolerance)
    inputs = _inputs(check, one.inputs)
    shows = _SHOWS if inputs else _SHOWS_ALONE
    return said(shows, inputs=inputs, got=got, right=right)


def _inputs(check: Check, inputs: Mapping[str, Any]) -> str:
    known = {name: value for name, value in inputs.items() if name in check.quantities}
    return said(", ").join(f"{name} = {in_short(value, 0)}" for name, value in known.items())


def in_short(value: Any, tolerance: float) -> str:
    """Write a value on a line, a table below it; what is long is cut.

    Examples
    --------
    >>> in_short({"gain": 1234.5678, "offer": True}, 0.005)
    '{gain: 1,234.57, offer: True}'
    """
    if isinstance(value, pd.DataFrame):
        rows = value.head(_ROWS).to_string(index=False, max_cols=8)
        return "\n" + "\n".join(line[:_LONGEST] for line in rows.splitlines()) + "\n"
    text = _on_a_line(value, tolerance)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _on_a_line(value: Any, tolerance: float) -> str:
    if isinstance(value, float) and not (abs(value) < 1e300):  # noqa: SIM300  (not a number, or no end)
        return str(value)
    if is_number(value):
        return written(value, tolerance) if tolerance else f"{value:.10g}"
    if isinstance(value, dict):
        inner = ", ".join(f"{key}: {_on_a_line(one, tolerance)}" for key, one in [*value.items()][:20])
        return f"{{{inner}}}"
    if isinstance(value, list):
        return f"[{', '.join(_on_a_line(one, tolerance) for one in value[:20])}]"
    return " ".join(str(value).split())
