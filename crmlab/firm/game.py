"""The game played through: from decisions to money, quarter by quarter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from crmlab.firm.books import Books
from crmlab.firm.decisions import PRICES, REPORTS, Decision, matrix
from crmlab.firm.market import SEGMENTS, make_market
from crmlab.firm.process import Lived, Measures, past, play
from crmlab.firm.worth import RATE, rest_value


@dataclass(frozen=True, eq=False)
class Quarter:
    """A quarter that has been played: what was done, what happened, what it brought in; money in yuan."""

    decision: Decision
    before: Books
    measures: Measures
    after: Books
    earned: float  # margin less the cost of serving
    spent: float

    @property
    def lived(self) -> Lived:
        """What each customer lived through."""
        return self.after.lived[-1]

    @property
    def cash(self) -> float:
        """What the quarter leaves."""
        return self.earned - self.spent


def opening(market: int, luck: int) -> Books:
    """Return the books on the first day of the game."""
    made = make_market(market)
    state, year = past(made)
    return Books(made, state, year, luck)


def played(books: Books, decision: Decision) -> Quarter:
    """Play one quarter more."""
    reached = {name: books.reached(getattr(decision, name)) for name in PRICES}
    measures = Measures(
        winning=matrix(decision.winning),
        keeping=np.array([decision.keeping.get(segment, 0.0) for segment in SEGMENTS]),
        service=decision.service,
        recovery=decision.recovery,
        promise=decision.promise,
        called=reached["call"],
        written=reached["write"],
        managed=reached["manage"],
    )
    state, lived = play(books.market, books.state, measures, books.seed)
    after = Books(books.market, state, (*books.lived, lived), books.seed)
    earned = int((lived.orders * books.market.profit[lived.who]).sum()) / 100
    budgets = measures.winning.sum() + measures.keeping.sum() + decision.service + decision.recovery
    persons = sum(PRICES[name] * int(who.sum()) for name, who in reached.items())
    spent = float(budgets) + persons + sum(REPORTS[name] for name in decision.reports)
    return Quarter(decision, books, measures, after, earned, round(spent, 2))


def play_through(market: int, luck: int, plan: Iterable[Decision]) -> Iterator[Quarter]:
    """Yield each quarter of a plan, from the first day on."""
    return play_on(opening(market, luck), plan)


def play_on(books: Books, plan: Iterable[Decision]) -> Iterator[Quarter]:
    """Yield each quarter of a plan that goes on from these books."""
    for decision in plan:
        quarter = played(books, decision)
        yield quarter
        books = quarter.after


@dataclass(frozen=True)
class Equity:
    """Customer equity that a game reaches, in yuan on its first day."""

    cash: tuple[float, ...]  # of each quarter
    rest: float  # value of those still there, when the last quarter ends

    @property
    def total(self) -> float:
        """All of it on the first day: each quarter's money comes at its end."""
        years = [cash / (1 + RATE) ** quarter for quarter, cash in enumerate(self.cash, 1)]
        return sum(years) + self.rest / (1 + RATE) ** len(self.cash)


def equity(quarters: Iterable[Quarter]) -> Equity:
    """Return what a game reaches that has been played through."""
    listed = list(quarters)
    return Equity(
        tuple(one.cash for one in listed), rest_value(listed[-1].after.market, listed[-1].after.state)
    )
