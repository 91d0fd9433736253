"""Where a customer's lifetime value comes from: past and future, growth, referrals, and the parts it has.

Every decomposition divides the same money: to add parts of two decompositions counts money twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.clv.discounting import power_sum
from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Choice, Money, MoneyFlows, Period, Quantity, Rate, Share, typical
from crmlab.declared.tables import Named, Table
from crmlab.errors import BadValueError
from crmlab.language import said, to_say

# Which name each part has in each decomposition; the names are keys of the glossary's value_parts.
# "components": the six of the source document on customer value; "sources": its four; "profit": its
# profit over the life cycle; "drivers": Reichheld (1996); "streams": the source document on logistics.
DECOMPOSITIONS = pd.DataFrame(
    [
        ("first_purchase", "first_purchase", "transaction", "base_profit", "base_profit", "sales"),
        ("repeat_purchase", "repeat_business", "transaction", "base_profit", "base_profit", "sales"),
        ("larger_share", "repeat_business", "growth", "associated_profit", "revenue_growth", "sales"),
        ("cross_selling", "cross_selling", "growth", "associated_profit", "revenue_growth", "sales"),
        ("cost_saving", "cost_saving", "transaction", "cost_saving", "cost_saving", "sales"),
        ("price_premium", "price_premium", "transaction", "price_premium", "price_premium", "sales"),
        ("referral", "referral", "referral", "referral", "referral", "other_income"),
        ("knowledge", "outside", "knowledge", "outside", "outside", "other_income"),
    ],
    columns=["part", "components", "sources", "profit", "drivers", "streams"],
)

Elapsed = Annotated[int, Quantity("years", 0, 1000, typical=(0, 4), format=".0f", whole=True)]
Depth = Annotated[int, Quantity("", 1, 1000, typical=(1, 4), format=".0f", whole=True)]
People = Annotated[float, Quantity("", 0, typical=(0.5, 5), step=0.5, format=",.1f")]
Ratio = Annotated[float, Quantity("share", typical=(0, 1), step=0.01, format=".1%")]
Parts = Annotated[pd.Series, Named(Money, tuple(DECOMPOSITIONS["part"]))]
Decomposition = Annotated[str, Choice(tuple(DECOMPOSITIONS.columns[1:]))]
SharesOfValue = Annotated[pd.DataFrame, Table(name=None, value=Money, share=Ratio)]


@dataclass(frozen=True)
class PastAndFuture:
    """Value of a relationship before and after today."""

    past: Money
    future: Money
    total: Money


@calculator
def past_and_future(flows: MoneyFlows, rate: Rate, elapsed: Elapsed) -> PastAndFuture:
    """Value today of what a customer has brought (past) and of what he will bring (future).

    Lifetime value in the broad sense is the total, in the narrow sense the future alone. Only the future
    can still be decided on.

    Formula::

        past = sum(flows[t] * (1 + rate)**(elapsed - t) for t in range(len(flows)) if t <= elapsed)
        future = sum(flows[t] / (1 + rate)**(t - elapsed) for t in range(len(flows)) if t > elapsed)
        total = past + future

    References
    ----------
    Broad and narrow sense in the source document on logistics firms [source document]; discounting,
    standard.

    Examples
    --------
    >>> past_and_future([-100, 50, 60, 70], rate=0.0, elapsed=1)
    PastAndFuture(past=−50.00, future=130.00, total=80.00)
    """
    ahead = np.arange(len(flows)) - np.asarray(elapsed)[..., None]
    today = flows * (1 + np.asarray(rate)[..., None]) ** -ahead.astype(float)
    past = np.sum(np.where(ahead <= 0, today, 0), axis=-1)
    future = np.sum(np.where(ahead > 0, today, 0), axis=-1)
    return PastAndFuture(past, future, past + future)


@calculator
def referral_value(
    direct_value: Annotated[Money, typical(100, 1000)],
    referrals: People,
    conversion: Annotated[Share, typical(0.05, 0.4)],
    rate: Rate,
    depth: Depth = 1,
    lag: Annotated[Period, typical(0, 2)] = 1.0,
) -> Money:
    """Value today of the customers whom a customer brings, and of those whom they bring in turn.

    A negative *direct_value* is the harm of warnings. Who adds up several customers counts a newcomer
    once: in his own value or in the referral value of the one who brought him.

    Formula::

        value = sum(direct_value * (referrals * conversion / (1 + rate)**lag)**t for t in range(1, depth + 1))

    References
    ----------
    Geometric sum; standard. Referral as a part of customer value: both source documents [source document].

    Examples
    --------
    >>> round(referral_value(500, referrals=4, conversion=0.25, rate=0.10), 2)
    454.55
    >>> round(referral_value(500, referrals=4, conversion=0.25, rate=0.10, depth=3), 2)
    1243.43
    """
    return direct_value * power_sum(referrals * conversion / (1 + rate) ** lag, depth, "end")


@calculator
def components(parts: Parts, by: Decomposition = "components") -> SharesOfValue:
    """Divide a customer's value by one decomposition: six components, four sources, five drivers, ….

    The parts are the finest division; every decomposition groups the same money in its own way, and what
    it has no name for is ``outside``. A part may be negative, as a discount is a negative price premium.

    References
    ----------
    Components, sources, profit and streams: both source documents on customer value [source document];
    drivers: Reichheld, The Loyalty Effect (1996) [published]. Which part belongs where is a convention of
    this course [invented for the exercise].

    Examples
    --------
    >>> parts = {"first_purchase": 200, "repeat_purchase": 300, "larger_share": 100, "cross_selling": 150,
    ...          "cost_saving": 50, "price_premium": -50, "referral": 200, "knowledge": 50}
    >>> print(components(parts, by="sources").to_string(index=False))
           name  value  share
    transaction  500.0   0.50
         growth  250.0   0.25
       referral  200.0   0.20
      knowledge   50.0   0.05
    """
    name_of = DECOMPOSITIONS.set_index("part")[by]
    return shares_of("parts", parts.groupby(name_of.to_numpy(), sort=False).sum())


def shares_of(parameter: str, values: pd.Series) -> pd.DataFrame:
    """Return named values as a table with their shares of the total."""
    total = values.sum()
    if total == 0:
        sentence = to_say("{parameter} must not add up to 0: shares of nothing are undefined.")
        raise BadValueError(said(sentence, parameter=parameter))
    table = pd.DataFrame({"name": values.index, "value": values.to_numpy()})
    return table.assign(share=table["value"] / total)
