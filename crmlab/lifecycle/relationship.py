"""One relationship: its stages as authors name them, its level over the years, and its profit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab.counting import repeated
from crmlab.declared import names
from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Choice, Cost, Count, Money, Quantity, Share, Years, typical
from crmlab.declared.tables import Named, Table
from crmlab.errors import BadValueError
from crmlab.language import said

# Each scheme's stages in order, with the stages of Dwyer, Schurr & Oh (1987) that each comes nearest to
SCHEMES = {
    "dwyer": {name: name for name in ("awareness", "exploration", "expansion", "commitment", "dissolution")},
    "chen": {
        "exploration": "awareness exploration",
        "formation": "expansion",
        "stability": "commitment",
        "decline": "dissolution",
    },
    "letters": {
        "acquisition": "awareness exploration",
        "build_up": "expansion",
        "climax": "commitment",
        "decline": "dissolution",
        "exit": "dissolution",
    },
    "ladder": {
        "potential": "awareness",
        "new": "exploration",
        "existing": "expansion commitment",
        "new_business": "expansion commitment",
    },
    "strategy": {
        "identification": "awareness exploration",
        "development": "expansion",
        "stable": "commitment",
        "decline": "dissolution",
    },
    "figure": {
        "potential": "awareness",
        "winning": "exploration",
        "growth": "expansion",
        "maturity": "commitment",
        "decline": "dissolution",
    },
}
STAGES = tuple(SCHEMES["chen"])
DRIVERS = ("growth", "savings", "referrals", "price")

Levels = Annotated[
    list[float], Quantity("share", 0, 1, typical=(0, 1), step=0.05, series=(6, 9), format=".1%")
]
Scheme = Annotated[str, Choice(tuple(SCHEMES))]
_DRIVER_MONEY = dict.fromkeys(DRIVERS, Money)
StageYears = Annotated[int, Quantity("years", 0, 100, typical=(1, 4), format=".0f", whole=True)]


@calculator
def stage_names(
    scheme: Scheme, other: Scheme = "dwyer"
) -> Annotated[pd.DataFrame, Table(stage=None, english=None, chinese=None, nearest=None)]:
    """Stages of a relationship as one scheme names them, and those of another that come nearest.

    The schemes: "dwyer" and "chen", after their authors; "letters", A to E of a telecom firm; "ladder", by
    what a customer uses; "strategy", with a strategy for each; and "figure", labels of a figure that is lost.

    References
    ----------
    Dwyer, Schurr & Oh (1987); Chen Mingliang (2002) [published]; the others [source document]; what the
    labels of the lost figure stand for, and what comes nearest to what: [reconstructed].

    Examples
    --------
    >>> print(stage_names("chen", "letters")[["stage", "nearest"]].to_string(index=False))
          stage       nearest
    exploration   acquisition
      formation      build_up
      stability        climax
        decline decline, exit
    """
    rows = []
    for stage, reference in SCHEMES[scheme].items():
        word = names.word("stages", f"{scheme}.{stage}")
        shared = set(reference.split())
        nearest = [name for name, theirs in SCHEMES[other].items() if shared & set(theirs.split())]
        rows.append((stage, word.en[0], word.zh[0], ", ".join(nearest)))
    return pd.DataFrame(rows, columns=["stage", "english", "chinese", "nearest"])


@calculator
def relationship_level(
    stage_years: Annotated[Any, Named(StageYears, STAGES)], end_levels: Annotated[Any, Named(Share, STAGES)]
) -> Annotated[pd.DataFrame, Table(year=Count, stage=None, level=Share)]:
    """Level of a relationship in each year of its life, from its stages.

    It starts at 0 and runs straight from the end of one stage to the end of the next; each year has its
    level at mid-year. Small, large, full and low again at the ends gives the inverted U.

    References
    ----------
    Four stages of Chen Mingliang, as in the source document on the life cycle [source document]; the
    straight lines are [reconstructed].

    Examples
    --------
    >>> levels = relationship_level([2, 2, 3, 1], [0.1, 0.8, 1, 0.3])["level"]
    >>> levels.round(3).tolist()
    [0.025, 0.075, 0.275, 0.625, 0.833, 0.9, 0.967, 0.65]
    """
    ends = np.cumsum(stage_years)
    if ends.iloc[-1] == 0:
        raise BadValueError(said("stage_years must hold at least one year."))
    year = np.arange(1, int(ends.iloc[-1]) + 1)
    level = np.interp(year - 0.5, [0, *ends], [0, *end_levels])
    return pd.DataFrame(
        {"year": year, "stage": repeated(STAGES, stage_years.astype(np.int64)), "level": level}
    )


@dataclass(frozen=True, eq=False)
class LifeProfit:
    """Profit of a relationship over its life."""

    total: Money
    peak_year: Years
    table: Annotated[
        pd.DataFrame,
        Table(year=Count, acquisition=Money, base=Money, **_DRIVER_MONEY, profit=Money, running_total=Money),
    ]


@calculator
def profit_curve(
    level: Levels,
    base_profit: Money,
    drivers: Annotated[Any, Named(Annotated[Money, typical(10, 150)], DRIVERS)],
    acquisition_cost: Cost = 0.0,
) -> LifeProfit:
    """Profit of a relationship year by year, by what it comes from, less what it cost to win.

    The base profit is there from the first year; the drivers (more purchases, lower costs, referrals, price)
    are what they bring in a year at the highest level, and follow the level. A price concession or harmful
    talk is a negative driver: whether loyal customers pay more or less is an input. Year 0 is the winning.

    Formula::

        extra = sum(drivers)
        total = sum(base_profit + level[t] * extra for t in range(len(level))) - acquisition_cost
        highest = max(level[t] * extra for t in range(len(level)))
        peak_year = 1 + earliest(t for t in range(len(level)) if level[t] * extra == highest)

    References
    ----------
    Drivers after Reichheld & Sasser (1990) [published], components of the source document on the life cycle
    [source document]; Reinartz & Kumar (2000) on price [published]; that all follow one level:
    [reconstructed].

    Examples
    --------
    >>> drivers = {"growth": 40, "savings": 10, "referrals": 15, "price": -5}
    >>> life = profit_curve([0.1, 0.5, 1, 0.4], 30, drivers, acquisition_cost=80)
    >>> life.total, life.peak_year, life.table["profit"].tolist()
    (160.0, 3, [-80.0, 36.0, 60.0, 90.0, 54.0])
    """
    extra = sum(drivers)
    year, reached = np.arange(len(level) + 1), np.concatenate([[0], level])
    parts = {
        "acquisition": np.where(year == 0, 0.0 - acquisition_cost, 0.0),
        "base": np.where(year == 0, 0.0, base_profit),
        **{name: reached * drivers[name] + 0.0 for name in DRIVERS},  # no −0.0
    }
    profit = pd.DataFrame(parts).sum(axis=1)
    table = pd.DataFrame({"year": year, **parts, "profit": profit, "running_total": profit.cumsum()})
    return LifeProfit(float(profit.sum()), 1 + int(np.argmax(level * extra)), table)
