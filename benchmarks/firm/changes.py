"""Every change of a plan that may be handed in, and the climb over such changes."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from crmlab.firm.decisions import BUDGET, COLUMNS, PRICES, REPORTS, Decision, Rule, whom
from crmlab.firm.market import CHANNELS, SEGMENTS

Plan = list[Decision]
Pair = tuple[int, int]  # a market and a luck
Money = dict[tuple[str, ...], float]
MOST = {"call": 2_500, "write": 10_000, "manage": 20}  # whom the budget, or the game, still lets one reach
_NUMBERS = [name for name in COLUMNS if name not in ("segment", "channel")]
_LIMITS = [0, 1, 2, 4, 6, 8, 100, 1_000, 5_000]
_BEHIND = 0.003  # by how much a plan may be behind the best in one market; in four by half of that


def climbed(
    plan: Plan, reach: Callable[[Plan, Pair], float], on: list[Pair], tries: int, source: random.Random
) -> Plan:
    """Return the best of so many plans, each with one thing changed of the best before."""

    def reached(tried: Plan, least: list[float]) -> list[float]:
        totals = []
        for count, pair in enumerate(on, 1):
            totals.append(reach(tried, pair))
            if sum(totals) < (1 - _BEHIND / count**0.5) * sum(least[:count]):
                break  # clearly behind
        return totals

    best = reached(plan, [0.0] * len(on))
    for _ in range(tries):
        tried = changed(plan, source)
        if tried and sum(totals := reached(tried, best)) > sum(best):
            plan, best = tried, totals
    return plan


def changed(plan: Plan, source: random.Random) -> Plan | None:
    """Return a plan with one thing changed in some of its quarters; None where it costs too much."""
    move = source.choice([_amount, _amount, _shifted, _rule, _most, _promise, _reports, _copied])
    seed, new = source.random(), list(plan)  # the same change in each of the quarters
    for quarter in _quarters(len(plan), source):
        new[quarter] = _affordable(move(new[quarter], random.Random(seed), plan))
    return None if None in new else new


def _quarters(count: int, source: random.Random) -> range:
    """Return all quarters, one, those from one on, or every second or third."""
    first = source.randrange(count)
    every = range(source.randrange(2), count, source.choice([2, 3]))
    return source.choice([range(count), range(first, first + 1), range(first, count), every])


def _affordable(decision: Decision) -> Decision | None:
    """Return a decision with the reports that its rules ask for, its amounts within the budget."""
    asked = {source for rule in decision.rules.values() for source in rule.sources}
    decision = replace(decision, reports=tuple(sorted(asked | {*decision.reports})))
    money = _money(decision)
    left = BUDGET - (decision.cost - sum(money.values()))
    if left < 0:
        return None
    scale = min(1.0, left / max(sum(money.values()), 1))
    return _with(decision, {name: one * scale // 1 for name, one in money.items()})  # whole yuan


def _money(decision: Decision) -> Money:
    given = decision.winning
    cells = {(one, segment): given.get(one, {}).get(segment, 0.0) for one in CHANNELS for segment in SEGMENTS}
    bonds = {("keeping", segment): decision.keeping.get(segment, 0.0) for segment in SEGMENTS}
    return cells | bonds | {(name,): getattr(decision, name) for name in ("service", "recovery")}


def _with(decision: Decision, money: Money) -> Decision:
    return replace(
        decision,
        winning={channel: {one: money[channel, one] for one in SEGMENTS} for channel in CHANNELS},
        keeping={one: money["keeping", one] for one in SEGMENTS},
        service=money["service",],
        recovery=money["recovery",],
    )


def _amount(now: Decision, source: random.Random, plan: Plan) -> Decision:
    money = _money(now)
    name = source.choice([*money])
    near = money[name] * source.uniform(0.5, 1.6)
    drawn = source.choice([0.0, near, near, near, source.uniform(0, 15_000), source.uniform(0, BUDGET)])
    return _with(now, money | {name: min(drawn, BUDGET)})


def _shifted(now: Decision, source: random.Random, plan: Plan) -> Decision:
    money = _money(now)
    giver, taker = source.sample([*money], 2)
    moved = money[giver] * source.choice([0.2, 0.5, 1])
    return _with(now, money | {giver: money[giver] - moved, taker: min(money[taker] + moved, BUDGET)})


def _rule(now: Decision, source: random.Random, plan: Plan) -> Decision:
    """Draw a new rule: any column, any order, any number, up to two limits; or none."""
    name, within = source.choice([*PRICES]), {}
    if source.random() < 0.25:
        return replace(now, **{name: None})
    for column in source.sample([*COLUMNS], source.choice([0, 0, 1, 2])):
        low, high = sorted(source.choices(_LIMITS, k=2))
        words = {"segment": SEGMENTS, "channel": CHANNELS}.get(column)
        within[column] = source.choice(words or [(low, None), (None, high), (low, high)])
    most = round(MOST[name] ** source.random())
    by = source.choice([*_NUMBERS, "profit", "profit"])
    return replace(now, **{name: whom(by, most, lowest=source.random() < 0.3, **within)})


def _most(now: Decision, source: random.Random, plan: Plan) -> Decision:
    if not now.rules:
        return _rule(now, source, plan)
    name, rule = source.choice([*now.rules.items()])
    most = max(round(rule.most * source.uniform(0.5, 1.8)), 1)
    return replace(now, **{name: Rule(rule.by, min(most, MOST[name]), rule.lowest, rule.within)})


def _promise(now: Decision, source: random.Random, plan: Plan) -> Decision:
    near = min(max(now.promise + source.choice([-0.5, 0.5]), 1.0), 10.0)
    return replace(now, promise=source.choice([near, near, source.randrange(2, 21) / 2]))


def _reports(now: Decision, source: random.Random, plan: Plan) -> Decision:
    return replace(now, reports=tuple(source.sample([*REPORTS], source.choice([0, 0, 0, 1]))))


def _copied(now: Decision, source: random.Random, plan: Plan) -> Decision:
    return source.choice(plan)
