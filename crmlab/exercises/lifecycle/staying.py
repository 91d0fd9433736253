"""Which share of a group is still there after some years, and which leaves within a year of months."""

from typing import Annotated

import numpy as np

from crmlab import lifecycle
from crmlab.declared.quantities import Share, typical
from crmlab.exercises.declaring import FunctionCheck, Mistake, given
from crmlab.language import to_say

VERSION = 2
REREAD = to_say("lesson 03, “Gone in ten years”")
EXAMPLE = {"churn": 0.2, "years": 5, "monthly_churn": 0.1}
HINTS = {
    "": (
        "What share is left after one year? And which share of these is left after two?",
        "Every year multiplies what is left by the same number. Is this number churn, or the rest?",
        "For three years it is (1 − churn) · (1 − churn) · (1 − churn). Write this for any number of years.",
    ),
    "yearly": (
        "A period need not be a year. In how many periods can a customer of today leave within a year?",
        "First find the share that is still there after twelve months: your surviving can tell it.",
        "Whoever is not there any more has left: how do you get from the one share to the other?",
    ),
}


def yearly_churn(monthly_churn: Annotated[Share, typical(0.11, 0.15, 0.005)]) -> Share:
    """Return the share of customers who leave in a year, from the share who leave in a month."""
    return 1 - lifecycle.surviving(monthly_churn, 12)


def _whole_people_of_a_hundred(churn, years):
    there = 100
    for _ in range(years):
        there = int(there * (1 - churn))
    return there / 100


years = FunctionCheck(
    "surviving gives the share of a group that is still there",
    lifecycle.surviving,
    narrow={"churn": typical(0.05, 0.15), "years": typical(3, 6, 1)},  # linear stays above 0
    between=(0.3, 0.95),
    also_right=[lambda churn, years: np.prod([1 - churn] * years)],
    mistakes={
        "same_number_every_year": Mistake(
            "You let the same number of customers go every year. "
            "The rate takes its share of those who are left.",
            lambda churn, years: 1 - churn * years,
            "the worked example of the source document on the life cycle",
        ),
        "share_that_left": Mistake(
            "You give the share that has left. The task asks for the share that is still there.",
            lambda right: 1 - right,
            "common slip: those who left and those who are left are easily exchanged",
        ),
        "churn_to_the_power": Mistake(
            "You raise the churn rate to a power. What repeats itself every year is staying: 1 − churn.",
            given(churn=lambda churn: 1 - churn),
            "common slip: retention and churn are easily exchanged",
        ),
        "one_year_short": Mistake(
            "You are one year short. After one year, the share 1 − churn is left, and not the whole.",
            given(years=lambda years: years - 1),
            "Python's range ends one before its end, and the first year is easily left out",
        ),
        "divided_as_in_discounting": Mistake(
            "You divide by 1 + churn, as in discounting. "
            "Each year takes its share away: multiply by 1 − churn.",
            lambda churn, years: (1 + churn) ** -years,
        ),
        "first_year_only": Mistake(
            "You give the share after one year only. If you use a loop, return stands after it, not in it.",
            given(years=1),
        ),
        "brackets_missing": Mistake(
            "Only your churn is raised to the power: ** comes before −. Put brackets round 1 − churn.",
            lambda churn, years: 1 - churn**years,
        ),
        "grows_like_interest": Mistake(
            "You let the group grow, as with interest. Churn makes it smaller: multiply by 1 − churn.",
            lambda churn, years: (1 + churn) ** years,
        ),
        "leaves_at_every_moment": Mistake(
            "You use exp, as if churn were a rate at every moment. "
            "It is the share of a whole year: multiply by 1 − churn.",
            lambda churn, years: np.exp(-churn * years),
            "formulas of continuous decay in tutorials",
        ),
        "whole_people_of_a_hundred": Mistake(
            "You cut to whole people of a hundred each year. A share has decimals: do not round on the way.",
            _whole_people_of_a_hundred,
        ),
    },
)

months = FunctionCheck(
    "yearly_churn turns a monthly churn rate into a yearly one",
    yearly_churn,
    between=(0.7, 0.9),
    mistakes={
        "monthly_times_twelve": Mistake(
            "You multiply by 12. In later months fewer are left to leave: "
            "compute who stays for 12 months first.",
            lambda monthly_churn: 12 * monthly_churn,
            "monthly rates in reports of telecom firms are often multiplied by 12",
        ),
        "share_still_there": Mistake(
            "You give the share that is still there after a year. Churn is the rest: 1 less this share.",
            lambda right: 1 - right,
            "common slip: those who left and those who are left are easily exchanged",
        ),
        "grows_like_interest": Mistake(
            "You let the base grow, as with interest. "
            "Churn makes it smaller: see who is left after 12 months.",
            lambda monthly_churn: (1 + monthly_churn) ** 12 - 1,
        ),
        "monthly_churn_divided_by_twelve": Mistake(
            "You divide by 12. monthly_churn is the share of one month already: "
            "use it as it is, month by month.",
            given(monthly_churn=lambda monthly_churn: monthly_churn / 12),
        ),
        "eleven_months": Mistake(
            "You are one month short: you count 11, and a year has 12. range(1, 12) has eleven numbers.",
            lambda monthly_churn: 1 - (1 - monthly_churn) ** 11,
        ),
        "churn_to_the_power": Mistake(
            "You raise the monthly churn itself to a power. What repeats itself every month is staying.",
            [
                lambda monthly_churn: monthly_churn**12,
                lambda monthly_churn: 1 - monthly_churn**12,
            ],
        ),
        "one_month_only": Mistake(
            "You look at one month only. A year has 12 of them.",
            [lambda monthly_churn: monthly_churn, lambda monthly_churn: 1 - monthly_churn],
        ),
        "month_from_a_year": Mistake(
            "You turn a yearly rate into a monthly one. Here the monthly one is given: the exponent is 12.",
            lambda monthly_churn: 1 - (1 - monthly_churn) ** (1 / 12),
        ),
        "leaves_at_every_moment": Mistake(
            "You use exp, as if churn were a rate at every moment. It is the share of a whole month.",
            lambda monthly_churn: 1 - np.exp(-12 * monthly_churn),
            "formulas of continuous decay in tutorials",
        ),
    },
)
