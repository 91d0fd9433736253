"""What a game came to: its books, its customer equity, and how that compares with the reference."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from statistics import fmean
from typing import Any

import pandas as pd

from crmlab.firm.books import Books
from crmlab.firm.decisions import Decision, decided
from crmlab.firm.game import Equity, Quarter, equity, play_through
from crmlab.firm.luck import seed_of
from crmlab.firm.market import PAST, Market
from crmlab.firm.process import USUALLY_SPENT, Lived
from crmlab.firm.words import money
from crmlab.firm.worth import RATE, rest_value
from crmlab.language import said

HIDDEN = 20  # lucks over which a plan is graded


@dataclass(frozen=True, repr=False)
class Result:
    """Customer equity of a game, beside what the reference reaches with the same customers and luck."""

    equity: Equity
    reference: float

    @property
    def score(self) -> float:
        """Customer equity reached ÷ what the reference reaches."""
        return self.equity.total / self.reference

    def working(self) -> pd.DataFrame:
        """Return each quarter's money on the first day, and at the end the value of those still there."""
        cash = [*self.equity.cash, self.equity.rest]
        waits = [*range(1, len(cash)), len(cash) - 1]
        table = pd.DataFrame({"quarter": [*map(str, waits[:-1]), said("rest")], "cash": cash})
        table["discount_factor"] = [(1 + RATE) ** -wait for wait in waits]
        table["present_value"] = table["cash"] * table["discount_factor"]
        return table

    def __repr__(self) -> str:
        return said(
            "Customer equity {total}: {score:.1%} of what the reference reaches with the same customers and "
            "luck, {reference}.",
            total=money(self.equity.total),
            reference=money(self.reference),
            score=self.score,
        )


def books(now: Books, spent: Sequence[float]) -> pd.DataFrame:
    """Return what every manager is told: one line a quarter, the year before the game first; yuan."""
    whole = [USUALLY_SPENT] * PAST + [round(money) for money in spent]
    lines = [
        _line(now.market, *one) for one in zip(range(1 - PAST, len(whole)), now.lived, whole, strict=False)
    ]
    return pd.DataFrame(lines)


def _line(market: Market, quarter: int, lived: Lived, spent: int) -> dict[str, int]:
    earned = int((lived.orders * market.profit[lived.who]).sum()) // 100
    return {
        "quarter": quarter,
        "customers": int((~lived.left).sum()),
        "won": int(lived.won.sum()),
        "lost": int(lived.left.sum()),
        "orders": int(lived.orders.sum()),
        "sales": int((lived.orders * market.price[lived.who]).sum()) // 100,
        "complaints": int(lived.spoke.sum()),
        "mended": int(lived.mended.sum()),
        "earned": earned,
        "spent": spent,
        "cash": earned - spent,
    }


@lru_cache(maxsize=4)
def reference_plan(quarters: int) -> tuple[Decision, ...]:
    """Return the best plan that a search has found which knows the rules, but no luck: benchmarks/firm."""
    kept = files("crmlab").joinpath("data", "firm.json").read_text(encoding="utf-8")
    return tuple(decided(**one) for one in json.loads(kept)[str(quarters)])


@lru_cache(maxsize=256)
def reference_equity(market: int, luck: int, quarters: int) -> float:
    """Return what the reference reaches in a market, with a luck."""
    return equity(play_through(market, luck, reference_plan(quarters))).total


def path(quarters: Sequence[Quarter]) -> list[float]:
    """Return what a game was worth on its first day, as seen then and after each of its quarters; yuan.

    That is the cash so far, and the value of those who are there: the last one is the equity reached.
    """
    first = quarters[0].before
    return [rest_value(first.market, first.state)] + [
        equity(quarters[:count]).total for count in range(1, len(quarters) + 1)
    ]


@lru_cache(maxsize=256)
def reference_path(market: int, luck: int, quarters: int) -> tuple[float, ...]:
    """Return the path of the reference in a market, with a luck."""
    return tuple(path(list(play_through(market, luck, reference_plan(quarters)))))


def hidden_lucks(key: str, count: int = HIDDEN) -> list[int]:
    """Return the lucks that a course key stands for."""
    return [seed_of("luck", f"{key}/{number}") for number in range(count)]


def mean_score(plan: Sequence[dict[str, Any]], market: int, lucks: Sequence[int]) -> float:
    """Return the score of a plan: mean equity over the lucks ÷ the reference's mean over the same ones."""
    decisions = [decided(**one) for one in plan]
    reached = fmean(equity(play_through(market, luck, decisions)).total for luck in lucks)
    return reached / fmean(reference_equity(market, luck, len(decisions)) for luck in lucks)
