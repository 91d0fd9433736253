"""RFM on tables of other engines than pandas: what `crmlab.rfm` computes, under the same names."""

from __future__ import annotations

import datetime
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from crmlab.declared.quantities import quantity_of
from crmlab.errors import BadTypeError
from crmlab.frames import Source
from crmlab.frames.expressions import alarm, day_number, divided, to_a_millionth
from crmlab.frames.lines import Lines, log_of
from crmlab.frames.quantiles import exact_quantiles
from crmlab.language import said, to_say
from crmlab.rfm.bins import SCORE_OF, cuts_of, points_of, require_scores, sizes_of
from crmlab.rfm.kinds import MEASURES, SCORES
from crmlab.rfm.over_time import next_purchase, recency_trend
from crmlab.rfm.own_cuts import LABEL_OF, checked_labels
from crmlab.rfm.rules import MOST_BINS, deciding

__all__ = [
    "bin_sizes",
    "cut_points",
    "nested_score",
    "next_purchase",
    "recency_trend",
    "score",
    "score_at",
    "segment",
    "table",
    "weighted_total",
]

BY_ROWS = to_say('ties="spread" goes by the order of the rows')


def table(
    log: Source, as_of: datetime.date, customer_id: Any, date: Any, amount: Any, merge: str | None
) -> Any:
    """Return recency, frequency and monetary value of each customer."""
    checked = log_of(log, customer_id, date, amount)
    lines = checked.planned()
    counted = lines.only(nw.col("day") <= nw.lit(as_of))
    is_all_bought = not log.is_lazy and checked.frame["amount"].min() > 0
    if is_all_bought and not merge:  # half of the work
        sums = {"last": nw.col("day").max(), "orders": nw.len()}
        of_customer = counted.group_by("customer_id").agg(nw.col("amount").sum(), lines.mark, **sums)
        orders, last = nw.col("orders").cast(nw.Int64), nw.col("last")
    else:
        of_customer, orders, last = _bought(counted, lines, merge)
    mark = "wrong" if lines.sentences else "row"
    answer = of_customer.select(
        "customer_id",
        (as_of.toordinal() - day_number(last)).alias("recency_days"),
        orders.alias("orders"),
        to_a_millionth(nw.col("amount")).alias("revenue"),
        mark,
    )
    if log.is_lazy:
        nothing = said("as_of must not be before the first line of log; got {as_of}.", as_of=as_of)
    else:
        first = checked.frame["day"].min()
        sentence = to_say("as_of must not be before the first line of log, {first}; got {as_of}.")
        nothing = said(sentence, first=first, as_of=as_of)
    return log.give(lines.finished(answer, "recency_days"), lines.sentences, nothing)


def _bought(counted: Any, lines: Lines, merge: str | None) -> tuple[Any, Any, Any]:
    """Group lines that may be refunds; return the groups, their number of purchases and their last day."""
    bought = counted.with_columns(bought=nw.when(nw.col("amount") > 0).then(nw.col("day")))
    of_customer = bought.group_by("customer_id").agg(
        nw.col("bought").max().alias("last"),
        nw.col("day").max(),
        nw.col("bought").count().alias("orders"),
        nw.col("amount").sum(),
        lines.mark,
        *([nw.col("bought").n_unique().alias("days"), nw.len().alias("lines")] if merge else []),
    )
    last = nw.when(nw.col("orders") > 0).then(nw.col("last")).otherwise(nw.col("day"))
    orders = nw.col("orders").cast(nw.Int64)
    if merge:  # a missing day counts as one of its own
        other = nw.when(orders < nw.col("lines").cast(nw.Int64)).then(nw.lit(1)).otherwise(nw.lit(0))
        orders = nw.col("days").cast(nw.Int64) - other
    return of_customer, orders, last


def cut_points(table: Source, bins: int, ties: str) -> Any:
    """Return the cut points of each measure."""
    cuts = _cuts(table, bins, ties)
    return table.made({"boundary": list(range(1, bins)), **{name: c.tolist() for name, c in cuts.items()}})


