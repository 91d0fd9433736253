"""What all customers together will buy, beside what they did buy."""

from __future__ import annotations

from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.counting import counted
from crmlab.declared.calculators import calculator
from crmlab.declared.logs import log_lines
from crmlab.declared.quantities import Quantity
from crmlab.declared.tables import Table
from crmlab.purchases.beta_geo import BetaGeoNBD
from crmlab.purchases.buying import BuyingModel
from crmlab.purchases.histories import different, possible
from crmlab.purchases.summary import DAYS_IN, End, summarize

Ahead = Annotated[int, Quantity("weeks", 1, 520, typical=(4, 39), format=",.0f", whole=True)]
Purchases = Annotated[float, Quantity("", 0, format=",.1f")]
Path = Table(week=Ahead, forecast=Purchases, same_pace=Purchases, bought=Purchases)


@calculator
def base_forecast(
    log: Annotated[pd.DataFrame, Table()],
    observation_end: End,
    weeks: Ahead,
    customer_id="customer_id",
    date="date",
    amount="amount",
) -> Annotated[pd.DataFrame, Path]:
    """Purchases of all customers together after each week ahead: by a model, at the same pace, and in truth.

    The customers are those with a purchase until *observation_end*, and `BetaGeoNBD` is fitted to their
    purchases until then, counted as by `summarize`. Each column adds up from the first week: ``forecast``
    of the model, ``same_pace`` if each customer went on as he has bought until now, ``bought`` as the log
    has it; after its last line that stands still.

    References
    ----------
    Fader, P. S., Hardie, B. G. S., & Lee, K. L. (2005). "Counting your customers" the easy way: An
    alternative to the Pareto/NBD model. Marketing Science, 24(2), 275–284 [published].

    Examples
    --------
    >>> from crmlab.datasets import load_cdnow
    >>> path = base_forecast(load_cdnow(), observation_end="1997-09-30", weeks=39)
    >>> print(path.tail(2).round(1).to_string(index=False))
     week  forecast  same_pace  bought
       38    1618.1     2855.0  1854.0
       39    1653.4     2930.1  1882.0
    """
    lines = log_lines(log, customer_id, date, amount)
    known = summarize(lines, observation_end)
    ahead = np.arange(1, weeks + 1)
    visits = visits_after(lines, known, observation_end)
    return pd.DataFrame(
        {
            "week": ahead,
            "forecast": path_of(BetaGeoNBD().fit(known), known, ahead),
            "same_pace": ahead * pace_of(known, "W").sum(),
            "bought": added_up(visits, 7 * ahead),
        }
    )


def visits_after(lines: pd.DataFrame, known: pd.DataFrame, until: object) -> pd.DataFrame:
    """Return the purchases of known customers after a day, by customer and days since; a day counts once."""
    days = (lines["date"].dt.normalize() - pd.Timestamp(until)).dt.days.rename("day")
    is_counted = (days > 0) & (lines["amount"] >= 0) & lines["customer_id"].isin(known["customer_id"])
    return pd.concat([lines["customer_id"], days], axis=1)[is_counted].drop_duplicates()


def added_up(visits: pd.DataFrame, days: np.ndarray) -> np.ndarray:
    """Return how many purchases there were until the end of each of these days."""
    return np.searchsorted(np.sort(visits["day"]), days, side="right").astype(float)


def pace_of(known: pd.DataFrame, unit: str) -> pd.Series:
    """Return how many purchases in a unit of time each customer has made until now."""
    return known["frequency"] / known["T"].clip(lower=1 / DAYS_IN[unit])  # who came today has no pace yet


def path_of(model: BuyingModel, known: pd.DataFrame, spans: np.ndarray) -> np.ndarray:
    """Return the purchases to expect of all customers together within each of some spans of time."""
    histories, which = different(*possible(*known[["frequency", "recency", "T"]].to_numpy(dtype=float).T))
    customers = counted(which)
    return np.array([customers @ model.predict(span, *histories) for span in spans])
