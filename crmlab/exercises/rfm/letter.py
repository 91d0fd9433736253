"""Who came back, and to whom a letter pays."""

import functools
from collections.abc import Callable
from typing import Annotated, Any

import pandas as pd

from crmlab import datasets, rfm
from crmlab.declared.quantities import Choice, Cost, Quantity, Share, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, given

REREAD = "lesson 07, “Doubt it”"
HINTS = (
    "Two logs: what you know on the day, and what comes after. The groups are made from the first alone.",
    'known = log[log["date"] <= mine["as_of"]]. The last purchase of each customer in it says who is '
    "recent. isin() says who is among the later buyers; mean() of that is a share.",
    "A letter adds a purchase only for somebody who would not come back (1 − share) and whom it wins "
    "(uplift). Multiply by the margin and subtract the cost.",
)

AsOf = Annotated[str, Choice(("1997-06-30", "1997-07-31", "1997-08-31", "1997-09-30", "1997-10-31"))]
Window = Annotated[int, Quantity("days", 1, 365, typical=(30, 120), step=5, format=".0f", whole=True)]
LetterCost = Annotated[Cost, typical(0.3, 0.9, 0.05)]
Margin = Annotated[Cost, typical(6, 14, 0.5)]


@functools.cache
def _purchases() -> pd.DataFrame:
    log = datasets.load_cdnow()
    return log[log["amount"] > 0]


@functools.cache
def _later_purchases(as_of: str) -> pd.DataFrame:
    return _purchases()[_purchases()["date"] > as_of]


@functools.cache
def _measured(as_of: str) -> pd.DataFrame:
    """Return days since the last purchase of each customer, and whether he came back after the day."""
    table = rfm.table(datasets.load_cdnow(), as_of)
    return table.assign(back=table["customer_id"].isin(_later_purchases(as_of)["customer_id"]))


def came_back(as_of: AsOf, window: Window) -> dict[str, float]:
    """Return the share that came back, of those who had bought lately and of the rest."""
    return _shares_in_groups(as_of, window, _measured(as_of)["back"])


def _shares_in_groups(as_of: str, window: int, back: pd.Series) -> dict[str, float]:
    table = _measured(as_of)
    return _shares((table["recency_days"] <= window) & (table["orders"] > 0), back)


def _shares(is_recent: pd.Series, back: pd.Series) -> dict[str, float]:
    return {"recent": float(back[is_recent].mean()), "rest": float(back[~is_recent].mean())}


def letter(
    as_of: AsOf,
    window: Window,
    letter_cost: LetterCost,
    margin: Margin,
    uplift_recent: Annotated[Share, typical(0.08, 0.4, 0.01)],
    uplift_rest: Annotated[Share, typical(0.04, 0.16, 0.01)],
) -> dict[str, Any]:
    """Return what a letter to one customer of each group gains, and to whom to write."""
    share = came_back(as_of, window)
    return _decided(
        (1 - share["recent"]) * uplift_recent * margin - letter_cost,
        (1 - share["rest"]) * uplift_rest * margin - letter_cost,
    )


def _decided(recent: float, rest: float) -> dict[str, Any]:
    best = "recent" if recent > rest else "rest"
    return {"recent": recent, "rest": rest, "write_to": best if max(recent, rest) > 0 else "nobody"}


def _future_in_the_measure(as_of: str, window: int) -> dict[str, float]:
    last = _purchases().groupby("customer_id")["date"].max()
    return _shares((pd.Timestamp(as_of) - last).dt.days <= window, last > as_of)


def _share_the_other_way_round(as_of: str, window: int) -> dict[str, float]:
    table = _measured(as_of)
    recent = float((table["recency_days"][table["back"]] <= window).mean())
    return {"recent": recent, "rest": 1 - recent}


def _shares_of_all_customers(as_of: str, window: int) -> dict[str, float]:
    back, is_recent = _measured(as_of)["back"], _measured(as_of)["recency_days"] <= window
    return {"recent": float((back & is_recent).mean()), "rest": float((back & ~is_recent).mean())}


def _purchases_for_customers(as_of: str, window: int) -> dict[str, float]:
    later = _later_purchases(as_of)["customer_id"].value_counts()
    return _shares_in_groups(as_of, window, _measured(as_of)["customer_id"].map(later).fillna(0))


