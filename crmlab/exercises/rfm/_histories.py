"""Three numbers of each customer, and what goes wrong with them."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from crmlab import purchases
from crmlab.exercises.declaring import Mistake, given, part
from crmlab.exercises.rfm._data import (
    LAST_LINES,
    SMALL,
    Log,
    Today,
    bought,
    days_between,
    of_each,
    once_a_log,
    until,
)

MODEL_COLUMNS = ["customer_id", "frequency", "recency", "T"]


@once_a_log
def model_table(log: Log, observation_end: Today) -> pd.DataFrame:
    """Return repeat purchases, age at the last one and age today of each customer, in weeks."""
    return _summarized(bought(log), observation_end)


def _summarized(log: pd.DataFrame, observation_end: pd.Timestamp, merge: str | None = "D") -> pd.DataFrame:
    return purchases.summarize(log, observation_end, merge=merge)[MODEL_COLUMNS]


@once_a_log
def _with_the_future(log: pd.DataFrame, observation_end: pd.Timestamp) -> pd.DataFrame:
    last = log["date"].max()
    seen = model_table(log, last)
    return seen.assign(T=seen["T"] - (last - observation_end).days / 7)


def _future_of_those_known(log, observation_end, right) -> pd.DataFrame:
    return right[["customer_id"]].merge(_with_the_future(log, observation_end))


def _taken_for_purchases(is_bought: Callable[[pd.Series], pd.Series]) -> list[part]:
    """Return the mistake of taking some lines, by their amounts, for purchases: in all columns or in one."""

    def column(name: str) -> Callable[..., pd.Series]:
        return lambda log, observation_end: _summarized(
            log[is_bought(log["amount"])].assign(amount=1.0), observation_end
        )[name]

    together = ("frequency", "recency", "T"), ("frequency",), ("recency",)  # T has a sentence of its own
    return [part(**{name: column(name) for name in names}) for names in together]


def _in_the_order_of_the_log(log, observation_end, right) -> dict[str, np.ndarray]:
    known = bought(until(observation_end, log))
    first, last = (of_each(right, known, "date", end) for end in ("first", "last"))
    return {"recency": days_between(first, last) / 7, "T": days_between(first, observation_end) / 7}


def _counted_to(last: Callable[..., pd.Timestamp]) -> part:
    return part(
        T=lambda log, observation_end, right: (
            right["T"] - (observation_end - last(observation_end, log)).days / 7
        )
    )


def _first_line(log, observation_end, right) -> np.ndarray:
    return days_between(of_each(right, until(observation_end, log), "date", "min"), observation_end) / 7


WRONG_HISTORIES = {
    "example_in_place_of_the_log": Mistake(
        "Your function reads small, the example. It must work with whatever log it is given.",
        lambda observation_end: model_table(SMALL, observation_end),
    ),
    "future_in_the_history": Mistake(
        "You use lines that come after observation_end, when they lie in the future: leave them out first.",
        [
            _with_the_future,
            _future_of_those_known,
            part(frequency=lambda **known: _future_of_those_known(**known)["frequency"]),
            part(recency=lambda **known: _future_of_those_known(**known)["recency"]),
        ],
        "logs reach beyond the day for which scores are wanted",
    ),
    "last_day_left_out": Mistake(
        "You leave out the day observation_end itself. Only what comes after it does not count.",
        given(log=lambda log, observation_end: log[log["date"] < observation_end]),
        "a day that counts is compared with < in place of <=",
    ),
    "every_line_a_purchase": Mistake(
        "You take every line for a purchase, also refunds and lines of 0.00. "
        "Only a line with an amount above 0 is one.",
        _taken_for_purchases(lambda amount: amount.notna()),
        "logs are counted line by line",
    ),
    "gift_counted_as_purchase": Mistake(
        "You take a line of 0.00 for a purchase. Here a purchase has an amount above 0, as in task 1.",
        _taken_for_purchases(lambda amount: amount >= 0),
        "the papers on the model count lines of 0.00",
    ),
    "refund_counted_as_purchase": Mistake(
        "You take a refund for a purchase. A purchase has an amount above 0; a refund is negative.",
        _taken_for_purchases(lambda amount: amount != 0),
    ),
    "first_purchase_counted": Mistake(
        "You count the first purchase. It made him a customer: frequency counts those that came after it.",
        part(frequency=lambda right: right["frequency"] + 1),
        "RFM counts all purchases, the models only the repeats",
    ),
    "silence_for_recency": Mistake(
        "Your recency is the time since the last purchase, as in RFM. Here it is his age at that purchase.",
        [
            part(recency=lambda right: right["T"] - right["recency"]),
            part(recency=lambda right: 7 * (right["T"] - right["recency"])),
        ],
        "recency means the opposite in RFM",
    ),
    "frequency_as_a_rate": Mistake(
        "Your frequency is a rate. The model takes a count: all purchases but the first, not divided.",
        [
            part(frequency=lambda right: right["frequency"] / right["T"]),
            part(frequency=lambda right: (right["frequency"] + 1) / right["T"]),
        ],
    ),
    "one_age_for_all": Mistake(
        "All your customers have the same age. "
        "Each is born with his own first purchase: T counts from there.",
        [
            part(T=lambda right: right["T"].max()),
            part(T=lambda log, observation_end: (observation_end - log["date"].min()).days / 7),
        ],
    ),
    "recency_and_age_exchanged": Mistake(
        "You have exchanged recency and T. T is his age today, and recency can never be larger.",
        part(recency=lambda right: right["T"], T=lambda right: right["recency"]),
        "two columns in the same unit are easily exchanged",
    ),
    "age_ends_at_the_last_purchase": Mistake(
        "Your T ends at the last purchase. It is his age at observation_end, the silence included.",
        part(T=lambda right: right["recency"]),
    ),
    "counted_to_the_last_line": Mistake(
        "Your T ends at the last line of the log. It ends at observation_end: some days have no line.",
        [*map(_counted_to, LAST_LINES)],
        "the last line of a log is taken for today",
    ),
    "born_with_his_first_line": Mistake(
        "Your T begins with a customer's first line. He is born with his first purchase.",
        part(T=_first_line),
    ),
    "in_the_order_of_the_log": Mistake(
        "You take the lines that stand first and last. They stand in no order: take min and max.",
        part(
            recency=lambda **known: _in_the_order_of_the_log(**known)["recency"],
            T=lambda **known: _in_the_order_of_the_log(**known)["T"],
        ),
        "a log is expected to be sorted by date",
    ),
    "two_orders_on_one_day": Mistake(
        "You count two orders on one day as two purchases. For the model they are one.",
        part(
            frequency=lambda log, observation_end: _summarized(bought(log), observation_end, merge=None)[
                "frequency"
            ]
        ),
        "a log has a line a transaction",
    ),
    "days_for_weeks": Mistake(
        "Your times are in days. Divide by 7: the model was fitted in weeks.",
        part(recency=lambda right: 7 * right["recency"], T=lambda right: 7 * right["T"]),
        "dates differ in days",
    ),
    "whole_weeks": Mistake(
        "You keep whole weeks only. Keep the part of a week, too: divide the days with / and not with //.",
        [
            part(recency=lambda right: right["recency"] // 1, T=lambda right: right["T"] // 1),
            part(T=lambda right: right["T"] // 1),
            part(recency=lambda right: right["recency"] // 1),
        ],
    ),
}
