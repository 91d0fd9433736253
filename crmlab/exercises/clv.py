"""Tasks of the assignment on the lifetime value of one customer."""

from __future__ import annotations

from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab import clv
from crmlab.declared.quantities import Cost, Money, MoneyFlows, Rate, Share, Years, is_number, typical
from crmlab.exercises.concept_checks import concept_check
from crmlab.exercises.tasks import Check, Task, misconception

BLIND = "answers of invented students"


def _column(given: Any, name: str) -> pd.Series:
    """Return the numbers of a column of a learner's table, whatever he handed in."""
    try:
        return pd.to_numeric(pd.DataFrame(given)[name]).dropna()
    except Exception:  # it is no such table
        return pd.Series(dtype=float)


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


@misconception(BLIND)
def rate_taken_off(flows, rate):
    """You multiply by 1 − rate each year. To discount is to divide by 1 + rate, which is not the same."""
    return sum(flow * (1 - rate) ** t for t, flow in enumerate(flows))


@misconception("Python's range ends one before its end")
def last_flow_missing(flows, rate):
    """The last payment is missing: your loop ends one too early. range(len(flows)) reaches all of them."""
    return clv.present_value(flows[:-1], rate, "start")


@misconception(BLIND)
def rate_divided_by_hundred(flows, rate):
    """You divide the rate by 100. It is a share already: 0.10 stands for 10 %."""
    return clv.present_value(flows, rate / 100, "start")


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
                rate_taken_off,
                last_flow_missing,
                rate_divided_by_hundred,
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
        "Start with total = 0; in the loop, total += payment / (1 + rate) ** t; after it, return total.",
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


@misconception("a common form of the formula, with another convention")
def everybody_there_in_the_first_year(margin, retention, rate, years):
    """In your year 1 everybody is still there. At its end only retention is: its exponent is the year."""
    return clv.lifetime_value(margin, retention, rate, years) / retention


@misconception(BLIND)
def retention_only_once(margin, retention, rate, years=None):
    """You multiply by retention only once. Fewer are left every year: in year t it is retention ** t."""
    return margin * retention * (clv.annuity_factor(rate, years) if years else 1 / rate)


@misconception(BLIND)
def certain_until_the_mean_life(margin, retention, rate):
    """You let everybody stay for the mean life. Some leave sooner, some later: use retention in each year."""
    return margin * (1 - (1 + rate) ** (-1 / (1 - retention))) / rate


@misconception(BLIND)
def ten_years_for_no_end(margin, retention, rate):
    """You stop after ten years. Without years there is no end: the lesson has a formula for that sum."""
    return clv.lifetime_value(margin, retention, rate, 10)


@misconception(BLIND)
def no_brackets_below(margin, retention, rate):
    """Brackets are missing: / divides by the next number only. Put brackets round the whole denominator."""
    return margin * retention / 1 + rate - retention


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
                everybody_there_in_the_first_year,
                retention_only_once,
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
                retention_only_once,
                certain_until_the_mean_life,
                ten_years_for_no_end,
                no_brackets_below,
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


@misconception(BLIND)
def years_not_added_up(acquisition_cost, profits):
    """You compare the profit of each year alone. Add the profits up: the cost comes back little by little."""
    return next((year for year, profit in enumerate(profits, 1) if profit >= acquisition_cost), None)


@misconception(BLIND)
def fraction_of_a_year(acquisition_cost, profits):
    """You give a fraction of a year. The task asks in which year the cost has come back: a whole number."""
    left = acquisition_cost
    for year, profit in enumerate(profits):
        if profit >= left:
            return year + left / profit
        left -= profit
    return None


@misconception(BLIND)
def given_up_after_a_year(acquisition_cost, profits):
    """You give up after year 1: your return None stands in the loop. Put it after the loop."""
    return 1 if profits[0] >= acquisition_cost else None


@misconception(BLIND, shows_in=is_number)
def a_year_all_the_same(acquisition_cost, profits):
    """You give a number, but all these profits together do not reach the cost. Give None then."""
    return len(profits) + 1


