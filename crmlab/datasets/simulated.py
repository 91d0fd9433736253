"""A purchase log of any size, whose customers behave as a published model says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from crmlab.declared.quantities import Quantity

__all__ = ["make_cdnow"]

_LINES = Quantity("", 1, 1e9, typical=(10_000, 1_000_000), format=",.0f", whole=True)
_SEED = Quantity("", 0, 999_999, typical=(0, 100), format=".0f", whole=True)
_R, _ALPHA, _A, _B = 0.2426, 4.4135, 0.7929, 2.4258  # Fader, Hardie & Lee (2005); time in weeks
_P, _Q, _GAMMA = 6.25, 3.74, 15.44  # Fader & Hardie (2013)
_FIRST_DAY = np.datetime64("1997-01-01", "ns")
_JOINING, _WATCHED = 84, 546  # days
_AT_A_TIME = 50_000  # customers


def make_cdnow(lines: int = 100_000, seed: int = 0) -> pd.DataFrame:
    """Simulate the purchases of a shop like CDNOW, as many lines as you like.

    Nobody lives in this log. Each customer first buys on one of the first 84 days of 1997. Then he buys at
    random, at a rate of his own, and leaves after a repeat purchase with a chance of his own; he is watched
    until 30 June 1998. A longer log of the same seed begins with the shorter one.

    Parameters
    ----------
    lines : int, default 100_000
        Length of the log, from 1 to 10⁹. A line takes 24 bytes.
    seed : int, default 0
        Another seed (0 to 999,999) draws other customers. The same seed draws the same log, as long as
        numpy draws the same random numbers.

    Returns
    -------
    pandas.DataFrame
        One line a purchase, by customer and day: ``customer_id``, ``date`` and ``amount`` (US dollars).

    Raises
    ------
    TypeError, ValueError
        If an argument is not a whole number, or outside of its range.

    Notes
    -----
    Purchases are drawn by the BG/NBD model with the parameters of Fader, Hardie & Lee (2005), amounts by the
    Gamma-Gamma model with those of Fader & Hardie (2013), both fitted to the real CDNOW. [published]

    Examples
    --------
    >>> from crmlab.datasets import make_cdnow
    >>> log = make_cdnow(lines=10_000)
    >>> print(len(log), list(log.columns))
    10000 ['customer_id', 'date', 'amount']
    """
    lines, source = _LINES.validate("lines", lines), np.random.default_rng(_SEED.validate("seed", seed))
    blocks, drawn = [], 0
    while drawn < lines:
        blocks.append(_customers(source, 1 + len(blocks) * _AT_A_TIME))
        drawn += len(blocks[-1][0])
    who, day, amount = (np.concatenate(column)[:lines] for column in zip(*blocks, strict=True))
    date = _FIRST_DAY + day.astype("timedelta64[D]")
    return pd.DataFrame({"customer_id": who, "date": date, "amount": amount})


def _customers(source: np.random.Generator, first_id: int) -> tuple[Any, ...]:
    """Draw all purchases of some customers: who buys, on which day, for how much."""
    rate, leaves = source.gamma(_R, 1 / (7 * _ALPHA), _AT_A_TIME), source.beta(_A, _B, _AT_A_TIME)
    who, now = np.arange(_AT_A_TIME), source.uniform(0, _JOINING, _AT_A_TIME)
    buyers, days = [], []
    while who.size:
        buyers.append(who)
        days.append(now)
        is_left = (source.random(who.size) < leaves[who]) & (len(days) > 1)
        now = now + source.exponential(1 / np.maximum(rate[who], 1e-12))
        is_back = ~is_left & (now < _WATCHED)
        who, now = who[is_back], now[is_back]
    who, day = np.concatenate(buyers), np.concatenate(days).astype("int64")
    order = np.argsort(who, kind="stable")
    price = 1 / source.gamma(_Q, 1 / _GAMMA, _AT_A_TIME)
    amount = np.round(source.gamma(_P, 1, who.size) * price[who], 2)
    return who[order] + first_id, day[order], amount[order]
