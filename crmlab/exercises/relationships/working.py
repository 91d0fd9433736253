"""Somebody's working of what a campaign of a carrier costs and brings, with one wrong line."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Annotated, Any

from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.workings import Line, Working, other_lines
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
    yield from _of_one(case, above)


def _of_one(case: dict[str, Any], above: list[Line]) -> Iterator[tuple[Line, Line]]:
    many, leave, says = above[1].result, case["leave"], "shippers really won"
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


def _case(source: random.Random) -> dict[str, Any]:
    return {
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


WORKING = Working(_case, _steps, FAULTY)


def corrected(working: Annotated[dict, WORKING]) -> dict[str, float]:
    """Return the number of the wrong line, and what ought to come out there."""
    return WORKING.corrected(working)


def _off(working):
    """Return by how much the number in the wrong line is too high."""
    return WORKING.wrong_number(working) - WORKING.corrected(working)["value"]


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
            other_lines(len(LINES)),
        ),
        "wrong_number_repeated": Mistake(
            "The line is found, but you give the number that stands in it. Give the right one.",
            part(line=lambda right: right["line"], value=WORKING.wrong_number),
        ),
        "error_for_the_number": Mistake(
            "The line is found, but you give by how much its number is wrong. Give the right number.",
            [
                part(line=lambda right: right["line"], value=_off),
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
            part(value=lambda working: WORKING.worked(working)[-1].result),
        ),
    },
)
