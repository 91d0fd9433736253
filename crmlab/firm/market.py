"""The market: which customers there are, and what nobody is told about them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from crmlab.counting import repeated
from crmlab.firm.luck import Purpose, shares, words

SEGMENTS = ("small", "middle", "large")
CHANNELS = ("online", "fairs", "partners")
PAST, PLAYED = 4, 9  # quarters before the game, and of the game

_FIRST = 1_600  # customers when the past begins
_PROSPECTS = 540  # who can be won in a quarter, of all segments and channels

_SEGMENT_SHARES = (0.60, 0.30, 0.10)
_CHANNEL_SHARES = (0.45, 0.30, 0.25)
# by segment: orders a quarter; of an order: yuan of margin, its share of the price, cost to serve it
_ORDERS = np.array([2.0, 4.0, 9.0])
_MARGIN = np.array([60.0, 85.0, 120.0])
_MARGIN_SHARE = np.array([0.32, 0.25, 0.15])
_SERVING = np.array([12.0, 18.0, 30.0])
# who is demanding costs more to serve, in each order; of the large it is every third
_DEMANDING_SHARE = np.array([0.05, 0.10, 0.35])
_DEMANDING_COST = 130.0
_VOICE = np.array([0.08, 0.20, 0.50])  # mean chance to complain after a failure
_BARGAIN = np.array([0.60, 0.15, 0.05])  # by channel: who came for a discount, and goes with the next one


@dataclass(frozen=True, eq=False)
class Market:
    """One entry a customer in each array; money of an order in cents."""

    seed: int
    quarter: np.ndarray  # when he can be won; 0: a customer when the past begins
    segment: np.ndarray
    channel: np.ndarray
    rate: np.ndarray  # orders a quarter
    price: np.ndarray
    margin: np.ndarray
    serving: np.ndarray
    bargain: np.ndarray
    voice: np.ndarray
    hope: np.ndarray  # what he expects beside what was promised

    def __len__(self) -> int:
        return len(self.quarter)

    @property
    def profit(self) -> np.ndarray:
        """What an order leaves after the cost of serving it, in cents."""
        return self.margin - self.serving

    @property
    def cell(self) -> np.ndarray:
        """Channel and segment as one number."""
        return self.channel * len(SEGMENTS) + self.segment


@lru_cache(maxsize=32)
def make_market(seed: int) -> Market:
    """Draw the customers of a market, those of the first day first."""
    each = [_FIRST] + [_PROSPECTS] * (PAST + PLAYED)

    def drawn(purpose: Purpose) -> np.ndarray:
        return shares(words(seed, 0, purpose, sum(each)))

    segment = np.searchsorted(np.cumsum(_SEGMENT_SHARES[:-1]), drawn(Purpose.SEGMENT), side="right")
    channel = np.searchsorted(np.cumsum(_CHANNEL_SHARES[:-1]), drawn(Purpose.CHANNEL), side="right")
    demanding = drawn(Purpose.DEMANDING) < _DEMANDING_SHARE[segment]
    margin = _MARGIN[segment] * (0.5 + drawn(Purpose.MARGIN))
    return Market(
        seed,
        quarter=repeated(np.arange(len(each)), each),
        segment=segment,
        channel=channel,
        rate=_ORDERS[segment] * (0.25 + 1.5 * drawn(Purpose.RATE)),
        price=_cents(margin / _MARGIN_SHARE[segment]),
        margin=_cents(margin),
        serving=_cents(_SERVING[segment] + _DEMANDING_COST * demanding),
        bargain=drawn(Purpose.BARGAIN) < _BARGAIN[channel],
        voice=np.minimum(_VOICE[segment] * 2 * drawn(Purpose.VOICE), 1.0),
        hope=drawn(Purpose.HOPE) * 2 - 1,
    )


def _cents(yuan: np.ndarray) -> np.ndarray:
    return np.rint(yuan * 100).astype(np.int64)
