"""Winning many: stages of a funnel, and growth over time."""

from __future__ import annotations

import random
from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Count, Days, Factor, Quantity, Rate, Share, Years, typical
from crmlab.declared.tables import Named, Table, days_in
from crmlab.errors import BadValueError
from crmlab.language import said

PerDay = Annotated[float, Quantity("customers_per_day", format=",.0f")]
Stage = Annotated[Count, typical(50, 1000, 50)]


class Falling(Named):
    """Numbers of which none is larger than the one before."""

    def validate(self, name: str, value: Any) -> pd.Series:
        """Return the numbers with their names, or raise one clear sentence about *name*."""
        numbers = super().validate(name, value)
        if len(numbers) < 2:
            sentence = said("{name} must be at least two numbers; got {got}.", name=name, got=len(numbers))
            raise BadValueError(sentence)
        if len(rises := numbers.index[1:][np.diff(numbers) > 0]):
            place = f"{name}[{rises[0]!r}]"
            raise BadValueError(said("{place} must not be more than the number before it.", place=place))
        return numbers

    def draw(self, source: random.Random) -> dict:
        """Draw numbers from the largest to the smallest."""
        drawn = super().draw(source)
        return dict(zip(drawn, sorted(drawn.values(), reverse=True), strict=True))


class Dated(Named):
    """Numbers with dates, which rise from date to date."""

    def validate(self, name: str, value: Any) -> pd.Series:
        """Return the numbers in the order of their dates, or raise one clear sentence about *name*."""
        numbers = super().validate(name, value)
        days = days_in(name, pd.Series(numbers.index))
        numbers = pd.Series(numbers.to_numpy(), index=pd.DatetimeIndex(days)).sort_index()
        if len(numbers) < 2 or not numbers.index.is_unique:
            raise BadValueError(said("{name} must be numbers on at least two different dates.", name=name))
        if np.any(np.diff(numbers) <= 0) or numbers.iloc[0] <= 0:
            raise BadValueError(said("{name} must be more than 0 and rise from date to date.", name=name))
        return numbers

    def draw(self, source: random.Random) -> dict:
        """Draw numbers that rise."""
        drawn = sorted(super().draw(source).values())
        rising = [number + 50 * step for step, number in enumerate(drawn)]
        return dict(zip(("2024-03-01", "2024-03-31", "2024-06-30"), rising, strict=True))

    def show(self, value: Any) -> str:
        """Write the numbers with their dates."""
        return super().show({f"{day:%Y-%m-%d}": number for day, number in dict(value).items()})


@calculator
def funnel(
    stages: Annotated[pd.Series, Falling(Stage)],
) -> Annotated[pd.DataFrame, Table(stage=None, count=Count, rate=Share, overall=Share, bottleneck=None)]:
    """Share of the people at each stage who reach the next, and where most of them are lost.

    ``rate`` is the share of the stage before, 0 where nobody was left, ``overall`` that of the first stage;
    the bottleneck is the stage with the lowest rate, the first of several.

    Formula::

        rate = count / count_before
        overall = count / first_count

    References
    ----------
    Sales funnel; standard. The counts in the example are [invented for the exercise].

    Examples
    --------
    >>> print(funnel({"leads": 800, "talks": 200, "offers": 120, "sales": 30}).to_string(index=False))
     stage  count  rate  overall  bottleneck
     leads    800  1.00   1.0000       False
     talks    200  0.25   0.2500        True
    offers    120  0.60   0.1500       False
     sales     30  0.25   0.0375       False
    """
    count = stages.to_numpy()
    rate = np.append(1.0, np.where(count[:-1] > 0, count[1:] / count[:-1], 0.0))
    found = {
        "stage": stages.index,
        "count": count.astype(np.int64),
        "rate": rate,
        "overall": count / count[0],
    }
    return pd.DataFrame(found).assign(bottleneck=np.arange(len(count)) == 1 + np.argmin(rate[1:]))


@calculator
def compound_growth(growth_rate: Annotated[Rate, typical(0.05, 0.9)], years: Years) -> Factor:
    """Multiple to which something grows at a constant rate a year.

    Formula::

        multiple = (1 + growth_rate)**years

    References
    ----------
    Compound growth; standard.

    Examples
    --------
    The market for CRM and that for all of IT in two years, and their ratio [source document]:

    >>> crm, it = compound_growth(0.91, 2), compound_growth(0.12, 2)
    >>> round(crm, 3), round(it, 3), round(crm / it, 3)
    (3.648, 1.254, 2.908)
    """
    return (1 + growth_rate) ** years


@calculator
def growth_path(
    counts: Annotated[pd.Series, Dated(Stage)],
) -> Annotated[
    pd.DataFrame, Table(start=None, end=None, days=Days, added=Count, per_day=PerDay, doubling_days=Days)
]:
    """Pace of growth between dated counts: customers added a day, and days to double.

    Doubling goes on at the relative pace of the interval: each day adds the same share, not the same number.

    Formula::

        per_day = added / days
        doubling_days = days * log(2) / log(count / count_before)

    References
    ----------
    Doubling time of exponential growth; standard. Subscribers of the source document on logistics firms
    [source document].

    Examples
    --------
    >>> path = growth_path({"2002-08-15": 2e6, "2002-09-25": 3e6, "2002-10-14": 4e6, "2002-11-12": 5e6})
    >>> path["days"].tolist(), path["per_day"].round().tolist(), path["doubling_days"].round(1).tolist()
    ([41, 19, 29], [24390.0, 52632.0, 34483.0], [70.1, 45.8, 90.1])
    """
    days = np.diff(counts.index) // np.timedelta64(1, "D")
    added, before = np.diff(counts).astype(np.int64), counts.to_numpy()[:-1]
    interval = {"start": counts.index[:-1], "end": counts.index[1:], "days": days, "added": added}
    doubling = days * np.log(2) / np.log1p(added / before)
    return pd.DataFrame(interval).assign(per_day=added / days, doubling_days=doubling)
