"""Seven accounts: their scores with weights that were fixed, and what a manager gains at each."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab.declared.quantities import Cost, Kind, Quantity, Share, typical
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.key_accounts._formulas import NAMES
from crmlab.language import to_say

REREAD = to_say("lesson 14, “Weights before you look” and “What the manager of an account costs and brings”")
HINTS = {
    "": (
        "The score says who is important today, the gain what a manager changes. They are two columns.",
        "score: each mark times its weight, added up, divided by the sum of the weights.",
        "gain = won_share · elsewhere · profit_share − manager_cost, row by row. Nothing else goes into it.",
    ),
    "choice": (
        "Sort the accounts by gain. How many managers are there, and which gains are too small?",
        "Take who gains at least least; if these were more than five, the five with the largest gains.",
        "total adds up the gains of those who get a manager. first_by_score is the account of the highest "
        "score; gets_one says whether it is among them.",
    ),
}

CRITERIA = ("size", "profit", "growth", "fit")
MANAGERS, ACCOUNTS = 5, 7
Columns = dict[str, list[Any]]


class Candidates(Kind):
    """Seven accounts with marks from 1 to 10, what they buy elsewhere, and what a yuan of sales leaves."""

    def draw(self, source: random.Random) -> Columns:
        """Draw marks, and beside them what is bought elsewhere."""
        marks = {name: [source.randint(1, 10) for _ in range(ACCOUNTS)] for name in CRITERIA}
        elsewhere = source.sample(range(200_000, 3_000_000, 50_000), ACCOUNTS)
        shares = [source.randint(5, 25) / 100 for _ in range(ACCOUNTS)]
        names = sorted(source.sample(NAMES, ACCOUNTS))
        return {"account": names, **marks, "elsewhere": elsewhere, "profit_share": shares}

    def show(self, value: Columns) -> str:
        """Write one account after the other."""
        return "; ".join(
            f"{account}: " + ", ".join(f"{name} {value[name][row]:,}" for name in list(value)[1:])
            for row, account in enumerate(value["account"])
        )


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
    if not 2 <= (gains >= least).sum() < (gains > 0).sum() < MANAGERS:
        raise BadValueError("some must gain enough, some too little, and not so many as there are managers.")
    score = _score({name: np.array(accounts[name]) for name in CRITERIA}, weights)
    ranked = np.argsort(-score, kind="stable")
    if score[ranked[0]] - score[ranked[1]] < 0.01 or (gains[ranked[MANAGERS:]] < least).all():
        raise BadValueError("one account must have the highest score, and a low score must gain enough.")
    return pd.DataFrame({"account": accounts["account"], "score": score, "gain": gains})


def _score(known: Mapping[str, Any], weights: dict[str, float]) -> Any:
    return sum(weights[name] * known[name] for name in CRITERIA) / sum(weights.values())


def _won(known: pd.DataFrame, won_share: float) -> pd.Series:
    return won_share * known["elsewhere"] * known["profit_share"]


def _gain(formula: Callable[[pd.DataFrame, float, float], Any]) -> part:
    """Return the table with another gain, from the book, the share that is won and the cost."""
    return part(
        gain=lambda accounts, won_share, manager_cost: formula(
            pd.DataFrame(accounts), won_share, manager_cost
        )
    )


def _scored(formula: Callable[[pd.DataFrame, dict[str, int]], Any]) -> part:
    return part(score=lambda accounts, weights: formula(pd.DataFrame(accounts), weights))


table = AnswerCheck(
    "the table shows the score of each account, and what a manager gains there",
    scored_table,
    tolerance=0.005,
    between=(-35_000, 130_000),
    mistakes={
        "all_count_the_same": Mistake(
            "Your score lets all four criteria count the same. Multiply each mark by its weight.",
            [
                _scored(lambda known, weights: known[list(CRITERIA)].mean(axis=1)),
                _scored(lambda known, weights: known[list(CRITERIA)].sum(axis=1)),
            ],
            "common slip in weighted scores",
        ),
        "sum_for_mean": Mistake(
            "Your score is not divided by the sum of the weights, 10. A mean lies between 1 and 10.",
            _scored(lambda known, weights: 10 * _score(known, weights)),
            "common slip in weighted scores",
        ),
        "divided_by_four": Mistake(
            "Your score is divided by the number of criteria. Divide it by the sum of the weights.",
            _scored(lambda known, weights: 10 * _score(known, weights) / 4),
        ),
        "weights_in_another_order": Mistake(
            "Your weights stand with other criteria. Take each by its name.",
            [
                _scored(lambda known, weights, turn=turn: _score(known, _turned(weights, turn)))
                for turn in (1, 2, 3)
            ]
            + [
                _scored(
                    lambda known, weights: _score(
                        known, dict(zip(CRITERIA, reversed(weights.values()), strict=True))
                    )
                )
            ],
        ),
        "one_criterion_left_out": Mistake(
            "Your score leaves a criterion out. All four count.",
            [
                _scored(
                    lambda known, weights, name=name: (
                        _score(known, weights) - weights[name] * known[name] / 10
                    )
                )
                for name in CRITERIA
            ],
        ),
        "size_alone": Mistake(
            "Your score is one mark. It is the weighted mean of all four.",
            [_scored(lambda known, weights, name=name: known[name] * 1.0) for name in CRITERIA],
            "the largest is taken for the key account",
        ),
        "cost_left_out": Mistake(
            "Your gain leaves the manager's cost out. Take it off.",
            _gain(lambda known, won, cost: _won(known, won)),
        ),
        "cost_added": Mistake(
            "Your gain adds the manager's cost. It is paid: take it off.",
            _gain(lambda known, won, cost: _won(known, won) + cost),
        ),
        "sign_turned": Mistake(
            "The sign of your gain is turned. Take the cost off what is won.",
            _gain(lambda known, won, cost: cost - _won(known, won)),
        ),
        "sales_for_profit": Mistake(
            "You count sales that are won. Only profit_share of them is left: multiply by it.",
            _gain(lambda known, won, cost: won * known["elsewhere"] - cost),
            "revenue is taken for profit",
        ),
        "all_elsewhere_won": Mistake(
            "You win all that is bought elsewhere. Only won_share of it is won.",
            _gain(lambda known, won, cost: known["elsewhere"] * known["profit_share"] - cost),
        ),
        "not_won_for_won": Mistake(
            "You count what stays elsewhere. Won is the share won_share of it.",
            _gain(lambda known, won, cost: (1 - won) * known["elsewhere"] * known["profit_share"] - cost),
        ),
        "cost_counted_as_sales": Mistake(
            "You take profit_share of the manager's cost, too. The cost is paid in full.",
            _gain(lambda known, won, cost: (won * known["elsewhere"] - cost) * known["profit_share"]),
        ),
        "cost_shared_out": Mistake(
            "You share one manager's cost out among the accounts. Each account with a manager pays in full.",
            [
                _gain(lambda known, won, cost: _won(known, won) - cost / ACCOUNTS),
                _gain(lambda known, won, cost: _won(known, won) - cost / MANAGERS),
            ],
        ),
        "all_managers_at_one": Mistake(
            "You take off the cost of several managers. An account has one manager, and pays for one.",
            [
                _gain(lambda known, won, cost: _won(known, won) - ACCOUNTS * cost),
                _gain(lambda known, won, cost: _won(known, won) - MANAGERS * cost),
            ],
        ),
        "cost_times_share_won": Mistake(
            "You take only won_share of the manager's cost. The cost is paid in full.",
            _gain(lambda known, won, cost: won * (known["elsewhere"] * known["profit_share"] - cost)),
        ),
        "losses_cut_off": Mistake(
            "You write 0 where a manager loses. Leave the gain below 0.",
            _gain(lambda known, won, cost: (_won(known, won) - cost).clip(lower=0)),
        ),
        "least_in_gain": Mistake(
            "You take least off the gain. It is a bar for the decision below, not a cost.",
            part(gain=lambda right, least: right["gain"] - least),
        ),
        "mark_for_share": Mistake(
            "You use the mark profit. What is left of a yuan of sales is profit_share.",
            [
                _gain(lambda known, won, cost: won * known["elsewhere"] * known["profit"] - cost),
                _gain(lambda known, won, cost: won * known["elsewhere"] * known["profit"] / 10 - cost),
                _gain(lambda known, won, cost: won * known["elsewhere"] * known["profit"] / 100 - cost),
            ],
        ),
        "return_for_gain": Mistake(
            "You divide by the cost: that is a return for each yuan. The gain is in yuan: subtract it.",
            [
                _gain(lambda known, won, cost: _won(known, won) / cost),
                _gain(lambda known, won, cost: (_won(known, won) - cost) / cost),
            ],
        ),
        "score_times_gain": Mistake(
            "Your gain contains the score. What a manager changes does not depend on it.",
            part(
                gain=lambda accounts, weights, won_share, manager_cost: (
                    _won(pd.DataFrame(accounts), won_share) * _score(pd.DataFrame(accounts), weights) / 10
                    - manager_cost
                )
            ),
        ),
    },
)


def _turned(weights: dict[str, int], turn: int) -> dict[str, int]:
    values = list(weights.values())
    return dict(zip(CRITERIA, values[turn:] + values[:turn], strict=True))


def who_gets_one(
    accounts: Book, weights: Weights, won_share: Won, manager_cost: Manager, least: Least
) -> dict[str, Any]:
    """Return who is first by score, how many get a manager, what they gain, and whether he is among them."""
    table = scored_table(accounts, weights, won_share, manager_cost, least)
    chosen = _chosen(table, least)
    first = table["score"].idxmax()
    return {
        "first_by_score": table["account"][first],
        "managers": len(chosen),
        "total": float(chosen.sum()),
        "gets_one": bool(first in chosen.index),
    }


def _chosen(table: pd.DataFrame, least: float, most: int = MANAGERS) -> pd.Series:
    gain = table["gain"].nlargest(most)
    return gain[gain >= least]


def _total(formula: Callable[[pd.DataFrame, float], float]) -> part:
    """Return the answer with another total, from the right table and the least gain."""
    return part(
        total=lambda accounts, weights, won_share, manager_cost, least: formula(
            scored_table(accounts, weights, won_share, manager_cost, least), least
        )
    )


def _other_first(place: int) -> part:
    return part(
        first_by_score=lambda accounts, weights, won_share, manager_cost, least: (
            scored_table(accounts, weights, won_share, manager_cost, least)
            .sort_values("score", ascending=False)["account"]
            .iloc[place]
        )
    )


def _count(formula: Callable[[pd.DataFrame, float], int]) -> part:
    return part(
        managers=lambda accounts, weights, won_share, manager_cost, least: formula(
            scored_table(accounts, weights, won_share, manager_cost, least), least
        )
    )


def _top_scores(table: pd.DataFrame) -> pd.Series:
    return table["gain"][table["score"].nlargest(MANAGERS).index]


decision = AnswerCheck(
    "you know who is first by score, how many get a manager, and what that gains",
    who_gets_one,
    tolerance=0.05,
    between=(1, 400_000),
    apart=lambda accounts, weights, won_share, manager_cost, least: [
        *(scored_table(accounts, weights, won_share, manager_cost, least)["gain"] / 100).round(0),
        round(least / 100),
    ],
    decides={"gets_one": to_say("the gain of the account with the highest score with least")},
    words={"first_by_score": dict.fromkeys(NAMES, ())},
    mistakes={
        "another_has_the_highest_score": Mistake(
            "Another account has the highest score. Look for the largest number in the column score.",
            [_other_first(place) for place in (1, 2, 3, 4, 5)],
        ),
        "all_who_gain": Mistake(
            "You take gains above 0. The gain must be at least least.",
            [
                _count(lambda table, least: int((table["gain"].nlargest(MANAGERS) > 0).sum())),
                _total(lambda table, least: float(table["gain"].nlargest(MANAGERS).clip(lower=0).sum())),
            ],
        ),
        "always_three": Mistake(
            "You give away all five managers. Only who gains at least least gets one.",
            [
                _count(lambda table, least: MANAGERS),
                _total(lambda table, least: float(table["gain"].nlargest(MANAGERS).sum())),
            ],
            "the number of managers is taken for a number that must be used up",
        ),
        "by_score": Mistake(
            "You give the managers to the highest scores. Go by the gain, of those who gain at least least.",
            [
                _total(lambda table, least: float(_top_scores(table).sum())),
                _count(lambda table, least: int((_top_scores(table) >= least).sum())),
            ],
            "a score is taken for what a manager changes",
        ),
        "least_taken_off": Mistake(
            "You take least off the gains. It is a bar to pass, not a cost.",
            [
                _total(lambda table, least: float((_chosen(table, least) - least).sum())),
                _total(lambda table, least: float(_chosen(table, least).sum() - least)),
            ],
        ),
        "all_added_up": Mistake(
            "You add up all gains. Only those count who get a manager.",
            _total(lambda table, least: float(table["gain"].sum())),
        ),
        "one_gain_alone": Mistake(
            "You give the gain of one account. Add up those of all who get a manager.",
            [
                _total(lambda table, least: float(table["gain"].max())),
                _total(lambda table, least: float(_chosen(table, least).min())),
            ],
        ),
        "mean_for_total": Mistake(
            "You give a mean. Asked is the total of all who get a manager.",
            _total(lambda table, least: float(_chosen(table, least).mean())),
        ),
        "cost_not_taken_off": Mistake(
            "Your total leaves the managers' cost out. It is the sum of the gains, after the cost.",
            part(total=lambda right, manager_cost: right["total"] + right["managers"] * manager_cost),
        ),
        "cost_taken_off_again": Mistake(
            "You take the managers' cost off once more. The gains are after it already.",
            [
                part(total=lambda right, manager_cost: right["total"] - right["managers"] * manager_cost),
                part(total=lambda right, manager_cost: right["total"] - manager_cost),
            ],
        ),
    },
)
