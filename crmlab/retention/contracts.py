"""Who has left, where a contract says so: churn month by month, and how long customers stay."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab.declared.calculators import calculator
from crmlab.declared.logs import A_CUSTOMER
from crmlab.declared.quantities import Choice, Count, Quantity, Share
from crmlab.declared.tables import Day, Table, column_of, days_in, refuse_cell
from crmlab.errors import BadTypeError, BadValueError
from crmlab.language import said, to_say

AsOf = Annotated[Any, Day()]
AgeUnit = Annotated[str, Choice(("month", "day"))]
Confidence = Annotated[float, Quantity("share", 0.5, 0.9999, typical=(0.8, 0.99), step=0.01, format=".1%")]
NO_CONTRACT = to_say("contracts has none that began until as_of, {as_of}.")
ENDS_EARLY = to_say("{name} must be at or after the start of the contract, {start}; got {end}.")


@calculator
def monthly_churn(
    contracts: Annotated[Any, Table()],
    as_of: AsOf,
    customer_id="customer_id",
    start_date="start_date",
    end_date="end_date",
) -> Annotated[
    pd.DataFrame,
    Table(month=None, start=Count, gained=Count, lost=Count, came_and_left=Count, churn=Share),
]:
    """Churn rate of each calendar month, from the days on which contracts start and end.

    A contract runs to the end of its last day; where that is missing or after *as_of*, it still runs.
    Contracts of one customer that overlap or follow each other without a day between them are one stay.
    Who comes back later was lost, and is gained again.

    The rate is `churn_rate` with the base "start": of the customers there when the month begins, those whose
    stay ends in it. Who comes and leaves in the same month is in no base, so he is counted apart; all others
    who come are gained, and start + gained - lost is the next month's start. The rate is missing where a
    month begins with nobody. The last month is that of *as_of*, which may be cut short.

    References
    ----------
    Churn of those at the start; standard. The contracts in the example are [invented for the exercise].

    Examples
    --------
    >>> import pandas as pd
    >>> contracts = pd.DataFrame({
    ...     "customer_id": ["Li", "Wu", "Hu", "Wu"],
    ...     "start_date": ["2024-01-05", "2024-01-20", "2024-02-03", "2024-03-10"],
    ...     "end_date": [None, "2024-02-15", "2024-02-28", None],
    ... })
    >>> print(monthly_churn(contracts, "2024-03-31").to_string(index=False))
      month  start  gained  lost  came_and_left  churn
    2024-01      0       2     0              0   <NA>
    2024-02      2       0     1              1    0.5
    2024-03      1       1     0              0    0.0
    """
    stays = _stays(as_of, contract_lines(contracts, customer_id, start_date, end_date))
    first, last = (month_number(stays[end].dt).to_numpy() for end in ("start", "end"))
    months = np.arange(first.min(), month_number(pd.Timestamp(as_of)) + 1)
    left = stays["left"].to_numpy()
    is_brief = left & (first == last)
    gained, lost, brief = (
        _counted(of, months) for of in (first[~is_brief], last[left & ~is_brief], first[is_brief])
    )
    start = np.cumsum(gained - lost) - (gained - lost)
    counts = {"start": start, "gained": gained, "lost": lost, "came_and_left": brief}
    return pd.DataFrame({"month": list(map(month_name, months)), **counts, "churn": share_of(lost, start)})


@calculator
def survival_curve(
    contracts: Annotated[Any, Table()],
    as_of: AsOf,
    age_unit: AgeUnit = "month",
    confidence: Confidence = 0.95,
    customer_id="customer_id",
    start_date="start_date",
    end_date="end_date",
) -> Annotated[pd.DataFrame, Table(age=Count, at_risk=Count, left=Count, share=Share, low=Share, high=Share)]:
    """Share of customers who stay longer than each age, with its interval (Kaplan-Meier).

    Formula::

        share = product(1 - left / at_risk)
        error = (sum(left / (at_risk * (at_risk - left)))) ** 0.5 / log(share)
        low = share ** exp(-z * error)
        high = share ** exp(z * error)

    Product and sum run to the age of the row; z is that of the normal distribution for the confidence, 1.96
    for 95 %. At each age the interval holds by itself, not for the whole curve. It is missing while nobody
    has left, and once everybody has: Greenwood's formula gives no error there.

    A contract, and one stay of several, is as in `monthly_churn`; each stay counts by itself, from its first
    day on. Age 3 is the third month, or day, of a stay: who leaves in it has left at age 3. Who is still
    there is at risk as far as he has been seen. By months, only months of a stay count that *as_of* leaves
    whole: who leaves in a month that would have ended after *as_of* is taken as still there before it.
    The curve ends with the longest stay.

    References
    ----------
    Kaplan & Meier (1958) [published]; the error by Greenwood (1926) [published], on the scale log(-log),
    which keeps the interval between 0 and 1, by Kalbfleisch & Prentice (1980) [published]. The contracts in
    the example are [invented for the exercise].

    Examples
    --------
    >>> import pandas as pd
    >>> contracts = pd.DataFrame({
    ...     "customer_id": ["Li", "Wu", "Hu", "An"],
    ...     "start_date": ["2024-01-01", "2024-01-01", "2024-02-01", "2024-03-01"],
    ...     "end_date": [None, "2024-01-31", "2024-03-31", None],
    ... })
    >>> print(survival_curve(contracts, "2024-03-31").round(3).to_string(index=False))
     age  at_risk  left  share    low   high
       0        4     0  1.000   <NA>   <NA>
       1        4     1  0.750  0.128  0.961
       2        2     1  0.375  0.011  0.808
       3        1     0  0.375  0.011  0.808
    """
    stays = _stays(as_of, contract_lines(contracts, customer_id, start_date, end_date))
    seen = _age(stays["start"], pd.Timestamp(as_of), age_unit, whole=True)
    ended = _age(stays["start"], stays["end"], age_unit, whole=False)
    left = stays["left"].to_numpy() & (ended <= seen)
    age = np.where(left, ended, seen)
    ages = np.arange(age.max() + 1)
    at_risk = len(age) - np.searchsorted(np.sort(age), ages)
    leavers = _counted(age[left], ages)
    return _kaplan_meier(ages, at_risk, leavers, confidence)


def _kaplan_meier(ages: Any, at_risk: Any, left: Any, confidence: float) -> pd.DataFrame:
    from scipy.special import ndtri

    share = np.cumprod(1 - left / at_risk)
    with np.errstate(all="ignore"):  # where the formula has no error, NaN comes out and stays
        error = np.sqrt(np.cumsum(left / (at_risk * (at_risk - left)))) / np.log(share)
        factor = np.exp(ndtri((1 + confidence) / 2) * error)  # below 1: the logarithm is below 0
        has_error = (share > 0) & (share < 1)
        low, high = (np.where(has_error, share**power, np.nan) for power in (1 / factor, factor))
    table = pd.DataFrame({"age": ages, "at_risk": at_risk, "left": left, "share": share})
    return table.assign(low=_or_missing(low), high=_or_missing(high))


def contract_lines(contracts: pd.DataFrame, customer_id: Any, start_date: Any, end_date: Any) -> pd.DataFrame:
    """Return the three columns of contracts, checked and under standard names; no end is NaT."""
    customers, starts, ends = (
        column_of("contracts", contracts, name) for name in (customer_id, start_date, end_date)
    )
    named = [isinstance(one, Hashable) for one in customers] & customers.notna().to_numpy()
    refuse_cell(customer_id, customers, named, A_CUSTOMER, BadTypeError)
    start, end = days_in(start_date, starts), _ends(end_date, ends)
    early = np.flatnonzero(end < start)
    if early.size:
        day, too_early = (f"{days.iloc[early[0]]:%Y-%m-%d}" for days in (start, end))
        raise BadValueError(said(ENDS_EARLY, name=f"{end_date}[{early[0]}]", start=day, end=too_early))
    days = {"start": start.to_numpy("M8[s]"), "end": end.to_numpy("M8[s]")}  # in nanoseconds they end in 2262
    return pd.DataFrame({"customer_id": customers.array, **days})


def begun_until(as_of: Any, lines: pd.DataFrame) -> pd.DataFrame:
    """Return the contracts that began until a day, or raise one clear sentence if there is none."""
    begun = lines[lines["start"] <= pd.Timestamp(as_of)]
    if begun.empty:
        raise BadValueError(said(NO_CONTRACT, as_of=as_of))
    return begun


def share_of(part: Any, whole: Any) -> pd.Series:
    """Return a part as a share of the whole, missing where there is no whole."""
    part, whole = np.asarray(part, dtype=float), np.asarray(whole, dtype=float)
    return _or_missing(np.divide(part, whole, out=np.full(len(whole), np.nan), where=whole > 0))


def month_number(days: Any) -> Any:
    """Count months since year 0."""
    return days.year * 12 + days.month - 1


def month_name(number: int) -> str:
    """Write 2024-07."""
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _or_missing(numbers: np.ndarray) -> pd.Series:
    """Return numbers that may be missing: an answer has no NaN, which would be a number that went wrong."""
    return pd.Series(numbers).astype("Float64")


def _ends(name: Any, cells: pd.Series) -> pd.Series:
    """Return the days in a column where a day may be missing."""
    known = cells.notna()
    if not known.any():
        return pd.Series(pd.NaT, index=cells.index, dtype="datetime64[s]")
    is_moment = pd.api.types.is_datetime64_any_dtype(cells.dtype)
    filled = (
        cells.fillna(cells[known].iloc[0]) if is_moment else cells.astype(object).where(known, "2000-01-01")
    )
    return days_in(name, filled).where(known)


def _stays(as_of: Any, contracts: pd.DataFrame) -> pd.DataFrame:
    """Return one row a stay: contracts without a day between them are one, from first to last day."""
    lines = begun_until(as_of, contracts)
    today = pd.Timestamp(as_of)
    open_end = today + pd.Timedelta(days=1)
    end = lines["end"].where(lines["end"] <= today, open_end)
    customer = pd.factorize(lines["customer_id"])[0]
    sorted_lines = pd.DataFrame({"customer": customer, "start": lines["start"], "end": end}).sort_values(
        ["customer", "start"], kind="stable"
    )
    latest = sorted_lines.groupby("customer")["end"].cummax()
    before = latest.groupby(sorted_lines["customer"]).shift()
    is_new = before.isna() | (sorted_lines["start"] > before + pd.Timedelta(days=1))
    stays = sorted_lines.groupby(is_new.cumsum().rename("stay")).agg(
        start=("start", "min"), end=("end", "max")
    )
    return stays.assign(left=stays["end"] <= today)


def _age(start: pd.Series, end: Any, unit: str, whole: bool) -> np.ndarray:
    """Count days, or months, from the first day to the end of the last: whole ones, or all that began."""
    after = end + pd.Timedelta(days=1)
    if unit == "day":
        return (after - start).dt.days.to_numpy()
    after = pd.Series(after, index=start.index)
    months = (month_number(after.dt) - month_number(start.dt)).to_numpy()
    day = after.dt.day.to_numpy()
    month_turns = np.minimum(start.dt.day, after.dt.days_in_month).to_numpy()  # from the 31st: on the 30th
    return months - (day < month_turns) if whole else months + (day > month_turns)


def _counted(numbers: np.ndarray, every: np.ndarray) -> np.ndarray:
    """Count how often each of some consecutive numbers is there."""
    return np.bincount(numbers - every[0], minlength=len(every))
