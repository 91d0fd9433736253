"""Tasks of the assignment on customer data and RFM."""

from __future__ import annotations

import functools
import random
from collections.abc import Callable
from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab import datasets, portfolio, purchases, rfm
from crmlab.declared.quantities import Choice, Cost, Count, Kind, Quantity, Share, typical
from crmlab.declared.tables import Named, Weights
from crmlab.errors import BadValueError
from crmlab.exercises.concept_checks import concept_check
from crmlab.exercises.tasks import Check, Task, misconception

FIRST_DAY = pd.Timestamp("2024-01-01")
LAST_DAYS = [pd.Timestamp("2024-02-29"), pd.Timestamp("2024-03-31")]


def _day_of(date: pd.Timestamp) -> int:
    return (date - FIRST_DAY).days


class DrawnLog(Kind):
    """A small purchase log in no order: with a refund, two orders on one day, and lines of all the weeks.

    Somebody buys on the last day that counts, others after it.

    Attributes
    ----------
    has_gifts : bool
        Whether one more customer has only lines of 0.00.
    """

    def __init__(self, has_gifts: bool = False) -> None:
        self.has_gifts = has_gifts

    def draw(self, source: random.Random) -> pd.DataFrame:
        """Draw the lines of four customers in the first 120 days of 2024."""
        once, twice, back, often = source.sample(["Chen", "Gao", "Hu", "Li", "Ma", "Sun", "Wu", "Zhao"], 4)
        early, late = range(50), range(95, 120)  # before the first and after the last day that may be asked
        days = {
            once: [*source.sample(early, 1), *source.sample(late, 1)],
            twice: source.sample(early, 2) + source.sample(range(60, 120), 1),
            back: source.sample(early, 2) + source.sample(late, 1),
            often: [*source.sample(early, 2), *map(_day_of, LAST_DAYS), *source.sample(late, 1)],
        }
        lines = [(name, day, 10 * source.randint(3, 20)) for name in days for day in days[name]]
        lines.append((twice, days[twice][0], 10 * source.randint(3, 20)))  # a second order on that day
        lines.append((back, source.randrange(51, 59), -10 * source.randint(1, 3)))  # after his last purchase
        if self.has_gifts:
            lines += [("Tan", day, 0) for day in source.sample(early, 2)]
        source.shuffle(lines)
        names, numbers, amounts = zip(*lines, strict=True)
        dates = FIRST_DAY + pd.to_timedelta(numbers, unit="D")
        return pd.DataFrame({"customer_id": names, "date": dates, "amount": np.array(amounts, dtype=float)})


class DrawnDay(Kind):
    """The last day that counts: the end of one of two months."""

    def draw(self, source: random.Random) -> pd.Timestamp:
        """Draw one of them."""
        return source.choice(LAST_DAYS)


def _in_table(recognizes: Callable[[pd.DataFrame], Any]) -> Callable[[Any], Any]:
    """Read rows in a list and columns in a dictionary as a table, too, as `compare` does."""
    return lambda answer: recognizes(pd.DataFrame(answer))


Log = Annotated[pd.DataFrame, DrawnLog()]
LogWithGifts = Annotated[pd.DataFrame, DrawnLog(has_gifts=True)]
Today = Annotated[Any, DrawnDay()]


FEW_CALLS = 3  # tables and lists of twelve take long to tell apart, and each one shows every mistake


# --- One row a customer --------------------------------------------------------------------------


def rfm_table(log: Log, as_of: Today) -> pd.DataFrame:
    """Return days since the last purchase, orders and revenue of each customer."""
    return rfm.table(log, as_of)


def rfm_table_of_all(log: LogWithGifts, as_of: Today) -> pd.DataFrame:
    """Return the same of a log in which one customer has never bought."""
    return rfm.table(log, as_of)


def _table(log: pd.DataFrame, as_of: pd.Timestamp, merge: bool = False) -> pd.DataFrame:
    """Return the same by hand, for the wrong tables: quicker, because nothing needs to be validated."""
    rows = []
    for customer, lines in _lines(log, as_of).items():
        bought = [date for date, amount in lines if amount > 0]
        last = max(bought or [date for date, _ in lines])
        orders = len(set(bought) if merge else bought)
        rows.append((customer, (as_of - last).days, orders, sum(amount for _, amount in lines)))
    return pd.DataFrame(rows, columns=["customer_id", "recency_days", "orders", "revenue"])


def _lines(log: pd.DataFrame, until: pd.Timestamp) -> dict[str, list[tuple[pd.Timestamp, float]]]:
    """Return date and amount of each customer's lines until a day."""
    lines = {}
    for customer, date, amount in zip(log["customer_id"], log["date"], log["amount"], strict=True):
        if date <= until:
            lines.setdefault(customer, []).append((date, amount))
    return lines


@misconception("logs are counted line by line")
def every_line_an_order(log, as_of):
    """You count every line as an order, refunds too. Only a line with an amount above 0 is a purchase."""
    return _table(log.assign(amount=1.0), as_of).assign(revenue=_table(log, as_of)["revenue"])


