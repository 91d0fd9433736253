"""Somebody's working of three visits to a salon, with one wrong line."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from crmlab.exercises.workings import Line, Working, hints
from crmlab.language import to_say

REREAD = to_say("lesson 09, “Expectations that move”")
HINTS = hints(
    "To each satisfaction: is what is expected at this visit taken off? To each expectation: does it begin "
    "at the one before, and move by the share adaptation of the last satisfaction? And at which visit is the "
    "level of the last line needed?"
)


def _steps(case: dict[str, Any], above: list[Line]) -> Iterator[tuple[Line, Line]]:
    """Yield each line as it ought to be and with its slip, from the lines above it."""
    one, two, three = case["perceived"]
    expected, share = case["expected"], case["adaptation"]
    first = Line("satisfaction at visit 1", f"{one:.1f} − {expected:.1f}", one - expected, 3)
    yield first, first
    gap, says = above[0].result, "expectation at visit 2"
    yield _moved(says, expected, share, gap), _moved(says, expected, 1 - share, gap)
    second, says = above[1].result, "satisfaction at visit 2"
    yield _less(says, two, second), _less(says, two, expected)
    says = "expectation at visit 3"
    yield _moved(says, second, share, above[2].result), _moved(says, expected, share, above[2].result)
    third, says = above[3].result, "satisfaction at visit 3"
    yield _less(says, three, third), _less(says, three, two)
    says = "to be perceived at visit 3 for the satisfaction of visit 1"
    yield (
        Line(says, f"{third:.3f} + {gap:.1f}", third + gap, 3),
        Line(says, f"{second:.2f} + {gap:.1f}", second + gap, 3),
    )


def _moved(says: str, old: float, share: float, gap: float) -> Line:
    sign, size = ("+", gap) if gap >= 0 else ("−", -gap)
    return Line(says, f"{old:.2f} {sign} {share:.1f} · {size:.2f}", old + share * gap, 3)


def _less(says: str, perceived: float, expected: float) -> Line:
    return Line(says, f"{perceived:.1f} − {expected:.3f}", perceived - expected, 3)


def _case(source: random.Random) -> dict[str, Any]:
    one, two, three = source.sample(range(70, 90), 3)
    return {
        "perceived": [one / 10, two / 10, three / 10],
        "expected": source.randint(40, 55) / 10,
        "adaptation": source.choice([0.2, 0.3, 0.4]),
    }


error = Working(_case, _steps, range(2, 7)).check(between=(-5, 15), tolerance=0.006)
