"""What is guessed: the question, the quantity that is asked for, and how far a guess is from the answer."""

from __future__ import annotations

import difflib
import html
import math
import re
from dataclasses import dataclass, replace
from typing import Any

from crmlab import progress
from crmlab.declared import authored, names
from crmlab.declared.numbers import as_numbers, brief, typed_number
from crmlab.declared.quantities import Quantity
from crmlab.declared.written import with_unit
from crmlab.errors import BadTypeError, BadValueError
from crmlab.language import said, to_say

answered: set[str] = (
    set()
)  # guesses whose answers this kernel has shown: whoever runs all cells guesses later
_IN_PERCENT = {"share", "per_year"}
_YUAN = re.compile(r"\s*(yuan|rmb|元)$", re.IGNORECASE)
_NO_NUMBER = to_say("{name} must be a number, such as 325, 1,000, 0.9 or 80%; got {got}.")


@dataclass(frozen=True)
class Guess:
    """What is guessed: its id, the question, and the quantity that is asked for."""

    id: str
    english: str
    quantity: Quantity

    @property
    def asks(self) -> str:
        """The question in the language in use."""
        return authored.told(f"{self.id}:asks", self.english)

    @property
    def unit(self) -> str:
        """What stands behind the box."""
        if not self.quantity.is_percentage:
            return names.unit_label(self.quantity.unit) if self.quantity.unit else ""
        return "%" if self.quantity.unit == "share" else names.measured(self.quantity.unit, "%")

    def read(self, name: str, given: Any) -> float:
        """Return what was guessed as a number; of a share, 80 is read as 80 %, and of points, 5 % as 5."""
        number = typed_number(self._without_unit(given) if isinstance(given, str) else given)
        if isinstance(number, str) or number != number:
            raise BadValueError(said(_NO_NUMBER, name=name, got=repr(given)))
        if isinstance(given, str) and "%" in given and not self._takes_percent:
            raise BadValueError(
                said("{name} must be a number without %; got {got}.", name=name, got=repr(given))
            )
        number = single(name, number)
        return number / 100 if self.quantity.is_percentage and abs(number) > 1 else number

    @property
    def _takes_percent(self) -> bool:
        return self.quantity.is_percentage or self.quantity.unit == "points"

    def _without_unit(self, text: str) -> str:
        bare = text.strip().removesuffix(self.unit.removeprefix("%").strip())
        bare = _YUAN.sub("", bare) if self.quantity.unit == "money" else bare
        return bare.replace("%", "") if self.quantity.unit == "points" else bare

    def write(self, number: float) -> str:
        """Write a number with its unit."""
        return with_unit(self._resolving(number), number)

    def figure(self, number: float) -> str:
        """Write a number as it may be typed, without its unit."""
        return self._resolving(number).show(number)

    def _resolving(self, number: float) -> Quantity:
        """Return the quantity without decimals for a whole number, with enough of them for a small one."""
        scaled = abs(100 * number if self.quantity.is_percentage else number)
        digits = 1 if self.quantity.is_percentage else 2
        if math.isclose(scaled, round(scaled), rel_tol=1e-12):
            digits = 0
        elif scaled < 10.0 ** (1 - digits):
            digits = 1 - math.floor(math.log10(scaled))
        sign = "%" if self.quantity.is_percentage else "f"
        return replace(self.quantity, format=f",.{digits}{sign}")


def find_guess(guess_id: str) -> Guess:
    """Return the guess with this id.

    Raises
    ------
    TypeError
        If *guess_id* is no text.
    ValueError
        If there is none; the sentence names those near it.
    """
    if not isinstance(guess_id, str):
        sentence = to_say("The id of a guess is a text such as 'clv-later'; got {got}.")
        raise BadTypeError(said(sentence, got=brief(guess_id)))
    known = authored.merged("guesses")
    if guess_id not in known:
        near = said(", ").join(difflib.get_close_matches(guess_id, known, n=3, cutoff=0))
        raise BadValueError(said("There is no guess {id}; near it: {near}.", id=repr(guess_id), near=near))
    entry = known[guess_id]
    unit = entry["unit"]
    return Guess(guess_id, entry["asks"], Quantity(unit, format=",.1%" if unit in _IN_PERCENT else ",.2f"))


@dataclass(frozen=True)
class Spoken:
    """A sentence or two, as HTML with a plain-text twin; *above* is a question before them."""

    text: str
    above: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, [self.above, self.text]))

    __repr__ = __str__

    def _repr_html_(self) -> str:
        above = f"<p><strong>{html.escape(self.above)}</strong></p>" if self.above else ""
        return f'{above}<p role="status">{html.escape(self.text)}</p>'


def kept(asked: Guess, made: float) -> str:
    """Say what was guessed, and how to go on."""
    ahead = to_say("You say {said}. Now run the cells below: the answer comes there.")
    behind = to_say("You say {said}. The answer stands below already: run its cell again to compare.")
    return said(behind if asked.id in answered else ahead, said=asked.write(made))


def how_far(asked: Guess, made: float, value: float) -> str:
    """Say how far a guess is from the answer."""
    if math.isclose(made, value, rel_tol=0.005) or asked.write(made) == asked.write(value):
        return said("Right.")
    times = max(made / value, value / made) if made * value > 0 else 0
    if times >= 2 and made > 0 and not asked.quantity.is_percentage:
        many = f"{times:,.0f}" if times >= 10 else f"{times:.2g}"
        sentence = (
            to_say("Your guess is about {times} times as large.")
            if made > value
            else to_say("The answer is about {times} times as large.")
        )
        return said(sentence, times=many)
    near, far = (
        (to_say("Near: {much} too high."), to_say("{much} too high."))
        if made > value
        else (to_say("Near: {much} too low."), to_say("{much} too low."))
    )
    return said(near if progress.is_near(made, value) else far, much=_distance(asked, made, value))


def _distance(asked: Guess, made: float, value: float) -> str:
    """Write a distance: of percentages in points, of what is above zero in percent, else as it is."""
    if asked.quantity.is_percentage:
        return names.measured("points", f"{100 * abs(made - value):.2g}")
    if made > 0 and value > 0:
        return f"{100 * abs(made / value - 1):.2g} %"
    return asked.write(abs(made - value))


def single(name: str, value: Any) -> float:
    """Return one finite number, or raise one clear sentence."""
    number = as_numbers(name, value)
    if number.size != 1:
        raise BadValueError(said("{name} must be one number; got {got}.", name=name, got=brief(value)))
    return Quantity().validate(name, number.ravel()[0])
