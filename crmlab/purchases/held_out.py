"""Models held to account: forecast from the first part of a log, and compared with what the rest brought."""

from __future__ import annotations

import datetime
import html
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from crmlab.declared.logs import log_lines
from crmlab.declared.quantities import brief, quantity_of
from crmlab.declared.tables import Day, Table
from crmlab.declared.written import heads_of
from crmlab.errors import BadTypeError, BadValueError
from crmlab.frames import in_pandas
from crmlab.language import said, to_say
from crmlab.purchases.base import added_up, pace_of, path_of, visits_after
from crmlab.purchases.beta_geo import BetaGeoNBD, ModifiedBetaGeoNBD
from crmlab.purchases.buying import BuyingModel
from crmlab.purchases.model import sentence
from crmlab.purchases.pareto import ParetoNBD
from crmlab.purchases.summary import DAYS_IN, Unit, summarize

_OFTEN = 7  # repeat purchases; who has bought more often stands in one row with them
_DECILES = 10
_PLAIN_ENOUGH = 2  # standard errors
_PRACTICALLY_NOTHING = 0.01  # of the error
_ROWS = 60
_MEAN, _TOTAL, _SHARE = "{:,.3f}".format, "{:,.1f}".format, "{:.1%}".format


def _off(share: float) -> str:
    return f"{share:+.1%}".replace("-", "−")


