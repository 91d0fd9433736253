"""Somebody's working of what a campaign of a carrier costs and brings, with one wrong line."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from crmlab.exercises.declaring import Mistake, part
from crmlab.exercises.workings import Line, Working, hints
from crmlab.language import to_say

REREAD = to_say("lesson 02, “What a subscriber costs”, “How close to be” and “The funnel”")
HINTS = hints(
    "Four questions: how do the shares of stages go together? What was spent because of the campaign? "
    "Who counts as won? And from what is a contact paid?"
)


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


WORKING = Working(_case, _steps, (1, 3, 4, 6, 2, 5))

error = WORKING.check(
    between=(1, 200_000),
    tolerance=0.02,
    mistakes={
        "thousandth": Mistake(
            "Your value is a thousand times too small or too large: look whether the line counts one or a "
            "thousand.",
            part(value=lambda right: right["value"] * (0.001 if right["line"] == 1 else 1000)),
        ),
    },
)
