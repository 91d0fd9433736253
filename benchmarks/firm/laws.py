"""What must hold of every game, whatever was decided: nothing from nothing, and more never does less."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from crmlab.firm.decisions import BUDGET, PRICES, REPORTS
from crmlab.firm.game import Quarter, equity, played
from crmlab.firm.market import CHANNELS, SEGMENTS
from crmlab.firm.scoring import books


def broken(quarters: list[Quarter]) -> Iterator[str]:
    """Yield what is broken in a game."""
    reached = equity(quarters)
    if not np.isfinite([reached.total, reached.rest, *reached.cash]).all():
        yield "equity is a number"
    listed = books(quarters[-1].after, [one.spent for one in quarters]).tail(len(quarters))
    if not np.allclose(listed["cash"], reached.cash, atol=1.01):
        yield "the books show the money that counts"
    for quarter in quarters:
        yield from (law for law, holds in _laws(quarter).items() if not holds)


def _laws(quarter: Quarter) -> dict[str, bool]:
    lived, before, after = quarter.lived, quarter.before, quarter.after
    profit = before.market.profit[lived.who]
    counts = (lived.orders, lived.failures)
    return {
        "nobody is there twice": len(np.unique(lived.who)) == len(lived.who),
        "who is there was there or was won": len(lived.who) == before.state.here.sum() + lived.won.sum(),
        "who is left was there and stayed": after.state.here.sum() == (~lived.left).sum(),
        "no count is below nothing": all((one >= 0).all() for one in counts),
        "no order fails twice": bool((lived.failures <= lived.orders).all()),
        "who complains was failed": bool((lived.failures[lived.spoke] > 0).all()),
        "what is mended was complained of": bool(lived.spoke[lived.mended].all()),
        "what is felt and expected is a number": bool(
            np.isfinite([*lived.felt, *after.state.expected[lived.who], after.state.level]).all()
        ),
        "what people say lies between 0 and 1.1": 0 <= after.state.word <= 1.1,
        "what is earned is the profit of the orders": abs(quarter.earned - (lived.orders @ profit) / 100)
        < 0.01,
        "what is spent is what was paid for": abs(quarter.spent - _paid(quarter)) < 0.01,
        "no quarter spends more than its budget": quarter.spent <= quarter.decision.cost + 0.01
        and quarter.decision.cost <= BUDGET + 0.01,
    }


def _paid(quarter: Quarter) -> float:
    one, who = quarter.decision, quarter.measures
    reached = {"call": who.called, "write": who.written, "manage": who.managed}
    persons = sum(PRICES[name] * int(of.sum()) for name, of in reached.items())
    amounts = [
        *(sum(row.values()) for row in one.winning.values()),
        *one.keeping.values(),
        one.service,
        one.recovery,
    ]
    return sum(amounts) + persons + sum(REPORTS[name] for name in one.reports)


def less_for_more(quarter: Quarter, source: random.Random) -> Iterator[str]:
    """Yield what more money does worse in the same quarter, with the same luck."""
    old, more = quarter.decision, source.choice([1, 100, 10_000, 1_000_000])
    state, lived = quarter.after.state, quarter.lived

    def again(**given: object) -> Quarter:
        return played(quarter.before, replace(old, **given))

    service = again(service=old.service + more)
    if service.after.state.level < state.level or service.lived.failures.sum() > lived.failures.sum():
        yield "more service never serves worse"
    recovery = again(recovery=old.recovery + more)
    if recovery.lived.mended.sum() < lived.mended.sum() or recovery.lived.left.sum() > lived.left.sum():
        yield "more for complaints never mends fewer"
    keeping = again(keeping=_richer(old.keeping, more))
    if keeping.lived.left.sum() > lived.left.sum():
        yield "more for keeping never loses more"
    winning = again(winning={name: _richer(old.winning.get(name, {}), more) for name in CHANNELS})
    if winning.lived.won.sum() < lived.won.sum():
        yield "more for winning never wins fewer"


def _richer(amounts: Mapping[str, float], more: float) -> dict[str, float]:
    return {segment: amounts.get(segment, 0.0) + more for segment in SEGMENTS}
