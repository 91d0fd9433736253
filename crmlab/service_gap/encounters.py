"""The service encounter: contact points and critical incidents."""

from __future__ import annotations

from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.calculators import calculator
from crmlab.quantities import Count, Quantity, Share
from crmlab.survey import labels_in
from crmlab.tables import Table

Rating = Annotated[float, Quantity("", 0, 100, typical=(1, 10), step=1, format=",.2f")]
ZeroOrOne = Annotated[int, Quantity("", 0, 1, typical=(0, 1), format=".0f", whole=True)]
_EFFECT = {"reach": Share, "impact": Rating, "response": Share}


@calculator
def incident_table(
    incidents: Annotated[pd.DataFrame, Table(kind=None, dissatisfying=ZeroOrOne)],
) -> Annotated[pd.DataFrame, Table(kind=None, incidents=Count, dissatisfying=Count, share=Share)]:
    """Critical incidents of each kind, and the share of them that left the customer dissatisfied.

    Give one row a story, with 1 where it was dissatisfying and 0 where it was satisfying. The kinds with the
    largest share of dissatisfying stories come first. Customers tell what they remember, so the shares
    compare kinds; they are no rates of failure.

    References
    ----------
    Critical incident technique: Flanagan (1954), in services Bitner, Booms & Tetreault (1990) [published].

    Examples
    --------
    >>> import pandas as pd
    >>> incidents = pd.DataFrame({
    ...     "kind": ["recovery", "recovery", "recovery", "spontaneity", "adaptability", "adaptability"],
    ...     "dissatisfying": [1, 1, 0, 0, 1, 0],
    ... })
    >>> print(incident_table(incidents).round(2).to_string(index=False))
            kind  incidents  dissatisfying  share
        recovery          3              2   0.67
    adaptability          2              1   0.50
     spontaneity          1              0   0.00
    """
    kinds = labels_in("kind", incidents["kind"])
    bad = pd.DataFrame({"kind": kinds, "bad": incidents["dissatisfying"].to_numpy(dtype=int)})
    counted = bad.groupby("kind", sort=False, observed=True)["bad"].agg(["count", "sum"]).reset_index()
    counted = counted.set_axis(["kind", "incidents", "dissatisfying"], axis=1)
    shares = counted.assign(share=counted["dissatisfying"] / counted["incidents"])
    return _largest_first(shares, "share")


@calculator
def touchpoint_priority(
    touchpoints: Annotated[pd.DataFrame, Table(touchpoint=None, **_EFFECT)],
) -> Annotated[pd.DataFrame, Table(touchpoint=None, **_EFFECT, priority=Rating)]:
    """Contact points in the order of what can be expected of improving them.

    ``reach`` is the share of customers who pass, ``impact`` how much it matters to them, ``response`` the
    share who are likely to respond.

    Formula::

        priority = reach * impact * response

    References
    ----------
    Setting priorities among contact points [source document]; the product is ours
    [invented for the exercise].

    Examples
    --------
    >>> import pandas as pd
    >>> touchpoints = pd.DataFrame({
    ...     "touchpoint": ["advert", "counter"], "reach": [1, 0.5], "impact": [2, 9], "response": [0.1, 0.4],
    ... })
    >>> print(touchpoint_priority(touchpoints)[["touchpoint", "priority"]].to_string(index=False))
    touchpoint  priority
       counter       1.8
        advert       0.2
    """
    parts = [touchpoints[column].to_numpy(dtype=float) for column in _EFFECT]
    return _largest_first(touchpoints.assign(priority=np.prod(parts, axis=0)), "priority")


def _largest_first(table: pd.DataFrame, column: str) -> pd.DataFrame:
    return table.sort_values(column, ascending=False, kind="stable", ignore_index=True)