@misconception("the last line of a customer is taken for his last purchase")
def refund_taken_for_a_visit(log, as_of):
    """You count days from the last line, even where it is a refund. Recency begins at the last purchase."""
    lines = _table(log.assign(amount=1.0), as_of)
    return _table(log, as_of).assign(recency_days=lines["recency_days"])


@misconception(
    "logs reach beyond the day for which scores are wanted",
    shows_in=_in_table(lambda table: table["recency_days"].min() < 0),
)
def future_counted(log, as_of):
    """You use lines that come after as_of. On that day they lie in the future: leave them out first."""
    last = log["date"].max()
    seen = _table(log, last)
    return seen.assign(recency_days=seen["recency_days"] - (last - as_of).days)


@misconception("a day that counts is compared with < in place of <=")
def last_day_left_out(log, as_of):
    """You leave out the day as_of itself. Only what comes after it does not count."""
    return _table(log[log["date"] < as_of], as_of)


@misconception("refunds are dropped together with the lines that are no purchase")
def refunds_dropped(log, as_of):
    """Your revenue leaves the refunds out. A refund is no purchase, but it lowers the money."""
    return _table(log.assign(amount=log["amount"].clip(0)), as_of)


@misconception("some programs merge the purchases of a day, others do not")
def days_for_orders(log, as_of):
    """You count days on which somebody bought. Here two purchases on one day are two orders."""
    return _table(log, as_of, merge=True)


@misconception("answers of invented students")
def refund_taken_off_the_orders(log, as_of):
    """You take an order off for each refund. The purchase has taken place: a refund lowers only the money."""
    table, refunds = _table(log, as_of), _table(log.assign(amount=-log["amount"]), as_of)["orders"]
    return table.assign(orders=table["orders"] - refunds)


@misconception("answers of invented students")
def average_order_for_revenue(log, as_of):
    """Your revenue is the average of an order. Here it is all the money of a customer: add, do not divide."""
    table = _table(log, as_of)
    return table.assign(revenue=table["revenue"] / table["orders"])


@misconception(
    "purchases are filtered before customers are grouped",
    shows_in=_in_table(lambda table: len(table["orders"]) == 4),  # of five customers four have bought
)
def buyers_only(log, as_of):
    """A customer who never bought is gone from your table. Keep his row, with 0 orders."""
    return _table(log, as_of).query("orders > 0")


@misconception("CDNOW's log has lines of 0.00")
def gift_counted_as_order(log, as_of):
    """You count a line of 0.00 as an order. A purchase has an amount above 0."""
    lines = _table(log.assign(amount=log["amount"].replace(0.0, 1.0)), as_of)
    return _table(log, as_of).assign(orders=lines["orders"])


TABLE = Task(
    "rfm-table",
    checks=[
        Check(
            "rfm-table-measures",
            "rfm_table gives days since the last purchase, orders and revenue, as of a day",
            rfm_table,
            calls=FEW_CALLS,
            misconceptions=[
                future_counted,
                last_day_left_out,
                every_line_an_order,
                refund_taken_for_a_visit,
                refunds_dropped,
                days_for_orders,
                refund_taken_off_the_orders,
                average_order_for_revenue,
            ],
            also_right=[lambda log, as_of: _table(log.sort_values("date"), as_of).to_dict("records")],
            between=(0, 1000),
        ),
        Check(
            "rfm-table-everybody",
            "a customer who never bought keeps his row, with 0 orders",
            rfm_table_of_all,
            calls=FEW_CALLS,
            misconceptions=[future_counted, buyers_only, gift_counted_as_order],
            between=(0, 1000),
        ),
    ],
    hints=[
        "First leave out what comes after as_of. Then ask of each column: which lines count for it?",
        "A column that holds the date of purchases only: log['date'].where(log['amount'] > 0). Group by "
        "customer_id; max() of it is the last purchase, count() of it the orders.",
        "recency_days is (as_of - last).dt.days. Where last is missing, fillna with the last date of any "
        "line. End with reset_index(), so that customer_id is a column.",
    ],
    reread="lesson 07, “One row a customer”",
)


# --- Scores --------------------------------------------------------------------------------------

Orders = Annotated[list[int], Quantity("", 1, typical=(1, 6), format=".0f", whole=True, series=(12, 12))]
DaysAgo = Annotated[
    list[int], Quantity("days", 0, typical=(20, 180), step=20, format=".0f", whole=True, series=(12, 12))
]


def f_score(orders: Orders) -> list[int]:
    """Return the frequency score of each of twelve customers."""
    return [1 + below for below in _cuts_below(orders, orders)]


def r_score(days: DaysAgo) -> list[int]:
    """Return the recency score of each of twelve customers."""
    return [5 - below for below in _cuts_below(days, days)]


def _cuts_below(values: list[int], cut: Any, side: str = "left") -> list[int]:
    """Return how many cut points of the values in *cut* lie below each value."""
    return np.searchsorted(np.quantile(cut, [0.2, 0.4, 0.6, 0.8]), values, side=side).tolist()


