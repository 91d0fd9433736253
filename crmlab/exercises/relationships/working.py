"""Somebody's working of what a campaign of a carrier costs and brings, with one wrong line."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple

from crmlab.declared.quantities import Kind
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.language import to_say

REREAD = to_say("lesson 02, “What a subscriber costs”, “How close to be” and “The funnel”")
HINTS = (
    "Do not begin with the result. Take the lines one by one, and ask of each what it ought to say.",
    "Four questions: how do the shares of stages go together? What was spent because of the campaign? "
    "Who counts as won? And from what is a contact paid?",
    "When you have found the line, keep the lines above it, and work out this one line anew.",
)
FAULTY = (1, 3, 4, 6, 2, 5)  # the lines of which one may be wrong; the last one only computes on
LINES = range(1, 8)


class Line(NamedTuple):
    """A line of the working: what it says, its arithmetic, what comes out."""

    says: str
    arithmetic: str
    result: float
    digits: int = 2

    def __str__(self) -> str:
        return f"{self.says}: {self.arithmetic} = {self.result:.{self.digits}f}"


def worked(case: dict[str, Any], faulty: int = 0) -> list[Line]:
    """Return the lines of the working; the *faulty* one is wrong, and those below compute on with it."""
    lines: list[Line] = []
    for number, (right, wrong) in enumerate(_steps(case, lines), 1):
        lines.append(wrong if number == faulty else right)
    return lines


def _steps(case: dict[str, Any], above: list[Line]) -> Iterator[tuple[Line, Line]]:
    """Yield each line as it ought to be and with its slip, from the lines above it."""
    first, second, third = (case[name] for name in ("answer", "meet", "sign"))
    says, mean = "of 1,000 shippers addressed, sign", 1000 * (first + second + third) / 3
    yield (
        Line(says, f"1000 · {first:.2f} · {second:.2f} · {third:.2f}", 1000 * first * second * third, 3),
        Line(says, f"1000 · ({first:.2f} + {second:.2f} + {third:.2f}) / 3", mean, 3),
    )
    share, addressed = above[0].result, case["addressed"]
    says = "shippers who sign"
    yield (
        Line(says, f"{addressed} · {share:.3f} / 1000", addressed * share / 1000, 4),
        Line(says, f"{addressed} · {third:.2f}", addressed * third, 4),
    )
    many, letters, gift, depot = above[1].result, case["letters"], case["gift"], case["depot"]
    says, spent = "spent to win them", letters + many * gift
    yield (
        Line(says, f"{letters} + {many:.4f} · {gift}", spent),
        Line(says, f"{depot} + {letters} + {many:.4f} · {gift}", depot + spent),
    )
    leave, says = case["leave"], "shippers really won"
    yield (
        Line(says, f"{many:.4f} · (1 − {leave:.2f})", many * (1 - leave), 4),
        Line(says, f"{many:.4f} · {leave:.2f}", many * leave, 4),
    )
    spent, won = above[2].result, above[3].result
    says = "cost of one who is won"
    yield (
        Line(says, f"{spent:.2f} / {won:.4f}", spent / won),
        Line(says, f"{spent:.2f} / {many:.4f}", spent / many),
    )
    sales, margin_share, visits, visit = (case[name] for name in ("sales", "margin_share", "visits", "visit"))
    says, contact = "profit of one who is won, a year", f"{visits} · {visit}"
    yield (
        Line(says, f"{sales} · {margin_share:.2f} − {contact}", sales * margin_share - visits * visit),
        Line(says, f"{sales} − {contact}", sales - visits * visit),
    )
    cost, profit = above[4].result, above[5].result
    back = Line("years until his cost has come back", f"{cost:.2f} / {profit:.2f}", cost / profit, 3)
    yield back, back


class Working(Kind):
    """A case with its numbers, and the lines in which somebody has worked it out, one of them wrong."""

    def draw(self, source: random.Random) -> dict[str, Any]:
        """Draw the case and the wrong line."""
        case = {
            "addressed": 100 * source.randint(20, 60),
            "answer": source.randint(20, 40) / 100,
            "meet": source.randint(45, 65) / 100,
            "sign": source.randint(25, 44) / 100,
            "letters": 500 * source.randint(20, 60),
            "gift": 10 * source.randint(10, 30),
            "depot": 1000 * source.randint(35, 95),
            "leave": source.randint(20, 45) / 100,
            "sales": 100 * source.randint(30, 60),
            "margin_share": source.randint(20, 35) / 100,
            "visits": source.randint(4, 8),
            "visit": 5 * source.randint(5, 10),
        }
        lines = worked(case, source.choice(FAULTY))
        return case | {"lines": [f"{number}. {line}" for number, line in enumerate(lines, 1)]}

    def show(self, value: dict[str, Any]) -> str:
        """Write the lines one after the other."""
        return "; ".join(value["lines"])


def _faulty(working: dict[str, Any]) -> int:
    """Return the number of the wrong line: the first one that is not as it ought to be."""
    right = (f"{number}. {line}" for number, line in enumerate(worked(working), 1))
    pairs = zip(right, working["lines"], strict=True)
    return next(number for number, (ours, theirs) in enumerate(pairs, 1) if ours != theirs)


def corrected(working: Annotated[dict, Working()]) -> dict[str, float]:
    """Return the number of the wrong line, and what ought to come out there."""
    line = _faulty(working)
    return {"line": line, "value": worked(working)[line - 1].result}


def _other_line(steps: int):
    return part(line=lambda right: (right["line"] + steps - 1) % len(LINES) + 1)


def _further_down(working):
    return worked(working)[-1].result


def _off(working):
    """Return by how much the number in the wrong line is too high."""
    line = _faulty(working)
    return worked(working, line)[line - 1].result - worked(working)[line - 1].result


error = AnswerCheck(
    "you found the wrong line, and what ought to come out there",
    corrected,
    tolerance=0.02,  # whoever computes with the rounded lines above is right, too
    between=(1, 200_000),
    words={"line": {number: (str(number), f"line {number}", f"{number}.") for number in LINES}},
    mistakes={
        "another_line": Mistake(
            "The line that you name takes a right step, from the numbers above it. "
            "The wrong one takes a step that the lesson would not take.",
            [_other_line(steps) for steps in range(1, len(LINES))],
        ),
        "wrong_number_repeated": Mistake(
            "The line is found, but you give the number that stands in it. Give the right one.",
            part(
                line=lambda right: right["line"],
                value=lambda right, working: worked(working, right["line"])[right["line"] - 1].result,
            ),
        ),
        "error_for_the_number": Mistake(
            "The line is found, but you give by how much its number is wrong. Give the right number.",
            [
                part(line=lambda right: right["line"], value=lambda working: _off(working)),
                part(line=lambda right: right["line"], value=lambda working: -_off(working)),
            ],
        ),
        "thousandth": Mistake(
            "Your value is a thousand times too small or too large: look whether the line counts one or a "
            "thousand.",
            part(value=lambda right: right["value"] * (0.001 if right["line"] == 1 else 1000)),
        ),
        "further_down": Mistake(
            "You give the right number of a line further down. Give that of the wrong line itself.",
            part(value=_further_down),
        ),
    },
)
