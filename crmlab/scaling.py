"""What more lines cost: the same work on longer and longer logs, timed on the machine at hand.

It stands outside of the topics because it reads the clock: no two calls on two machines give the same.
"""

from __future__ import annotations

import functools
import timeit
import tracemalloc
from typing import Annotated

import numpy as np
import pandas as pd

from crmlab import datasets, rfm
from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Count, Quantity
from crmlab.declared.tables import Table

Magnitude = Annotated[float, Quantity("", 4, 8, typical=(4, 7), step=0.5, format=".1f")]
Seconds = Annotated[float, Quantity("", 0, format=",.4f")]
Megabytes = Annotated[float, Quantity("", 0, format=",.1f")]
_LAST_DAY = "1998-06-30"  # of the simulated shop


@calculator
def growth(
    magnitude: Magnitude = 5.0,
) -> Annotated[pd.DataFrame, Table(lines=Count, customers=Count, seconds=Seconds, megabytes=Megabytes)]:
    """Seconds and memory of RFM on simulated logs of growing length, measured on this machine.

    A row a length: 10,000 lines, then half a power of ten more each time, up to 10 to the power of
    *magnitude*. The work is ``rfm.table``, ``rfm.score`` and ``rfm.segment``. ``seconds`` is the best of two
    or three runs. ``megabytes`` (a million bytes) is the log and all that the work holds at its peak, counted
    by Python's tracemalloc in a run of its own. A length is measured once and then remembered.

    References
    ----------
    Measured here [computed], on `datasets.make_cdnow`.

    Examples
    --------
    >>> growth(4)["lines"].tolist()
    [10000]
    """
    lengths = 10 ** np.unique([*np.arange(4, magnitude, 0.5), magnitude])
    return pd.DataFrame([_measured(int(lines)) for lines in np.round(lengths)])


@functools.cache
def _measured(lines: int) -> dict[str, float]:
    log = datasets.make_cdnow(lines)
    runs = 3 if lines < 1_000_000 else 2
    seconds = min(timeit.repeat(lambda: _work(log), number=1, repeat=runs))
    customers, held = _memory(log)
    return {"lines": lines, "customers": customers, "seconds": round(seconds, 4), "megabytes": held / 1e6}


def _memory(log: pd.DataFrame) -> tuple[int, int]:
    """Return how many customers a log has, and the bytes of the log and of the work at its peak."""
    is_traced = tracemalloc.is_tracing()
    if not is_traced:
        tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    answer = _work(log)
    _, peak = tracemalloc.get_traced_memory()
    if not is_traced:
        tracemalloc.stop()
    unseen = [column for column, kind in answer.dtypes.items() if getattr(kind, "storage", "") == "pyarrow"]
    tables = (log, answer[unseen])  # PyArrow keeps its texts where tracemalloc does not look
    return len(answer), peak - before + sum(int(one.memory_usage(index=False).sum()) for one in tables)


def _work(log: pd.DataFrame) -> pd.DataFrame:
    return rfm.segment(rfm.score(rfm.table(log, as_of=_LAST_DAY)))
