"""A magazine's cohort as a table, and whether such subscribers are worth what winning them costs."""

from __future__ import annotations

from typing import Annotated

from crmlab.declared.quantities import Cost, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.equity._data import Interest, Size
from crmlab.exercises.equity._magazine import TABLE_WRONGLY, FullPrice, Price, Rates, ToServe, cohort
from crmlab.language import to_say

REREAD = to_say("lesson 06, “A cohort year by year”")
HINTS = {
    "": (
        "Begin with the column year: 1, 2, …, one more than there are rates. The other columns follow in "
        "order.",
        "What is left of a price when the cost of serving the subscriber is paid? In year 1 the price is "
        "another one than later.",
        "customers_left of task 1 is the column customers. profit is customers times what is left of the "
        "price. present_value is profit divided by (1 + rate) ** (year − 1).",
    ),
    "choice": (
        "Your table holds what all years of all subscribers are worth. How many subscribers have to share "
        "it?",
        "Everybody of year 1 had to be won, also those who have left since. So divide by how many these "
        "were.",
        "win is a comparison of two amounts for one subscriber: True or False.",
    ),
}

CostOfWinning = Annotated[Cost, typical(25, 140, 5)]

years = AnswerCheck(
    "the table shows who is left, what they bring and what that is worth today",
    cohort,
    tolerance=0.05,
    between=(0, 250_000),
    mistakes=TABLE_WRONGLY,
)


def decided(
    size: Size,
    first_price: Price,
    later_price: FullPrice,
    service_cost: ToServe,
    retention: Rates,
    rate: Interest,
    acquisition_cost: CostOfWinning,
) -> dict[str, float | bool]:
    """Return what a subscriber won is worth, and whether winning him pays."""
    table = cohort(size, first_price, later_price, service_cost, retention, rate)
    each = float(table["present_value"].sum() / size)
    return {"each": each, "win": each > acquisition_cost}


def _each(worth):
    """Return another worth of each: a formula of the right table and the cohort's size."""

    def wrong(size, first_price, later_price, service_cost, retention, rate):
        return float(worth(cohort(size, first_price, later_price, service_cost, retention, rate), size))

    return part(each=wrong)


each = AnswerCheck(
    "your decision follows from what a subscriber won is worth",
    decided,
    tolerance=0.01,
    between=(15, 250),
    apart=lambda **own: (decided(**own)["each"], own["acquisition_cost"]),
    decides={"win": to_say("each with acquisition_cost")},
    mistakes={
        "total_for_each": Mistake(
            "You give a number of the whole cohort. Asked is one subscriber: divide by those of year 1.",
            [
                _each(lambda table, size: table["present_value"].sum()),
                _each(lambda table, size: table["profit"].sum()),
            ],
            "the source document prints 6694 where 66.94 each is meant",
        ),
        "divided_by_the_last_year": Mistake(
            "You divide by those who are left in the last year. Everybody of year 1 was won: divide by size.",
            [
                _each(lambda table, size: table["present_value"].sum() / table["customers"].iloc[-1]),
                _each(lambda table, size: table["profit"].sum() / table["customers"].iloc[-1]),
            ],
            "divided by the last year's customers",
        ),
        "divided_by_all_years": Mistake(
            "You divide by the customers of all years added up, which gives a worth for each year of a "
            "subscriber. Asked is the worth of one for all his years: divide by size.",
            _each(lambda table, size: table["present_value"].sum() / table["customers"].sum()),
        ),
        "mean_of_the_years": Mistake(
            "You take a mean over the years. Add all years up, then divide by size.",
            [
                _each(lambda table, size: table["present_value"].mean()),
                _each(lambda table, size: table["present_value"].mean() / size),
                _each(lambda table, size: table["present_value"].sum() / table["customers"].mean()),
            ],
        ),
        "each_of_every_year": Mistake(
            "You divide each year by its own customers and add up. Then nobody leaves: divide the sum by "
            "size.",
            [
                _each(lambda table, size: (table["present_value"] / table["customers"]).sum()),
                _each(lambda table, size: (table["profit"] / table["customers"]).sum()),
            ],
        ),
        "not_discounted": Mistake(
            "You add up profit, which is not discounted. Take present_value.",
            _each(lambda table, size: table["profit"].sum() / size),
            "the magazine's first total, 97,695, is not discounted; its second, 66,940, is",
        ),
        "cost_taken_off": Mistake(
            "You take acquisition_cost off. Give what a subscriber is worth before it, and compare the two.",
            [
                part(each=lambda right, acquisition_cost: right["each"] - acquisition_cost),
                part(each=lambda right, size, acquisition_cost: size * (right["each"] - acquisition_cost)),
            ],
        ),
        "cost_against_the_total": Mistake(
            "You take the cost of winning one subscriber from what all are worth. Compare the two for one.",
            part(each=lambda right, size, acquisition_cost: right["each"] * size - acquisition_cost),
        ),
        "discounted_once_more": Mistake(
            "You discount once more. The present values of the table are in today's money already.",
            part(each=lambda right, rate: right["each"] / (1 + rate)),
        ),
        "year_1_left_out": Mistake(
            "You leave year 1 out. What a subscriber brings in it belongs to his worth.",
            _each(lambda table, size: table["present_value"].iloc[1:].sum() / size),
        ),
        "year_1_alone": Mistake(
            "You give year 1 alone. A subscriber is worth what all his years bring, as far as he stays.",
            _each(lambda table, size: table["present_value"].iloc[0] / size),
        ),
        "last_year_alone": Mistake(
            "You give the last year alone. Add up all years, then divide by size.",
            [
                _each(lambda table, size: table["present_value"].iloc[-1] / size),
                _each(lambda table, size: table["present_value"].iloc[-1]),
            ],
        ),
    },
)
