"""Small lists that are drawn for tasks on loyalty: customers, leavers, candidates for a call."""

from __future__ import annotations

import operator
import random
from collections.abc import Callable
from typing import Any

import numpy as np

from crmlab.declared.quantities import Kind

NAMES = ("Ai", "Bo", "Cai", "Deng", "Fan", "Gao", "He", "Jin", "Kang", "Lin", "Mei", "Ning", "Pan", "Qin")
CAUSES = ("price", "management", "service", "product")
ATTITUDE_CUT, SHARE_CUT = 50, 0.5
CALLS = 2
Columns = dict[str, list[Any]]
Compared = Callable[[Any, Any], Any]


class ListOf(Kind):
    """Columns of equal length, each customer in a row."""

    def draw(self, source: random.Random) -> Columns:
        """Draw the columns."""
        raise NotImplementedError

    def show(self, value: Columns) -> str:
        """Write one customer after the other."""
        customers, *rest = value.values()
        return "; ".join(
            f"{customer}: {', '.join(map(str, row))}"
            for customer, row in zip(customers, zip(*rest, strict=True), strict=True)
        )


class Buyers(ListOf):
    """Seven customers: how much they prefer us, what they buy here and in all, whether a contract binds."""

    def draw(self, source: random.Random) -> Columns:
        """Draw some of each type, bound and free, and somebody just at each cut."""
        more = (source.random() < 0.5, source.random() < 0.5, True)
        kinds = [*_FREE, (False, True, True), (False, False, True), more]
        source.shuffle(kinds)
        at_cut = source.choice([n for n, one in enumerate(kinds) if one[0]])
        at_half = source.choice([n for n, one in enumerate(kinds) if one[1]])
        attitude = [5 * source.randint(*((11, 18) if likes else (5, 9))) for likes, _, _ in kinds]
        shares = [source.randint(*((11, 18) if buys else (2, 9))) for _, buys, _ in kinds]
        attitude[at_cut], shares[at_half] = ATTITUDE_CUT, 20 * SHARE_CUT
        needed = [1000 * number for number in source.sample(range(10, 81, 2), 7)]
        return {
            "customer": sorted(source.sample(NAMES, 7)),
            "attitude": attitude,
            "bought": [int(share * whole / 20) for share, whole in zip(shares, needed, strict=True)],
            "needed": needed,
            "contract": [bound for _, _, bound in kinds],
        }


# who likes us, who buys most here, whom a contract binds: each type once without a contract
_FREE = tuple((likes, buys, False) for likes in (False, True) for buys in (False, True))


def views(buyers: Columns) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return attitude, share and contract of each customer."""
    share = np.array(buyers["bought"]) / np.array(buyers["needed"])
    return np.array(buyers["attitude"]), share, np.array(buyers["contract"])


def high(
    buyers: Columns,
    by: Callable[[Any, Any], Any] = operator.ge,
    share_by: Callable[[Any, Any], Any] | None = None,
) -> tuple[list[bool], list[bool]]:
    """Return whose attitude is high, and whose share."""
    attitude, share, _ = views(buyers)
    return by(attitude, ATTITUDE_CUT).tolist(), (share_by or by)(share, SHARE_CUT).tolist()


class Leavers(ListOf):
    """Twelve customers who left: the cause, and what each bought and brought in the year before."""

    def draw(self, source: random.Random) -> Columns:
        """Draw until the dearest cause is not the first by number, by sales or by the mean margin."""
        while True:
            drawn = self._drawn(source)
            lost, sales, margins = (totals(drawn, column) for column in (None, "sales", "margin"))
            means = {cause: margins[cause] / lost[cause] for cause in CAUSES}
            others = {first(lost), first(sales), first(means)}
            if _has_a_first(lost) and _has_a_first(margins) and first(margins) not in others:
                return drawn

    def _drawn(self, source: random.Random) -> Columns:
        causes = [*CAUSES, *source.choices(CAUSES, weights=source.sample([5, 3, 2, 1], 4), k=8)]
        source.shuffle(causes)
        sales = [1000 * number for number in source.sample(range(5, 90), 12)]
        return {
            "customer": sorted(source.sample(NAMES, 12)),
            "cause": causes,
            "sales": sales,
            "margin": [100 * round(amount * source.uniform(0.1, 0.4) / 100) for amount in sales],
        }


class Candidates(ListOf):
    """Seven customers who left; one or two of them are back, and with one of the others a call would lose."""

    def draw(self, source: random.Random) -> Columns:
        """Draw until each order calls other customers, and one who is back would be among the first."""
        while True:
            drawn = self._drawn(source)
            away = away_of(drawn)
            gain = gain_of(away)
            per_yuan = gain / away["call_cost"]
            orders = (gain, per_yuan, away["second_value"], away["first_value"], away["chance"], -gain)
            chosen = {frozenset(np.argsort(-order)[:CALLS].tolist()) for order in orders}
            first_is_back = gain_of(_columns(drawn)).max() > gain.max()
            if len(chosen) == len(orders) and (gain > 0).sum() > CALLS and gain.min() < 0 and first_is_back:
                return drawn

    def _drawn(self, source: random.Random) -> Columns:
        back = source.sample(range(7), source.choice([1, 2]))
        return {
            "customer": sorted(source.sample(NAMES, 7)),
            "back": [row in back for row in range(7)],
            "chance": [number / 100 for number in source.sample(range(5, 65, 5), 7)],
            "first_value": [100 * number for number in source.sample(range(10, 120), 7)],
            "second_value": [100 * number for number in source.sample(range(10, 70), 7)],
            "call_cost": [10 * number for number in source.sample(range(10, 60), 7)],
            "gift": [10 * number for number in source.sample(range(10, 60), 7)],
        }


def away_of(candidates: Columns) -> dict[str, np.ndarray]:
    """Return the columns of those who are still away."""
    columns = _columns(candidates)
    return {name: column[~columns["back"]] for name, column in columns.items()}


def _columns(candidates: Columns) -> dict[str, np.ndarray]:
    return {name: np.array(column) for name, column in candidates.items()}


def gain_of(away: dict[str, np.ndarray]) -> np.ndarray:
    """Return what a call is expected to gain with each of them."""
    return away["chance"] * (away["second_value"] - away["gift"]) - away["call_cost"]


def totals(leavers: Columns, column: str | None) -> dict[str, float]:
    """Return by each cause the sum of a column, or how many left for it."""
    amounts = [1] * len(leavers["cause"]) if column is None else leavers[column]
    return {
        cause: sum(a for a, one in zip(amounts, leavers["cause"], strict=True) if one == cause)
        for cause in CAUSES
    }


def first(by_cause: dict[str, float]) -> str:
    """Return the cause with the largest number."""
    return max(by_cause, key=by_cause.get)


def _has_a_first(by_cause: dict[str, float]) -> bool:
    second, largest = sorted(by_cause.values())[-2:]
    return second < largest
