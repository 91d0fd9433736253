"""Who is recent, who came back, and how the two shares go wrong, on a part of CDNOW's log."""

import functools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from crmlab import datasets
from crmlab.exercises.declaring import Mistake

AS_OF = ("1997-06-30", "1997-07-31", "1997-08-16", "1997-09-30", "1997-10-22")  # each with a last purchase
EVERY, SAMPLED = 8, 24
MAILINGS = {"1997-06-10": 0, "1997-09-10": 0, "1997-12-10": -2}
STRANGERS = range(30_001, 30_031)
NEVER = 10_000  # days since a purchase that has not been


@functools.cache
def log_of_task() -> pd.DataFrame:
    """Return every eighth customer of CDNOW, with invented samples and refunds to some and to strangers."""
    log = datasets.load_cdnow()
    log = log[log["customer_id"] % EVERY == 0]
    customers = log["customer_id"].unique()
    to = pd.DataFrame({"customer_id": [*customers[customers % SAMPLED == 0], *STRANGERS]})
    mailings = pd.DataFrame({"date": pd.to_datetime([*MAILINGS]), "amount": [*MAILINGS.values()]})
    return pd.concat([log, to.merge(mailings, how="cross")])


@dataclass(frozen=True)
class Customers:
    """What can be said, and said wrongly, of each customer with a line until a day; an array each.

    Attributes
    ----------
    days, days_of_any, days_before, days_with_the_future
        Days since the last purchase: right; since a line of any kind; without the day itself; with later
        purchases.
    back : bool
        Whether he has a later purchase.
    back_any, back_or_today : bool
        Whether he has a later line of any kind; a purchase on the day itself or later.
    until_back, later, before : int
        Days until the next purchase, later purchases, purchases until the day.
    line_days, line_back
        Days since each purchase, and whether its customer has a later one: an entry a purchase.
    """

    days: np.ndarray
    days_of_any: np.ndarray
    days_before: np.ndarray
    days_with_the_future: np.ndarray
    back: np.ndarray
    back_any: np.ndarray
    back_or_today: np.ndarray
    until_back: np.ndarray
    later: np.ndarray
    before: np.ndarray
    line_days: np.ndarray
    line_back: np.ndarray


@functools.cache
def customers(as_of: str) -> Customers:
    """Return the customers of a day."""
    log, day = log_of_task(), pd.Timestamp(as_of)
    known, after = log[log["date"] <= day], log[log["date"] > day]
    bought, later = known[known["amount"] > 0], after[after["amount"] > 0]
    everybody = known["customer_id"].unique()

    def days(lines: pd.DataFrame, how: str = "max") -> np.ndarray:
        since = (day - lines.groupby("customer_id")["date"].agg(how)).dt.days
        return since.reindex(everybody).fillna(NEVER).to_numpy(int)

    def counted(lines: pd.DataFrame) -> np.ndarray:
        return lines["customer_id"].value_counts().reindex(everybody).fillna(0).to_numpy(int)

    return Customers(
        days=days(bought),
        days_of_any=days(known),
        days_before=days(bought[bought["date"] < day]),
        days_with_the_future=days(log[log["amount"] > 0]),
        back=counted(later) > 0,
        back_any=counted(after) > 0,
        back_or_today=(counted(later) > 0) | (days(bought) == 0),
        until_back=np.abs(days(later, "min")),
        later=counted(later),
        before=counted(bought),
        line_days=(day - bought["date"]).dt.days.to_numpy(),
        line_back=bought["customer_id"].isin(later["customer_id"]).to_numpy(),
    )


def days_from_the_window(as_of: str, window: int) -> np.ndarray:
    """Return of each customer by how many days his last purchase lies beyond the window."""
    return customers(as_of).days - window


def shares(as_of: str, window: int) -> dict[str, float]:
    """Return the share that came back in each group."""
    of = customers(as_of)
    return _means(of.days <= window, of.back)


def _means(is_recent: np.ndarray, back: np.ndarray, rest: np.ndarray | None = None) -> dict[str, float]:
    """Return the mean in each group; the rest are all others if it is not given."""
    rest = ~is_recent if rest is None else rest
    return {"recent": float(back[is_recent].mean()), "rest": float(back[rest].mean())}


def _in(is_recent: Callable[[Customers, int], np.ndarray]) -> Callable[..., dict[str, float]]:
    """Return the shares of groups that are made in another way."""
    return lambda as_of, window: _means(is_recent(customers(as_of), window), customers(as_of).back)


