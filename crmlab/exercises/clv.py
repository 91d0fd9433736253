"""Tasks of the assignment on the lifetime value of one customer."""

from __future__ import annotations

from typing import Annotated

import numpy as np
import pandas as pd

from crmlab import clv
from crmlab.exercises.concept_checks import concept_check
from crmlab.exercises.tasks import Check, Task, misconception
from crmlab.quantities import Cost, Money, MoneyFlows, Rate, Share, Years, typical

# --- Value today -------------------------------------------------------------------------------


@misconception("the source documents use both timings without saying so")
def first_payment_discounted(flows, rate):
    """You discount the first payment, too. It comes now and counts at full value: its exponent is 0."""
    return clv.present_value(flows, rate, "end")


@misconception("a worked example of the source documents")
def added_up_without_discounting(flows, rate):
    """You add the payments up as they are. Later money is worth less: divide payment t by (1 + rate) ** t."""
    return sum(flows)


@misconception("common slip of beginners in finance")
def compounded_instead_of_discounted(flows, rate):
    """You multiply by (1 + rate) ** t, which gives the value at the end. For the value today, divide."""
    return sum(flow * (1 + rate) ** t for t, flow in enumerate(flows))


@misconception("common slip of beginners in finance")
def simple_interest(flows, rate):
    """You divide by 1 + rate · t. Interest earns interest, too: the divisor is (1 + rate) ** t."""
    return sum(flow / (1 + rate * t) for t, flow in enumerate(flows))


PRESENT = Task(
    "clv-present",
    checks=[
        Check(
            "clv-present-discounts",
            "present_value discounts each payment by the years that pass before it comes",
            clv.present_value,
            inputs=("flows", "rate"),
            fixed={"when": "start"},
            narrow={"rate": typical(0.05, 0.2)},
            misconceptions=[
                first_payment_discounted,
                added_up_without_discounting,
                compounded_instead_of_discounted,
                simple_interest,
            ],
            also_right=[lambda flows, rate: np.dot(flows, (1 + rate) ** -np.arange(len(flows), dtype=float))],
            between=(100, 1500),
        ),
        Check(
            "clv-present-norate",
            "without a discount rate the value is the plain sum, even of one payment",
            clv.present_value,
            inputs=("flows", "rate"),
            fixed={"when": "start"},
            narrow={"rate": typical(0, 0)},
            cases=[{"flows": [-120.0], "rate": 0.0}],
            between=(-200, 1500),
        ),
    ],
    hints=[
        "A payment that comes in t years is worth less today: which factor does the lesson multiply it by?",
        "enumerate(flows) gives t = 0, 1, 2, … with each payment. Add up payment / (1 + rate) ** t.",
    ],
    reread="lesson 05, “Money that comes later”",
)


# --- Lifetime value ----------------------------------------------------------------------------


@misconception("two conventions stand side by side in the literature")
def first_margin_certain(margin, retention, rate, years=None):
    """Your first margin comes now and is certain. Here it comes after a year, from those who stay."""
    return clv.lifetime_value(margin, retention, rate, years, when="start")


@misconception("common slip: retention and churn are easily exchanged")
def churn_for_retention(margin, retention, rate, years=None):
    """You use the share that leaves. Multiply by the share that stays: retention, not 1 − retention."""
    return clv.lifetime_value(margin, 1 - retention, rate, years)


@misconception("worked examples of the source documents")
def lifetime_not_discounted(margin, retention, rate, years):
    """You forget that later money is worth less: divide the margin of year t by (1 + rate) ** t."""
    return clv.lifetime_value(margin, retention, 0.0, years)


@misconception("the simple formula of the source documents has no retention")
def nobody_leaves(margin, retention, rate, years):
    """You discount, but everybody stays. In year t only retention ** t of the customers are still there."""
    return margin * clv.annuity_factor(rate, years)


@misconception("Python's range ends one before its end")
def one_payment_short(margin, retention, rate, years):
    """The last year is missing. range(1, years) ends before years; write range(1, years + 1)."""
    return clv.lifetime_value(margin, retention, rate, years - 1)


@misconception("a common form of the formula, with another convention")
def first_margin_undiminished(margin, retention, rate):
    """margin / (1 + rate − retention) takes the first margin as certain. Multiply it by retention, too."""
    return margin / (1 + rate - retention)


@misconception("mean life read as lifetime value in the source documents")
def margin_times_mean_life(margin, retention, rate):
    """margin / (1 − retention) is the margin times the mean life; it does not discount."""
    return margin / (1 - retention)


