"""What a parameter is: its unit, allowed range, typical range and format, declared once.

A calculator's signature names a quantity for every parameter, and everything else reads that
declaration: validation, the shown working, drawn inputs, tolerances, units in tables::

    @calculator
    def retention_multiple(retention: Share, rate: Rate, growth: Growth = 0.0) -> Multiple: ...
"""

from __future__ import annotations

import math
import random
import typing
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated, Any

import numpy as np

from crmlab.declared import names, rules
from crmlab.declared.numbers import as_numbers, brief, place_of
from crmlab.errors import BadTypeError, BadValueError
from crmlab.language import said, to_say

MUST_BE = to_say("{name} must be {rule}; got {got}.")
_USUAL = (0.0, 100.0)
_EXACT = 2**53  # up to here a float has every whole number


class Kind:
    """What a parameter may be; `Quantity`, `Choice` and the kinds of `crmlab.declared.tables` say it."""

    def validate(self, name: str, value: Any) -> Any:
        """Return *value* as a calculator receives it, or raise one clear sentence about *name*."""
        raise NotImplementedError


@dataclass(frozen=True)
class Quantity(Kind):
    """A kind of number; a declaration that contradicts itself is refused in one clear sentence.

    Attributes
    ----------
    unit : str
        Key of the unit in the glossary; "" for a pure number.
    low, high : float
        The allowed range, ends included.
    typical : tuple of float
        Range of values met in practice: sliders and drawn inputs stay inside it. If none is given, what is
        allowed of 0 to 100.
    step : float
        Distance between neighbouring typical values.
    format : str
        Format specification; its last digit also sets the tolerance of comparisons.
    whole : bool
        Whether only whole numbers are allowed.
    series : tuple of int, optional
        Shortest and longest typical length, when the parameter is a list of numbers in order.
    """

    unit: str = ""
    low: float = -math.inf
    high: float = math.inf
    typical: tuple[float, float] = _USUAL
    step: float = 1.0
    format: str = ",.2f"
    whole: bool = False
    series: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        self._require(rules.of_their_kinds(self), BadTypeError)
        self._require(rules.within_limits(self), BadValueError)
        if self.typical is _USUAL:
            object.__setattr__(self, "typical", tuple(min(max(end, self.low), self.high) for end in _USUAL))
        self._require(rules.fits_typically(self), BadValueError)

    def _require(self, each: rules.Rules, error: type[Exception]) -> None:
        for field, holds, rule in each:
            if not holds:
                raise error(f"{field} must be {rule}; got {brief(getattr(self, field))}.")

    @property
    def is_percentage(self) -> bool:
        """Whether values are decimals that people read as percent."""
        return self.format.endswith("%")

    @property
    def tolerance(self) -> float:
        """Half a unit of the last digit that the format shows; 0 for whole numbers."""
        if self.whole:
            return 0.0
        return 0.5 * 10.0**-self.decimals

    @property
    def decimals(self) -> int:
        """Decimals of a value as its format shows it: 3 of a share that is written as 12.5 %."""
        return int(self.format.split(".")[1][:-1]) + (2 if self.is_percentage else 0)

    def show(self, value: float) -> str:
        """Write *value* as this quantity is usually written, with a true minus sign and never as −0."""
        return format(value, f"z{self.format}").replace("-", "−")

    def resolving(self, values: Any) -> Quantity:
        """Return this quantity with as many decimals in its format as *values* have, at most 12."""
        head, tail = self.format.split(".")
        scale = 100 if self.is_percentage else 1
        shortest = [Decimal(f"{scale * float(value):.12g}").normalize() for value in np.ravel(values)]
        decimals = max(-number.as_tuple().exponent for number in shortest)
        return replace(self, format=f"{head}.{max(int(tail[:-1]), min(decimals, 12))}{tail[-1]}")

    def draw(self, source: random.Random) -> float | int | list[float]:
        """Draw a typical value, or a list of them for a series."""
        if self.series:
            return [self._draw_one(source) for _ in range(source.randint(*self.series))]
        return self._draw_one(source)

    def _draw_one(self, source: random.Random) -> float | int:
        low, high = self.typical
        steps = math.floor((high - low) / self.step + 1e-6)  # 0.3 holds three steps of 0.1
        value = low + self.step * source.randint(0, steps)
        return round(value) if self.whole else round(value, 10)

    def validate(self, name: str, value: Any) -> float | int | np.ndarray:
        """Return *value* as a number or an array of numbers, or raise one clear sentence about *name*."""
        if self._allows_at_a_glance(value):
            return int(value) if self.whole else float(value)
        numbers = as_numbers(name, value)
        if self.series and numbers.ndim != 1:
            sentence = said(
                "{name} must be a list of numbers in order; got {got}.", name=name, got=brief(value)
            )
            raise BadValueError(sentence)
        if numbers.size == 0:
            raise BadValueError(said("{name} is empty; at least one number is needed.", name=name))
        self._refuse_wrong(name, numbers)
        if numbers.ndim:
            return numbers
        return int(numbers) if self.whole else float(numbers)

    def _allows_at_a_glance(self, value: Any) -> bool:
        """Whether it is one plain number that is allowed, as nearly always; arrays take far longer."""
        if self.series or type(value) not in (float, int):
            return False
        is_exact = -_EXACT <= value <= _EXACT and (not self.whole or value == int(value))  # no nan, either
        return is_exact and self.low <= value <= self.high

    def _refuse_wrong(self, name: str, numbers: np.ndarray) -> None:
        _refuse(name, numbers, ~np.isfinite(numbers), to_say("{name} must be finite; got {got}."))
        if self.whole:
            sentence = to_say("{name} must be a whole number; got {got}.")
            _refuse(name, numbers, numbers != np.round(numbers), sentence)
        is_percent_slip = self.is_percentage and np.max(np.abs(numbers)) > 1
        sentence = to_say("{name} must be {rule} (write 10 % as 0.10); got {got}.")
        is_outside = (numbers < self.low) | (numbers > self.high)
        _refuse(name, numbers, is_outside, sentence if is_percent_slip else MUST_BE, rule=self.allowed)

    @property
    def allowed(self) -> str:
        """The allowed range in words."""
        return said(self._range, low=self.low, high=self.high)

    @property
    def allowed_in_english(self) -> str:
        """The allowed range in the words of a docstring, whatever language is in use."""
        return self._range.format(low=self.low, high=self.high)

    @property
    def _range(self) -> str:
        if math.isinf(self.low):
            return to_say("any finite number") if math.isinf(self.high) else to_say("at most {high:g}")
        if math.isinf(self.high):
            return to_say("at least {low:g}")
        return to_say("between {low:g} and {high:g}")


