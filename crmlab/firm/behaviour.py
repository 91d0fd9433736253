"""What customers do, and how likely: each function is one sentence of the game's rules."""

from __future__ import annotations

import numpy as np

from crmlab.counting import counted
from crmlab.firm.market import Market

USUAL = 6.0  # level of the service, and of what is promised, when the game begins

_CONTACT = np.outer([90.0, 200.0, 280.0], [1.0, 1.5, 10.0]).ravel()  # yuan a prospect that win three of four
_PROMISED = 0.06  # by how much more are won for each point promised above the usual
_SERVICE, _LIFT, _DECAY, _PULL = (
    25.0,
    1.2,
    0.35,
    0.05,
)  # yuan a customer that give half of the lift
_FAILING, _HALVED = 0.10, 1.5  # failures an order at the usual level; half as many so many points higher
_MENDING = 40.0  # yuan a complaint that mend every second one
_FAILURE, _SURPRISE, _UNHEARD = (
    1.5,
    0.3,
    0.5,
)  # points: a failure, one mended, one complained of in vain
_FAILURES_FELT = 3
_LETTER, _LETTERS, _ANNOYED = 0.10, 2, 0.5  # more orders after a letter, up to two in a row; then points lost
_MANAGED_ORDERS, _MANAGED_RISK = 1.6, 0.3
_LEAVES, _BARGAIN_LEAVES, _MOST_LEAVE = 0.04, 0.22, 0.9  # chance of a quarter in which all is as expected
_GAP, _CALLED, _BOUND = 0.45, 0.35, 0.8
_KEEPING = 20.0  # yuan a customer of the segment that bring half of the bond
_BEST = -0.85  # no more than so much of the chance to leave can be taken away


def winning_chance(
    market: Market, pool: np.ndarray, winning: np.ndarray, promise: float, word: float
) -> np.ndarray:
    """Chance to win each one of the pool: grows with the money for his cell, with less and less effect."""
    prospects = counted(market.cell[pool], least=len(_CONTACT))
    reach = winning / np.maximum(prospects * _CONTACT, 1)
    attracted = word * (1 + _PROMISED * (promise - USUAL))
    return np.clip((1 - 1 / (1 + reach) ** 2) * attracted, 0, 1)[market.cell[pool]]


def level_after(level: float, service: float, customers: int) -> float:
    """Level of the service after a quarter: it sinks by itself, and more customers need more money."""
    each = service / max(customers, 1)
    return level + _LIFT * each / (each + _SERVICE) - _DECAY - _PULL * (level - USUAL)


def failing(level: float) -> float:
    """Failures an order."""
    return round(_FAILING * 2.0 ** (-(level - USUAL) / _HALVED), 6)


def ordering(rate: np.ndarray, letters: np.ndarray, managed: np.ndarray) -> np.ndarray:
    """Mean of the orders of a quarter: of *letters* in a row the second does half as much as the first."""
    written = 1 + _LETTER * ((letters > 0) & (letters <= _LETTERS)) / np.maximum(letters, 1)
    return rate * written * np.where(managed, _MANAGED_ORDERS, 1)


def mending(recovery: float, complaints: int) -> float:
    """Chance that a complaint is put right, by the money there is for each."""
    each = recovery / max(complaints, 1)
    return each / (each + _MENDING)


def remembered(
    failures: np.ndarray, spoke: np.ndarray, mended: np.ndarray, letters: np.ndarray
) -> np.ndarray:
    """Points by which what is felt differs from the level of the service."""
    failed = _FAILURE * np.minimum(failures, _FAILURES_FELT)
    return np.where(mended, _SURPRISE, -failed - _UNHEARD * spoke) - _ANNOYED * (letters > _LETTERS)


def leaving(
    bargain: np.ndarray, gap: np.ndarray, bound: np.ndarray, called: np.ndarray, managed: np.ndarray
) -> np.ndarray:
    """Chance to leave: *gap* is what was felt less what was expected; anger moves more than delight."""
    push = -_GAP * np.clip(gap, -4, 2) - _BOUND * bound - _CALLED * called
    usual = np.where(bargain, _BARGAIN_LEAVES, _LEAVES)
    chance = usual * (1 + np.maximum(push, _BEST) + 0.5 * np.maximum(push, 0) ** 2)
    return np.minimum(chance * np.where(managed, _MANAGED_RISK, 1), _MOST_LEAVE)


def bond(keeping: np.ndarray, here: np.ndarray) -> np.ndarray:
    """Bond of each segment, from 0 to below 1, by the money there is for each of its customers."""
    each = keeping / np.maximum(here, 1)
    return each / (each + _KEEPING)


def talked_of(word: float, bad: int, customers: int) -> float:
    """Word of the firm: half of it is old, half comes from those who left or were failed in vain."""
    return 0.5 * word + 0.5 * (1.1 - 1.2 * bad / max(customers, 1))