def _library_scores(measure: str, values: list[int]) -> dict[str, list[int]]:
    others = {"recency_days": 0.0, "orders": 0, "revenue": 0.0}
    table = pd.DataFrame(others, index=range(len(values))).assign(**{measure: values})
    return rfm.score(table).to_dict("list")


def _dealt_out(values: list[int]) -> list[int]:
    return (pd.qcut(pd.Series(values).rank(method="first"), 5, labels=False) + 1).tolist()


@misconception("a value on the boundary is counted above it")
def cut_point_counts_above(orders):
    """You count cut points at or below a value. Count those strictly below: who stands on one stays below."""
    return [1 + below for below in _cuts_below(orders, orders, side="right")]


@misconception("Python counts from 0")
def scores_from_zero(orders):
    """Your lowest score is 0. Begin at 1 and add 1 for each cut point below the value."""
    return [score - 1 for score in f_score(orders)]


@misconception("a common way round pandas' refusal of equal cut points")
def equal_values_dealt_out(orders):
    """You give equal values different scores, by their place in the list. Equal values get equal scores."""
    return _dealt_out(orders)


@misconception("pandas has cut beside qcut")
def bins_of_equal_width(orders):
    """You cut the range into five equal pieces. Cut the customers into fifths: take quantiles."""
    return (pd.cut(pd.Series(orders), 5, labels=False) + 1).tolist()


@misconception("answers of invented students")
def each_value_once(orders):
    """You cut the list of different values. Cut the customers: take the quantiles of all twelve values."""
    return [1 + below for below in _cuts_below(orders, np.unique(orders))]


@misconception("pandas' qcut with duplicates='drop' numbers the bins that are left")
def empty_bins_not_counted(orders):
    """You number the bins that are left. Two equal cut points count twice, so that a score may be skipped."""
    return (pd.qcut(orders, 5, labels=False, duplicates="drop") + 1).tolist()


@misconception("RFM tables that sort the days upwards")
def longest_ago_is_best(days):
    """Your 5 goes to those who have been away longest. Few days are good: turn the score round."""
    return f_score(days)


@misconception("a common way round pandas' refusal of equal cut points")
def equal_days_dealt_out(days):
    """You give equal days different scores, by their place in the list. Equal days get equal scores."""
    return [6 - score for score in _dealt_out(days)]


@misconception("turned round with the number of bins")
def turned_to_zero(days):
    """Your scores run from 0 to 4. Take the number of cut points below from 5; the best score is 5."""
    return [score - 1 for score in r_score(days)]


@misconception("the sign is changed before scoring")
def cut_point_counts_as_late(days):
    """Who stands on a cut point gets one too few. A cut point counts only if it lies strictly below."""
    return [5 - below for below in _cuts_below(days, days, side="right")]


SCORE = Task(
    "rfm-score",
    checks=[
        Check(
            "rfm-score-orders",
            "f_score counts the cut points strictly below, and equal orders get equal scores",
            f_score,
            calls=FEW_CALLS,
            misconceptions=[
                cut_point_counts_above,
                scores_from_zero,
                each_value_once,
                bins_of_equal_width,
                empty_bins_not_counted,
                equal_values_dealt_out,
            ],
            also_right=[lambda orders: _library_scores("orders", orders)["f_score"]],
            between=(1, 5),
        ),
        Check(
            "rfm-score-days",
            "r_score gives 5 to those who bought last",
            r_score,
            calls=FEW_CALLS,
            misconceptions=[
                longest_ago_is_best,
                equal_days_dealt_out,
                turned_to_zero,
                cut_point_counts_as_late,
            ],
            also_right=[
                lambda days: _library_scores("recency_days", days)["r_score"],
                lambda days: 6 - np.array(f_score(days)),
            ],
            between=(1, 5),
        ),
    ],
    hints=[
        "Four cut points make five bins. A value gets 1, and 1 more for each cut point that lies below it.",
        "np.quantile(orders, [0.2, 0.4, 0.6, 0.8]) gives the cut points (pd.qcut refuses equal ones). Then "
        "take the customers one by one.",
        "sum(cut < value for cut in cuts) counts those strictly below. For days, take this number from 5.",
    ],
    reread="lesson 07, “Where to cut” and “Scores”",
)


# --- One number to rank by -------------------------------------------------------------------------

Weight = Annotated[float, Quantity("", low=0, typical=(1, 5), format=",.0f")]
Score = Annotated[int, Quantity("", 1, 5, typical=(1, 5), format=".0f", whole=True)]
Cell = Annotated[dict, Named(Score, ("r_score", "f_score", "m_score"))]
CellWeights = Annotated[dict, Weights(Weight, ("r_score", "f_score", "m_score"))]


def totals(customer_a: Cell, customer_b: Cell, weights: CellWeights) -> dict[str, Any]:
    """Return the weighted totals of two customers, and who comes first."""
    return _ranked(*rfm.weighted_total(pd.DataFrame([customer_a, customer_b]), weights)["rfm_total"].tolist())


