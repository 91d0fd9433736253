"""Models held to account: forecast from the first part of a log, and compared with what the rest brought."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from crmlab.declared.logs import log_lines
from crmlab.declared.quantities import brief, quantity_of
from crmlab.declared.tables import Day, Table
from crmlab.errors import BadTypeError, BadValueError
from crmlab.frames import in_pandas
from crmlab.language import said, to_say
from crmlab.purchases.base import added_up, pace_of, path_of, visits_after
from crmlab.purchases.beta_geo import BetaGeoNBD, ModifiedBetaGeoNBD
from crmlab.purchases.buying import BuyingModel
from crmlab.purchases.comparison import HeldOutForecast
from crmlab.purchases.pareto import ParetoNBD
from crmlab.purchases.summary import DAYS_IN, Unit, summarize


def held_out_forecast(
    log: pd.DataFrame,
    split: Any = None,
    until: Any = None,
    models: Iterable[type[BuyingModel]] = (BetaGeoNBD, ModifiedBetaGeoNBD, ParetoNBD),
    unit: str = "W",
    customer_id: Any = "customer_id",
    date: Any = "date",
    amount: Any = "amount",
) -> HeldOutForecast:
    """Split a log, fit models to its first part, and compare their forecasts with the rest.

    The customers are those with a purchase until *split*, and purchases are counted as by `summarize`: who
    comes first after *split* is no part of any forecast. Beside the models stands ``same_pace``: each
    customer goes on as he has bought until then. A model that is no better is not worth its parameters.

    The best forecast is the one with the smallest squared error of a customer's purchases (RMSE): a model
    forecasts the mean, and no other number has a smaller one. Another is called as good where its squared
    errors are above those of the best by less than two standard errors, or its RMSE by less than a
    hundredth. Customers who all buy more in December are no independent evidence: there is rather more
    doubt than that.

    Formula, over n customers and w weeks::

        rmse = sqrt(Σ (forecast − bought)**2 / n)
        mae = Σ |forecast − bought| / n
        total_error = Σ forecast / Σ bought − 1
        path_error = Σ |forecast until the week / bought until the week − 1| / w

    Parameters
    ----------
    log : DataFrame
        The purchase log, of pandas or of another engine.
    split : date, optional
        Last day that the models see; if not given, two thirds of the time from the first line to *until*.
    until : date, optional
        Last day that they are compared on; if not given, that of the last line of the log.
    models : list of BetaGeoNBD, ModifiedBetaGeoNBD, ParetoNBD
        The models, not yet fitted: the classes themselves.
    unit : {'D', 'W', 'M', 'Y'}, default 'W'
        Time unit of the models: day, week, month (30.4375 days) or year (365.25 days).
    customer_id, date, amount : str
        What the columns of the log are called.

    Returns
    -------
    HeldOutForecast
        Forecasts and purchases of each customer and of each week, and tables made of them; printed, it
        says which forecast came nearest.

    Raises
    ------
    TypeError
        If an argument is of another kind.
    ValueError
        If the log has no purchase until *split*, or *until* is not after it.

    References
    ----------
    Fader, P. S., Hardie, B. G. S., & Lee, K. L. (2005). "Counting your customers" the easy way: An
    alternative to the Pareto/NBD model. Marketing Science, 24(2), 275–284 [published]; the rule which
    forecast is best is a convention of this course.

    Examples
    --------
    >>> from crmlab.datasets import load_cdnow
    >>> from crmlab.purchases import held_out_forecast
    >>> held_out = held_out_forecast(load_cdnow(), split="1997-09-30")
    >>> print(held_out.errors.round(2).to_string(index=False))
              forecast  expected_purchases  bought  total_error  path_error  mae  rmse
            BetaGeoNBD             1653.41  1882.0        -0.12        0.12 0.79  1.61
    ModifiedBetaGeoNBD             1576.73  1882.0        -0.16        0.15 0.76  1.61
             ParetoNBD             1665.51  1882.0        -0.12        0.12 0.75  1.60
             same_pace             2930.10  1882.0         0.56        0.42 1.02  2.21
    >>> held_out.best, held_out.as_good
    ('ParetoNBD', ['BetaGeoNBD', 'ModifiedBetaGeoNBD'])
    """
    kinds = _kinds_of(models)
    unit = quantity_of(Unit)[0].validate("unit", unit)
    table = in_pandas("log", log)
    lines = log_lines(Table().validate("log", log if table is None else table), customer_id, date, amount)
    split, until = _days_of(lines, split, until)
    known = summarize(lines, split, unit)
    visits = visits_after(lines, known, split)
    visits = visits[visits["day"] <= (until - split).days]
    fitted = {kind.__name__: kind().fit(known) for kind in kinds}
    weeks = _weeks_of(split, until)
    days = (weeks["day"] - pd.Timestamp(split)).dt.days.to_numpy()
    span, pace = (until - split).days / DAYS_IN[unit], pace_of(known, unit)
    happened = visits["customer_id"].value_counts().reindex(known["customer_id"], fill_value=0)
    each = {name: model.predict(span, known) for name, model in fitted.items()}
    paths = {name: path_of(model, known, days / DAYS_IN[unit]) for name, model in fitted.items()}
    return HeldOutForecast(
        split,
        until,
        fitted,
        known[["customer_id", "frequency"]].assign(
            bought=happened.to_numpy(dtype=float), **each, same_pace=pace * span
        ),
        weeks.assign(bought=added_up(visits, days), **paths, same_pace=pace.sum() * days / DAYS_IN[unit]),
    )


def _kinds_of(models: Any) -> list[type[BuyingModel]]:
    """Return the different models to fit, or raise one clear sentence."""
    given = [models] if isinstance(models, type) else models
    rule = to_say("models must be a list of BetaGeoNBD, ModifiedBetaGeoNBD and ParetoNBD; got {got}.")
    if not isinstance(given, Iterable) or isinstance(given, str):
        raise BadTypeError(said(rule, got=brief(models)))
    kinds = list(dict.fromkeys(given))
    if wrong := [one for one in kinds if not (isinstance(one, type) and issubclass(one, BuyingModel))]:
        raise BadTypeError(said(rule, got=brief(wrong[0])))
    if not kinds or BuyingModel in kinds:
        raise BadValueError(said(rule, got=brief(models)))
    return kinds


def _days_of(lines: pd.DataFrame, split: Any, until: Any) -> tuple[datetime.date, datetime.date]:
    """Return the day of the split and the last day, validated or by default."""
    first, last = lines["date"].min().date(), lines["date"].max().date()
    until = last if until is None else Day().validate("until", until)
    split = first + (until - first) * 2 // 3 if split is None else Day().validate("split", split)
    if until <= split:
        raise BadValueError(said("until must be after split, {split}; got {got}.", split=split, got=until))
    if not ((lines["date"] < pd.Timestamp(split) + pd.Timedelta(days=1)) & (lines["amount"] >= 0)).any():
        raise BadValueError(said("log has no purchase until split, {day}.", day=split))
    return split, until


def _weeks_of(split: datetime.date, until: datetime.date) -> pd.DataFrame:
    """Return the weeks after the split, each with its last day; the last may be cut short."""
    days = (until - split).days
    weeks = np.arange(1, -(-days // 7) + 1)
    last = pd.Timestamp(split) + pd.to_timedelta(np.minimum(7 * weeks, days), unit="D")
    return pd.DataFrame({"week": weeks, "day": last})
