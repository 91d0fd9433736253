"""What a notebook shows of a calculator's call: units and what is allowed, not how they are declared."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Mapping
from typing import Any

from crmlab.declared import names
from crmlab.declared.quantities import Choice, Flag, Kind, Quantity
from crmlab.declared.tables import Answers, Day, Named, Table
from crmlab.declared.written import Record
from crmlab.language import said


class Legend:
    """An annotation that reads as words, in the language that is in use when it is read."""

    def __init__(self, kind: Kind | Record, optional: bool) -> None:
        self.kind, self.optional = kind, optional

    def __repr__(self) -> str:
        words = _in_words(self.kind)
        return said("{words} or None", words=words) if self.optional else words


def legible(
    signature: inspect.Signature, kinds: Mapping[str, tuple[Any, bool]], answer: tuple[Any, bool]
) -> inspect.Signature:
    """Return *signature* with a `Legend` for each parameter that is declared, and for the answer."""
    parameters = [one.replace(annotation=_legend(*kinds[one.name])) for one in signature.parameters.values()]
    return signature.replace(parameters=parameters, return_annotation=_legend(*answer))


def _legend(kind: Kind | Record | None, optional: bool) -> Any:
    return inspect.Parameter.empty if kind is None else Legend(kind, optional)


def _in_words(kind: Kind | Record) -> str:
    return next(write(kind) for one, write in _WORDS.items() if isinstance(kind, one))


def _number(quantity: Quantity) -> str:
    unit = names.unit_label(quantity.unit) if quantity.unit else said("number")
    is_bounded = not (math.isinf(quantity.low) and math.isinf(quantity.high))
    words = f"{unit} ({quantity.allowed})" if is_bounded else unit
    return said("list of {words}", words=words) if quantity.series else words


def _choice(choice: Choice) -> str:
    return said(" or ").join(map(repr, choice.options))


_WORDS: dict[type, Callable[[Any], str]] = {
    Quantity: _number,
    Flag: lambda _: said("True or False"),
    Choice: _choice,
    Table: lambda _: said("table"),
    Day: lambda _: said("date"),
    Answers: lambda _: said("table of answers"),
    Named: lambda named: said("{words} by name", words=_in_words(named.quantity)),
    Record: lambda record: record.name,
}
