"""What counts as a number, and which of many does not."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from numbers import Real
from typing import Any

import numpy as np

from crmlab.errors import BadTypeError, BadValueError
from crmlab.language import said, to_say

_MISSING = {"NoneType", "NAType", "NaTType", "MaskedConstant"}  # by name, so that pandas need not be loaded
_NO_NUMBER = to_say("{name} must be a number; got {got}.")


def as_numbers(name: str, value: Any) -> np.ndarray:
    """Return numbers as an array of floats, or raise one clear sentence about the first that is none."""
    try:
        raw = np.asarray(value, dtype=object if isinstance(value, list | tuple) else None)
        is_numeric = raw.dtype.kind in "iuf" or (raw.dtype.kind == "O" and all(map(is_number, raw.ravel())))
        if is_numeric and not np.ma.is_masked(value):
            with np.errstate(over="ignore"):
                return raw.astype(float)
    except (TypeError, ValueError, OverflowError):
        pass
    try:
        cells = np.ma.asarray(value, dtype=object)
    except (TypeError, ValueError):  # an object that says it is an array, and is none
        cells = np.ma.asarray(None)
    is_list = 0 < cells.ndim < 5  # a list inside itself is as deep as numpy goes
    for place in np.ndindex(cells.shape if is_list else 0):
        if error := _fault_of(name + place_of(place), cells[place]):
            raise error
    raise _fault_of(name, value) or BadTypeError(said(_NO_NUMBER, name=name, got=brief(value)))


def typed_number(text: Any) -> Any:
    """Read a number as people write it: 80 %, 0,9, 1,000, ¥400; in 1,000 the comma parts thousands.

    What is none comes back as it is.
    """
    if not isinstance(text, str):
        return text
    plain = unicodedata.normalize("NFKC", text).replace("−", "-")
    plain = re.sub(r"(?<=\d)[\s'’](?=\d{3}\b)|^\s*[¥$€£]|\s", "", plain)
    if re.fullmatch(r"[-+]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?%?", plain):
        plain = plain.replace(",", "")
    elif re.fullmatch(r"[-+]?(\d+|[1-9]\d{0,2}(\.\d{3})+)?,\d+%?", plain):
        plain = plain.replace(".", "").replace(",", ".")
    try:
        number = float(plain.removesuffix("%"))
        if plain.endswith("%"):
            number = float(Decimal(plain.removesuffix("%")) / 100)
    except (ValueError, ArithmeticError):
        return text
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def is_number(value: Any) -> bool:
    """Whether *value* counts as a number: Decimal and Fraction do; words, True and missing values do not."""
    return isinstance(value, Real | Decimal) and not isinstance(value, bool)


def place_of(position: Any) -> str:
    """Write where a value stands, counted from 0."""
    return f"[{', '.join(map(str, position))}]"


def brief(value: Any) -> str:
    """Write *value* and its type on one short line, for the end of an error's sentence."""
    try:
        text = " ".join(repr(value).split())
    except ValueError:  # Python does not write whole numbers of more than 4,300 digits
        text = said("too many digits")
    return f"{text if len(text) <= 40 else text[:37] + '…'} ({type(value).__name__})"


def _fault_of(name: str, cell: Any) -> Exception | None:
    """Return the sentence about what cannot be computed with; None if it can."""
    if is_number(cell):
        try:
            float(cell)
        except OverflowError:
            sentence = said("{name} must be finite; got a number too large to compute with.", name=name)
            return BadValueError(sentence)
        except (TypeError, ValueError):  # days, which numpy counts among the whole numbers; a signalling NaN
            pass
        else:
            return None
    elif name.endswith("]") and type(cell).__name__ in _MISSING:
        return BadValueError(said("{name} must be {rule}; it is missing.", name=name, rule=said("a number")))
    return BadTypeError(said(_NO_NUMBER, name=name, got=brief(cell)))
