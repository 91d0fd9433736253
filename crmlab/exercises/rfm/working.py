"""Which line of a colleague's working is wrong."""

from typing import Any

from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.language import to_say

REREAD = to_say("extra 07c, “Look”")
HINTS = (
    "Do not read for what sounds right: take the log, and make each line again.",
    "RFM and the model have words in common that mean different things. Which line mixes them up?",
    "One line is about his age at a purchase. An age begins at the first purchase: count days from there, "
    "and give weeks.",
)


def working() -> dict[str, Any]:
    """Return the wrong line, and what it should say."""
    return {"line": 4, "right": 70 / 7}


def _is_right(line: int, because: str) -> Mistake:
    return Mistake(f"Line {line} is right: {because}", part(line=line))


error = AnswerCheck(
    "you have found the wrong line, and what should stand there",
    working,
    between=(0, 20),
    words={"line": {line: (str(line), f"line {line}") for line in range(1, 6)}},
    mistakes={
        "line_1": _is_right(
            1,
            "17 June is later, and a refund or 0 is no purchase. Three lines are left, on two days.",
        ),
        "line_2": _is_right(2, "all money until 2 June counts, and the refund lowers it."),
        "line_3": _is_right(3, "it is 13 days to the end of March, 30 in April, 31 in May, 2 in June."),
        "line_5": _is_right(5, "T begins with the first purchase and ends today, 146 days later."),
        "his_number_again": Mistake(
            "You give the weeks since the last purchase, as your colleague does. "
            "The model asks how old Ma was then.",
            part(right=76 / 7),
            "recency means the opposite in RFM",
        ),
        "days_since": Mistake(
            "You give the days since the last purchase. That is the recency of RFM; the model has its own.",
            part(right=76),
            "recency means the opposite in RFM",
        ),
        "age_today": Mistake(
            "You give T, his age today. Recency is his age at his last purchase.",
            part(right=146 / 7),
        ),
        "until_the_sample": Mistake(
            "You count until 6 May. That line is 0, and no purchase.",
            part(right=119 / 7),
        ),
        "until_the_refund": Mistake(
            "You count until 19 February. That line is a refund, and no purchase.",
            part(right=42 / 7),
        ),
        "with_the_future": Mistake(
            "You count until 17 June. On 2 June that lies in the future.",
            part(right=161 / 7),
        ),
    },
)
