"""Two counts: the share that was answered in time, and the share of customers who left."""

from typing import Annotated

from crmlab.declared.quantities import Count, Quantity, Share, typical
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import FunctionCheck, Mistake, given
from crmlab.language import to_say

REREAD = to_say("lesson 09, “Which hole first”")
HINTS = {
    "": (
        "A share has a top and a base. Which questions are in the base: those answered, or those asked?",
        "On top are the answers that came within the limit. “Within” counts an answer that takes just as "
        "long.",
        "Count with a loop, or with sum(hour <= limit for hour in hours); then divide by asked.",
    ),
    "left": (
        "The customers at the end are not the same people as at the start: some are new. How many are?",
        "Take the newcomers away from the end: what is left are customers of the start who are still there.",
        "lost = start − (end − gained). The churn is lost, as a share of the customers at the start.",
    ),
}

Hours = Annotated[list[float], Quantity("", 0, typical=(8, 40), step=2, format=",.1f", series=(6, 9))]
Limit = Annotated[float, Quantity("", 0, typical=(20, 28), step=2, format=",.1f")]


def in_time(hours: Hours, asked: Annotated[Count, typical(10, 14)], limit: Limit) -> Share:
    """Return the share of all questions that was answered within the limit."""
    if len(hours) > asked:
        raise BadValueError("there are more answers than questions.")
    return sum(hour <= limit for hour in hours) / asked


BELOW = Mistake(
    "You leave out answers that take just as long as the limit. They are within it: <=, not <.",
    given(limit=lambda limit: limit - 0.001),
    "< written where “within” is meant",
)
ANSWERED_FOR_ASKED = Mistake(
    "You divide by the questions that were answered. Those without an answer are not in time either: "
    "divide by asked.",
    lambda hours, asked, right: right * asked / max(len(hours), 1),
    "the unanswered are in no list, and are left out of the base",
)