@dataclass(frozen=True)
class Choice(Kind):
    """A parameter that takes one of a few words."""

    options: tuple[str, ...]

    def validate(self, name: str, value: Any) -> str:
        """Return *value* if it is one of the options, or raise one clear sentence about *name*."""
        if not isinstance(value, str) or value not in self.options:
            error = BadValueError if isinstance(value, str) else BadTypeError
            options = said(" or ").join(map(repr, self.options))
            sentence = to_say("{name} must be {options}; got {got}.")
            raise error(said(sentence, name=name, options=options, got=brief(value)))
        return value

    def draw(self, source: random.Random) -> str:
        """Draw one of the options."""
        return source.choice(self.options)

    def show(self, value: str) -> str:
        """Write *value* as it is typed, behind its name in another language."""
        return self._named(value, repr(value))

    def on_screen(self, value: str) -> str:
        """Write *value* as one to choose, without quotation marks."""
        return self._named(value, value)

    def _named(self, value: str, typed: str) -> str:
        label = names.labelled("choices", value)
        return f"{label} ({typed})" if label else typed


class Flag(Choice):
    """A parameter that is true or false."""

    def __init__(self) -> None:
        super().__init__(("True", "False"))

    def draw(self, source: random.Random) -> bool:
        """Draw true or false."""
        return source.random() < 0.5

    def validate(self, name: str, value: Any) -> bool:
        """Return *value* if it is true or false, or raise one clear sentence about *name*."""
        if not isinstance(value, bool | np.bool_):
            raise BadTypeError(said("{name} must be True or False; got {got}.", name=name, got=brief(value)))
        return bool(value)


