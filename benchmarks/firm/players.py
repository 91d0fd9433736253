"""Simulated players: a good policy disturbed by lot, and mistakes put in by operators of their own.

Which mistakes a player makes is known from what was put in, not from what the game measures.
"""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from crmlab.firm.decisions import Decision, decided, whom
from crmlab.firm.market import PLAYED
from crmlab.firm.policies import BY_WORTH, EVENLY, spread


@dataclass(frozen=True)
class Player:
    """A plan, and the mistakes that were put into it."""

    plan: list[Decision]
    makes: frozenset[str]


def player(seed: int, share: float = 0.25) -> Player:
    """Draw a player who makes each mistake with a chance."""
    source = random.Random(seed)
    makes = {name for name in OPERATORS if source.random() < share}
    for alternatives in EXCLUDE:
        both = sorted(makes & alternatives)
        makes -= set(source.sample(both, max(len(both) - 1, 0)))
    return Player(with_mistakes(seed, makes), frozenset(makes))


def with_mistakes(seed: int, makes: Collection[str]) -> list[Decision]:
    """Return the plan of a player who would be good without these mistakes."""
    source, slips = random.Random(f"{seed} habits"), random.Random(f"{seed} mistakes")
    habits = _habits(source)
    if "reports_unused" in makes:
        habits["letters"] = 0  # a letter now and then would change the amounts
    plan = []
    for quarter in range(PLAYED):
        if "reports_unused" in makes:  # what the reports say moves nothing
            source, slips = random.Random(f"{seed} again"), random.Random(f"{seed} and again")
        given = _disturbed(source, habits, quarter)
        if source.random() < 0.3:
            given["reports"].append("survey")
        for name in OPERATORS:
            if name in makes:
                OPERATORS[name](given, slips, quarter)
        plan.append(within_budget(given))
    return plan


def implied(mistake: str, makes: Collection[str]) -> bool:
    """Return whether other mistakes of a player bring a mistake with them, so that no label holds."""
    return mistake == "promise_above_delivery" and "winning_into_a_leak" in makes


def varied(decision: Decision, source: random.Random) -> Decision:
    """Return a decision whose amounts are each up to a sixth larger or smaller, and cost as much together."""
    names = [(channel, segment) for channel, row in decision.winning.items() for segment in row]
    names += [*decision.keeping, "service", "recovery"]
    old = [_money(decision, name) for name in names]
    new = [money * source.uniform(5 / 6, 7 / 6) for money in old]
    money = dict(zip(names, (one * sum(old) / max(sum(new), 1) for one in new), strict=True))
    return replace(
        decision,
        winning={
            channel: {one: money[channel, one] for one in row} for channel, row in decision.winning.items()
        },
        keeping={segment: money[segment] for segment in decision.keeping},
        service=money["service"],
        recovery=money["recovery"],
    )


def _money(decision: Decision, name: str | tuple[str, str]) -> float:
    if isinstance(name, tuple):
        return decision.winning[name[0]][name[1]]
    return decision.keeping[name] if name in decision.keeping else getattr(decision, name)


def _habits(source: random.Random) -> dict[str, float]:
    return {
        "winning": source.uniform(18_000, 38_000),
        "service": source.uniform(24_000, 36_000),
        "recovery": source.uniform(2_000, 9_000),
        "middle": source.uniform(1_500, 6_000),
        "large": source.uniform(500, 3_000),
        "promise": source.choice([5.5, 6.0, 6.5]),
        "calls": source.choice([60, 90, 120, 150]),
        "letters": source.choice([0, 200, 400]),
        "managed": source.choice([0, 3, 6]),
    }


