"""What goes into and comes out of the calculators of customer value."""

from __future__ import annotations

import random
from typing import Annotated, Any

import numpy as np

from crmlab.declared.quantities import Choice, Quantity
from crmlab.errors import BadValueError

MOST_CLASSES = 26  # one a letter


class Classes(Choice):
    """A class for each customer, in the order of the rows."""

    unit = "class"
    has_rows = True

    def show(self, value: Any) -> str:
        """Write a class without quotation marks."""
        return str(value)


class Parts(Quantity):
    """Shares of one whole, in order."""

    def validate(self, name: str, value: Any) -> tuple[float, ...]:
        """Return the shares if they make 1, or raise one clear sentence about *name*."""
        shares = super().validate(name, value)
        _require_few(name, len(shares), MOST_CLASSES)
        if abs(shares.sum() - 1) > 1e-9:
            raise BadValueError(f"{name} must add up to 1; the sum is {shares.sum():.6g}.")
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
            raise BadValueError(
                f"{name}[{place}] must be larger than the one before; got {numbers[place]:g}."
            )
        return tuple(numbers.tolist())

    def draw(self, source: random.Random) -> list[float]:
        """Draw numbers in rising order."""
        return sorted(set(super().draw(source)))


def _require_few(name: str, given: int, most: int) -> None:
    if given > most:
        raise BadValueError(f"{name} must be at most {most} numbers; got {given}.")


# Several lists go together, so all of them are drawn with the same length.
_AMOUNTS = {"unit": "money", "typical": (10, 1000), "step": 10, "series": (6, 6)}
Values = Annotated[list[float], Quantity(**_AMOUNTS)]
Amounts = Annotated[list[float], Quantity(low=0, **_AMOUNTS)]
Orders = Annotated[list[float], Quantity(low=0, typical=(1, 20), format=",.0f", series=(6, 6))]
Cuts = Annotated[list[float], Rising("share", 0, 1, (0.05, 0.95), 0.05, ".1%", series=(2, 2))]
Tiers = Annotated[list[float], Parts("share", 0, 1, (0.05, 0.95), 0.05, ".1%", series=(4, 4))]