def _counting(back: Callable[[Customers, int], np.ndarray]) -> Callable[..., dict[str, float]]:
    """Return the shares of the right groups when something else counts as coming back."""
    return lambda as_of, window: _means(customers(as_of).days <= window, back(customers(as_of), window))


def _divided(by: Callable[[np.ndarray, np.ndarray], float]) -> Callable[..., dict[str, float]]:
    """Return those of each group who came back, divided by something else than the size of the group."""

    def divided(as_of: str, window: int) -> dict[str, float]:
        of = customers(as_of)
        groups = {"recent": of.days <= window, "rest": of.days > window}
        return {name: float((of.back & group).sum() / by(of.back, group)) for name, group in groups.items()}

    return divided


def _without_who_never_bought(as_of: str, window: int) -> dict[str, float]:
    of = customers(as_of)
    return _means(of.days <= window, of.back, rest=(of.days > window) & (of.days < NEVER))


def _of_lines(as_of: str, window: int) -> dict[str, float]:
    of = customers(as_of)
    return _means(of.line_days <= window, of.line_back)


FAR_OFF = {  # so wrong that a decision made with it is far off, too
    "future_in_the_measure": Mistake(
        "Your recency has seen the future: a purchase after as_of makes nobody recent. First cut the log.",
        _in(lambda of, window: of.days_with_the_future <= window),
        "scores made from the log that is later used to test them",
    ),
    "share_the_other_way_round": Mistake(
        "You divide by those who came back. Divide by the group: which part of it came back?",
        _divided(lambda back, group: back.sum()),
        "the two directions of a share are easily exchanged",
    ),
    "shares_of_all_customers": Mistake(
        "You divide by all customers. Divide each number by the customers of its own group.",
        _divided(lambda back, group: len(group)),
        "shares of all customers in place of shares of a group",
    ),
    "numbers_for_shares": Mistake(
        "You give numbers of customers. Divide each by the customers of its group.",
        _divided(lambda back, group: 1),
    ),
    "purchases_for_customers": Mistake(
        "You count purchases. Count customers: who buys three times after as_of has come back once.",
        _counting(lambda of, window: of.later),
    ),
    "bought_twice_before": Mistake(
        "You ask who had bought twice by as_of. Ask who bought after it: the later lines of the log say so.",
        _counting(lambda of, window: of.before >= 2),
    ),
    "window_put_on_the_return": Mistake(
        "You count a return only within the window. The window splits the groups: any later purchase counts.",
        _counting(lambda of, window: of.until_back <= window),
    ),
}
WRONG_SHARES = FAR_OFF | {
    "lines_for_customers": Mistake(
        "You split the purchases, so that a customer counts once for each. "
        "Split the customers, by the last purchase of each.",
        _of_lines,
    ),
    "end_of_the_window_left_out": Mistake(
        "You leave out who bought exactly window days before as_of. At most means <=: he is recent.",
        _in(lambda of, window: of.days < window),
        "at most is written with < in place of <=",
    ),
    "last_line_of_any_kind": Mistake(
        "You take the last line of any kind for the last purchase. A purchase has an amount above 0.",
        _in(lambda of, window: of.days_of_any <= window),
        "logs have lines that are no purchase",
    ),
    "last_day_left_out": Mistake(
        "You make the groups without the day as_of itself. Until as_of means <=.",
        _in(lambda of, window: of.days_before <= window),
        "a day that counts is compared with < in place of <=",
    ),
    "last_day_counted_as_later": Mistake(
        "You count a purchase on as_of itself as coming back. After as_of means >.",
        _counting(lambda of, window: of.back_or_today),
        "a day that does not count is compared with >= in place of >",
    ),
    "any_later_line": Mistake(
        "You count any later line as a purchase. A purchase has an amount above 0.",
        _counting(lambda of, window: of.back_any),
        "logs have lines that are no purchase",
    ),
    "never_bought_left_out": Mistake(
        "You leave out who has never bought until as_of. He is not recent, so he belongs to the rest.",
        _without_who_never_bought,
        "who has no purchase is in no group of a table of purchases",
    ),
    "never_bought_is_recent": Mistake(
        "You count who has never bought as recent. He is not, so he belongs to the rest.",
        _in(lambda of, window: (of.days <= window) | (of.days == NEVER)),
        "a comparison with a missing number is False, and is turned round",
    ),
}
