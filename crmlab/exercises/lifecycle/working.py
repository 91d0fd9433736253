"""The wrong line in a colleague's working of what a new customer is worth."""

import math
import random
from collections.abc import Callable
from typing import Annotated

from crmlab import lifecycle
from crmlab.declared.quantities import Kind
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.language import to_say

REREAD = to_say("lesson 03, “Gone in ten years” and “Five points of retention”")
HINTS = (
    "Read what each line is meant to be. Is its number possible, and is it near what you would expect?",
    "Compute each line again from what stands before it, and compare with the number of the colleague.",
    "The first line that does not follow is the wrong one. The lines after it only carry its error on.",
)

Lines = dict[str, float]
_RIGHT: dict[int, Callable[[Lines], float]] = {
    1: lambda known: lifecycle.surviving(known["monthly_churn"], 12),
    2: lambda known: 1 - known["line 1"],
    3: lambda known: lifecycle.mean_life(known["line 2"]),
    4: lambda known: known["margin"] * known["line 3"],
    5: lambda known: known["line 4"] - known["cost"],
}
_WRONG: dict[int, list[Callable[[Lines], float]]] = {
    1: [lambda known: 1 - 12 * known["monthly_churn"]],
    2: [lambda known: 12 * known["monthly_churn"]],
    3: [lambda known: 1 / known["line 1"], lambda known: 12 / known["line 2"]],
    4: [
        lambda known: 12 * known["margin"] * known["line 3"],
        lambda known: known["margin"] * (known["line 3"] - 1),
    ],
}
_END = max(_RIGHT)


class Working(Kind):
    """What is known of a customer, and five lines, one of which is wrong; the last one is right."""

    def draw(self, source: random.Random) -> Lines:
        """Draw what is known, which line is wrong, and how."""
        lines = {
            "monthly_churn": source.randrange(30, 61, 5) / 1000,
            "margin": source.randrange(200, 601, 10),
            "cost": source.randrange(100, 301, 10),
        }
        wrong = source.choice([*_WRONG])
        for number, right in _RIGHT.items():
            formula = source.choice(_WRONG[number]) if number == wrong else right
            lines[_named(number)] = float(formula(lines))
        return lines

    def show(self, value: Lines) -> str:
        """Write each number with its name."""
        return "; ".join(f"{name} {number:,.5g}" for name, number in value.items())


def _named(number: int) -> str:
    return f"line {number}"


def wrong_line(working: Annotated[Lines, Working()]) -> dict[str, float]:
    """Return which line does not follow from those before it, and what should stand there."""
    follows = {number: float(right(working)) for number, right in _RIGHT.items()}
    line = next(n for n, right in follows.items() if not math.isclose(working[_named(n)], right))
    return {"line": line, "right": follows[line]}


def _end_put_right(working, right) -> float:
    """Return what comes out at the end once the wrong line is right."""
    mended = working | {_named(right["line"]): right["right"]}
    for number in range(right["line"] + 1, _END + 1):
        mended[_named(number)] = float(_RIGHT[number](mended))
    return mended[_named(_END)]


def _lines_away(*steps: int) -> list[part]:
    return [part(line=lambda right, step=step: right["line"] + step) for step in steps]


found = AnswerCheck(
    "you find the wrong line, and what should stand there",
    wrong_line,
    between=(0.2, 2500),
    words={"line": {number: (str(number), _named(number)) for number in _RIGHT}},
    mistakes={
        "line_that_carries_on": Mistake(
            "The line that you name follows from those before it: the error comes in earlier.",
            _lines_away(1, 2, 3, 4),
        ),
        "line_before_the_error": Mistake(
            "The line that you name is right: the error comes in later.", _lines_away(-1, -2, -3)
        ),
        "number_that_stands_there": Mistake(
            "Under right you give the number of the colleague. What should stand in the wrong line?",
            part(right=lambda working, right: working[_named(right["line"])]),
        ),
        "end_for_the_line": Mistake(
            "Under right you give what comes out at the end. Give what should stand in the wrong line.",
            part(right=_end_put_right),
        ),
    },
)
