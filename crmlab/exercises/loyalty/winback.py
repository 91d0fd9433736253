"""Whom to call first of those who left: chance, second life, what a call and what a return cost."""

from collections.abc import Callable
from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab import value
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.loyalty._lists import CALLS, Candidates, Columns, away_of, gain_of
from crmlab.language import to_say

REREAD = to_say("lesson 13, “Whom to call first”")
HINTS = (
    "Who is back already? Leave him out. For each of the others: what comes in if he returns, and what is "
    "paid whether he returns or not?",
    "The second life and the gift come with the chance; the call is paid in any case. What the first life "
    "brought is over.",
    "gain = chance · (second_value − gift) − call_cost. Then sort by gain, and call the first ones, as many "
    "as you have calls; who would lose is never called.",
)

Left = Annotated[dict, Candidates()]


def call_table(candidates: Left) -> pd.DataFrame:
    """Return what an attempt gains with each customer who is still away, and who is called."""
    away = away_of(candidates)
    return _table(away, gain_of(away))


def _table(away: dict[str, np.ndarray], gain: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame({"customer": away["customer"], "gain": gain, "call": _first(gain) & (gain > 0)})


def _first(by: np.ndarray) -> np.ndarray:
    """Return who has the largest ones, as many as there are calls."""
    return by >= np.sort(by)[-CALLS]


def _by_the_library(candidates: Columns) -> pd.DataFrame:
    away = away_of(candidates)
    return _table(
        away, value.expected_gain(away["chance"], away["second_value"] - away["gift"], away["call_cost"])
    )


def _gain(*formulas: Callable[[dict[str, np.ndarray]], Any]) -> list[part]:
    """Return the tables with another gain, of what is known of those who are away."""
    return [
        part(gain=lambda candidates, formula=formula: formula(away_of(candidates))) for formula in formulas
    ]


def _as_is(right: pd.DataFrame) -> pd.Series:
    """Return the right gains: who is called follows from them."""
    return right["gain"]


def _called(*orders: Callable[[dict[str, np.ndarray]], np.ndarray]) -> list[part]:
    """Return the tables in which others are called: the first ones in another order."""
    return [
        part(gain=_as_is, call=lambda candidates, order=order: _first(order(away_of(candidates))))
        for order in orders
    ]


def _with_returned(candidates: Columns) -> pd.DataFrame:
    """Return the table of all candidates, those who are back among them."""
    return call_table(candidates | {"back": [False] * len(candidates["back"])})


def _with_returned_called_by_gain(candidates: Columns) -> pd.DataFrame:
    """Return the table of all candidates in which those who are back are not called."""
    table, right = _with_returned(candidates), call_table(candidates)
    return table.assign(call=table["customer"].isin(right["customer"][right["call"]]))


table = AnswerCheck(
    "you know what each call gains, and whom to call",
    call_table,
    tolerance=0.5,
    between=(-700, 5000),
    also_right=[_by_the_library],
    decides={"call": to_say("gain with that of the others, and with 0")},
    mistakes={
        "returned_included": Mistake(
            "Your table has customers who are back already. Nothing can be won back with them: leave them "
            "out.",
            [_with_returned, _with_returned_called_by_gain],
            "who has returned already is counted as a win-back",
        ),
        "first_life": Mistake(
            "You count the first life. It is over, whether he returns or not: a return brings second_value.",
            _gain(
                lambda away: away["chance"] * (away["first_value"] - away["gift"]) - away["call_cost"],
                lambda away: away["chance"] * away["first_value"] - away["call_cost"],
                lambda away: away["chance"] * away["first_value"] - away["call_cost"] - away["gift"],
            ),
            "win-back by the value of the first life",
        ),
        "both_lives": Mistake(
            "You add or subtract the first life. It is over, whether he returns or not: a return brings "
            "second_value alone.",
            _gain(
                lambda away: (
                    away["chance"] * (away["first_value"] + away["second_value"] - away["gift"])
                    - away["call_cost"]
                ),
                lambda away: (
                    away["chance"] * (away["second_value"] - away["first_value"] - away["gift"])
                    - away["call_cost"]
                ),
            ),
        ),
        "mean_of_lives": Mistake(
            "You take the mean of both lives. The first one is over: a return brings second_value.",
            _gain(
                lambda away: (
                    away["chance"] * (away["first_value"] + away["second_value"]) / 2 - away["call_cost"]
                )
            ),
        ),
        "difference_of_lives": Mistake(
            "You take the first life off. It is over, whether he returns or not: a return brings "
            "second_value.",
            _gain(
                lambda away: away["chance"] * (away["second_value"] - away["first_value"]) - away["call_cost"]
            ),
        ),
        "chance_forgotten": Mistake(
            "You count each call as a return. He returns only with the given chance: multiply.",
            _gain(
                lambda away: away["second_value"] - away["gift"] - away["call_cost"],
                lambda away: away["second_value"] - away["call_cost"],
            ),
            "a call is taken for a return",
        ),
        "call_paid_only_on_return": Mistake(
            "You pay for the call only if he returns. It is paid in any case: take the whole call_cost off.",
            _gain(
                lambda away: away["chance"] * (away["second_value"] - away["gift"] - away["call_cost"]),
            ),
            "cost per call against cost per return",
        ),
        "gift_paid_in_any_case": Mistake(
            "You give the gift to everybody whom you call. Only those who return get it: it counts with the "
            "chance.",
            _gain(lambda away: away["chance"] * away["second_value"] - away["gift"] - away["call_cost"]),
            "cost per call against cost per return",
        ),
        "gift_forgotten": Mistake(
            "You leave the gift out. Who returns gets it: take chance · gift off.",
            _gain(lambda away: away["chance"] * away["second_value"] - away["call_cost"]),
        ),
        "call_forgotten": Mistake(
            "You leave the call out. It is paid whether he returns or not: take call_cost off.",
            _gain(lambda away: away["chance"] * (away["second_value"] - away["gift"])),
        ),
        "costs_forgotten": Mistake(
            "You leave call and gift out. Take call_cost off, and chance · gift.",
            _gain(lambda away: away["chance"] * away["second_value"]),
        ),
        "stays_away": Mistake(
            "You multiply by the chance that he stays away. chance is that he returns.",
            _gain(
                lambda away: (1 - away["chance"]) * (away["second_value"] - away["gift"]) - away["call_cost"]
            ),
        ),
        "call_taken_off_if_he_stays_away": Mistake(
            "You pay for the call only if he stays away. It is paid in any case: take the whole call_cost "
            "off.",
            _gain(
                lambda away: (
                    away["chance"] * (away["second_value"] - away["gift"])
                    - (1 - away["chance"]) * away["call_cost"]
                )
            ),
            "the cost is taken for a loss that comes with failure alone",
        ),
        "gain_per_yuan": Mistake(
            "You divide by the cost. Asked is the gain in yuan: subtract the cost.",
            part(gain=lambda right, candidates: right["gain"] / away_of(candidates)["call_cost"]),
        ),
        "losses_cut": Mistake(
            "You hide the losses: where a call loses, give a number below 0.",
            part(gain=lambda right: right["gain"].clip(lower=0)),
        ),
        "calls_not_counted": Mistake(
            "You call everybody with whom a call gains. There are calls for fewer: take the largest gains.",
            part(gain=_as_is, call=lambda right: right["gain"] > 0),
        ),
        "everybody_called": Mistake(
            "You call everybody. There are fewer calls, and with some of them a call loses.",
            part(gain=_as_is, call=lambda right: [True] * len(right)),
        ),
        "ranked_by_value": Mistake(
            "You call those whose life is worth most. A large worth with a small chance may gain little: "
            "rank by gain.",
            _called(lambda away: away["second_value"], lambda away: away["first_value"]),
            "ranked by value, not by net gain",
        ),
        "ranked_by_chance": Mistake(
            "You call those who return most likely. Ask also what they bring then, and what a call costs: "
            "rank by gain.",
            _called(lambda away: away["chance"]),
        ),
        "ranked_by_gain_per_yuan": Mistake(
            "You rank by gain for each yuan. Scarce here are calls, not yuan: rank by gain.",
            _called(lambda away: gain_of(away) / away["call_cost"]),
            "the rule of the budget is used where there is none",
        ),
        "lowest_called": Mistake(
            "You call those with the lowest gains. Sort from the largest down.",
            [
                *_called(lambda away: -gain_of(away)),
                *_called(lambda away: np.where(gain_of(away) > 0, -gain_of(away), -np.inf)),
            ],
            "pandas sorts from the smallest up",
        ),
        "one_call_only": Mistake(
            "You call one customer only. There are calls for more, and with a second one a call gains as "
            "well.",
            part(gain=_as_is, call=lambda right: right["gain"] == right["gain"].max()),
        ),
        "calls_turned_round": Mistake(
            "Your call is turned round: it is True for those who are not called.",
            part(gain=_as_is, call=lambda right: ~right["call"]),
        ),
    },
)
