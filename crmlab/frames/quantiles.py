"""Quantiles of a lazy table: exactly those that numpy finds in memory.

An engine interpolates in its own way, so that a quantile which falls on a value may come out a hair beside
it, and a customer with just this value would get another score. So the engine's quantile is only asked where
to look: a second look takes the values next to it, and counting says which of them is meant.
"""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw
import numpy as np

from crmlab.declared.quantities import Quantity
from crmlab.errors import BadTypeError, BadValueError
from crmlab.language import said, to_say


def exact_quantiles(frame: Any, kinds: dict[str, Quantity], bins: int) -> dict[str, np.ndarray]:
    """Return the quantiles k / bins of each column, or raise one clear sentence about a wrong value."""
    schema = frame.collect_schema()
    for name in kinds:
        if not schema[name].is_numeric():
            sentence = to_say("{name} must be {rule}; got a column of {kind}.")
            raise BadTypeError(said(sentence, name=name, rule=said("a number"), kind=schema[name]))
    numbers = frame.select(**{name: nw.col(name).cast(nw.Float64) for name in kinds})
    near = _row(numbers.select(*_looks(kinds, bins)))
    if not near["customers"]:
        raise BadValueError(said("{name} is empty; at least one row is needed.", name="table"))
    for name, kind in kinds.items():
        _refuse(name, kind, near)
    guesses = {(name, k): near[f"{name} {k}"] for name in kinds for k in range(1, bins)}
    beside = _row(numbers.select(*_neighbours(guesses)))
    return {name: _between(name, beside, int(near["customers"]), bins) for name in kinds}


def _row(answer: Any) -> dict[str, Any]:
    """Compute a table of one row."""
    return answer.collect().rows(named=True)[0]


def _looks(kinds: dict[str, Quantity], bins: int) -> list[Any]:
    """Ask for the quantiles, and for what would be wrong with a column."""
    asked = [nw.len().alias("customers")]
    for name, kind in kinds.items():
        number = nw.col(name)
        is_finite = number.is_finite()
        asked += [
            nw.when(~number.is_nan()).then(number).count().alias(f"{name} given"),
            nw.when(is_finite).then(number).count().alias(f"{name} finite"),
            nw.when(is_finite).then(number).min().alias(f"{name} lowest"),
            nw.when(is_finite).then(number).max().alias(f"{name} highest"),
            *(number.quantile(k / bins, "linear").alias(f"{name} {k}") for k in range(1, bins)),
        ]
        if kind.whole:
            asked.append(nw.when(number != number.round(0)).then(number).min().alias(f"{name} broken"))
    return asked


def _refuse(name: str, kind: Quantity, found: dict[str, Any]) -> None:
    if found[f"{name} given"] < found["customers"]:
        raise BadValueError(said("{name} must be a number in every row; one is missing.", name=name))
    if found[f"{name} finite"] < found["customers"]:
        raise BadValueError(said("{name} must be finite in every row.", name=name))
    if (broken := found.get(f"{name} broken")) is not None:
        sentence = said("{name} must be a whole number; got {got}.", name=name, got=f"{broken:g}")
        raise BadValueError(sentence)
    for end in ("lowest", "highest"):
        kind.validate(name, found[f"{name} {end}"])


def _neighbours(guesses: dict[tuple[str, int], float]) -> list[Any]:
    """Ask for the values around each guess, and for how many are not above it."""
    asked = []
    for (name, k), guess in guesses.items():
        number, near = nw.col(name), nw.lit(float(guess))
        asked += [
            nw.when(number <= near).then(number).max().alias(f"{name} {k} low"),
            nw.when(number >= near).then(number).min().alias(f"{name} {k} high"),
            nw.when(number <= near).then(number).count().alias(f"{name} {k} below"),
        ]
    return asked


def _between(name: str, found: dict[str, Any], customers: int, bins: int) -> np.ndarray:
    """Interpolate as `crmlab.rfm` does in memory."""
    cuts = []
    for k in range(1, bins):
        low, high, not_above = (found[f"{name} {k} {what}"] for what in ("low", "high", "below"))
        place, rest = divmod(k * (customers - 1), bins)
        at = [low if spot < not_above else high for spot in (place, min(place + 1, customers - 1))]
        cuts.append(at[0] + rest / bins * (at[1] - at[0]))
    return np.array(cuts)