def _disturbed(source: random.Random, habits: dict[str, float], quarter: int) -> dict[str, Any]:
    def about(name: str) -> float:
        return habits[name] * source.uniform(0.8, 1.2)

    shares = {
        channel: {segment: share * source.uniform(0.6, 1.4) for segment, share in row.items()}
        for channel, row in BY_WORTH.items()
    }
    given = {
        "winning": spread(about("winning"), shares),
        "keeping": {"middle": about("middle"), "large": about("large")},
        "service": about("service"),
        "recovery": about("recovery"),
        "promise": habits["promise"],
        "call": whom("profit", most=habits["calls"]),
        "reports": ["customers"],
    }
    if habits["letters"] and quarter % 3 == 0:
        given["write"] = whom("profit", most=habits["letters"])
    if habits["managed"]:
        given["manage"] = whom("profit", most=habits["managed"])
    return given


def _sales(given: dict[str, Any], source: random.Random, quarter: int) -> None:
    given["call"] = whom(source.choice(["sales", "orders"]), most=source.choice([60, 90, 120]))
    given.pop("write", None)


def _accounts(given: dict[str, Any], source: random.Random, quarter: int) -> None:
    given["manage"] = whom("sales", most=source.choice([8, 10, 15]))


def _even(given: dict[str, Any], source: random.Random, quarter: int) -> None:
    money = sum(sum(row.values()) for row in given["winning"].values())
    shares = {
        channel: {segment: share * source.uniform(0.85, 1.15) for segment, share in row.items()}
        for channel, row in EVENLY.items()
    }
    given["winning"] = spread(money, shares)


def _everybody(given: dict[str, Any], source: random.Random, quarter: int) -> None:
    given["keeping"] = {"small": source.uniform(12_000, 18_000), **given["keeping"]}
    given["call"] = whom("tenure", most=source.choice([300, 400, 500]))


def _unused(given: dict[str, Any], source: random.Random, quarter: int) -> None:
    given["reports"] += ["survey", "cohorts"]


def _promise(given: dict[str, Any], source: random.Random, quarter: int) -> None:
    given["promise"] = source.choice([8.5, 9.0, 9.5])


def _leak(given: dict[str, Any], source: random.Random, quarter: int) -> None:
    given["winning"] = spread(source.uniform(55_000, 65_000), BY_WORTH)
    given["service"] = source.uniform(0, 4_000)
    given["recovery"] = source.uniform(0, 1_000)
    given["keeping"] = {}


def _silent(given: dict[str, Any], source: random.Random, quarter: int) -> None:
    given["call"] = whom("in_vain", most=source.choice([20, 40]), in_vain=(1, None))
    given["reports"].append("complaints")


def _cheapest(given: dict[str, Any], source: random.Random, quarter: int) -> None:
    money = sum(sum(row.values()) for row in given["winning"].values())
    online = source.uniform(0.8, 1.0)
    given["winning"] = spread(
        money,
        {
            "online": {"small": 0.6 * online, "middle": 0.3 * online, "large": 0.1 * online},
            "fairs": {"middle": 1 - online},
        },
    )


def _letters(given: dict[str, Any], source: random.Random, quarter: int) -> None:
    given["write"] = whom("profit", most=source.choice([400, 600]))


OPERATORS = {
    "sales_for_profit": _sales,
    "largest_for_key_account": _accounts,
    "averages": _even,
    "saving_everybody": _everybody,
    "reports_unused": _unused,
    "promise_above_delivery": _promise,
    "winning_into_a_leak": _leak,
    "dropping_the_silent": _silent,
    "cheapest_customers": _cheapest,
    "letters_worn_out": _letters,
}
# who does the one cannot do the other in the same quarter
EXCLUDE = (
    {"sales_for_profit", "saving_everybody", "dropping_the_silent"},
    {"averages", "winning_into_a_leak", "cheapest_customers"},
    {"saving_everybody", "winning_into_a_leak"},
)


def within_budget(given: dict[str, Any]) -> Decision:
    """Return the decision, its amounts made smaller alike until it is within the budget."""
    scale = 1.0
    while True:
        scaled = given | {
            "winning": spread(scale, given["winning"]),
            "keeping": {name: scale * money for name, money in given["keeping"].items()},
            "service": scale * given["service"],
            "recovery": scale * given["recovery"],
        }
        try:
            return decided(**scaled)
        except ValueError:
            scale -= 0.02
