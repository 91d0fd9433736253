"""Find the wrong line in somebody's working: from two means to a change and its error."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from typing import Any

from crmlab.exercises.workings import Line, Working, hints
from crmlab.language import to_say

REREAD = to_say("lesson 11, “Difference, ratio, index” and “An index and its error”")
HINTS = hints(
    "Does an index of 0 stand for the lowest answer, is an error smaller the more people answered, "
    "is a change this year less last year, and how do two errors make one?"
)


def _steps(case: dict[str, Any], above: list[Line]) -> Iterator[tuple[Line, Line]]:
    """Yield each line as it ought to be and with its slip, from the lines above it."""
    before, after = case["mean_before"], case["mean_after"]
    yield (
        Line("index last year", f"({before:.2f} − 1) / 9 · 100", (before - 1) / 9 * 100, 3),
        Line("index last year", f"{before:.2f} / 10 · 100", before * 10, 3),
    )
    yield (
        Line("index this year", f"({after:.2f} − 1) / 9 · 100", (after - 1) / 9 * 100, 3),
        Line("index this year", f"({after:.2f} − 1) / 10 · 100", (after - 1) * 10, 3),
    )
    yield from _errors(case)
    last, this = above[0].result, above[1].result
    says = "change of the index, this year less last year"
    yield (
        Line(says, f"{this:.3f} − {last:.3f}", this - last, 3),
        Line(says, f"{last:.3f} − {this:.3f}", last - this, 3),
    )
    one, other = above[2].result, above[3].result
    says = "error of the change"
    yield (
        Line(says, f"√({one:.3f}² + {other:.3f}²)", math.hypot(one, other), 3),
        Line(says, f"{one:.3f} + {other:.3f}", one + other, 3),
    )
    change, error = above[4].result, above[5].result
    end = Line("the change in errors", f"{change:.3f} / {error:.3f}", change / error, 3)
    yield end, end


def _errors(case: dict[str, Any]) -> Iterator[tuple[Line, Line]]:
    sd, many = case["sd_before"], case["answered_before"]
    says = "error of the index last year"
    yield (
        Line(says, f"{sd:.1f} / √{many}", sd / math.sqrt(many), 3),
        Line(says, f"{sd:.1f} / {many}", sd / many, 3),
    )
    sd, many, sent = case["sd_after"], case["answered_after"], case["sent_after"]
    says = "error of the index this year"
    yield (
        Line(says, f"{sd:.1f} / √{many}", sd / math.sqrt(many), 3),
        Line(says, f"{sd:.1f} / √{sent}", sd / math.sqrt(sent), 3),
    )


def _case(source: random.Random) -> dict[str, Any]:
    before = source.randint(760, 840) / 100
    return {
        "mean_before": before,
        "mean_after": round(before + source.choice((-1, 1)) * source.randint(15, 60) / 100, 2),
        "sd_before": source.randint(36, 40) / 2,
        "sd_after": source.randint(48, 56) / 2,
        "answered_before": source.randint(300, 400),
        "answered_after": source.randint(200, 280),
        "sent_before": 20 * source.randint(46, 60),
        "sent_after": 20 * source.randint(30, 45),
    }


error = Working(_case, _steps, range(1, 7)).check(between=(-10, 100), tolerance=0.006)
