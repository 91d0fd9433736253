"""How much to spend on winning prospects and on keeping customers, so that customer equity is highest.

The first money spent works best: the share that is won or kept rises towards a ceiling and never
reaches it. Two things are known of the curve: what today's spending reaches, and the ceiling.
"""

from __future__ import annotations

from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.clv.discounting import require_end
from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Cost, Money, Quantity, Rate, Share, typical
from crmlab.declared.tables import Table
from crmlab.errors import BadValueError
from crmlab.language import said, to_say

Outlay = Annotated[float, Quantity("money", 0, typical=(0, 50), step=1, format=",.2f")]
_WON = {"current_outlay": Outlay, "current_share": Share, "current_value": Money}
_BEST = {"best_outlay": Outlay, "best_share": Share, "best_value": Money}


@calculator
def response_share(
    outlay: Outlay,
    current_outlay: Annotated[Outlay, typical(5, 30)],
    current_share: Annotated[Share, typical(0.05, 0.3)],
    ceiling: Annotated[Share, typical(0.4, 0.9)],
) -> Share:
    """Share of prospects won, or of customers kept, when so much is spent on each of them.

    Formula::

        share = ceiling * (1 - (1 - current_share / ceiling)**(outlay / current_outlay))

    References
    ----------
    Blattberg & Deighton (1996): ceiling · (1 − exp(−k · outlay)), with k from today's spending
    [published].

    Examples
    --------
    >>> response_share(10, current_outlay=10, current_share=0.2, ceiling=0.4)
    0.2
    >>> round(response_share(20, current_outlay=10, current_share=0.2, ceiling=0.4), 3)
    0.3
    """
    _require_room("current_share", current_share, "ceiling", ceiling)
    if np.any(np.equal(current_outlay, 0)):
        sentence = said("current_outlay must be more than 0: nothing spent says nothing of the curve.")
        raise BadValueError(sentence)
    missed = 1 - current_share / np.asarray(ceiling)
    return ceiling * (1 - missed ** (outlay / np.asarray(current_outlay)))


@calculator
def best_spending(
    margin: Annotated[Cost, typical(50, 300)],
    rate: Rate,
    acquisition_outlay: Annotated[Outlay, typical(5, 30)],
    acquired_share: Annotated[Share, typical(0.05, 0.25)],
    acquisition_ceiling: Annotated[Share, typical(0.3, 0.5)],
    retention_outlay: Annotated[Outlay, typical(5, 40)],
    retained_share: Annotated[Share, typical(0.4, 0.7)],
    retention_ceiling: Annotated[Share, typical(0.75, 0.95)],
) -> Annotated[pd.DataFrame, Table(activity=None, **_WON, **_BEST)]:
    """Spending on each customer and on each prospect that makes customer equity highest.

    Who is won brings one margin at once. In the row ``retention`` the value is that of his later years,
    in the row ``acquisition`` it is the customer equity of one prospect. Retention is settled first: what
    a customer is worth decides how much may be spent on winning him.

    Formula::

        later_years = (margin * retained_share - retention_outlay) / (1 + rate - retained_share)
        equity = acquired_share * (margin + later_years) - acquisition_outlay

    References
    ----------
    Blattberg & Deighton (1996) [published]; the highest point in closed form [computed here].

    Examples
    --------
    >>> plan = best_spending(margin=100, rate=0.1, acquisition_outlay=10, acquired_share=0.1,
    ...     acquisition_ceiling=0.3, retention_outlay=10, retained_share=0.6, retention_ceiling=0.9)
    >>> print(plan[["activity", "current_value", "best_outlay", "best_share", "best_value"]]
    ...     .round(2).to_string(index=False))
       activity  current_value  best_outlay  best_share  best_value
      retention          100.0         32.1        0.87      243.98
    acquisition           10.0         35.3        0.23       43.23
    """
    from scipy.special import wrightomega  # here, or every import of a topic would take half a second more

    _require_room("acquired_share", acquired_share, "acquisition_ceiling", acquisition_ceiling)
    _require_room("retained_share", retained_share, "retention_ceiling", retention_ceiling)
    require_end(retention_ceiling, rate, "retention_ceiling")

    def later_years(outlay: float, share: float) -> float:
        return (margin * share - outlay) / (1 + rate - share)

    slope = _slope(retention_outlay, retained_share, retention_ceiling)
    missed = (1 + rate - retention_ceiling) / retention_ceiling
    omega = wrightomega(np.log(missed) + slope * margin * (1 + rate) - 1)
    kept = _reached(max(0.0, np.log(omega / missed) / slope), slope, retention_ceiling)
    now, best = later_years(retention_outlay, retained_share), later_years(*kept)
    rows = [("retention", retention_outlay, retained_share, now, *kept, best)]

    slope = _slope(acquisition_outlay, acquired_share, acquisition_ceiling)
    first_return = slope * acquisition_ceiling * (margin + best)  # of the first unit of money spent
    won = _reached(max(0.0, np.log(first_return) / slope), slope, acquisition_ceiling)
    equity = acquired_share * (margin + now) - acquisition_outlay, won[1] * (margin + best) - won[0]
    rows.append(("acquisition", acquisition_outlay, acquired_share, equity[0], *won, equity[1]))
    return pd.DataFrame(rows, columns=["activity", *_WON, *_BEST])


def _slope(outlay: float, share: float, ceiling: float) -> float:
    """How fast the share nears its ceiling, so that *outlay* reaches *share*."""
    return -np.log1p(-share / ceiling) / np.float64(outlay)


def _reached(outlay: float, slope: float, ceiling: float) -> tuple[float, float]:
    return outlay, -ceiling * np.expm1(-slope * outlay)


def _require_room(name: str, share: float, ceiling_name: str, ceiling: float) -> None:
    if np.any(np.asarray(share) >= ceiling):
        sentence = to_say("{name} must be less than {ceiling_name}, which no spending reaches.")
        raise BadValueError(said(sentence, name=name, ceiling_name=ceiling_name))
