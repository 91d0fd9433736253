"""Find the wrong line in somebody's working: more complaints, and yet fewer who are dissatisfied."""

from typing import Annotated

from crmlab.declared.quantities import Count, Share, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.language import to_say

REREAD = to_say("lesson 12, “Try it”, question 1")
HINTS = (
    "Between the two years something was done that makes people speak. Which numbers does that change?",
    "Take the lines one at a time, and ask of each number in it: from which year is it?",
    "One line mixes the years. Write it again with numbers of one year, and compute all lines after it.",
)

LINES = ("before", "silent_before", "now", "silent_now", "change")
_WRONG = "now"


def corrected(
    complaints_before: Annotated[Count, typical(40, 90)],
    rate_before: Annotated[Share, typical(0.05, 0.12)],
    complaints_now: Annotated[Count, typical(100, 200)],
    rate_now: Annotated[Share, typical(0.25, 0.45)],
) -> dict[str, str | float]:
    """Return which line is wrong, and how the number of the dissatisfied really changed."""
    return {"line": _WRONG, "change": complaints_now / rate_now - complaints_before / rate_before}


error = AnswerCheck(
    "you found the line that mixes the years, and corrected it",
    corrected,
    tolerance=0.5,  # whole customers are as good
    between=(-2300, 1100),
    apart=lambda **own: (corrected(**own)["change"], 0),
    words={"line": {name: (number, f"{number}", f"line {number}") for number, name in enumerate(LINES, 1)}},
    mistakes={
        "still_the_old_rate": Mistake(
            "Your change is the one of the trainee. Compute it anew without the wrong line.",
            part(
                change=lambda complaints_before, rate_before, complaints_now: (
                    (complaints_now - complaints_before) / rate_before
                )
            ),
        ),
        "new_rate_for_both": Mistake(
            "You use this year's rate for last year, too. It was measured after the number had been printed.",
            part(
                change=lambda complaints_before, complaints_now, rate_now: (
                    (complaints_now - complaints_before) / rate_now
                )
            ),
        ),
        "rates_exchanged": Mistake(
            "You give each year the rate of the other one.",
            part(
                change=lambda complaints_before, rate_before, complaints_now, rate_now: (
                    complaints_now / rate_before - complaints_before / rate_now
                )
            ),
        ),
        "change_of_complaints": Mistake(
            "You compare complaints. Asked is how the number of the dissatisfied changed.",
            part(change=lambda complaints_before, complaints_now: complaints_now - complaints_before),
            "complaints are what a firm sees",
        ),
        "change_of_the_silent": Mistake(
            "You compare the silent. Asked is the change of all the dissatisfied, as in line 5.",
            part(
                change=lambda complaints_before, complaints_now, right: (
                    right["change"] - complaints_now + complaints_before
                )
            ),
        ),
        "this_year_alone": Mistake(
            "You give the dissatisfied of this year. Asked is the change: subtract those of last year.",
            part(change=lambda complaints_now, rate_now: complaints_now / rate_now),
        ),
        "multiplied": Mistake(
            "You multiply by the voice rates. The complaints are a share of the dissatisfied: divide.",
            part(
                change=lambda complaints_before, rate_before, complaints_now, rate_now: (
                    complaints_now * rate_now - complaints_before * rate_before
                )
            ),
            "the share is easily taken in the wrong direction",
        ),
        "before_is_right": Mistake(
            "Line 1, before, is right: complaints and rate are both of last year.",
            part(line="before"),
        ),
        "silent_before_is_right": Mistake(
            "Line 2, silent_before, is right: who is dissatisfied and did not complain is silent.",
            part(line="silent_before"),
        ),
        "silent_now_is_right": Mistake(
            "What line 4 does is right: who is dissatisfied and did not complain is silent. Look before it.",
            part(line="silent_now"),
        ),
        "change_is_right": Mistake(
            "What line 5 does is right: a change is this year less last year. Look before it.",
            part(line="change"),
        ),
    },
)
