"""How many digits a working needs, so that who goes on with what is written comes to what is written.

``0.064 × 5,000 = 318.50`` puzzles a reader; ``0.0637 × 5,000 = 318.50`` does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from crmlab.declared.quantities import Quantity
from crmlab.declared.written import written

_MOST = 12  # decimals beyond those of a quantity; further ones are not exact anyway
_TIE = 1e-6  # people round a half up


@dataclass
class Line:
    """A line of a formula and the number that it gives.

    Attributes
    ----------
    name : str
        What it computes.
    quantity : object
        What kind of number that is.
    value : object
        The number.
    terms : list of float
        The terms of a sum, if it is short.
    uses : set of str
        The names that stand in the line.
    compute : callable
        The line as a function of what is known of the lines before it.
    put_in : callable
        The line in writing, as a function of what is written for its names.
    more : int
        Decimals beyond those that the quantity shows.
    """

    name: str
    quantity: Any
    value: Any
    terms: list[float]
    uses: set[str]
    compute: Callable[[Mapping[str, Any]], Any]
    put_in: Callable[[Mapping[str, str]], str]
    more: int = 0

    @property
    def text(self) -> str:
        """The number in writing."""
        return _text(self.quantity, self.value, self.more)

    @property
    def terms_text(self) -> list[str]:
        """The terms in writing: as they are read, they add up to the number as it is read."""
        more = self.more
        while self._reads_otherwise(sum(_rounded(self.quantity, term, more) for term in self.terms)):
            more += 1
            if not self.terms or more > _MOST:
                break
        return [_text(self.quantity, term, more) for term in self.terms]

    @property
    def as_read(self) -> Any:
        """The number as it is read, rounded."""
        return _rounded(self.quantity, self.value, self.more)

    def follows_from(self, before: Mapping[str, Any]) -> bool:
        """Whether the line, computed from what is read in the lines before it, gives what is read in it."""
        try:
            return not self._reads_otherwise(self.compute(before))
        except ArithmeticError:  # a divisor that is rounded to 0
            return False
        except TypeError:  # a search for what is equal finds nothing among rounded numbers
            return True

    def _reads_otherwise(self, value: Any) -> bool:
        if not _has_digits(self.quantity, value) or not _has_digits(self.quantity, self.value):
            return value != self.value
        unit = 10.0 ** -(self.quantity.decimals + self.more)
        number = np.asarray(value, dtype=float)
        by_hand = np.sign(number) * np.floor(np.abs(number) / unit + 0.5 + _TIE) * unit
        is_exact = np.allclose(number, self.value, rtol=1e-12, atol=0)
        return not is_exact and bool(np.max(np.abs(by_hand - self.as_read)) > unit / 2)


def add_digits(lines: list[Line]) -> None:
    """Give the lines so many decimals that each follows from those before it, as they are read."""
    while wrong := _first_that_does_not_follow(lines):
        for line in wrong:
            line.more += 1


def _first_that_does_not_follow(lines: list[Line]) -> list[Line]:
    """Return the lines that go into the first one that does not follow from them; of none, nothing."""
    before: dict[str, Line] = {}
    for line in lines:
        used = [before[name] for name in line.uses & before.keys()]
        can_have_more = [other for other in used if other.more < _MOST]
        if can_have_more and not line.follows_from({name: one.as_read for name, one in before.items()}):
            return can_have_more
        before[line.name] = line
    return []


def _text(quantity: Any, value: Any, more: int) -> str:
    """Write a value with up to *more* decimals than its quantity shows; zeros at its end are left out."""
    if not _has_digits(quantity, value):
        return written(quantity, value)
    rounded = _rounded(quantity, value, more)
    return written(quantity.resolving(rounded) if more else quantity, rounded)


def _rounded(quantity: Any, value: Any, more: int) -> Any:
    if not _has_digits(quantity, value):
        return value
    return np.round(np.asarray(value, dtype=float), quantity.decimals + more).tolist()


def _has_digits(quantity: Any, value: Any) -> bool:
    return isinstance(quantity, Quantity) and np.asarray(value).dtype.kind in "fiu"
