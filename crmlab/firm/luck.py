"""Luck that every machine draws alike: words of a counter-based generator, and tables made once.

A word belongs to a customer, a quarter and a purpose. So a game that is played again with one decision
changed meets the same luck everywhere else, and what differs is what the decision did.
"""

from __future__ import annotations

import hashlib
import math
from enum import IntEnum
from functools import lru_cache

import numpy as np

_BITS = 53
_DIGITS = 9  # of a chance: exp and log agree on these on every machine
_MEANS, _STEPS, _MOST = 32, 8, 64  # largest mean, steps between whole means, most that is drawn


class Purpose(IntEnum):
    """What a word is drawn for."""

    SEGMENT = 0
    CHANNEL = 1
    RATE = 2
    MARGIN = 3
    DEMANDING = 4
    BARGAIN = 5
    VOICE = 6
    HOPE = 7
    WON = 16
    ORDERS = 17
    FAILURES = 18
    VISIT = 19
    SPEAKS = 20
    MENDED = 21
    LEAVES = 22
    ASKED = 23
    ANSWER = 24


def seed_of(kind: str, name: str) -> int:
    """Return the seed that a name stands for; markets and luck of the same name have nothing in common."""
    return int.from_bytes(hashlib.sha256(f"{kind}:{name}".encode()).digest()[:8], "little")


@lru_cache(maxsize=512)
def words(seed: int, quarter: int, purpose: Purpose, customers: int) -> np.ndarray:
    """Draw one whole number of 53 bits for each customer."""
    stream = np.random.Philox(key=[seed, 0], counter=[0, 0, quarter, int(purpose)])
    drawn = stream.random_raw(customers) >> np.uint64(64 - _BITS)
    drawn.flags.writeable = False  # it is handed out again
    return drawn


def shares(drawn: np.ndarray) -> np.ndarray:
    """Turn words into numbers from 0 to below 1."""
    return drawn / 2.0**_BITS


def happens(drawn: np.ndarray, chance: np.ndarray | float) -> np.ndarray:
    """Say for whom it happens, at each one's chance."""
    return drawn < (np.round(chance, _DIGITS) * 2.0**_BITS).astype(np.uint64)


def counts(drawn: np.ndarray, means: np.ndarray) -> np.ndarray:
    """Draw whole numbers with these means, by the nearest table of Poisson's law."""
    table = _POISSON[np.minimum(np.rint(means * _STEPS).astype(np.int64), len(_POISSON) - 1)]
    return (drawn[:, None] >= table).sum(axis=1)


def _poisson(mean: float) -> list[int]:
    """Return below which word at most 0, 1, 2 … are drawn."""
    term = total = math.exp(-mean)
    cumulated = []
    for count in range(1, _MOST + 1):
        cumulated.append(min(int(round(total, _DIGITS) * 2**_BITS), 2**_BITS))
        term *= mean / count
        total += term
    return cumulated


_POISSON = np.array([_poisson(level / _STEPS) for level in range(_MEANS * _STEPS + 1)], dtype=np.uint64)
