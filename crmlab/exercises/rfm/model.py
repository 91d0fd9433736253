"""The three numbers that the purchase model asks for, and what it says of a customer."""

from typing import Annotated

import pandas as pd

from crmlab import purchases
from crmlab.declared.quantities import Count, Quantity, typical
from crmlab.exercises.declaring import AnswerCheck, FunctionCheck, Mistake, given, part
from crmlab.exercises.rfm._data import FEW_CALLS, Log, Today, lines_until

REREAD = "lesson 07, “What a score cannot say”"
HINTS = (
    "A customer is born with his first purchase. How old is he at the last one, and how old today?",
    "Keep purchases until observation_end. Group their days by customer: min, max, nunique say it all.",
    "frequency is nunique − 1, recency (max − min) and T (observation_end − min) in weeks. For your own "
    "customer, frequency is orders − 1, and recency the weeks since the first less those of silence.",
)

MODEL_COLUMNS = ["customer_id", "frequency", "recency", "T"]
AHEAD = 39  # weeks
Weeks = Annotated[int, Quantity("weeks", 0, 1000, typical=(4, 39), format=".0f", whole=True)]


def model_table(log: Log, observation_end: Today) -> pd.DataFrame:
    """Return repeat purchases, age at the last one and age today of each customer, in weeks."""
    return purchases.summarize(log, observation_end, merge="D")[MODEL_COLUMNS]


def _by_hand(log: pd.DataFrame, observation_end: pd.Timestamp) -> pd.DataFrame:
    rows = []
    for customer, lines in lines_until(observation_end, log).items():
        bought = {date for date, amount in lines if amount > 0}
        first, last = min(bought), max(bought)
        rows.append((customer, len(bought) - 1, (last - first).days / 7, (observation_end - first).days / 7))
    return pd.DataFrame(rows, columns=MODEL_COLUMNS)


def _with_the_future(log: pd.DataFrame, observation_end: pd.Timestamp) -> pd.DataFrame:
    last = log["date"].max()
    seen = model_table(log, last)
    return seen.assign(T=seen["T"] - (last - observation_end).days / 7)


def _last_after_today(answer: object) -> bool:
    table = pd.DataFrame(answer)
    return (table["recency"] > table["T"]).any() and (table["T"] > 0).all()


def _silent_since_the_only_purchase(answer: object) -> bool:
    once = pd.DataFrame(answer).sort_values("frequency").iloc[0]  # one customer of each log has bought once
    return once["recency"] == once["T"]


def _purchases_of_a_day_apart(log: pd.DataFrame, observation_end: pd.Timestamp) -> pd.Series:
    return purchases.summarize(log, observation_end, merge=None)["frequency"]


history = FunctionCheck(
    "model_table gives repeat purchases, age at the last one and age today, in weeks",
    model_table,
    calls=FEW_CALLS,
    edges={
        "lines after observation_end do not count": lambda log, observation_end: (
            (log["date"] - observation_end).dt.days
        )
    },
    between=(0, 20),
    also_right=[_by_hand],
    mistakes={
        "future_in_the_history": Mistake(
            "You use lines that come after observation_end, when they lie in the future: "
            "leave them out first.",
            _with_the_future,
            "logs reach beyond the day for which scores are wanted",
            shows_in=_last_after_today,
        ),
        "first_purchase_counted": Mistake(
            "You count the first purchase. "
            "It made him a customer: frequency counts those that came after it.",
            lambda right: right.assign(frequency=right["frequency"] + 1),
            "RFM counts all purchases, the models only the repeats",
            # one customer of each log has bought once
            shows_in=lambda answer: pd.DataFrame(answer)["frequency"].min() > 0,
        ),
        "silence_for_recency": Mistake(
            "Your recency is the time since the last purchase, as in RFM. "
            "Here it is his age at that purchase.",
            lambda right: right.assign(recency=right["T"] - right["recency"]),
            "recency means the opposite in RFM",
            shows_in=_silent_since_the_only_purchase,
        ),
        "frequency_as_a_rate": Mistake(
            "Your frequency is a rate. The model takes a count: all purchases but the first, not divided.",
            lambda right: right.assign(frequency=right["frequency"] / right["T"]),
            shows_in=lambda answer: (pd.DataFrame(answer)["frequency"] % 1 > 0).any(),
        ),
        "one_age_for_all": Mistake(
            "All your customers have the same age. "
            "Each is born with his own first purchase: T counts from there.",
            lambda right: right.assign(T=right["T"].max()),
            shows_in=lambda answer: pd.DataFrame(answer)["T"].nunique() == 1,
        ),
        "recency_and_age_exchanged": Mistake(
            "You have exchanged recency and T. T is his age today, and recency can never be larger.",
            part(recency=lambda right: right["T"], T=lambda right: right["recency"]),
            "two columns in the same unit are easily exchanged",
        ),
        "two_orders_on_one_day": Mistake(
            "You count two orders on one day as two purchases. For the model they are one.",
            part(frequency=_purchases_of_a_day_apart),
            "a log has a line a transaction",
        ),
        "days_for_weeks": Mistake(
            "Your times are in days. Divide by 7: the model was fitted in weeks.",
            part(recency=lambda right: 7 * right["recency"], T=lambda right: 7 * right["T"]),
            "dates differ in days",
        ),
    },
)


def outlook(
    orders: Annotated[Count, typical(3, 12)],
    weeks_since_first: Annotated[Weeks, typical(30, 39)],
    weeks_silent: Annotated[Weeks, typical(5, 25)],
) -> dict[str, float]:
    """Return the probability that a customer is still there, and his purchases in the next 39 weeks."""
    age = weeks_since_first
    found = purchases.outlook(frequency=orders - 1, recency=age - weeks_silent, T=age, t=AHEAD)
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
        "old_pace_carried_on": Mistake(
            "You carry his old pace on. The purchases in outlook count that he may have left: take those.",
            lambda orders, weeks_since_first, right: (
                right | {"purchases": (orders - 1) / weeks_since_first * AHEAD}
            ),
            "a pace of the past is carried on",
        ),
        "chance_applied_twice": Mistake(
            "You multiply by the chance that he is there. "
            "The purchases in outlook count it already: take those.",
            # not a part: for some customers days put in give these purchases, too
            lambda right: right | {"purchases": right["alive"] * right["purchases"]},
        ),
        "silence_added_to_his_age": Mistake(
            "You add the silence to his age. "
            "It is a part of it: his first purchase was weeks_since_first ago.",
            given(weeks_since_first=lambda weeks_since_first, weeks_silent: weeks_since_first + weeks_silent),
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
    },
)
