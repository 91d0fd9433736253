"""Whole numbers that are as wide in a browser as they are elsewhere.

Python in a browser has addresses of 32 bits, and numpy's ``int`` has as many there. It refuses to count or to
repeat by numbers of 64, and a product beyond 2,147,483,647 would be wrong without a word.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def counted(which: ArrayLike, weights: ArrayLike | None = None, least: int = 0) -> np.ndarray:
    """Return how often, or with what sum of *weights*, each of 0, 1, 2, … stands in *which*.

    Parameters
    ----------
    which : array_like
        Whole numbers, none below 0.
    weights : array_like, optional
        What each of them counts.
    least : int
        How many numbers are counted at least.

    Returns
    -------
    ndarray
    """
    found = np.bincount(np.asarray(which, dtype=np.intp), weights, least)
    return found.astype(np.int64, copy=False) if weights is None else found


def repeated(values: ArrayLike, times: ArrayLike) -> np.ndarray:
    """Return each of the *values* as many *times* as is said, for all or for each.

    Parameters
    ----------
    values : array_like
        What is repeated.
    times : array_like
        How often: one number, or one for each.

    Returns
    -------
    ndarray
    """
    return np.repeat(values, np.asarray(times, dtype=np.intp))
