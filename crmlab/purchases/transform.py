"""The probability transform: whether the spread that a model forecasts is the spread that happened."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from crmlab.declared.quantities import Quantity, brief
from crmlab.errors import BadTypeError, BadValueError
from crmlab.language import said
from crmlab.purchases.ahead import Ahead
from crmlab.purchases.buying import BuyingModel
from crmlab.purchases.histories import columns

_BINS = Quantity("", 2, 100, whole=True)
_FIRM = 1e-300  # below it a probability is none, and the count stands at one place


def probability_transform(
    model: BuyingModel, table: pd.DataFrame, bought: Any, t: float, bins: int = 10
) -> pd.DataFrame:
    """Where the purchases that happened lie in what the model forecast, as shares of the customers.

    Of a customer who bought y times, the model had given the probability P(y − 1 or fewer) to less and
    P(y or fewer) to as much or less: he is spread evenly between these two. If customers live as the model
    says, each bin holds the same share. Shares that are high at both ends tell of a forecast that is too
    narrow, high in the middle of one too wide, higher to the right of one too low.

    Formula, for the bin from u to v, over n customers::

        share = Σ (F(v) − F(u)) / n
        F(u) = (u − P(y − 1 or fewer)) / (P(y or fewer) − P(y − 1 or fewer)), cut off at 0 and 1

    Parameters
    ----------
    model : BetaGeoNBD, ModifiedBetaGeoNBD or ParetoNBD
        How often customers buy, fitted.
    table : DataFrame
        Table of `summarize`.
    bought : list of int
        How often each customer of the table bought in the next *t* units of time, in its order.
    t : float
        How far the forecast looks ahead, in the time unit of the fit.
    bins : int, default 10
        Number of bins, 2 to 100.

    Returns
    -------
    DataFrame
        ``low``, ``high`` and ``share``, a row a bin; ``share`` is 1 / bins where the model is right.

    Raises
    ------
    TypeError
        If an argument is of another kind.
    ValueError
        If the model has not been fitted, a history is impossible, or *bought* is not one number a customer.

    References
    ----------
    Czado, C., Gneiting, T., & Held, L. (2009). Predictive model assessment for count data. Biometrics,
    65(4), 1254–1261 [published].

    Examples
    --------
    >>> from crmlab.datasets import load_cdnow
    >>> from crmlab.purchases import BetaGeoNBD, probability_transform, summarize
    >>> customers = summarize(load_cdnow(), observation_end="1997-09-30")
    >>> later = summarize(load_cdnow(), observation_end="1998-06-30").set_index("customer_id")["frequency"]
    >>> bought = customers["customer_id"].map(later) - customers["frequency"]
    >>> model = BetaGeoNBD().fit(customers)
    >>> print(probability_transform(model, customers, bought, 39, bins=5).round(3).to_string(index=False))
    """
    number = _BINS.validate("bins", bins)
    if np.ndim(number):
        raise BadTypeError(said("{name} must be one number; got {got}.", name="bins", got=brief(bins)))
    ahead, (y,) = Ahead.of(model, table, t), columns(bought=bought)
    if len(y) != len(ahead.which):
        sentence = said(
            "bought must be as many as customers, {size}; got {got}.", size=len(ahead.which), got=len(y)
        )
        raise BadValueError(sentence)
    each = ahead.of_each()
    reached = each.reached_by()
    below, until = 1 - reached(y), 1 - reached(y + 1)
    edges = np.linspace(0, 1, number + 1)
    width = np.maximum(until - below, _FIRM)
    filled = [np.clip((edge - below) / width, 0, 1).mean() for edge in edges[:-1]]
    return pd.DataFrame({"low": edges[:-1], "high": edges[1:], "share": np.diff([*filled, 1.0])})
