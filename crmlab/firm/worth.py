"""What a game is worth: what it brought in, and what those are worth who are still there."""

from __future__ import annotations

import numpy as np

from crmlab.firm import behaviour
from crmlab.firm.market import Market
from crmlab.firm.process import State

RATE = 0.02  # discount rate of a quarter


def rest_value(market: Market, state: State) -> float:
    """Value of those who are still there, in yuan at the end of the last quarter.

    Formula::

        value = profit * stays / (1 + rate - stays)

    As `crmlab.clv.lifetime_value` has it without an end, with a quarter for a year. Nobody is called, written
    to or bound any more, and delight is over, because what is expected follows what is felt; disappointment
    stays.
    """
    return int(np.rint(100 * value_each(market, state)[state.here]).sum()) / 100


def value_each(market: Market, state: State) -> np.ndarray:
    """Return the value of each customer of the market, in yuan, as if he were there."""
    nothing = np.zeros(len(market))
    gap = np.clip(state.level - state.expected, -1, 0)
    stays = 1 - behaviour.leaving(market.bargain, gap, nothing, nothing, nothing > 0)
    return market.rate * market.profit / 100 * stays / (1 + RATE - stays)
