"""What customers will buy between two days of the calendar."""

from __future__ import annotations

from typing import Any

import pandas as pd

from crmlab.declared.quantities import quantity_of
from crmlab.declared.tables import Day, column_of
from crmlab.errors import BadValueError
from crmlab.language import said
from crmlab.purchases.buying import BuyingModel, require_buying, summary_of
from crmlab.purchases.summary import DAYS_IN, Unit


def purchases_between(
    model: BuyingModel,
    table: pd.DataFrame,
    observation_end: Any,
    first_day: Any,
    last_day: Any,
    unit: str | None = None,
) -> pd.DataFrame:
    """Purchases to expect of each customer from one day to another, both days included.

    Formula, with days counted from *observation_end*::

        purchases = predict(last_day / unit) − predict((first_day − 1) / unit)

    Parameters
    ----------
    model : BetaGeoNBD, ModifiedBetaGeoNBD or ParetoNBD
        How often customers buy, fitted.
    table : DataFrame
        Table of `summarize`, made with the same *observation_end* and *unit*.
    observation_end : date
        Last day of the table: what came later it does not know.
    first_day, last_day : date
        The days, after *observation_end*. One day ahead is asked for by the same day twice.
    unit : {'D', 'W', 'M', 'Y'}, optional
        Time unit of the table and the model; not needed for a model that was saved with it.

    Returns
    -------
    DataFrame
        ``customer_id`` and ``purchases``, a row a customer; their sum is that of the base.

    Raises
    ------
    TypeError
        If an argument is of another kind.
    ValueError
        If the model has not been fitted, the days are not in order, or the unit is not known.

    References
    ----------
    Fader, P. S., Hardie, B. G. S., & Lee, K. L. (2005). "Counting your customers" the easy way: An
    alternative to the Pareto/NBD model. Marketing Science, 24(2), 275–284 [published].

    Examples
    --------
    December 1997, as it looked at the end of September:

    >>> from crmlab.datasets import load_cdnow
    >>> from crmlab.purchases import ParetoNBD, purchases_between, summarize
    >>> customers = summarize(load_cdnow(), observation_end="1997-09-30")
    >>> model = ParetoNBD().fit(customers)
    >>> december = purchases_between(model, customers, "1997-09-30", "1997-12-01", "1997-12-31", unit="W")
    >>> print(december.head(3).round(3).to_string(index=False))
     customer_id  purchases
               4      0.177
              21      0.021
              50      0.013
    >>> print(round(december["purchases"].sum(), 1))
    203.3
    """
    require_buying(model)
    table = summary_of(table)
    days_in_unit = DAYS_IN[_unit_of(model, unit)]
    days = {"observation_end": observation_end, "first_day": first_day, "last_day": last_day}
    end, first, last = (Day().validate(name, day) for name, day in days.items())
    if first <= end:
        raise BadValueError(
            said("first_day must be after observation_end, {end}; got {got}.", end=end, got=first)
        )
    if last < first:
        raise BadValueError(
            said("last_day must not be before first_day, {first}; got {got}.", first=first, got=last)
        )
    before, until = (((day - end).days - one) / days_in_unit for day, one in ((first, 1), (last, 0)))
    purchases = model.predict(until, table) - model.predict(before, table)
    customers = column_of("the table", table, "customer_id").array
    return pd.DataFrame({"customer_id": customers, "purchases": purchases})


def _unit_of(model: BuyingModel, unit: str | None) -> str:
    """Return the time unit of a model, as it is given or as the model was saved with it."""
    known = model.unit_
    if unit is None:
        if known is None:
            raise BadValueError(said("unit is missing; this model was not saved with the unit of its data."))
        return known
    unit = quantity_of(Unit)[0].validate("unit", unit)
    if known not in {None, unit}:
        sentence = said(
            "unit must be {known}, with which the model was saved; got {got}.", known=known, got=unit
        )
        raise BadValueError(sentence)
    return unit
