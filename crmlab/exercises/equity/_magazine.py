"""A magazine's cohort year by year, and how its table goes wrong."""

from __future__ import annotations

from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.declared.quantities import Cost, typical
from crmlab.exercises.declaring import Mistake, part
from crmlab.exercises.equity import _data
from crmlab.exercises.equity._data import Interest, Rising, Size

Price = Annotated[Cost, typical(34, 48, 1)]
FullPrice = Annotated[Cost, typical(60, 95, 1)]
ToServe = Annotated[Cost, typical(22, 31, 1)]
Rates = Annotated[
    list[float], Rising("share", 0, 1, typical=(0.52, 0.88), step=0.01, format=".0%", series=(4, 4))
]


def cohort(
    size: Size,
    first_price: Price,
    later_price: FullPrice,
    service_cost: ToServe,
    retention: Rates,
    rate: Interest,
) -> pd.DataFrame:
    """Return year by year who is there, what all together bring, and what that is worth today."""
    year = np.arange(1, len(retention) + 2)
    customers = size * _data.path(retention)
    profit = customers * (np.where(year == 1, first_price, later_price) - service_cost)
    worth = profit / (1 + rate) ** (year - 1)
    return pd.DataFrame({"year": year, "customers": customers, "profit": profit, "present_value": worth})


def _followed(way):
    """Return the column of customers who are counted in another *way*."""
    return part(customers=lambda size, retention: size * way(retention))


def _earned(margin):
    """Return the column of profits with another *margin*: a formula of the prices, the cost and the year."""
    return part(
        profit=lambda right, first_price, later_price, service_cost: (
            right["customers"] * margin(first_price, later_price, service_cost, right["year"])
        )
    )


def _worth_today(factor):
    """Return the column of present values in which *factor* of the rate and the year weighs a profit."""
    return part(present_value=lambda right, rate: right["profit"] * factor(rate, right["year"]))


