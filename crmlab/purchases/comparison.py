"""Forecasts beside what happened: how far off each is, for whom, when, and whether the difference matters."""

from __future__ import annotations

import datetime
import html
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from crmlab.declared.written import heads_of
from crmlab.language import said
from crmlab.purchases.buying import BuyingModel
from crmlab.purchases.model import sentence

_OFTEN = 7  # repeat purchases; who has bought more often stands in one row with them
_DECILES = 10
_PLAIN_ENOUGH = 2  # standard errors
_PRACTICALLY_NOTHING = 0.01  # of the error
_ROWS = 60
_MEAN, _TOTAL, _SHARE = "{:,.3f}".format, "{:,.1f}".format, "{:.1%}".format


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


def _off(share: float) -> str:
    return f"{share:+.1%}".replace("-", "−")