def _refuse(name: str, numbers: np.ndarray, wrong: np.ndarray, sentence: str, **parts: str) -> None:
    """Raise a sentence that names the first wrong value and where it stands."""
    if not np.any(wrong):
        return
    position = np.argwhere(wrong)[0]
    place = place_of(position) if numbers.ndim else ""
    got = str(numbers[tuple(position)]).removesuffix(".0")
    raise BadValueError(said(sentence, name=f"{name}{place}", got=got, **parts))


# The quantities of the course. A calculator narrows one with `Annotated[Share, typical(.5, .95)]`.
Money = Annotated[float, Quantity("money", typical=(100, 1000), step=10)]
Cost = Annotated[float, Quantity("money", low=0, typical=(50, 500), step=10)]
Amount = Annotated[float, Quantity("amount", typical=(100, 1000), step=10)]  # in the currency of the data
Share = Annotated[float, Quantity("share", 0, 1, typical=(0.05, 0.95), step=0.01, format=".1%")]
Rate = Annotated[float, Quantity("per_year", -0.99, 1, typical=(0.02, 0.2), step=0.01, format=".1%")]
Growth = Annotated[float, Quantity("per_year", -0.99, 1, typical=(0.0, 0.05), step=0.01, format=".1%")]
Years = Annotated[int, Quantity("years", 1, 1000, typical=(3, 10), format=".0f", whole=True)]
Period = Annotated[float, Quantity("periods", 0, 1000, typical=(0, 10), format=".0f")]
Count = Annotated[int, Quantity("", 0, typical=(1, 100), format=",.0f", whole=True)]
Factor = Annotated[float, Quantity("", typical=(0, 10), step=0.1, format=",.4f")]
Multiple = Annotated[float, Quantity("multiple", typical=(0, 10), step=0.1, format=",.4f")]
MoneyFlows = Annotated[list[float], Quantity("money", typical=(20, 200), step=5, series=(4, 7))]
Days = Annotated[float, Quantity("days", 0, typical=(0, 365), format=",.0f")]
Timing = Annotated[str, Choice(("end", "start"))]
YesNo = Annotated[bool, Flag()]


@dataclass(frozen=True)
class typical:  # noqa: N801  (reads as a word inside Annotated)
    """Narrow the typical range of a quantity where one calculator needs it."""

    low: float
    high: float
    step: float | None = None

    def __post_init__(self) -> None:
        Quantity(typical=(self.low, self.high), step=1.0 if self.step is None else self.step)

    def narrow(self, quantity: Quantity) -> Quantity:
        """Return *quantity* with this typical range, or raise one clear sentence if it does not fit."""
        if not isinstance(quantity, Quantity):
            raise BadTypeError(f"typical narrows a Quantity, a kind of number; got {brief(quantity)}.")
        step = quantity.step if self.step is None else self.step
        return replace(quantity, typical=(self.low, self.high), step=step)


def quantity_of(annotation: Any) -> tuple[Kind | None, bool]:
    """Return the quantity that *annotation* declares, and whether None is allowed beside it."""
    members = typing.get_args(annotation)
    if type(None) in members:
        return quantity_of(next(m for m in members if m is not type(None)))[0], True
    quantity = next((m for m in members if isinstance(m, Kind)), None)
    for member in members:
        if isinstance(member, typical):
            quantity = member.narrow(quantity)
    return quantity, False