PAYBACK = Task(
    "clv-payback",
    checks=[
        Check(
            "clv-payback-year",
            "payback_year finds the year in which the cost has come back",
            payback_year,
            narrow={"acquisition_cost": typical(120, 160, 5), "profits": typical(30, 180, 5)},
            cases=[
                {"acquisition_cost": 90, "profits": [30, 40, 20]},
                {
                    "acquisition_cost": 60,
                    "profits": [40, 90, 50],
                },  # pays back even if the cost came every year
                {"acquisition_cost": 40, "profits": [50, 60]},
            ],
            misconceptions=[
                position_for_year,
                first_profitable_year,
                years_not_added_up,
                fraction_of_a_year,
                given_up_after_a_year,
            ],
            also_right=[
                lambda acquisition_cost, profits: np.searchsorted(np.cumsum(profits), acquisition_cost) + 1
            ],
            between=(1, 6),
        ),
        Check(
            "clv-payback-never",
            "payback_year gives None when the cost never comes back",
            payback_year,
            narrow={"acquisition_cost": typical(900, 1000)},
            misconceptions=[a_year_all_the_same],
        ),
    ],
    hints=[
        "Keep a running total: what has come in until the end of year 1, of year 2, …?",
        "Start with total = −acquisition_cost, loop over enumerate(profits, 1), return as soon as total ≥ 0.",
        "The return None stands after the loop: it is reached only when no year has paid the cost back.",
    ],
    reread="lesson 05, the credit-card customer",
)


# --- An offer, with numbers of one's own -------------------------------------------------------


FirstPurchase = Annotated[Cost, typical(1000, 3000, 100)]
AcquisitionCost = Annotated[Cost, typical(100, 800)]
Addon = Annotated[Cost, typical(150, 450, 10)]


def addon_paid_now(
    first_purchase: FirstPurchase,
    yearly: Cost,
    acquisition_cost: AcquisitionCost,
    rate: Rate,
    years: Years,
    addon: Addon,
) -> Money:
    """Return the value of a service that is paid now and at the end of each year, whoever buys it."""
    return clv.addon_value(addon, rate, years, first_now=True)


def decision(
    first_purchase: FirstPurchase,
    yearly: Cost,
    acquisition_cost: AcquisitionCost,
    rate: Rate,
    years: Years,
    addon: Addon,
    price_cut: Annotated[Cost, typical(600, 1800, 50)],
) -> dict[str, float | bool]:
    """Return what the offer gains, and whether to make it."""
    return _offered(clv.addon_value(addon, rate, years, first_now=True) - price_cut)


def _offered(gain: float) -> dict[str, float | bool]:
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


@misconception(BLIND)
def yearly_payments_not_discounted(first_purchase, yearly, acquisition_cost, rate, years):
    """You add the yearly payments up without discounting them."""
    return first_purchase + yearly * years - acquisition_cost


@misconception("Python's range ends one before its end")
def last_yearly_payment_missing(first_purchase, yearly, acquisition_cost, rate, years):
    """Your last yearly payment is missing. range(1, years) ends before years: write range(1, years + 1)."""
    return clv.customer_value(first_purchase, yearly, acquisition_cost, rate, years - 1)


@misconception("the worked example needs six payments in five years")
def payment_now_forgotten(addon, rate, years, **customer):
    """You left out the payment that comes now: there is one payment more than years."""
    return clv.addon_value(addon, rate, years)


@misconception("the worked example needs six payments in five years")
def last_payment_forgotten(addon, rate, years, **customer):
    """You have the payment now, but the last one is missing: there is one payment more than years."""
    return addon * clv.annuity_factor(rate, years, when="start")


@misconception("worked examples of the source documents")
def addon_not_discounted(addon, rate, years, **customer):
    """You add the payments of the contract up without discounting them."""
    return addon * (years + 1)


@misconception(BLIND)
def whole_customer_with_the_contract(addon, rate, years, **customer):
    """You give what the customer is worth with the contract. What it adds is only the contract's payments."""
    return clv.customer_value(rate=rate, years=years, **customer) + clv.addon_value(addon, rate, years, True)


@misconception(BLIND)
def whole_customer_as_gain(price_cut, **given):
    """You give the whole customer after the offer. The gain is only what the offer changes."""
    return _offered(whole_customer_with_the_contract.wrong(**given) - price_cut)


@misconception(BLIND)
def acquisition_charged_to_the_offer(**given):
    """You charge the acquisition cost to the offer. It is spent with and without the offer: leave it out."""
    return _offered(decision(**given)["gain"] - given["acquisition_cost"])


@misconception(BLIND)
def one_payment_against_the_price_cut(addon, price_cut, **given):
    """You compare the price cut with one payment. The contract brings a payment now and every year after."""
    return _offered(addon - price_cut)