@dataclass(frozen=True, eq=False)
class HeldOutForecast:
    """What models expected after a day, beside what happened; `held_out_forecast` makes it.

    Attributes
    ----------
    split, until : datetime.date
        The last day that the models have seen, and the last that they are compared on.
    models : dict
        The fitted models by their names.
    customers : pandas.DataFrame
        A row a customer: ``frequency``, his repeat purchases until *split*; ``bought``, those until
        *until*; how many each of the models, by its name, and ``same_pace`` had expected.
    over_time : pandas.DataFrame
        A row a week, added up from *split*; ``day`` is the last of each week.
    """

    split: datetime.date
    until: datetime.date
    models: dict[str, BuyingModel]
    customers: pd.DataFrame
    over_time: pd.DataFrame

    @property
    def forecasts(self) -> list[str]:
        """The names of the forecasts: the models, and ``same_pace``."""
        return [*self.models, "same_pace"]

    @property
    def errors(self) -> pd.DataFrame:
        """How far off each forecast is: in total, on the way, and for each customer.

        ``total_error`` is the share by which the forecast of all purchases is off, ``path_error`` the mean
        of that share over the weeks, signs left out (MAPE); both are missing where nobody bought. ``mae``
        and ``rmse`` are the mean absolute and the root mean squared error of a customer's purchases.
        """
        bought, happened = self.customers["bought"], self.over_time["bought"]
        rows = []
        for name in self.forecasts:
            miss, path = self.customers[name] - bought, self.over_time[name]
            rows.append(
                {
                    "forecast": name,
                    "expected_purchases": self.customers[name].sum(),
                    "bought": bought.sum(),
                    "total_error": miss.sum() / bought.sum() if bought.sum() else np.nan,
                    "path_error": (path / happened.where(happened > 0) - 1).abs().mean(),
                    "mae": miss.abs().mean(),
                    "rmse": np.sqrt((miss**2).mean()),
                }
            )
        return pd.DataFrame(rows)

    @property
    def by_frequency(self) -> pd.DataFrame:
        """Mean purchases of a customer by how often he had bought again until *split*: 0, 1, … 7 or more."""
        times = self.customers["frequency"].clip(upper=_OFTEN)
        means = self.customers.groupby(times)[["bought", *self.forecasts]].mean()
        means.insert(0, "customers", times.value_counts())
        labels = [f"{time:.0f}" + "+" * (time == _OFTEN) for time in means.index]
        return means.set_axis(labels).rename_axis("frequency").reset_index()

    @property
    def by_decile(self) -> pd.DataFrame:
        """Purchases of each tenth of the customers, the tenth with the highest forecast first.

        Each forecast has an order of its own; customers with equal forecasts stay in the order of the log.
        """
        place = np.arange(len(self.customers)) * _DECILES // len(self.customers) + 1
        parts = []
        for name in self.forecasts:
            ranked = self.customers.sort_values(name, ascending=False, kind="stable")
            tenths = ranked.groupby(place).agg(
                customers=("bought", "size"), expected_purchases=(name, "sum"), bought=("bought", "sum")
            )
            parts.append(tenths.rename_axis("decile").reset_index().assign(forecast=name))
        return pd.concat(parts, ignore_index=True)[
            ["forecast", "decile", "customers", "expected_purchases", "bought"]
        ]

    @property
    def best(self) -> str:
        """The forecast with the smallest squared error of a customer, which is what a mean is judged by."""
        return self.errors.set_index("forecast")["rmse"].idxmin()

    @property
    def as_good(self) -> list[str]:
        """The forecasts whose errors differ from those of the best by nothing that would matter.

        Their squared errors are above those of the best by less than two standard errors of the mean
        difference, or their RMSE is by less than a hundredth.
        """
        squares = self.customers[self.forecasts].sub(self.customers["bought"], axis=0) ** 2
        rivals = squares.drop(columns=self.best)
        behind = rivals.sub(squares[self.best], axis=0)
        is_sure = behind.mean() > _PLAIN_ENOUGH * behind.sem()
        is_much = np.sqrt(rivals.mean()) > (1 + _PRACTICALLY_NOTHING) * np.sqrt(squares[self.best].mean())
        return [name for name in rivals if not (is_sure[name] and is_much[name])]

    def __str__(self) -> str:
        """Say what happened, which forecast came nearest and whether that means anything."""
        best = self.errors.set_index("forecast").loc[self.best]
        sentences = [
            sentence(
                "purchases-held-out",
                customers=f"{len(self.customers):,}",
                split=str(self.split),
                until=str(self.until),
                bought=f"{best['bought']:,.0f}",
            ),
            sentence("purchases-held-out-best", forecast=_called(self.best), error=f"{best['rmse']:,.3f}"),
            sentence(
                "purchases-held-out-as-good" if self.as_good else "purchases-held-out-clear",
                others=said(", ").join(map(_called, self.as_good)),
            ),
        ]
        if best["bought"]:
            off = _off(best["total_error"])
            expected = f"{best['expected_purchases']:,.0f}"
            sentences.append(sentence("purchases-held-out-total", purchases=expected, off=off))
        if self.best in self.models and (doubt := self.models[self.best].diagnosis_):
            sentences.append(doubt)
        return " ".join(sentences)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(f"{self}\n{self.errors.round(4).to_string(index=False)}")

    def _repr_html_(self) -> str:
        of_all = {"expected_purchases": _TOTAL, "bought": _TOTAL, "total_error": _off, "path_error": _SHARE}
        tables = (
            _in_html(self.errors, _MEAN, **of_all),
            _in_html(self.by_frequency, _MEAN),
            _in_html(self.by_decile, _TOTAL),
            _in_html(self.over_time, _TOTAL),
        )
        return f"<p>{html.escape(str(self))}</p>{''.join(tables)}"


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
    >>> print(held_out.errors.round(3).to_string(index=False))
    >>> often = held_out.by_frequency[["frequency", "customers", "bought", "ParetoNBD"]]
    >>> print(often.round(2).to_string(index=False))
    >>> held_out.best, held_out.as_good
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


def _called(forecast: str) -> str:
    return sentence("purchases-same-pace") if forecast == "same_pace" else forecast


def _in_html(table: pd.DataFrame, number: Callable, **others: Callable) -> str:
    """Return a table with its numbers written, of some columns in another form."""
    shown = table.copy()
    for name in shown.select_dtypes("float"):
        shown[name] = shown[name].map(others.get(name, number), na_action="ignore")
    if "forecast" in shown:
        shown["forecast"] = shown["forecast"].map(_called)
    return shown.set_axis(heads_of(shown), axis=1).to_html(index=False, max_rows=_ROWS, na_rep="")
