"""What customers are worth: purchases to come, times what each brings, discounted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from crmlab.counting import repeated
from crmlab.declared.quantities import Quantity, Rate, Share, brief, quantity_of
from crmlab.declared.tables import column_of, require_one
from crmlab.errors import BadTypeError
from crmlab.frames import in_pandas
from crmlab.language import said, to_say
from crmlab.purchases.buying import BuyingModel
from crmlab.purchases.gamma_gamma import GammaGamma
from crmlab.purchases.histories import broadcast, different, possible
from crmlab.purchases.model import sentence
from crmlab.purchases.summary import DAYS_IN, Unit

_KINDS = {
    "margin_share": quantity_of(Share)[0],
    "horizon": Quantity("", 1, 10_000, whole=True),
    "rate": quantity_of(Rate)[0],
    "unit": quantity_of(Unit)[0],
}
_AT_A_TIME = 500_000  # numbers


@dataclass(frozen=True, eq=False)
class LifetimeValue:
    """Value of each customer, with the assumptions under which it holds.

    Attributes
    ----------
    table : pandas.DataFrame
        ``customer_id``; ``past``, what his repeat purchases have earned; ``purchases``, how many are
        expected within the horizon; ``spend``, money at each; ``future``, their discounted margin.
    margin_share : float
        Share of the spending that is margin.
    horizon : int
        How many periods are looked ahead.
    rate : float
        Discount rate per year.
    unit : str
        The period: "D", "W", "M" or "Y".
    """

    table: pd.DataFrame
    margin_share: float
    horizon: int
    rate: float
    unit: str

    @property
    def past(self) -> float:
        """What all customers have earned already, without their first purchases."""
        return float(self.table["past"].sum())

    @property
    def future(self) -> float:
        """What all customers are expected to earn within the horizon, discounted."""
        return float(self.table["future"].sum())

    def __str__(self) -> str:
        """Say how much, and under which assumptions."""
        return sentence(
            "purchases-value",
            customers=f"{len(self.table):,}",
            past=f"{self.past:,.2f}",
            future=f"{self.future:,.2f}",
            margin=f"{self.margin_share:.1%}",
            horizon=f"{self.horizon:,}",
            unit=sentence(f"purchases-unit-{self.unit}"),
            rate=f"{self.rate:.1%}",
        )

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(f"{self}\n{self.table.to_string(index=False, max_rows=10)}")

    def _repr_html_(self) -> str:
        return f"<p>{self}</p>{self.table.to_html(index=False, max_rows=10)}"


def lifetime_value(
    model: BuyingModel,
    spend_model: GammaGamma,
    table: pd.DataFrame,
    margin_share: float,
    horizon: int,
    rate: float,
    unit: str,
) -> LifetimeValue:
    """Value of each customer: what he has earned already, and what he is expected to earn.

    Purchases of a period are discounted from its end, at the yearly rate for as many years as have passed.
    The past is neither discounted nor added to the future: it is no reason to spend money on a customer.

    Formula, for each customer::

        future = Σ over k = 1 … horizon of
                 (purchases(k) − purchases(k − 1)) · spend · margin_share / (1 + rate)**(k · unit / year)
        past = frequency · monetary_value · margin_share

    Parameters
    ----------
    model : BetaGeoNBD, ModifiedBetaGeoNBD or ParetoNBD
        How often customers buy, fitted to the table.
    spend_model : GammaGamma
        How much they spend, fitted to the table.
    table : DataFrame
        Table of `summarize`, made with the same *unit*, of pandas or of another engine.
    margin_share : float
        Share of the spending that is margin, between 0 and 1; 1 counts revenue.
    horizon : int
        How many periods to look ahead, in *unit*.
    rate : float
        Discount rate per year, as a decimal.
    unit : {'D', 'W', 'M', 'Y'}
        Time unit of the table and the model: day, week, month (30.4375 days) or year (365.25 days).

    Returns
    -------
    LifetimeValue
        A row a customer, and the assumptions; printed, it names them.

    Raises
    ------
    TypeError
        If an argument is of another kind.
    ValueError
        If a model has not been fitted, or a value is out of range.

    References
    ----------
    Fader, P. S., Hardie, B. G. S., & Lee, K. L. (2005b). RFM and CLV: Using iso-value curves for customer
    base analysis. Journal of Marketing Research, 42(4), 415–430 [published]; discounting by period ends is
    a convention of this course.

    Examples
    --------
    >>> from crmlab.datasets import load_cdnow
    >>> from crmlab.purchases import BetaGeoNBD, GammaGamma, lifetime_value, summarize
    >>> customers = summarize(load_cdnow(), observation_end="1997-09-30")
    >>> buying, spending = BetaGeoNBD().fit(customers), GammaGamma().fit(customers)
    >>> value = lifetime_value(buying, spending, customers, margin_share=0.3, horizon=52, rate=0.1, unit="W")
    >>> print(value.table.head(3).round(2).to_string(index=False))
     customer_id  past  purchases  spend  future
               4 13.41       1.56  24.65   11.02
              21  3.53       0.26  18.91    1.41
              50  0.00       0.25  35.17    2.54
    >>> print(round(value.past), round(value.future))
    28607 21732
    """
    if not isinstance(model, BuyingModel):
        sentence = to_say("model must be a BetaGeoNBD, a ModifiedBetaGeoNBD or a ParetoNBD; got {got}.")
        raise BadTypeError(said(sentence, got=brief(model)))
    if not isinstance(spend_model, GammaGamma):
        raise BadTypeError(said("spend_model must be a GammaGamma; got {got}.", got=brief(spend_model)))
    given = {"margin_share": margin_share, "horizon": horizon, "rate": rate, "unit": unit}
    given = {name: _KINDS[name].validate(name, value) for name, value in given.items()}
    for name, value in given.items():
        require_one(name, value)
    margin_share, horizon, rate, unit = given.values()
    given, table = table, in_pandas("table", table)
    if table is None:
        raise BadTypeError(said("table must be a table of summarize; got {got}.", got=brief(given)))
    frequency, mean_spend = broadcast(frequency=table, monetary_value=None)
    spend = spend_model.predict(table)
    purchases, discounted = _purchases(model, table, horizon, (1 + rate) ** (-DAYS_IN[unit] / DAYS_IN["Y"]))
    of_customers = pd.DataFrame(
        {
            "customer_id": column_of("the table", table, "customer_id").array,
            "past": frequency * mean_spend * margin_share,
            "purchases": purchases,
            "spend": spend,
            "future": discounted * spend * margin_share,
        }
    )
    return LifetimeValue(of_customers, margin_share, horizon, rate, unit)


def _purchases(
    model: BuyingModel, table: pd.DataFrame, horizon: int, discount: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the purchases expected within the horizon, plain and discounted from the end of each period."""
    x, t_x, age = possible(*broadcast(frequency=table, recency=None, T=None))
    (x_of, age_of), which = different(x, age)
    periods = np.arange(1.0, horizon + 1)
    params, discounts = model._values(), discount**periods
    plain, discounted = np.empty(len(x_of)), np.empty(len(x_of))
    for rows in np.array_split(np.arange(len(x_of)), 1 + len(x_of) * horizon // _AT_A_TIME):
        t, whose = np.tile(periods, len(rows)), repeated(rows, horizon)
        until = model._purchases_if_alive(params, t, x_of[whose], age_of[whose]).reshape(-1, horizon)
        plain[rows], discounted[rows] = until[:, -1], np.diff(until, axis=1, prepend=0.0) @ discounts
    alive = model.probability_alive(x, t_x, age)
    return alive * plain[which], alive * discounted[which]
