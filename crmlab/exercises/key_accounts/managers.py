"""Seven accounts: their scores with weights that were fixed, and what a manager gains at each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.key_accounts._candidates import (
    ACCOUNTS,
    CRITERIA,
    MANAGERS,
    chosen_of,
    more_than_managers,
    score_of,
    scored_table,
    who_gets_one,
    won_of,
)
from crmlab.exercises.key_accounts._formulas import NAMES
from crmlab.language import to_say

VERSION = 2
REREAD = to_say("lesson 14, “Weights before you look” and “What the manager of an account costs and brings”")
HINTS = {
    "": (
        "The score says who is important today, the gain what a manager changes. They are two columns.",
        "score: each mark times its weight, added up, divided by the sum of the weights.",
        "gain = won_share · elsewhere · profit_share − manager_cost, row by row. Nothing else goes into it.",
    ),
    "choice": (
        "Sort the accounts by gain. How many managers are there, and which gains are too small?",
        "Keep the accounts whose gain reaches least; if they are more than five, the five largest gains.",
        "total adds up the gains of those who get a manager. first_by_score is the account of the highest "
        "score; gets_one says whether it is among them.",
    ),
}


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
            _scored(lambda known, weights: 10 * score_of(known, weights)),
            "common slip in weighted scores",
        ),
        "divided_by_four": Mistake(
            "Your score is divided by the number of criteria. Divide it by the sum of the weights.",
            _scored(lambda known, weights: 10 * score_of(known, weights) / 4),
        ),
        "weights_in_another_order": Mistake(
            "Your weights stand with other criteria. Take each by its name.",
            [
                _scored(lambda known, weights, turn=turn: score_of(known, _turned(weights, turn)))
                for turn in (1, 3)
            ]
            + [
                _scored(
                    lambda known, weights: score_of(
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
                        score_of(known, weights) - weights[name] * known[name] / 10
                    )
                )
                for name in CRITERIA
            ],
        ),
        "size_alone": Mistake(
            "Your score is one mark. It is the weighted mean of all four.",
            _scored(lambda known, weights: known["size"] * 1.0),
            "the largest is taken for the key account",
        ),
        "cost_left_out": Mistake(
            "Your gain leaves the manager's cost out. Take it off.",
            _gain(lambda known, won, cost: won_of(known, won)),
        ),
        "cost_added": Mistake(
            "Your gain adds the manager's cost. It is paid: take it off.",
            _gain(lambda known, won, cost: won_of(known, won) + cost),
        ),
        "sign_turned": Mistake(
            "The sign of your gain is turned. Take the cost off what is won.",
            _gain(lambda known, won, cost: cost - won_of(known, won)),
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
                _gain(lambda known, won, cost: won_of(known, won) - cost / ACCOUNTS),
                _gain(lambda known, won, cost: won_of(known, won) - cost / MANAGERS),
            ],
        ),
        "all_managers_at_one": Mistake(
            "You take off the cost of several managers. An account has one manager, and pays for one.",
            [
                _gain(lambda known, won, cost: won_of(known, won) - ACCOUNTS * cost),
                _gain(lambda known, won, cost: won_of(known, won) - MANAGERS * cost),
            ],
        ),
        "cost_times_share_won": Mistake(
            "You take only won_share of the manager's cost. The cost is paid in full.",
            _gain(lambda known, won, cost: won * (known["elsewhere"] * known["profit_share"] - cost)),
        ),
        "losses_cut_off": Mistake(
            "You write 0 where a manager loses. Leave the gain below 0.",
            _gain(lambda known, won, cost: (won_of(known, won) - cost).clip(lower=0)),
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
                _gain(lambda known, won, cost: won_of(known, won) / cost),
                _gain(lambda known, won, cost: (won_of(known, won) - cost) / cost),
            ],
        ),
    },
)


def _turned(weights: dict[str, int], turn: int) -> dict[str, int]:
    values = list(weights.values())
    return dict(zip(CRITERIA, values[turn:] + values[:turn], strict=True))


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


class _Decision(AnswerCheck):
    """Knows of the mistakes that these numbers can show: least matters, or how many managers there are."""

    def of(self, inputs: Mapping[str, Any]) -> AnswerCheck:
        """Return the check without the mistakes that would come out right."""
        own = {name: inputs[name] for name in self.quantities}
        is_scarce = more_than_managers(scored_table(**own), own["least"])
        hidden = ("always_five", "all_who_gain") if is_scarce else ("more_than_five",)
        return replace(self, mistakes={id: one for id, one in self.mistakes.items() if id not in hidden})


decision = _Decision(
    "you know who is first by score, how many get a manager, and what that gains",
    who_gets_one,
    tolerance=0.05,
    between=(1, 500_000),
    apart=lambda accounts, weights, won_share, manager_cost, least: [
        *(scored_table(accounts, weights, won_share, manager_cost, least)["gain"] / 100).round(0),
        round(least / 100),
    ],
    decides={"gets_one": to_say("the account with the highest score with those that get a manager")},
    words={"first_by_score": dict.fromkeys(NAMES, ())},
    mistakes={
        "another_has_the_highest_score": Mistake(
            "Another account has the highest score. Look for the largest number in the column score.",
            [_other_first(place) for place in (1, 2, 3, 4, 5)],
        ),
        "all_who_gain": Mistake(
            "You take gains above 0. The gain must reach the number least.",
            [
                _count(lambda table, least: int((table["gain"].nlargest(MANAGERS) > 0).sum())),
                _total(lambda table, least: float(table["gain"].nlargest(MANAGERS).clip(lower=0).sum())),
            ],
        ),
        "always_five": Mistake(
            "You give away all five managers. Only an account whose gain reaches the number least gets one.",
            [
                _count(lambda table, least: MANAGERS),
                _total(lambda table, least: float(table["gain"].nlargest(MANAGERS).sum())),
            ],
            "the number of managers is taken for a number that must be used up",
        ),
        "more_than_five": Mistake(
            "You give out more managers than you have. You have five: take the five largest gains.",
            [
                _count(lambda table, least: int((table["gain"] >= least).sum())),
                _total(lambda table, least: float(table["gain"][table["gain"] >= least].sum())),
            ],
            "a limit is forgotten that is named in another sentence",
        ),
        "by_score": Mistake(
            "You give the managers to the highest scores. Go by the gain: it must reach the number least.",
            [
                _total(lambda table, least: float(_top_scores(table).sum())),
                _count(lambda table, least: int((_top_scores(table) >= least).sum())),
            ],
            "a score is taken for what a manager changes",
        ),
        "least_taken_off": Mistake(
            "You take least off the gains. It is a bar to pass, not a cost.",
            [
                _total(lambda table, least: float((chosen_of(table, least) - least).sum())),
                _total(lambda table, least: float(chosen_of(table, least).sum() - least)),
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
                _total(lambda table, least: float(chosen_of(table, least).min())),
            ],
        ),
        "mean_for_total": Mistake(
            "You give a mean. Asked is the total of all who get a manager.",
            _total(lambda table, least: float(chosen_of(table, least).mean())),
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