VALUE = Task(
    "clv-value",
    checks=[
        Check(
            "clv-value-finite",
            "lifetime_value adds up what comes in a given number of years",
            clv.lifetime_value,
            inputs=("margin", "retention", "rate", "years"),
            misconceptions=[
                first_margin_certain,
                churn_for_retention,
                lifetime_not_discounted,
                nobody_leaves,
                one_payment_short,
            ],
            also_right=[
                lambda margin, retention, rate, years: [
                    sum(margin * (retention / (1 + rate)) ** t for t in range(1, years + 1))
                ]
            ],
            between=(20, 4000),
        ),
        Check(
            "clv-value-endless",
            "without years, lifetime_value gives the value without an end",
            clv.lifetime_value,
            inputs=("margin", "retention", "rate"),
            misconceptions=[
                first_margin_certain,
                churn_for_retention,
                first_margin_undiminished,
                margin_times_mean_life,
            ],
            also_right=[lambda margin, retention, rate: margin * clv.retention_multiple(retention, rate)],
            between=(20, 6000),
        ),
        Check(
            "clv-value-loyal",
            "lifetime_value is right when everybody stays and when nobody does",
            clv.lifetime_value,
            inputs=("margin", "retention", "rate", "years"),
            narrow={"retention": typical(1, 1)},
            cases=[{"margin": 100, "retention": 0.0, "rate": 0.1, "years": 5}],
            between=(0, 6000),
        ),
    ],
    hints=[
        "Begin with year 1: which share is still there, and what is its margin worth today? Then year 2.",
        "Year t brings margin · retention ** t / (1 + rate) ** t, for t in range(1, years + 1).",
        "Without an end it is margin · retention / (1 + rate − retention). Begin with: if years is None:",
    ],
    reread="lesson 05, “Customers may leave”",
)


# --- Payback -----------------------------------------------------------------------------------


def payback_year(
    acquisition_cost: Annotated[Cost, typical(100, 300, 5)],
    profits: Annotated[MoneyFlows, typical(30, 120, 5)],
) -> Years | None:
    """Return the first year in which the profits have paid back the acquisition cost."""
    return clv.break_even_year([-acquisition_cost, *profits])


@misconception("Python counts positions from 0")
def position_for_year(acquisition_cost, profits):
    """You give the position in the list, which begins at 0. The first profit comes in year 1."""
    return int(np.argmax(np.cumsum(profits) >= acquisition_cost))


@misconception("the credit-card customer earns from year 1, but pays back in year 2")
def first_profitable_year(acquisition_cost, profits):
    """You stop at the first profit. The cost has come back only when the profits added up so far reach it."""
    return 1


PAYBACK = Task(
    "clv-payback",
    checks=[
        Check(
            "clv-payback-year",
            "payback_year finds the year in which the cost has come back",
            payback_year,
            narrow={"acquisition_cost": typical(120, 200, 5), "profits": typical(60, 110, 5)},
            cases=[{"acquisition_cost": 90, "profits": [30, 40, 20]}],
            misconceptions=[position_for_year, first_profitable_year],
            also_right=[
                lambda acquisition_cost, profits: np.searchsorted(np.cumsum(profits), acquisition_cost) + 1
            ],
            between=(2, 6),
        ),
        Check(
            "clv-payback-never",
            "payback_year gives None when the cost never comes back",
            payback_year,
            narrow={"acquisition_cost": typical(900, 1000)},
        ),
    ],
    hints=[
        "Keep a running total: what has come in until the end of year 1, of year 2, …?",
        "Start with total = −acquisition_cost, loop over enumerate(profits, 1), return as soon as total ≥ 0.",
    ],
    reread="lesson 05, the credit-card customer",
)


# --- An offer, with numbers of one's own -------------------------------------------------------


def addon_paid_now(addon: Annotated[Cost, typical(150, 450, 10)], rate: Rate, years: Years) -> Money:
    """Return the value of a service that is paid now and at the end of each year."""
    return clv.addon_value(addon, rate, years, first_now=True)


def decision(
    addon: Annotated[Cost, typical(150, 450, 10)],
    rate: Rate,
    years: Years,
    price_cut: Annotated[Cost, typical(600, 1800, 50)],
) -> dict[str, float | bool]:
    """Return what the offer gains, and whether to make it."""
    gain = addon_paid_now(addon, rate, years) - price_cut
    return {"gain": gain, "offer": gain > 0}


@misconception("the source documents leave the acquisition cost out in one place and count it in another")
def acquisition_cost_forgotten(first_purchase, yearly, acquisition_cost, rate, years):
    """You left out what it cost to win the customer: subtract the acquisition cost."""
    return clv.customer_value(first_purchase, yearly, 0, rate, years)


@misconception("common slip; the worked example counts it at full value")
def first_purchase_discounted(first_purchase, yearly, acquisition_cost, rate, years):
    """You discount the first purchase. It is made now and counts at full value."""
    return clv.customer_value(first_purchase / (1 + rate), yearly, acquisition_cost, rate, years)