def _ranked(a: float, b: float) -> dict[str, Any]:
    return {"a": a, "b": b, "first": "a" if a > b else "b"}


@misconception("three digits side by side look like a number")
def cell_read_as_a_number(customer_a, customer_b, weights):
    """You rank the cells as numbers, so that one point of R beats everything else. Weigh the three scores."""
    return _ranked(*(int("".join(map(str, one.values()))) for one in (customer_a, customer_b)))


@misconception("a weighted sum taken for a weighted mean")
def weights_not_divided(customer_a, customer_b, weights):
    """You have the weighted sum. Divide it by the sum of the weights: then it runs from 1 to 5 again."""
    both = totals(customer_a, customer_b, weights)
    return _ranked(*(both[key] * sum(weights.values()) for key in "ab"))


@misconception("RFM totals that add the three scores up")
def weights_ignored(customer_a, customer_b, weights):
    """You take the plain mean of the three scores. Multiply each by its weight first."""
    return totals(customer_a, customer_b, dict.fromkeys(weights, 1))


@misconception("answers of invented students")
def divided_by_three(customer_a, customer_b, weights):
    """You divide by the number of scores. In a weighted mean, divide by the sum of the weights."""
    both = totals(customer_a, customer_b, weights)
    return _ranked(*(both[key] * sum(weights.values()) / 3 for key in "ab"))


@misconception("answers of invented students")
def only_the_last_product_divided(customer_a, customer_b, weights):
    """You divide only your last product. Put brackets round the whole sum, then divide."""
    *first, last = weights
    whole = sum(weights.values())
    return _ranked(
        *(
            sum(weights[key] * one[key] for key in first) + weights[last] * one[last] / whole
            for one in (customer_a, customer_b)
        )
    )


@misconception("answers of invented students")
def recency_score_turned_again(customer_a, customer_b, weights):
    """You turn R round once more. A score is turned already: 5 is the best in all three."""
    turned = ({**one, "r_score": 6 - one["r_score"]} for one in (customer_a, customer_b))
    return totals(*turned, weights)


@misconception("answers of invented students")
def smaller_total_first(customer_a, customer_b, weights):
    """Your totals are right, but you put the smaller one first. 5 is the best score: more is better."""
    both = totals(customer_a, customer_b, weights)
    return {**both, "first": "b" if both["first"] == "a" else "a"}


TOTAL = Task(
    "rfm-total",
    checks=[
        Check(
            "rfm-total-rank",
            "the weighted totals say who comes first",
            totals,
            asks_for="answer",
            misconceptions=[
                cell_read_as_a_number,
                weights_not_divided,
                weights_ignored,
                divided_by_three,
                only_the_last_product_divided,
                recency_score_turned_again,
                smaller_total_first,
            ],
            between=(1, 5),
            apart=lambda **given: (totals(**given)["a"], totals(**given)["b"]),
        ),
    ],
    hints=[
        "A mean in which some values count more often than others.",
        "Add up weight times score over the three measures, and divide by the sum of the weights.",
        "sum(weights[key] * customer[key] for key in weights) / sum(weights.values()), for each of the two.",
    ],
    reread="lesson 07, “One number to rank by”",
)


# --- An airline ------------------------------------------------------------------------------------

FLYERS = pd.DataFrame(
    {
        "flyer": ["An", "Bai", "Cui", "Dong", "Fei", "Guo"],
        "member_years": [8, 2, 5, 1, 10, 3],
        "days_since": [75, 5, 90, 20, 140, 15],
        "flights": [8, 30, 12, 6, 5, 20],
        "kilometres": [38_000, 24_000, 30_000, 52_000, 20_000, 16_000],
        "fare_share": [0.90, 0.50, 0.75, 0.60, 0.80, 0.95],
    }
)
MEASURED = FLYERS.drop(columns="flyer")
FlyerWeights = Annotated[dict, Weights(Weight, tuple(MEASURED))]


def flyers_ranked(weights: FlyerWeights) -> dict[str, Any]:
    """Return the index of each flyer, and who has the highest."""
    signed = {**weights, "days_since": -weights["days_since"]}
    return _best(portfolio.value_index(FLYERS, signed)["value_index"])


def _best(index: Any) -> dict[str, Any]:
    return {"index": np.asarray(index).tolist(), "best": FLYERS["flyer"][int(np.argmax(index))]}


def _weighed(measured: pd.DataFrame, weights: dict[str, float]) -> pd.Series:
    return sum(weight * measured[column] for column, weight in weights.items()) / sum(weights.values())


def _with_negative_days(measured: pd.DataFrame) -> pd.DataFrame:
    return measured.assign(days_since=-measured["days_since"])


@misconception("measures in different units are added up")
def not_standardized(weights):
    """You add kilometres to years, and the kilometres drown the rest. First divide each by its own spread."""
    return _best(_weighed(_with_negative_days(MEASURED), weights))


