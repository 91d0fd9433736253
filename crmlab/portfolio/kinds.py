"""What goes into and comes out of the calculators of customer value."""

from __future__ import annotations

import random
from typing import Annotated, Any

import numpy as np

from crmlab.declared.quantities import Choice, Quantity
from crmlab.errors import BadValueError
from crmlab.language import said, to_say

MOST_CLASSES = 26  # one a letter


class Classes(Choice):
    """A class for each customer, in the order of the rows."""

    unit = "class"
    has_rows = True

    def show(self, value: Any) -> str:
        """Write a class without quotation marks."""
        return self.on_screen(str(value))


class Parts(Quantity):
    """Shares of one whole, in order."""

    def validate(self, name: str, value: Any) -> tuple[float, ...]:
        """Return the shares if they make 1, or raise one clear sentence about *name*."""
        shares = super().validate(name, value)
        _require_few(name, len(shares), MOST_CLASSES)
        if abs(shares.sum() - 1) > 1e-9:
            sentence = said("{name} must add up to 1; the sum is {sum:.6g}.", name=name, sum=shares.sum())
            raise BadValueError(sentence)
        return tuple(shares.tolist())

    def draw(self, source: random.Random) -> list[float]:
        """Draw shares that make 1."""
        parts = super().draw(source)
        return [part / sum(parts) for part in parts]


class Rising(Quantity):
    """Numbers of which each is larger than the one before."""

    def validate(self, name: str, value: Any) -> tuple[float, ...]:
        """Return the numbers if they rise, or raise one clear sentence about *name*."""
        numbers = super().validate(name, value)
        _require_few(name, len(numbers), MOST_CLASSES - 1)
        if np.any(falls := np.diff(numbers) <= 0):
            place = int(np.argmax(falls)) + 1
            sentence = to_say("{name} must be larger than the one before; got {got:g}.")
            raise BadValueError(said(sentence, name=f"{name}[{place}]", got=numbers[place]))
        return tuple(numbers.tolist())

    def draw(self, source: random.Random) -> list[float]:
        """Draw numbers in rising order."""
        return sorted(set(super().draw(source)))


def _require_few(name: str, given: int, most: int) -> None:
    if given > most:
        sentence = to_say("{name} must be at most {most} numbers; got {got}.")
        raise BadValueError(said(sentence, name=name, most=most, got=given))


# Several lists go together, so all of them are drawn with the same length.
_AMOUNTS = {"unit": "amount", "typical": (10, 1000), "step": 10, "series": (6, 6)}
Values = Annotated[list[float], Quantity(**_AMOUNTS)]
Amounts = Annotated[list[float], Quantity(low=0, **_AMOUNTS)]
Orders = Annotated[list[float], Quantity(low=0, typical=(1, 20), format=",.0f", series=(6, 6))]
Cuts = Annotated[list[float], Rising("share", 0, 1, (0.05, 0.95), 0.05, ".1%", series=(2, 2))]
Tiers = Annotated[list[float], Parts("share", 0, 1, (0.05, 0.95), 0.05, ".1%", series=(4, 4))]
