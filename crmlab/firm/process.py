"""One quarter: whom the firm wins, what its customers order and live through, and who leaves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from crmlab.counting import counted
from crmlab.firm import behaviour, luck
from crmlab.firm.luck import Purpose, happens
from crmlab.firm.market import CHANNELS, PAST, SEGMENTS, Market

_ADAPTS = 0.3  # how far what is expected moves towards what was felt
_WINNING, _SERVING, _RECOVERY = (
    3_000,
    22_000,
    4_000,
)  # yuan a quarter before the game; winning: of each cell
USUALLY_SPENT = len(CHANNELS) * len(SEGMENTS) * _WINNING + _SERVING + _RECOVERY


@dataclass(frozen=True, eq=False)
class Measures:
    """A quarter's decision as it meets the customers: yuan, and who is reached."""

    winning: np.ndarray  # by cell
    keeping: np.ndarray  # by segment
    service: float
    recovery: float
    promise: float
    called: np.ndarray  # of each customer, whether
    written: np.ndarray
    managed: np.ndarray


@dataclass(frozen=True, eq=False)
class State:
    """The customers at the end of a quarter, and what they have come to expect."""

    quarter: int
    here: np.ndarray
    expected: np.ndarray
    letters: np.ndarray  # how many in a row
    level: float  # of the service
    word: float  # what people say of the firm


class Lived(NamedTuple):
    """What a quarter was for each customer who was there; *who* are their places in the market."""

    who: np.ndarray
    won: np.ndarray
    orders: np.ndarray
    failures: np.ndarray
    spoke: np.ndarray
    mended: np.ndarray
    felt: np.ndarray
    left: np.ndarray


def play(market: Market, state: State, measures: Measures, seed: int) -> tuple[State, Lived]:
    """Play a quarter with the luck of a seed."""
    quarter = state.quarter + 1

    def word(purpose: Purpose, who: np.ndarray) -> np.ndarray:
        return luck.words(seed, quarter, purpose, len(market))[who]

    pool = np.flatnonzero(market.quarter == quarter)
    chance = behaviour.winning_chance(market, pool, measures.winning, measures.promise, state.word)
    won = pool[happens(word(Purpose.WON, pool), chance)]
    expected = state.expected.copy()
    expected[won] = measures.promise + market.hope[won]

    who = np.union1d(np.flatnonzero(state.here), won)
    level = behaviour.level_after(state.level, measures.service, len(who))
    letters = np.where(measures.written, state.letters + 1, 0)
    managed = measures.managed[who]
    means = behaviour.ordering(market.rate[who], letters[who], managed)
    orders = luck.counts(word(Purpose.ORDERS, who), means)
    failures = luck.counts(word(Purpose.FAILURES, who), orders * behaviour.failing(level))
    failures = np.minimum(failures, orders)
    heard = happens(word(Purpose.SPEAKS, who), market.voice[who]) | measures.called[who]
    spoke = (failures > 0) & heard
    mended = spoke & happens(word(Purpose.MENDED, who), behaviour.mending(measures.recovery, spoke.sum()))

    visit = 2 * luck.shares(word(Purpose.VISIT, who)) - 1
    felt = level + visit + behaviour.remembered(failures, spoke, mended, letters[who])
    gap = felt - expected[who]
    here = counted(market.segment[who], least=len(SEGMENTS))
    bound = behaviour.bond(measures.keeping, here)[market.segment[who]]
    chance = behaviour.leaving(market.bargain[who], gap, bound, measures.called[who], managed)
    left = happens(word(Purpose.LEAVES, who), chance)

    expected[who] += _ADAPTS * gap
    after = np.zeros(len(market), bool)
    after[who[~left]] = True
    bad = int((left | ((failures > 0) & ~mended)).sum())
    talked = behaviour.talked_of(state.word, bad, len(who))
    lived = Lived(who, np.isin(who, won), orders, failures, spoke, mended, felt, left)
    return State(quarter, after, expected, letters, level, talked), lived


@lru_cache(maxsize=32)
def past(market: Market) -> tuple[State, tuple[Lived, ...]]:
    """Play the year before the game, which every luck has in common."""
    first = market.quarter == 0
    nobody = np.zeros(len(market), bool)
    usual = Measures(
        winning=np.full(len(CHANNELS) * len(SEGMENTS), float(_WINNING)),
        keeping=np.zeros(len(SEGMENTS)),
        service=float(_SERVING),
        recovery=float(_RECOVERY),
        promise=behaviour.USUAL,
        called=nobody,
        written=nobody,
        managed=nobody,
    )
    level = behaviour.USUAL
    state = State(0, first, level + market.hope, np.zeros(len(market), np.int64), level, 1.0)
    year = []
    for _ in range(PAST):
        state, lived = play(market, state, usual, market.seed)
        year.append(lived)
    return state, tuple(year)