@misconception("the days since the last flight are the one measure where little is good")
def long_absence_counts_for_him(weights):
    """In your index a long absence is good. Days since the last flight count against a flyer."""
    return _best(portfolio.value_index(FLYERS, weights)["value_index"])


@misconception("pandas' std divides by n − 1, numpy's by n")
def spread_of_a_sample(weights):
    """You use the standard deviation of a sample, as pandas does unasked. Here it is std(ddof=0)."""
    return _best(_weighed(_with_negative_days((MEASURED - MEASURED.mean()) / MEASURED.std()), weights))


@misconception("a weighted sum taken for a weighted mean")
def index_not_divided(weights):
    """You have the weighted sum of the standard scores. Divide it by the sum of the weights."""
    return _best(np.array(flyers_ranked(weights)["index"]) * sum(weights.values()))


@misconception("answers of invented students")
def scaled_by_smallest_and_largest(weights):
    """You measure from the smallest value to the largest. Measure in standard deviations from the mean."""
    lowest, highest = MEASURED.min(), MEASURED.max()
    scaled = (MEASURED - lowest) / (highest - lowest)
    return _best(_weighed(scaled.assign(days_since=1 - scaled["days_since"]), weights))


@misconception("answers of invented students")
def places_for_distances(weights):
    """You take places from 1 to 6, which lose how far apart flyers are. Measure in standard deviations."""
    places = _with_negative_days(MEASURED).rank()
    return _best(_weighed(places, weights))


@misconception("answers of invented students")
def divided_by_signed_weights(weights):
    """You divide by a sum with a negative weight in it. Turn the days round, leave the weights positive."""
    signed_sum = sum(weights.values()) - 2 * weights["days_since"]
    if signed_sum == 0:
        raise BadValueError("Weights that cancel out have no mean.")
    return _best(pd.Series(flyers_ranked(weights)["index"]) * sum(weights.values()) / signed_sum)


FLYER = Task(
    "rfm-flyers",
    checks=[
        Check(
            "rfm-flyers-index",
            "the index weighs five measures, each in its own spread",
            flyers_ranked,
            asks_for="answer",
            misconceptions=[
                not_standardized,
                long_absence_counts_for_him,
                spread_of_a_sample,
                index_not_divided,
                scaled_by_smallest_and_largest,
                places_for_distances,
                divided_by_signed_weights,
            ],
            also_right=[
                lambda weights: {**flyers_ranked(weights), "index": _standard_scores_by_hand(weights)}
            ],
            between=(-2, 2),
            apart=lambda weights: sorted(flyers_ranked(weights)["index"])[-2:],
        ),
    ],
    hints=[
        "Years and kilometres cannot be added. How far is each flyer from the mean, in standard deviations?",
        "standard = (measured - measured.mean()) / measured.std(ddof=0), for all five columns at once.",
        "Multiply each column by its weight, the days by minus their weight. Add up along the row; divide by "
        "the sum of the weights.",
    ],
    reread="lesson 07, “One number to rank by”, and its reader, “Passengers by RFM”",
)


def _standard_scores_by_hand(weights: dict[str, float]) -> np.ndarray:
    standard = (MEASURED - MEASURED.mean()) / MEASURED.std(ddof=0)
    return _weighed(_with_negative_days(standard), weights).to_numpy()


# --- A letter --------------------------------------------------------------------------------------

AsOf = Annotated[str, Choice(("1997-06-30", "1997-07-31", "1997-08-31", "1997-09-30", "1997-10-31"))]
Window = Annotated[int, Quantity("days", 1, 365, typical=(30, 120), step=5, format=".0f", whole=True)]
LetterCost = Annotated[Cost, typical(0.3, 0.9, 0.05)]
Margin = Annotated[Cost, typical(6, 14, 0.5)]


@functools.cache
def _cdnow() -> pd.DataFrame:
    return datasets.load_cdnow()


@functools.cache
def _measured(as_of: str) -> pd.DataFrame:
    """Return days since the last purchase of each customer, and whether he came back after the day."""
    log = _cdnow()
    later = log[(log["date"] > as_of) & (log["amount"] > 0)]
    table = rfm.table(log, as_of)
    return table.assign(back=table["customer_id"].isin(later["customer_id"]))


def came_back(as_of: AsOf, window: Window) -> dict[str, float]:
    """Return the share that came back, of those who had bought lately and of the rest."""
    table = _measured(as_of)
    return _shares(_is_recent(table, window), table["back"])


def _is_recent(table: pd.DataFrame, window: int) -> pd.Series:
    return (table["recency_days"] <= window) & (table["orders"] > 0)


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


@misconception("scores made from the log that is later used to test them")
def future_in_the_measure(as_of, window):
    """Your recency has seen the future: of your rest nobody comes back. First cut the log at as_of."""
    log = _cdnow()
    last = log[log["amount"] > 0].groupby("customer_id")["date"].max()
    is_recent = (pd.Timestamp(as_of) - last).dt.days <= window
    return _shares(is_recent, last > as_of)


