"""The three numbers that the purchase model asks for, and what it says of a customer."""

import functools
from typing import Annotated

import pandas as pd

from crmlab import purchases
from crmlab.declared.quantities import Count, Quantity, typical
from crmlab.exercises.declaring import AnswerCheck, FunctionCheck, Mistake, given, part
from crmlab.exercises.kinds import DrawnLog
from crmlab.exercises.rfm._data import NO_DRAWS, bought, calls_until, lines_until
from crmlab.exercises.rfm._histories import MODEL_COLUMNS, WRONG_HISTORIES, model_table
from crmlab.language import to_say

VERSION = 2
REREAD = to_say("extra 07c, “Look” and “Still there?”")
EXAMPLE = {"observation_end": pd.Timestamp("2024-03-31")}
HINTS = {
    "": (
        "A customer is born with his first purchase. How old is he at the last one, and how old today?",
        "Keep purchases until observation_end. Group their days by customer: min, max, nunique say it all.",
        "frequency leaves the first day out. Both ages begin at min; one ends at max, the other at "
        "observation_end. Take .dt.days of each difference, and turn days into weeks.",
    ),
    "customer": (
        "The model asks for repeat purchases, for his age when he last bought, and for his age today.",
        "Draw a line of time: first purchase, last purchase, today. Which parts of it do you know?",
        "weeks_since_first is the whole line, weeks_silent its last part; recency is what is left of it. "
        "One of his orders is the first purchase, and no repeat.",
    ),
}

AHEAD = 39  # weeks
Weeks = Annotated[int, Quantity("weeks", 0, 1000, typical=(4, 39), format=".0f", whole=True)]


def _by_hand(log: pd.DataFrame, observation_end: pd.Timestamp) -> pd.DataFrame:
    rows = []
    for customer, lines in lines_until(observation_end, bought(log)).items():
        days = {date for date, _ in lines}
        first, last = min(days), max(days)
        rows.append((customer, len(days) - 1, (last - first).days / 7, (observation_end - first).days / 7))
    return pd.DataFrame(rows, columns=MODEL_COLUMNS)


history = FunctionCheck(
    "model_table gives repeat purchases, age at the last one and age today, in weeks",
    model_table,
    calls=NO_DRAWS,
    cases=calls_until("observation_end", DrawnLog()),
    edges={
        "lines after observation_end do not count": lambda log, observation_end: (
            (log["date"] - observation_end).dt.days
        ),
        "a purchase has an amount above 0": lambda log: log["amount"],
    },
    between=(0, 20),
    also_right=[_by_hand],
    mistakes=WRONG_HISTORIES,
)


def outlook(
    orders: Annotated[Count, typical(3, 12)],
    weeks_since_first: Annotated[Weeks, typical(30, 39)],
    weeks_silent: Annotated[Weeks, typical(5, 25)],
) -> dict[str, float]:
    """Return the probability that a customer is still there, and his purchases in the next 39 weeks."""
    age = weeks_since_first
    return _looked_up(orders - 1, age - weeks_silent, age)


@functools.cache
def _looked_up(frequency: float, recency: float, age: float, ahead: float = AHEAD) -> dict[str, float]:
    found = purchases.outlook(frequency=frequency, recency=recency, T=age, t=ahead)
    return {"alive": found.alive, "purchases": found.purchases}


alive = AnswerCheck(
    "you put the history in as the model asks for it",
    outlook,
    between=(0, 15),
    mistakes={
        "all_orders_put_in": Mistake(
            "You put in all orders. The model asks for repeat purchases: all but the first.",
            given(orders=lambda orders: orders + 1),
            "RFM counts all purchases, the models only the repeats",
        ),
        "silence_put_in": Mistake(
            "You put in the weeks of silence as recency. The model asks how old he was when he last bought.",
            given(weeks_silent=lambda weeks_since_first, weeks_silent: weeks_since_first - weeks_silent),
            "recency means the opposite in RFM",
        ),
        "read_as_in_rfm": Mistake(
            "You read both numbers as in RFM. The model wants repeats, and his age at the last purchase.",
            lambda orders, weeks_since_first, weeks_silent: _looked_up(
                orders, weeks_silent, weeks_since_first
            ),
            "the same words mean other things in RFM",
        ),
        "no_silence": Mistake(
            "You put in the same number for recency and T. He has been silent since: recency is smaller.",
            [
                given(weeks_silent=0),
                lambda orders, weeks_since_first, weeks_silent: _looked_up(
                    orders - 1, weeks_since_first - weeks_silent, weeks_since_first - weeks_silent
                ),
            ],
        ),
        "old_pace_carried_on": Mistake(
            "You carry his old pace on. The purchases in outlook count that he may have left: take those.",
            [
                part(purchases=lambda orders, weeks_since_first: (orders - 1) / weeks_since_first * AHEAD),
                part(purchases=lambda orders, weeks_since_first: orders / weeks_since_first * AHEAD),
            ],
            "a pace of the past is carried on",
        ),
        "chance_applied_twice": Mistake(
            "You multiply by the chance that he is there. "
            "The purchases in outlook count it already: take those.",
            # not a part: for some customers days put in give these purchases, too
            lambda right: right | {"purchases": right["alive"] * right["purchases"]},
        ),
        "chance_taken_out": Mistake(
            "You divide by the chance that he is there. Take the purchases in outlook as they are.",
            lambda right: right | {"purchases": right["purchases"] / right["alive"]},
        ),
        "silence_added_to_his_age": Mistake(
            "You add the silence to his age. "
            "It is a part of it: his first purchase was weeks_since_first ago.",
            [
                given(
                    weeks_since_first=lambda weeks_since_first, weeks_silent: weeks_since_first + weeks_silent
                ),
                lambda orders, weeks_since_first, weeks_silent: _looked_up(
                    orders - 1, weeks_since_first - weeks_silent, weeks_since_first + weeks_silent
                ),
            ],
        ),
        "forecast_added_to_his_age": Mistake(
            "You add the weeks of the forecast to T. "
            "T is his age today; t alone says how far you look ahead.",
            given(
                weeks_since_first=lambda weeks_since_first: weeks_since_first + AHEAD,
                weeks_silent=lambda weeks_silent: weeks_silent + AHEAD,  # so that recency stays
            ),
        ),
        "days_put_in": Mistake(
            "You turn the weeks into days. The model was fitted in weeks: put them in as they are.",
            given(
                weeks_since_first=lambda weeks_since_first: 7 * weeks_since_first,
                weeks_silent=lambda weeks_silent: 7 * weeks_silent,
            ),
        ),
        "weeks_divided_by_7": Mistake(
            "You divide by 7. His numbers are weeks already: put them in as they are.",
            [
                given(
                    weeks_since_first=lambda weeks_since_first: weeks_since_first / 7,
                    weeks_silent=lambda weeks_silent: weeks_silent / 7,
                ),
                lambda orders, weeks_since_first: _looked_up(
                    orders - 1, weeks_since_first / 7, weeks_since_first / 7
                ),
            ],
        ),
    },
)