def score(table: Source, bins: int, ties: str) -> Any:
    """Return the table with its scores."""
    return _scored(table, bins, ties, nested=False)


def score_at(table: Source, boundaries: dict[str, np.ndarray], labels: Any) -> Any:
    """Return the table with its scores at own cut points, and with their names."""
    names = checked_labels(labels, boundaries)
    values = {measure: _loud_measure(table, measure) for measure in MEASURES}
    scored = table.frame.with_columns(**_scores_by(boundaries, values))
    cell = nw.concat_str(*(nw.col(column).cast(nw.String) for column in SCORES))
    named = {LABEL_OF[m]: _chosen(nw.col(SCORE_OF[m]) - 1, of_scores) for m, of_scores in names.items()}
    return table.give(scored.with_columns(rfm_score=cell, **named))


def nested_score(table: Source, bins: int, ties: str) -> Any:
    """Return the table with scores that compare a customer with those of his own group only."""
    table.require_memory("table", to_say("each group is cut by itself"))
    return _scored(table, bins, ties, nested=True)


def _scored(table: Source, bins: int, ties: str, nested: bool) -> Any:
    if ties == "spread":
        table.require_memory("table", BY_ROWS)
    if table.is_lazy:
        scores = _scores_by(_cuts(table, bins, ties), {measure: _number(measure) for measure in MEASURES})
        frame = table.frame.with_columns(**scores)
    else:
        frame = _with_columns(table.frame, points_of(_values(table), bins, ties, nested))
    cell = nw.concat_str(*(nw.col(column).cast(nw.String) for column in SCORES))
    return table.give(frame.with_columns(rfm_score=cell))


def bin_sizes(scored: Source, bins: int) -> Any:
    """Return how many customers have each score."""
    if not scored.is_lazy:
        points = {column: scored.frame[column].to_numpy().astype(np.int64) for column in SCORES}
        counted = {column: given.tolist() for column, given in sizes_of(points, bins).items()}
        return scored.made({"score": list(range(1, bins + 1)), **counted})
    points = scored.frame.select(*(_loud(scored, column, bins, "bins").alias(column) for column in SCORES))
    rows = []
    for score in range(1, bins + 1):
        hits = (nw.when(nw.col(c) == score).then(nw.lit(1)).count().cast(nw.Int64).alias(c) for c in SCORES)
        counted = points.select(*hits)
        rows.append(counted.select(nw.lit(score).cast(nw.Int64).alias("score"), *SCORES))
    return scored.give(nw.concat(rows).sort("score"))


def weighted_total(scored: Source, weights: pd.Series) -> Any:
    """Return the table with the weighted mean of the three scores."""
    points = sum(
        weights[column] * _loud(scored, column, MOST_BINS, "scores").cast(nw.Float64) for column in SCORES
    )
    return scored.give(scored.frame.with_columns(rfm_total=divided(points, float(weights.sum()))))


def segment(scored: Source, rules: Any) -> Any:
    """Return the table with the segment of each customer and the rule that decided."""
    rules, bins, _ = deciding(rules)
    if not scored.is_lazy:
        for column in SCORES:
            require_scores(column, scored.frame[column].to_numpy().astype(np.int64), bins, "rules")
    points = [f"{column} to decide by" for column in SCORES]
    loud = {point: _loud(scored, column, bins, "rules") for point, column in zip(points, SCORES, strict=True)}
    number = nw.lit(0)  # each cell falls to one rule, so that their order does not matter
    for place, rule in enumerate(rules):
        pairs = zip(points, rule.ranges, strict=True)
        number = nw.when(*_inside(pairs, points[0])).then(nw.lit(place)).otherwise(number)
    decided = scored.frame.with_columns(**loud).with_columns(number.alias("rule that holds"))
    names = {"segment": [rule.segment for rule in rules], "rule": [str(rule) for rule in rules]}
    texts = (_chosen(nw.col("rule that holds"), options).alias(column) for column, options in names.items())
    return scored.give(decided.with_columns(*texts).drop(*points, "rule that holds"))


