"""Seven accounts among whom the managers are shared out, as learners get them in their own numbers."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab.declared.quantities import Cost, Kind, Quantity, Share, typical
from crmlab.errors import BadValueError
from crmlab.exercises.key_accounts._formulas import NAMES

CRITERIA = ("size", "profit", "growth", "fit")
MANAGERS, ACCOUNTS = 5, 7
Columns = dict[str, list[Any]]


class Candidates(Kind):
    """Seven accounts with marks from 1 to 10, what they buy elsewhere, and what a yuan of sales leaves."""

    def draw(self, source: random.Random) -> Columns:
        """Draw marks, and beside them what is bought elsewhere."""
        marks = {name: [source.randint(1, 10) for _ in range(ACCOUNTS)] for name in CRITERIA}
        names = sorted(source.sample(NAMES, ACCOUNTS))
        elsewhere, shares = _one_poor(source) if source.random() < 0.12 else _mixed(source)
        return {"account": names, **marks, "elsewhere": elsewhere, "profit_share": shares}

    def show(self, value: Columns) -> str:
        """Write one account after the other."""
        return "; ".join(
            f"{account}: " + ", ".join(f"{name} {value[name][row]:,}" for name in list(value)[1:])
            for row, account in enumerate(value["account"])
        )


def _mixed(source: random.Random) -> tuple[list[int], list[float]]:
    """Return what is bought elsewhere, and profit shares, so that some managers would pay."""
    elsewhere = source.sample(range(200_000, 3_000_000, 50_000), ACCOUNTS)
    return elsewhere, [source.randint(5, 25) / 100 for _ in range(ACCOUNTS)]


def _one_poor(source: random.Random) -> tuple[list[int], list[float]]:
    """Return the same for more accounts that pay than there are managers, and one that does not."""
    rich, poor = range(2_000_000, 3_000_000, 50_000), range(200_000, 1_000_000, 50_000)
    pairs = [(one, source.randint(18, 25) / 100) for one in source.sample(rich, ACCOUNTS - 1)]
    pairs.append((source.choice(poor), source.randint(5, 15) / 100))
    source.shuffle(pairs)
    return [one for one, _ in pairs], [share for _, share in pairs]


class Points(Kind):
    """Weights of the four criteria that sum to ten, no two alike."""

    def draw(self, source: random.Random) -> dict[str, int]:
        """Draw the order of 1, 2, 3, 4."""
        return dict(zip(CRITERIA, source.sample((1, 2, 3, 4), 4), strict=True))

    def show(self, value: dict[str, int]) -> str:
        """Write each weight with its criterion."""
        return ", ".join(f"{name} {points}" for name, points in value.items())


Book = Annotated[dict, Candidates()]
Weights = Annotated[dict, Points()]
Won = Annotated[Share, typical(0.08, 0.15)]
Manager = Annotated[Cost, typical(20_000, 34_000, 1000)]
Least = Annotated[float, Quantity("money", 0, typical=(3000, 10_000), step=500, format=",.0f")]


def scored_table(
    accounts: Book, weights: Weights, won_share: Won, manager_cost: Manager, least: Least
) -> pd.DataFrame:
    """Return the score of each account, and what a manager gains there."""
    gains = won_share * np.multiply(accounts["elsewhere"], accounts["profit_share"]) - manager_cost
    enough, positive = (gains >= least).sum(), (gains > 0).sum()
    if not (2 <= enough < positive < MANAGERS or MANAGERS < enough == positive < ACCOUNTS):
        raise BadValueError("least must matter, or the number of managers; and one account must lose.")
    score = score_of({name: np.array(accounts[name]) for name in CRITERIA}, weights)
    ranked = np.argsort(-score, kind="stable")
    if score[ranked[0]] - score[ranked[1]] < 0.01 or (gains[ranked[MANAGERS:]] < least).all():
        raise BadValueError("one account must have the highest score, and a low score must gain enough.")
    return pd.DataFrame({"account": accounts["account"], "score": score, "gain": gains})


def score_of(known: Mapping[str, Any], weights: dict[str, float]) -> Any:
    """Return the weighted mean of the four marks."""
    return sum(weights[name] * known[name] for name in CRITERIA) / sum(weights.values())


def won_of(known: pd.DataFrame, won_share: float) -> pd.Series:
    """Return the profit of a year that a manager wins."""
    return won_share * known["elsewhere"] * known["profit_share"]


def who_gets_one(
    accounts: Book, weights: Weights, won_share: Won, manager_cost: Manager, least: Least
) -> dict[str, Any]:
    """Return who is first by score, how many get a manager, what they gain, and whether he is among them."""
    table = scored_table(accounts, weights, won_share, manager_cost, least)
    chosen = chosen_of(table, least)
    first = table["score"].idxmax()
    return {
        "first_by_score": table["account"][first],
        "managers": len(chosen),
        "total": float(chosen.sum()),
        "gets_one": bool(first in chosen.index),
    }


def more_than_managers(table: pd.DataFrame, least: float) -> bool:
    """Return whether more accounts gain enough than there are managers."""
    return bool((table["gain"] >= least).sum() > MANAGERS)


def chosen_of(table: pd.DataFrame, least: float) -> pd.Series:
    """Return the gains of those who get a manager."""
    gain = table["gain"].nlargest(MANAGERS)
    return gain[gain >= least]