share = FunctionCheck(
    "in_time counts the answers within the limit, as a share of all that was asked",
    in_time,
    example={"limit": 24, "asked": 6},
    between=(0, 1),
    edges={"within the limit": lambda hours, limit: [hour - limit for hour in hours]},
    mistakes={
        "below_the_limit": BELOW,
        "answered_for_asked": ANSWERED_FOR_ASKED,
        "both_slips": Mistake(
            "You divide by the questions that were answered, and leave out answers that take just as long as "
            "the limit. Divide by asked, and compare with <=.",
            lambda hours, limit: sum(hour < limit for hour in hours) / max(len(hours), 1),
        ),
        "number_for_share": Mistake(
            "You give how many answers are in time. Asked is their share: divide by asked.",
            [lambda right, asked: right * asked, lambda hours, limit: sum(hour < limit for hour in hours)],
        ),
        "late_for_in_time": Mistake(
            "You count the answers that come too late. Asked are those within the limit.",
            [
                lambda hours, asked, limit: sum(hour > limit for hour in hours) / asked,
                lambda hours, asked, limit: sum(hour >= limit for hour in hours) / asked,
                lambda hours, limit: sum(hour > limit for hour in hours) / max(len(hours), 1),
            ],
        ),
        "answered_at_all": Mistake(
            "You give the share that was answered at all. Asked is the share within the limit.",
            lambda hours, asked: len(hours) / asked,
        ),
        "unanswered_as_in_time": Mistake(
            "You count questions without an answer as in time. No answer came, so that none came in time.",
            lambda hours, asked, limit: (asked - sum(hour > limit for hour in hours)) / asked,
        ),
        "mean_of_the_hours": Mistake(
            "You compute a mean or a median of the hours. It hides who waits too long: count the answers "
            "within the limit.",
            [
                lambda hours: sum(hours) / max(len(hours), 1),
                lambda hours, asked: sum(hours) / asked,
                lambda hours, limit: sum(hours) / max(len(hours), 1) / limit,
                lambda hours: sorted(hours)[len(hours) // 2],
            ],
            "a mean is given where a promise with a limit was made",
        ),
        "another_base": Mistake(
            "Your base is not the number of questions. All that were asked count, each once: divide by "
            "asked.",
            [
                lambda hours, right, asked: right * asked / (asked + len(hours)),
                lambda hours, right, asked: right * asked / max(asked - len(hours), 0.5),
            ],
        ),
        "hours_added_up": Mistake(
            "You add up hours. Count the answers: each within the limit counts 1.",
            [
                lambda hours, asked, limit: sum(hour for hour in hours if hour <= limit) / asked,
                lambda hours, limit: sum(hour for hour in hours if hour <= limit),
            ],
        ),
    },
)

ends = FunctionCheck(
    "in_time is right if nothing was answered, if all came in time, and if some came at the last moment",
    in_time,
    calls=0,
    cases=[
        {"hours": [], "asked": 4, "limit": 24},
        {"hours": [1, 2, 3], "asked": 3, "limit": 24},
        {"hours": [24, 30, 5], "asked": 5, "limit": 24},
        {"hours": [30, 50], "asked": 2, "limit": 24},
    ],
    between=(0, 1),
    mistakes={
        "below_the_limit": BELOW,
        "answered_for_asked": ANSWERED_FOR_ASKED,
        "all_right_if_nothing": Mistake(
            "You give 1 where nothing was answered. Then nothing was in time: the share is 0.",
            lambda hours, right: right if hours else 1,
        ),
    },
)


def churn(
    start: Annotated[Count, typical(300, 900, 10)],
    gained: Annotated[Count, typical(20, 120, 5)],
    end: Annotated[Count, typical(250, 850, 10)],
) -> Share:
    """Return the share of the customers at the start who left."""
    lost = start + gained - end
    if not 0 < lost < start:
        raise BadValueError("some must have left, and some must be left.")
    return lost / start


def _lost(start, gained, end):
    return start + gained - end


churned = FunctionCheck(
    "churn counts who left, as a share of those who were there at the start",
    churn,
    between=(0, 1),
    mistakes={
        "newcomers_counted_as_kept": Mistake(
            "You count newcomers as customers who stayed. They fill the bucket up, but close no hole: take "
            "gained away from the end first.",
            lambda start, end: (start - end) / start,
            "the number of customers hardly changes, so nobody seems to have left",
        ),
        "base_at_the_end": Mistake(
            "You divide by the customers at the end. Who left was there at the start: divide by start.",
            [lambda start, gained, end: _lost(start, gained, end) / end, lambda gained, end: gained / end],
        ),
        "base_in_the_middle": Mistake(
            "You divide by the mean of start and end. Some firms do; here the base is the start.",
            lambda start, gained, end: 2 * _lost(start, gained, end) / (start + end),
        ),
        "base_with_newcomers": Mistake(
            "Your base has the newcomers in it. None of them could leave: divide by start alone.",
            lambda start, gained, end: _lost(start, gained, end) / (start + gained),
        ),
        "kept_for_lost": Mistake(
            "You give the share that stayed. Churn is the share that left: 1 less that.",
            lambda right: 1 - right,
        ),
        "end_over_start": Mistake(
            "You divide the end by the start. Newcomers are among the customers at the end: take them off, "
            "and ask who is missing.",
            lambda start, end: end / start,
        ),
        "number_for_share": Mistake(
            "You give how many customers left. Asked is their share of those at the start.",
            _lost,
        ),
        "newcomers_taken_off_twice": Mistake(
            "You take the newcomers off the start. They are among the customers at the end: take them off "
            "there.",
            lambda start, gained, end: (start - gained - end) / start,
        ),
        "gained_for_lost": Mistake(
            "You divide the newcomers by the start. Asked is who left, not who came.",
            lambda start, gained: gained / start,
        ),
        "newcomers_for_base": Mistake(
            "You divide by the newcomers. Who left was there at the start: divide by start.",
            lambda start, gained, end: _lost(start, gained, end) / gained,
        ),
        "brackets_missing": Mistake(
            "The brackets are missing: / comes before −. Put the difference in brackets, then divide by "
            "start.",
            [
                lambda start, gained, end: start - (end - gained) / start,
                lambda start, gained, end: start + gained - end / start,
                lambda start, gained, end: start - end + gained / start,
            ],
        ),
        "net_over_the_end": Mistake(
            "You compare the start with the end, newcomers included, and divide by the end. Take the "
            "newcomers off the end, and divide by the start.",
            lambda start, end: (start - end) / end,
        ),
    },
)
