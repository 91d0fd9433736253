"""Search for the reference: the best plan of whoever knows the rules of the game, and no luck.

`python benchmarks/firm/search.py --write` climbs from a published policy: one amount after the other is moved
up and down, and stays where the mean equity of markets and lucks that are only for this is largest; first the
same in all quarters, then in each third of the game by itself. It writes `crmlab/data/firm.json`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import fmean
from typing import Any

from crmlab.firm.decisions import Decision, decided, whom
from crmlab.firm.game import equity, play_through
from crmlab.firm.luck import seed_of
from crmlab.firm.market import CHANNELS, SEGMENTS
from crmlab.firm.playing import LENGTHS

WRITTEN = Path(__file__).parents[2] / "crmlab" / "data" / "firm.json"
_PERSONS = {"call": 40, "write": 200, "manage": 4}  # whom a rule reaches, and by how many it is moved
_CELLS = [f"winning {channel} {segment}" for channel in CHANNELS for segment in SEGMENTS]
_BONDS = [f"keeping {segment}" for segment in SEGMENTS]
_YUAN = 3_000  # by how much an amount is moved first
_SMALLEST = 0.25  # share of that by which it is moved last

Amounts = dict[str, float]


def start() -> Amounts:
    """Return what the search begins with: about even money, and some of the best reached."""
    return dict.fromkeys(_CELLS, 3_000) | dict.fromkeys(_BONDS, 2_000) | {
        "service": 30_000,
        "recovery": 4_000,
        "promise": 6,
        "call": 80,
        "write": 0,
        "manage": 4,
    }  # fmt: skip


def decision(amounts: Amounts) -> Decision:
    """Return the decision that the amounts stand for."""
    given: dict[str, Any] = {name: amounts[name] for name in ("service", "recovery", "promise")}
    cells = iter(_CELLS)
    given["winning"] = {
        channel: {segment: amounts[next(cells)] for segment in SEGMENTS} for channel in CHANNELS
    }
    given["keeping"] = dict(zip(SEGMENTS, (amounts[name] for name in _BONDS), strict=True))
    given |= {name: whom("profit", most=int(amounts[name])) for name in _PERSONS if amounts[name]}
    return decided(**given, reports=["customers"] if any(amounts[name] for name in _PERSONS) else [])


def mean_equity(plan: list[Decision], seeds: int) -> float:
    """Return the mean over markets and lucks that nobody else plays."""
    pairs = [(seed_of("market", f"search {one}"), seed_of("luck", f"search {one}")) for one in range(seeds)]
    return fmean(equity(play_through(market, luck, plan)).total for market, luck in pairs)


def climb(amounts: Amounts, value: Callable[[Amounts], float]) -> Amounts:
    """Move one amount after the other, or money from one to another, as long as it helps."""
    best, step = value(amounts), 1.0
    while step >= _SMALLEST:
        before = best
        for tried in moves(amounts, step):
            if (reached := value(tried(amounts))) > best:
                amounts, best = tried(amounts), reached
        print(f"step {step:4.2f}: {best:,.0f}", flush=True)
        if best < before * 1.002:
            step /= 2
    return amounts


def moves(amounts: Amounts, step: float) -> Iterator[Callable[[Amounts], Amounts]]:
    """Yield what may be tried, each to be put upon the best so far."""
    money = [*_CELLS, *_BONDS, "service", "recovery"]
    for name in amounts:
        by = 0.5 if name == "promise" else max(1, round(_PERSONS.get(name, _YUAN) * step))
        for change in (by, -by):
            yield lambda now, name=name, change=change: now | {name: max(0, now[name] + change)}
    for place, name in enumerate(money):
        for other in (money[place - 3], money[place - 7]):
            yield lambda now, name=name, other=other: _shifted(now, other, name, _YUAN * step)


def _shifted(amounts: Amounts, giver: str, taker: str, money: float) -> Amounts:
    moved = min(amounts[giver], money)
    return amounts | {giver: amounts[giver] - moved, taker: amounts[taker] + moved}


def found(quarters: int, seeds: int) -> list[Decision]:
    """Return the best plan that is found."""

    def value(parts: list[Amounts]) -> float:
        try:
            return mean_equity(_plan(parts, quarters), seeds)
        except ValueError:  # beyond the budget
            return 0.0

    same = climb(start(), lambda amounts: value([amounts] * 3))
    parts = [same] * 3
    for part in range(3):
        print(f"third {part + 1} of {quarters} quarters", flush=True)
        parts[part] = climb(
            parts[part], lambda one, part=part: value([*parts[:part], one, *parts[part + 1 :]])
        )
    return _plan(parts, quarters)


def _plan(parts: list[Amounts], quarters: int) -> list[Decision]:
    return [decision(part) for part in parts for _ in range(quarters // 3)]


def main() -> None:
    """Search for both lengths of the game."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, default=6, help="markets and lucks of each trial")
    parser.add_argument("--write", action="store_true", help="write the reference")
    asked = parser.parse_args()
    plans = {str(quarters): [one.as_data() for one in found(quarters, asked.seeds)] for quarters in LENGTHS}
    if asked.write:
        WRITTEN.write_text(json.dumps(plans, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