@misconception("the two directions of a share are easily exchanged")
def share_the_other_way_round(as_of, window):
    """You divide by those who came back. Divide by the group: which part of it came back?"""
    table = _measured(as_of)
    recent = float((table["recency_days"][table["back"]] <= window).mean())
    return {"recent": recent, "rest": 1 - recent}


@misconception("shares of all customers in place of shares of a group")
def shares_of_all_customers(as_of, window):
    """You divide by all customers. Divide each number by the customers of its own group."""
    table = _measured(as_of)
    is_recent = table["recency_days"] <= window
    return {
        "recent": float((table["back"] & is_recent).mean()),
        "rest": float((table["back"] & ~is_recent).mean()),
    }


@misconception("answers of invented students")
def purchases_for_customers(as_of, window):
    """You count purchases. Count customers: who buys three times after as_of has come back once."""
    log, table = _cdnow(), _measured(as_of)
    later = log["customer_id"][(log["date"] > as_of) & (log["amount"] > 0)].value_counts()
    bought = table["customer_id"].map(later).fillna(0)
    return _shares(_is_recent(table, window), bought)


@misconception("answers of invented students")
def bought_twice_before(as_of, window):
    """You ask who had bought twice by as_of. Ask who bought after it: the later lines of the log say so."""
    table = _measured(as_of)
    return _shares(_is_recent(table, window), table["orders"] >= 2)


@misconception("answers of invented students")
def window_put_on_the_return(as_of, window):
    """You count a return only within the window. The window splits the groups: any later purchase counts."""
    log, table = _cdnow(), _measured(as_of)
    until = pd.Timestamp(as_of) + pd.Timedelta(days=window)
    soon = log[(log["date"] > as_of) & (log["date"] <= until) & (log["amount"] > 0)]
    return _shares(_is_recent(table, window), table["customer_id"].isin(soon["customer_id"]))


@misconception("response rates without a group that gets nothing")
def all_who_came_back_credited(as_of, window, letter_cost, margin, uplift_recent, uplift_rest):
    """You credit the letter with everybody who came back. They came without it: count only whom it adds."""
    share = came_back(as_of, window)
    return _decided(share["recent"] * margin - letter_cost, share["rest"] * margin - letter_cost)


@misconception("an effect is applied to people who need none")
def effect_on_everybody(as_of, window, letter_cost, margin, uplift_recent, uplift_rest):
    """You apply the effect to everybody. Those who come back anyway cannot be won: first take them out."""
    return _decided(uplift_recent * margin - letter_cost, uplift_rest * margin - letter_cost)


def _groups(as_of: str, window: int, uplift_recent: float, uplift_rest: float) -> list[tuple[float, float]]:
    """Return of each group the share that comes back anyway, and the effect of a letter on the others."""
    return list(zip(came_back(as_of, window).values(), (uplift_recent, uplift_rest), strict=True))


@misconception("answers of invented students")
def effect_on_those_who_come_anyway(letter_cost, margin, **groups):
    """You apply the effect to those who come back anyway. A letter can win only the others: 1 − share."""
    return _decided(*(share * effect * margin - letter_cost for share, effect in _groups(**groups)))


@misconception("answers of invented students")
def every_buyer_credited(letter_cost, margin, **groups):
    """You credit the letter with all who buy, also with those who come anyway. Count only whom it adds."""
    return _decided(
        *((share + (1 - share) * effect) * margin - letter_cost for share, effect in _groups(**groups))
    )


@misconception("answers of invented students")
def cost_only_of_the_won(letter_cost, margin, **groups):
    """You charge the letter only where it wins somebody. Every letter costs, also one that wins nobody."""
    return _decided(*((1 - share) * effect * (margin - letter_cost) for share, effect in _groups(**groups)))


@misconception("answers of invented students")
def cost_only_of_those_who_stay_away(letter_cost, margin, **groups):
    """You charge no letter to those who come back anyway. They get one, too: take the whole cost off."""
    return _decided(*((1 - share) * (effect * margin - letter_cost) for share, effect in _groups(**groups)))


@misconception("answers of invented students")
def cost_left_out(letter_cost, **others):
    """You leave out what the letter costs. What it gains is the margin that it adds, less its cost."""
    return letter(letter_cost=0, **others)


LETTER = Task(
    "rfm-letter",
    checks=[
        Check(
            "rfm-letter-share",
            "those are the shares that came back, measured without the future",
            came_back,
            asks_for="answer",
            misconceptions=[
                future_in_the_measure,
                share_the_other_way_round,
                shares_of_all_customers,
                purchases_for_customers,
                bought_twice_before,
                window_put_on_the_return,
            ],
            between=(0.1, 0.9),
        ),
        Check(
            "rfm-letter-decision",
            "your decision counts only the customers whom the letter adds",
            letter,
            asks_for="answer",
            misconceptions=[
                all_who_came_back_credited,
                effect_on_everybody,
                effect_on_those_who_come_anyway,
                every_buyer_credited,
                cost_only_of_the_won,
                cost_only_of_those_who_stay_away,
                cost_left_out,
            ],
            between=(-1, 5),
            apart=lambda **given: (letter(**given)["recent"], letter(**given)["rest"], 0),
        ),
    ],
    hints=[
        "Two logs: what you know on the day, and what comes after. The groups are made from the first alone.",
        'known = log[log["date"] <= mine["as_of"]]. The last purchase of each customer in it says who is '
        "recent. isin() says who is among the later buyers; mean() of that is a share.",
        "A letter adds a purchase only for somebody who would not come back (1 − share) and whom it wins "
        "(uplift). Multiply by the margin and subtract the cost.",
    ],
    reread="lesson 07, “Doubt it”",
)