def _inside(pairs: Any, any_point: str) -> list[Any]:
    """Return the conditions for a cell to lie in the ranges of a rule; one that every cell meets if none."""
    tests = [(nw.col(point) >= ends[0], nw.col(point) <= ends[1]) for point, ends in pairs if ends]
    return [test for both in tests for test in both] or [nw.col(any_point) > 0]


def _chosen(number: Any, options: list[str]) -> Any:
    """Return the option with this number."""
    text = nw.lit(options[0])
    for place, option in enumerate(options[1:], start=1):
        text = nw.when(number == place).then(nw.lit(option)).otherwise(text)
    return text


def _cuts(table: Source, bins: int, ties: str) -> dict[str, np.ndarray]:
    """Return the cut points; of a lazy table by two looks at it, the only ones that are not put off."""
    if not table.is_lazy:
        return cuts_of(_values(table), bins, ties)
    if ties == "spread":
        table.require_memory("table", BY_ROWS)
    kinds = {measure: quantity_of(kind)[0] for measure, kind in MEASURES.items()}
    return exact_quantiles(table.frame, kinds, bins)


def _values(table: Source) -> dict[str, np.ndarray]:
    return {measure: table.frame[measure].cast(nw.Float64).to_numpy() for measure in MEASURES}


def _number(measure: str) -> Any:
    return nw.col(measure).cast(nw.Float64)


def _loud_measure(table: Source, measure: str) -> Any:
    """Return a measure; of a lazy table with an alarm for what is none."""
    if not table.is_lazy:
        return _number(measure)
    if not (kind := table.frame.collect_schema()[measure]).is_numeric():
        sentence = to_say("{name} must be {rule}; got a column of {kind}.")
        raise BadTypeError(said(sentence, name=measure, rule=said("a number"), kind=kind))
    allowed = quantity_of(MEASURES[measure])[0]
    number = _number(measure)
    is_right = (
        number.is_finite() & (number >= max(allowed.low, -1e300)) & (number <= min(allowed.high, 1e300))
    )
    if allowed.whole:
        is_right = is_right & (number == number.round(0))
    wrong = nw.when(is_right).then(nw.lit(0)).otherwise(nw.lit(1))
    sentence = said("{name} must be {rule}, and never missing.", name=measure, rule=allowed.allowed)
    return alarm(wrong, (sentence,)).cast(nw.Float64) + number


def _scores_by(cuts: dict[str, np.ndarray], values: dict[str, Any]) -> dict[str, Any]:
    """Return expressions that score by cut points; of recency few days are best."""
    scores = {}
    for measure, column in SCORE_OF.items():
        value = values[measure]
        above = sum(
            nw.when(value > point).then(nw.lit(1)).otherwise(nw.lit(0)) for point in cuts[measure].tolist()
        )
        best = len(cuts[measure]) + 1
        scores[column] = (best - above if column == "r_score" else above + 1).cast(nw.Int64)
    return scores


def _with_columns(frame: Any, columns: dict[str, np.ndarray]) -> Any:
    engine = frame.implementation
    return frame.with_columns(
        *(nw.new_series(name, given, nw.Int64, backend=engine) for name, given in columns.items())
    )


def _loud(scored: Source, column: str, bins: int, because: str) -> Any:
    """Return the scores in a column; of a lazy table with an alarm for what is none."""
    point = nw.col(column)
    if not scored.is_lazy:
        return point.cast(nw.Int64)
    if not scored.frame.collect_schema()[column].is_numeric():
        sentence = to_say("{name} must be {rule}; got a column of {kind}.")
        kind = scored.frame.collect_schema()[column]
        raise BadTypeError(said(sentence, name=column, rule=said("a number"), kind=kind))
    is_score = (point >= 1) & (point <= bins) & (point == point.round(0))
    wrong = nw.when(is_score).then(nw.lit(0)).otherwise(nw.lit(1))
    sentence = to_say("{name} must be a whole number between 1 and {bins}, as {because} say.")
    return alarm(wrong, (said(sentence, name=column, bins=bins, because=because),)) + point.cast(nw.Int64)