@misconception(BLIND)
def gain_not_discounted(addon, years, price_cut, **given):
    """You add the payments of the contract up without discounting them. Take what the contract adds today."""
    return _offered(addon * (years + 1) - price_cut)


@misconception(BLIND)
def contract_taken_off_the_price_cut(**given):
    """You subtract the wrong way round: take the price cut off what the contract adds."""
    return _offered(-decision(**given)["gain"])


@misconception(BLIND)
def contract_taken_off_but_rightly_decided(**given):
    """You subtract the wrong way round: take the price cut off what the contract adds."""
    right = decision(**given)
    return right | {"gain": -right["gain"]}


@misconception(BLIND, shows_in=lambda given: hasattr(given, "get") and isinstance(given.get("gain"), bool))
def decision_for_gain(**given):
    """Your gain is True or False, which is the decision. The gain is an amount: do not compare it there."""
    right = decision(**given)
    return right | {"gain": right["offer"]}


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
                yearly_payments_not_discounted,
                last_yearly_payment_missing,
            ],
            between=(500, 8000),
        ),
        Check(
            "clv-offer-addon",
            "that is what the contract adds, its first payment now",
            addon_paid_now,
            asks_for="answer",
            misconceptions=[
                payment_now_forgotten,
                last_payment_forgotten,
                addon_not_discounted,
                whole_customer_with_the_contract,
            ],
            between=(300, 5000),
        ),
        Check(
            "clv-offer-decision",
            "your decision follows from your numbers",
            decision,
            asks_for="answer",
            misconceptions=[
                whole_customer_as_gain,
                acquisition_charged_to_the_offer,
                one_payment_against_the_price_cut,
                gain_not_discounted,
                contract_taken_off_the_price_cut,
                contract_taken_off_but_rightly_decided,
                decision_for_gain,
            ],
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


@misconception("Python's range ends one before its end")
def last_year_missing(margin, retention, rate, years):
    """Your last year is missing. range(1, years) ends before years: write range(1, years + 1)."""
    return value_table(margin, retention, rate, years - 1)


@misconception(BLIND, shows_in=lambda given: _column(given, "margin").nunique() == 1)
def same_margin_every_year(margin, retention, rate, years):
    """Your margin is the same every year. Who has left brings nothing: multiply it by staying."""
    table = value_table(margin, retention, rate, years)
    return table.assign(margin=margin, present_value=table.present_value / table.staying)


@misconception(BLIND, shows_in=lambda given: _column(given, "staying").max() > 1)
def staying_above_one(margin, retention, rate, years):
    """Your staying is more than 1, which no share can be. Give 0.80 for 80 %."""
    table = value_table(margin, retention, rate, years)
    return table.assign(staying=100 * table.staying)


@misconception(BLIND)
def leavers_counted_twice(margin, retention, rate, years):
    """Your present value counts those who left twice: the column margin is multiplied by staying already."""
    table = value_table(margin, retention, rate, years)  # two columns are enough to see it
    return table[["year"]].assign(present_value=table.present_value * table.staying)


@misconception(BLIND)
def running_total_for_present_value(margin, retention, rate, years):
    """Your present value is a running total. Give what the margin of that one year is worth today."""
    table = value_table(margin, retention, rate, years)
    return table[["year"]].assign(present_value=table.present_value.cumsum())


TABLE = Task(
    "clv-table",
    checks=[
        Check(
            "clv-table-years",
            "the table shows who stays, what he brings and what that is worth today",
            value_table,
            asks_for="answer",
            misconceptions=[
                everybody_there_in_year_one,
                table_not_discounted,
                last_year_missing,
                same_margin_every_year,
                staying_above_one,
                leavers_counted_twice,
                running_total_for_present_value,
            ],
            between=(0, 600),
        ),
    ],
    hints=[
        "Begin with the column year: 1, 2, …, years. Each other column follows from it in one line.",
        "staying is retention ** year; margin is the margin times staying; the present value divides that by "
        "(1 + rate) ** year.",
        "Put the four columns into pd.DataFrame({…}). With year = np.arange(1, years + 1), ** works on all.",
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
        "Three of the five are kept: what is spent, what is in the till, and what need not be bought.",
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
        "Say of each reason which way it moves the number, and which part of the ¥5,012 it concerns.",
    ],
    reread="lesson 05, “Doubt it”",
)

TASKS = [PRESENT, VALUE, PAYBACK, OFFER, TABLE, TERMS, CLAIM]
