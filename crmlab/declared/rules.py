"""What must hold of a declared quantity, so that a fault is told where it is declared.

Each rule is the field that it is about, whether it holds, and its words behind "must be".
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from numbers import Real
from typing import Any

_FORMAT = re.compile(r",?\.\d{1,2}[f%]")
_LIKE = "a format such as ',.2f' or '.1%'"
Rules = Iterator[tuple[str, bool, str]]


def of_their_kinds(quantity: Any) -> Rules:
    """Yield of each field whether it is of its kind."""
    yield "unit", isinstance(quantity.unit, str), "a word"
    for field in ("low", "high", "step"):
        yield field, _is_real(getattr(quantity, field)), "a number"
    yield "typical", _is_pair_of(_is_real, quantity.typical), "a pair of numbers"
    yield "format", isinstance(quantity.format, str), _LIKE
    yield "whole", isinstance(quantity.whole, bool), "True or False"
    yield (
        "series",
        quantity.series is None or _is_pair_of(_is_count, quantity.series),
        "a pair of whole numbers",
    )


def within_limits(quantity: Any) -> Rules:
    """Yield whether the allowed range, the step, the format and the lengths are possible."""
    low, high, step = quantity.low, quantity.high, quantity.step
    yield "low", low < math.inf, "a number or -inf"
    yield "high", high > -math.inf, "a number or inf"
    yield "low", low <= high, f"at most high, {high:g}"
    yield "step", 0 < step < math.inf, "finite and more than 0"
    yield "format", bool(_FORMAT.fullmatch(quantity.format)), _LIKE
    shortest, longest = quantity.series or (1, 1)
    yield "series", 1 <= shortest <= longest, "the shortest length, at least 1, before the longest"
    for field in ("low", "high", "step") if quantity.whole else ():
        end = getattr(quantity, field)
        yield field, math.isinf(end) or end % 1 == 0, "a whole number, as only these are allowed"


def fits_typically(quantity: Any) -> Rules:
    """Yield whether the typical range is possible and allowed."""
    low, high = quantity.typical
    yield "typical", -math.inf < low <= high < math.inf, "finite, its lower end first"
    is_allowed = quantity.low <= low and high <= quantity.high
    yield "typical", is_allowed, f"within the allowed range, {quantity.allowed}"
    is_whole = low % 1 == high % 1 == 0
    yield "typical", is_whole or not quantity.whole, "whole numbers, as only these are allowed"


def _is_real(value: Any) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_pair_of(kind: Callable[[Any], bool], value: Any) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and all(map(kind, value))