# --- The three numbers of the model ----------------------------------------------------------------

MODEL_COLUMNS = ["customer_id", "frequency", "recency", "T"]
Weeks = Annotated[int, Quantity("weeks", 0, 1000, typical=(4, 39), format=".0f", whole=True)]


def model_table(log: Log, observation_end: Today) -> pd.DataFrame:
    """Return repeat purchases, age at the last one and age today of each customer, in weeks."""
    return purchases.summarize(log, observation_end, merge="D")[MODEL_COLUMNS]


def _history(log: pd.DataFrame, observation_end: pd.Timestamp, merge: bool = True) -> pd.DataFrame:
    """Return the same by hand, for the wrong tables."""
    rows = []
    for customer, lines in _lines(log, observation_end).items():
        bought = [date for date, amount in lines if amount > 0]
        first, last = min(bought), max(bought)
        frequency = len(set(bought) if merge else bought) - 1
        rows.append((customer, frequency, (last - first).days / 7, (observation_end - first).days / 7))
    return pd.DataFrame(rows, columns=MODEL_COLUMNS)


@misconception(
    "logs reach beyond the day for which scores are wanted",
    shows_in=_in_table(lambda table: (table["recency"] > table["T"]).any() and (table["T"] > 0).all()),
)
def future_in_the_history(log, observation_end):
    """You use lines that come after observation_end, when they lie in the future: leave them out first."""
    last = log["date"].max()
    seen = _history(log, last)
    return seen.assign(T=seen["T"] - (last - observation_end).days / 7)


# one customer of each log has bought once
@misconception(
    "RFM counts all purchases, the models only the repeats",
    shows_in=_in_table(lambda table: table["frequency"].min() > 0),
)
def first_purchase_counted(log, observation_end):
    """You count the first purchase. It made him a customer: frequency counts those that came after it."""
    right = _history(log, observation_end)
    return right.assign(frequency=right["frequency"] + 1)


def _bought_once(table: pd.DataFrame) -> pd.Series:
    """Return the row of the one customer of each log who has bought once, however purchases are counted."""
    return table.sort_values("frequency").iloc[0]


# as if silent since
@misconception(
    "recency means the opposite in RFM",
    shows_in=_in_table(lambda table: _bought_once(table)["recency"] == _bought_once(table)["T"]),
)
def silence_for_recency(log, observation_end):
    """Your recency is the time since the last purchase, as in RFM. Here it is his age at that purchase."""
    right = _history(log, observation_end)
    return right.assign(recency=right["T"] - right["recency"])


@misconception(
    "answers of invented students", shows_in=_in_table(lambda table: (table["frequency"] % 1 > 0).any())
)
def frequency_as_a_rate(log, observation_end):
    """Your frequency is a rate. The model takes a count: all purchases but the first, not divided."""
    right = _history(log, observation_end)
    return right.assign(frequency=right["frequency"] / right["T"])


@misconception("answers of invented students", shows_in=_in_table(lambda table: table["T"].nunique() == 1))
def one_age_for_all(log, observation_end):
    """All your customers have the same age. Each is born with his own first purchase: T counts from there."""
    right = _history(log, observation_end)
    return right.assign(T=right["T"].max())


@misconception("two columns in the same unit are easily exchanged")
def recency_and_age_exchanged(log, observation_end):
    """You have exchanged recency and T. T is his age today, and recency can never be larger."""
    right = _history(log, observation_end)
    return right.assign(recency=right["T"], T=right["recency"])


@misconception("a log has a line a transaction")
def two_orders_on_one_day(log, observation_end):
    """You count two orders on one day as two purchases. For the model they are one."""
    return _history(log, observation_end, merge=False)


@misconception("dates differ in days")
def days_for_weeks(log, observation_end):
    """Your times are in days. Divide by 7: the model was fitted in weeks."""
    right = _history(log, observation_end)
    return right.assign(recency=7 * right["recency"], T=7 * right["T"])


def alive(
    orders: Annotated[Count, typical(3, 12)],
    weeks_since_first: Annotated[Weeks, typical(30, 39)],
    weeks_silent: Annotated[Weeks, typical(5, 25)],
) -> dict[str, float]:
    """Return the probability that a customer is still there, and his purchases in the next 39 weeks."""
    return _outlook(orders - 1, weeks_since_first - weeks_silent, weeks_since_first)


