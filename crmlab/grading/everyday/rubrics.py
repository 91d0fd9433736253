"""The lines of a rubric, each with its points: read from the words that stand in the model answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crmlab.language import said, to_say

_NUMBERS = {word: at for at, word in enumerate(("half", "one", "two", "three", "four", "five"))} | {
    "half": 0.5
}
_NUMBER = rf"(?P<number>{'|'.join(_NUMBERS)}|\d+(?:\.\d+)?)"
_START = re.compile(
    rf"(?<![\w(]){_NUMBER}(?: points?)?(?P<each> each)?(?: more)? (?:for|if)\b", re.IGNORECASE
)
_TIMES = re.compile(rf"(?:the first )?{_NUMBER}\b", re.IGNORECASE)
_PARTS = re.compile(rf"{_NUMBER} (?:points? )?for the (first|second|third)", re.IGNORECASE)
_MOST = 9  # lines, each a key


@dataclass(frozen=True)
class Line:
    """What earns points.

    Attributes
    ----------
    words : str
        For what.
    points : float
        How many.
    """

    words: str
    points: float


def rubric_of(model_answer: str) -> str:
    """Return the rubric of a model answer: its first paragraph in italics; empty if it has none.

    Examples
    --------
    >>> rubric_of("*One point for each reason.*" + chr(10) * 2 + "It may be late.")
    'One point for each reason.'
    """
    text = re.sub(r"### (?:BEGIN|END) SOLUTION\s*", "", model_answer).strip()
    first = text.partition("\n\n")[0].strip()
    is_rubric = len(first) > 2 and first[0] == first[-1] == "*" and first[1] != "*"
    return " ".join(first[1:-1].split()) if is_rubric else ""


def lines(rubric: str, points: float) -> list[Line]:
    """Return the lines of a rubric; where its words do not add up to the points, a line a point.

    Examples
    --------
    >>> for one in lines("Two points each for two valid reasons, one point for a question.", 5):
    ...     print(f"{one.points:g} {one.words}")
    2 two valid reasons (1)
    2 two valid reasons (2)
    1 a question
    """
    text = rubric.partition("; of each,")[0]
    starts = [one for one in _START.finditer(text) if _is_outside(text[: one.start()])]
    ends = [*(start.start() for start in starts[1:]), len(text)]
    found = [
        line
        for start, end in zip(starts, ends, strict=True)
        for line in _part(start, text[start.end() : end])
    ]
    if found and len(found) <= _MOST and sum(line.points for line in found) == points:
        return found
    number = max(1, min(_MOST, round(points)))
    words = to_say("part {part} of {number}")
    return [Line(said(words, part=at + 1, number=number), points / number) for at in range(number)]


def _part(start: re.Match, words: str) -> Iterator[Line]:
    each, words = _number(start), words.strip(" ,;.:")
    if inside := list(_PARTS.finditer(words)):
        whole = words.partition("(")[0].strip()
        for at, one in enumerate(inside, 1):
            yield Line(f"{whole} ({at})", _number(one))
    elif not start["each"]:
        yield Line(words, each)
    elif ";" in words:
        for one in words.split(";"):
            yield Line(one.strip(), each)
    else:
        several = _TIMES.match(words)
        number = int(_number(several)) if several else 1
        for at in range(1, number + 1):
            yield Line(f"{words} ({at})" if number > 1 else words, each)


def _is_outside(before: str) -> bool:
    """Whether no bracket is open at the end of a text."""
    return before.count("(") <= before.count(")")


def _number(read: re.Match) -> float:
    return float(_NUMBERS.get(read["number"].lower(), 0) or read["number"])