def _back_within_the_window(as_of: str, window: int) -> dict[str, float]:
    later = _later_purchases(as_of)
    soon = later[later["date"] <= pd.Timestamp(as_of) + pd.Timedelta(days=window)]
    return _shares_in_groups(as_of, window, _measured(as_of)["customer_id"].isin(soon["customer_id"]))


share = AnswerCheck(
    "those are the shares that came back, measured without the future",
    came_back,
    between=(0.1, 0.9),
    mistakes={
        "future_in_the_measure": Mistake(
            "Your recency has seen the future: of your rest nobody comes back. First cut the log at as_of.",
            _future_in_the_measure,
            "scores made from the log that is later used to test them",
        ),
        "share_the_other_way_round": Mistake(
            "You divide by those who came back. Divide by the group: which part of it came back?",
            _share_the_other_way_round,
            "the two directions of a share are easily exchanged",
        ),
        "shares_of_all_customers": Mistake(
            "You divide by all customers. Divide each number by the customers of its own group.",
            _shares_of_all_customers,
            "shares of all customers in place of shares of a group",
        ),
        "purchases_for_customers": Mistake(
            "You count purchases. Count customers: who buys three times after as_of has come back once.",
            _purchases_for_customers,
        ),
        "bought_twice_before": Mistake(
            "You ask who had bought twice by as_of. "
            "Ask who bought after it: the later lines of the log say so.",
            lambda as_of, window: _shares_in_groups(as_of, window, _measured(as_of)["orders"] >= 2),
        ),
        "window_put_on_the_return": Mistake(
            "You count a return only within the window. "
            "The window splits the groups: any later purchase counts.",
            _back_within_the_window,
        ),
    },
)


def _gaining(gain: Callable[[float, float, float, float], float]) -> Callable[..., dict[str, Any]]:
    """Return the decision by another gain: of the share that comes back, the effect, margin and cost."""

    def decided(as_of, window, letter_cost, margin, uplift_recent, uplift_rest):
        back = came_back(as_of, window)
        return _decided(
            gain(back["recent"], uplift_recent, margin, letter_cost),
            gain(back["rest"], uplift_rest, margin, letter_cost),
        )

    return decided


decision = AnswerCheck(
    "your decision counts only the customers whom the letter adds",
    letter,
    between=(-1, 5),
    apart=lambda **own: (letter(**own)["recent"], letter(**own)["rest"], 0),
    mistakes={
        "all_who_came_back_credited": Mistake(
            "You credit the letter with everybody who came back. "
            "They came without it: count only whom it adds.",
            _gaining(lambda back, effect, margin, cost: back * margin - cost),
            "response rates without a group that gets nothing",
        ),
        "effect_on_everybody": Mistake(
            "You apply the effect to everybody. "
            "Those who come back anyway cannot be won: first take them out.",
            _gaining(lambda back, effect, margin, cost: effect * margin - cost),
            "an effect is applied to people who need none",
        ),
        "effect_on_those_who_come_anyway": Mistake(
            "You apply the effect to those who come back anyway. "
            "A letter can win only the others: 1 − share.",
            _gaining(lambda back, effect, margin, cost: back * effect * margin - cost),
        ),
        "every_buyer_credited": Mistake(
            "You credit the letter with all who buy, also with those who come anyway. "
            "Count only whom it adds.",
            _gaining(lambda back, effect, margin, cost: (back + (1 - back) * effect) * margin - cost),
        ),
        "cost_only_of_the_won": Mistake(
            "You charge the letter only where it wins somebody. "
            "Every letter costs, also one that wins nobody.",
            _gaining(lambda back, effect, margin, cost: (1 - back) * effect * (margin - cost)),
        ),
        "cost_only_of_those_who_stay_away": Mistake(
            "You charge no letter to those who come back anyway. They get one, too: take the whole cost off.",
            _gaining(lambda back, effect, margin, cost: (1 - back) * (effect * margin - cost)),
        ),
        "cost_left_out": Mistake(
            "You leave out what the letter costs. What it gains is the margin that it adds, less its cost.",
            given(letter_cost=0),
        ),
    },
)