def _outlook(frequency: int, recency: float, age: float) -> dict[str, float]:
    found = purchases.outlook(frequency=frequency, recency=recency, T=age, t=39)
    return {"alive": found.alive, "purchases": found.purchases}


@misconception("RFM counts all purchases, the models only the repeats")
def all_orders_put_in(orders, weeks_since_first, weeks_silent):
    """You put in all orders. The model asks for repeat purchases: all but the first."""
    return _outlook(orders, weeks_since_first - weeks_silent, weeks_since_first)


@misconception("recency means the opposite in RFM")
def silence_put_in(orders, weeks_since_first, weeks_silent):
    """You put in the weeks of silence as recency. The model asks how old he was when he last bought."""
    return _outlook(orders - 1, weeks_silent, weeks_since_first)


@misconception("a pace of the past is carried on")
def old_pace_carried_on(orders, weeks_since_first, weeks_silent):
    """You carry his old pace on. The purchases in outlook count that he may have left: take those."""
    found = alive(orders, weeks_since_first, weeks_silent)
    return {**found, "purchases": (orders - 1) / weeks_since_first * 39}


@misconception("answers of invented students")
def chance_applied_twice(orders, weeks_since_first, weeks_silent):
    """You multiply by the chance that he is there. The purchases in outlook count it already: take those."""
    found = alive(orders, weeks_since_first, weeks_silent)
    return {**found, "purchases": found["alive"] * found["purchases"]}


@misconception("answers of invented students")
def silence_added_to_his_age(orders, weeks_since_first, weeks_silent):
    """You add the silence to his age. It is a part of it: his first purchase was weeks_since_first ago."""
    return _outlook(orders - 1, weeks_since_first, weeks_since_first + weeks_silent)


@misconception("answers of invented students")
def forecast_added_to_his_age(orders, weeks_since_first, weeks_silent):
    """You add the weeks of the forecast to T. T is his age today; t alone says how far you look ahead."""
    return _outlook(orders - 1, weeks_since_first - weeks_silent, weeks_since_first + 39)


@misconception("answers of invented students")
def days_put_in(orders, weeks_since_first, weeks_silent):
    """You turn the weeks into days. The model was fitted in weeks: put them in as they are."""
    return _outlook(orders - 1, 7 * (weeks_since_first - weeks_silent), 7 * weeks_since_first)


MODEL = Task(
    "rfm-model",
    checks=[
        Check(
            "rfm-model-history",
            "model_table gives repeat purchases, age at the last one and age today, in weeks",
            model_table,
            calls=FEW_CALLS,
            misconceptions=[
                future_in_the_history,
                first_purchase_counted,
                silence_for_recency,
                frequency_as_a_rate,
                one_age_for_all,
                recency_and_age_exchanged,
                two_orders_on_one_day,
                days_for_weeks,
            ],
            also_right=[_history],
            between=(0, 20),
        ),
        Check(
            "rfm-model-alive",
            "you put the history in as the model asks for it",
            alive,
            asks_for="answer",
            misconceptions=[
                all_orders_put_in,
                silence_put_in,
                old_pace_carried_on,
                chance_applied_twice,
                silence_added_to_his_age,
                forecast_added_to_his_age,
                days_put_in,
            ],
            between=(0, 15),
        ),
    ],
    hints=[
        "A customer is born with his first purchase. How old is he at the last one, and how old today?",
        "Keep purchases until observation_end. Group their days by customer: min, max, nunique say it all.",
        "frequency is nunique − 1, recency (max − min) and T (observation_end − min) in weeks. For your own "
        "customer, frequency is orders − 1, and recency the weeks since the first less those of silence.",
    ],
    reread="lesson 07, “What a score cannot say”",
)


# --- What a record should hold -------------------------------------------------------------------

RECORD = Task(
    "rfm-record",
    checks=[
        concept_check("rfm-record-kinds", "you tell the five kinds of information apart", "rfm-five-kinds"),
    ],
    hints=[
        "Ask of each note: does it say who they are, where they are going, who a person is, how they want to "
        "be served, or what has happened between you?",
        "Of the seven notes one is basic, one personal, one logistics; two are business, and two the record.",
        "A claim or a letter is the record: it happened between you. How they wish to be served: logistics.",
    ],
    reread="the reader of lesson 07, “Five kinds of information”",
)

# --- An open question ----------------------------------------------------------------------------

LOYAL = Task(
    "rfm-loyal",
    checks=[],
    hints=[
        "What brings somebody back again and again, though he does not like it there? What does no log see?",
        "To know what a letter does, you need customers of the same kind who get none. Who chooses them?",
        "Name one thing that the log shows, one that it does not, and a comparison drawn by lot.",
    ],
    reread="lesson 07, “Doubt it”",
)

ALLOWED = (purchases.outlook,)  # its task is to read it, not to write it
TASKS = [TABLE, SCORE, TOTAL, FLYER, LETTER, MODEL, RECORD, LOYAL]