@misconception("the worked example has five payments of one kind and six of the other")
def one_yearly_payment_too_many(first_purchase, yearly, acquisition_cost, rate, years):
    """You count a yearly payment now, too. The yearly payments come at the end of years 1, 2 and so on."""
    return clv.customer_value(first_purchase + yearly, yearly, acquisition_cost, rate, years)


@misconception("the worked example needs six payments in five years")
def payment_now_forgotten(addon, rate, years):
    """You left out the payment that comes now: there is one payment more than years."""
    return clv.addon_value(addon, rate, years)


@misconception("the worked example needs six payments in five years")
def last_payment_forgotten(addon, rate, years):
    """You have the payment now, but the last one is missing: there is one payment more than years."""
    return addon * clv.annuity_factor(rate, years, when="start")


@misconception("worked examples of the source documents")
def addon_not_discounted(addon, rate, years):
    """You add the payments of the contract up without discounting them."""
    return addon * (years + 1)


OFFER = Task(
    "clv-offer",
    checks=[
        Check(
            "clv-offer-base",
            "that is what the customer is worth without the contract",
            clv.customer_value,
            asks_for="answer",
            misconceptions=[
                acquisition_cost_forgotten,
                first_purchase_discounted,
                one_yearly_payment_too_many,
            ],
            between=(500, 8000),
        ),
        Check(
            "clv-offer-addon",
            "that is what the contract adds, its first payment now",
            addon_paid_now,
            asks_for="answer",
            misconceptions=[payment_now_forgotten, last_payment_forgotten, addon_not_discounted],
            between=(300, 5000),
        ),
        Check(
            "clv-offer-decision",
            "your decision follows from your numbers",
            decision,
            asks_for="answer",
            between=(-2000, 4000),
            apart=lambda **given: (decision(**given)["gain"], 0),
        ),
    ],
    hints=[
        "The first answer has three parts: one comes now, several come later, one was spent.",
        "Later payments: add up 1 / (1 + rate) ** t over t = 1 … years. For the contract, begin with t = 0.",
        "gain is the value of the contract less the price cut; offer is True when gain is more than 0.",
    ],
    reread="lesson 05, the air-conditioner customer",
)


# --- A table -----------------------------------------------------------------------------------


def value_table(
    margin: Annotated[Money, typical(50, 500)],
    retention: Annotated[Share, typical(0.5, 0.95)],
    rate: Rate,
    years: Years,
) -> pd.DataFrame:
    """Return year by year who stays, what he brings and what that is worth today."""
    year = np.arange(1, years + 1)
    staying = retention**year
    present_value = margin * staying * clv.discount_factor(rate, year)
    return pd.DataFrame(
        {"year": year, "staying": staying, "margin": margin * staying, "present_value": present_value}
    )


@misconception("two conventions stand side by side in the literature")
def everybody_there_in_year_one(margin, retention, rate, years):
    """In your year 1 everybody is still there. The first margin comes at its end, from those who stayed."""
    table = value_table(margin, retention, rate, years)
    return table.assign(
        staying=table.staying / retention,
        margin=table.margin / retention,
        present_value=table.present_value / retention,
    )


@misconception("worked examples of the source documents")
def table_not_discounted(margin, retention, rate, years):
    """Your present values are not discounted: divide year t by (1 + rate) ** t."""
    return value_table(margin, retention, 0.0, years)


TABLE = Task(
    "clv-table",
    checks=[
        Check(
            "clv-table-years",
            "the table shows who stays, what he brings and what that is worth today",
            value_table,
            asks_for="answer",
            misconceptions=[everybody_there_in_year_one, table_not_discounted],
            between=(0, 600),
        ),
    ],
    hints=[
        "Begin with the column year: 1, 2, …, years. Each other column follows from it in one line.",
        "staying is retention ** year; margin is the margin times staying; the present value divides that by "
        "(1 + rate) ** year.",
    ],
    reread="lesson 05, “Customers may leave”",
)


# --- What belongs to the value -----------------------------------------------------------------


TERMS = Task(
    "clv-terms",
    checks=[
        concept_check(
            "clv-terms-lost", "you tell what is lost from what is already spent or paid", "clv-lost"
        ),
    ],
    hints=[
        "Ask of each item: does the firm have less tomorrow if he leaves today?",
        "What is paid or spent does not change. Lost is what would still have come, less its cost.",
    ],
    reread="lesson 05, “Doubt it”",
)

# --- An open question ----------------------------------------------------------------------------

CLAIM = Task(
    "clv-claim",
    checks=[],
    hints=[
        "Which parts of the ¥5,012 are already paid, or already spent?",
        "Is a payment the same as a gain? Would everybody have stayed? And whom does he talk to?",
    ],
    reread="lesson 05, “Doubt it”",
)

TASKS = [PRESENT, VALUE, PAYBACK, OFFER, TABLE, TERMS, CLAIM]