TABLE_WRONGLY = {
    "renewed_before_year_1": Mistake(
        "You let subscribers leave before year 1. In year 1 all of size are there; the first rate leads "
        "to year 2.",
        _followed(_data.renewed_before_year_1),
        "retention applied to the first year",
    ),
    "each_of_the_beginning": Mistake(
        "You take each rate of the subscribers of year 1. It is a share of those who were there the year "
        "before.",
        _followed(_data.each_of_the_beginning),
    ),
    "power_for_path": Mistake(
        "You raise a rate to a power, as if it had held in all the years before. Each renewal has its "
        "own rate: multiply them one after the other.",
        [
            _followed(_data.power_of_its_own),
            _followed(_data.power_of_the_first),
            _followed(_data.power_of_the_last),
        ],
        "one rate, raised to a power, is all that lesson 05 needs",
    ),
    "mean_for_path": Mistake(
        "You use the mean of the rates for every year. Each renewal has its own rate.",
        _followed(_data.power_of_the_mean),
        "an average retention rate is what most reports have",
    ),
    "churn_for_retention": Mistake(
        "You keep the share that leaves. A rate in retention is the share that renews.",
        _followed(_data.leavers_kept),
    ),
    "same_number_leaves": Mistake(
        "You take every loss of the subscribers of year 1. A rate is a share of those who are still there.",
        _followed(_data.same_number_leaves),
    ),
    "leavers_for_customers": Mistake(
        "Your customers are those who leave. Asked is how many are there in each year.",
        part(customers=lambda right: np.append(0.0, -np.diff(right["customers"]))),
    ),
    "nobody_leaves": Mistake(
        "Your customers are the same in every year. Of those of one year only the rate in retention renews.",
        part(customers=lambda size: size),
    ),
    "shares_for_customers": Mistake(
        "Your customers are shares. Asked is how many subscribers: multiply them by size.",
        part(customers=lambda right, size: right["customers"] / size),
    ),
    "price_for_margin": Mistake(
        "Your profit is what subscribers pay. Subtract what serving them costs.",
        _earned(lambda first, later, serve, year: np.where(year == 1, first, later)),
        "price taken for margin",
    ),
    "served_in_year_1_only": Mistake(
        "You take the cost of serving off in year 1 only. It is paid in every year, for everybody who is "
        "there.",
        _earned(lambda first, later, serve, year: np.where(year == 1, first - serve, later)),
    ),
    "served_in_later_years_only": Mistake(
        "You take the cost of serving off in later years only. It is paid in year 1, too.",
        _earned(lambda first, later, serve, year: np.where(year == 1, first, later - serve)),
    ),
    "served_once_for_all": Mistake(
        "You take service_cost off once a year. It is paid for each subscriber: take it off his price first.",
        part(
            profit=lambda right, first_price, later_price, service_cost: (
                right["customers"] * np.where(right["year"] == 1, first_price, later_price) - service_cost
            )
        ),
    ),
    "one_price_for_all": Mistake(
        "You count the same price in all years. Year 1 is sold at first_price, every later year at "
        "later_price.",
        [
            _earned(lambda first, later, serve, year: later - serve),
            _earned(lambda first, later, serve, year: first - serve),
        ],
        "the magazine sells the first year below half of the normal price",
    ),
    "all_served_for_ever": Mistake(
        "You serve all of size in every year. Who has left costs nothing: take the cost off for those "
        "who are there.",
        part(
            profit=lambda right, size, first_price, later_price, service_cost: (
                right["customers"] * np.where(right["year"] == 1, first_price, later_price)
                - size * service_cost
            )
        ),
    ),
    "winning_taken_off": Mistake(
        "You take off what winning the subscribers cost. Here the table leaves it out; it comes in the "
        "next step.",
        part(
            profit=lambda right, size, acquisition_cost: (
                right["profit"] - np.where(right["year"] == 1, size * acquisition_cost, 0)
            )
        ),
    ),
    "profit_of_one": Mistake(
        "Your profit is that of one subscriber. Asked is that of all who are there: multiply by customers.",
        part(
            profit=lambda right, first_price, later_price, service_cost: (
                np.where(right["year"] == 1, first_price, later_price) - service_cost
            )
        ),
    ),
    "profit_discounted": Mistake(
        "Your profit is discounted. Give there what comes in the year; present_value discounts it.",
        part(profit=lambda right: right["present_value"]),
    ),
    "first_year_discounted": Mistake(
        "You discount year 1. It is now and counts in full: year t waits t − 1 years.",
        _worth_today(lambda rate, year: (1 + rate) ** -year.astype(float)),
        "the source documents use both timings without saying so",
    ),
    "present_value_of_one": Mistake(
        "Your present value is that of one subscriber. The column is about all of them: discount profit.",
        [
            part(present_value=lambda right, size: right["present_value"] / size),
            part(present_value=lambda right: right["present_value"] / right["customers"]),
        ],
    ),
    "factor_for_present_value": Mistake(
        "Your present value is the discount factor. Multiply it by profit.",
        part(present_value=lambda right, rate: (1 + rate) ** (1.0 - right["year"])),
    ),
    "customers_counted_twice": Mistake(
        "You multiply by customers twice: profit is that of all of them already.",
        [
            part(present_value=lambda right: right["present_value"] * right["customers"]),
            part(profit=lambda right: right["profit"] * right["customers"]),
        ],
    ),
    "not_discounted": Mistake(
        "Your present values are not discounted: divide year t by (1 + rate) ** (t − 1).",
        _worth_today(lambda rate, year: 1.0),
        "the magazine's first total, 97,695, is not discounted; its second, 66,940, is",
    ),
    "discounted_once": Mistake(
        "You divide by 1 + rate once. Year 3 waits two years, year 4 three: divide by (1 + rate) ** (t − 1).",
        [
            _worth_today(lambda rate, year: np.where(year == 1, 1, 1 / (1 + rate))),
            _worth_today(lambda rate, year: 1 / (1 + rate)),
        ],
    ),
    "year_2_waits_two_years": Mistake(
        "You leave year 1 as it is, but let year 2 wait two years. It waits one: its exponent is 1.",
        _worth_today(lambda rate, year: np.where(year == 1, 1, (1 + rate) ** -year.astype(float))),
    ),
    "rate_taken_off": Mistake(
        "You multiply by 1 − rate. To discount is to divide by 1 + rate, once for each year of waiting.",
        _worth_today(lambda rate, year: (1 - rate) ** (year - 1)),
    ),
    "simple_interest": Mistake(
        "You divide by 1 + rate · t. Interest earns interest, too: the divisor is a power of 1 + rate.",
        _worth_today(lambda rate, year: 1 / (1 + rate * (year - 1))),
    ),
    "later_money_worth_more": Mistake(
        "You multiply by a power of 1 + rate: later money is worth more then. For the value today, divide.",
        _worth_today(lambda rate, year: (1 + rate) ** (year - 1)),
    ),
    "last_year_missing": Mistake(
        "Your last year is missing. There is one year more than rates: each rate leads to one more year.",
        lambda right: right.iloc[:-1],
        "Python's range ends one before its end",
    ),
    "year_1_left_out": Mistake(
        "Year 1 is missing. In it all of size are there, and pay first_price.",
        lambda right: right.iloc[1:],
    ),
}
