"""What all customers together will buy, beside what they did buy."""

from __future__ import annotations

from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.declared.calculators import calculator
from crmlab.declared.logs import log_lines
from crmlab.declared.quantities import Quantity
from crmlab.declared.tables import Table
from crmlab.purchases.beta_geo import BetaGeoNBD
from crmlab.purchases.summary import End, summarize

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
    each = known["frequency"] / known["T"].clip(lower=1 / 7)  # whoever came on the last day has no pace yet
    histories = known[["frequency", "recency", "T"]].to_numpy().T
    by_model = BetaGeoNBD().fit(known).predict(ahead[:, None], *histories)
    return pd.DataFrame(
        {
            "week": ahead,
            "forecast": by_model.sum(axis=1),
            "same_pace": ahead * each.sum(),
            "bought": _bought(lines[lines["customer_id"].isin(known["customer_id"])], observation_end, ahead),
        }
    )


def _bought(lines: pd.DataFrame, until: object, ahead: np.ndarray) -> np.ndarray:
    """Return how many purchases the log has from the day after *until* to the end of each week."""
    days = (lines["date"].dt.normalize() - pd.Timestamp(until)).dt.days.rename("day")
    visits = pd.concat([lines, days], axis=1)[(days > 0) & (lines["amount"] >= 0)]
    after = np.sort(visits.drop_duplicates(["customer_id", "day"])["day"])
    return np.searchsorted(after, 7 * ahead, side="right").astype(float)
