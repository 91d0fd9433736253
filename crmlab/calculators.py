"""The decorator that makes a function a calculator of the course."""

from __future__ import annotations

import functools
import inspect
import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from crmlab import names
from crmlab.errors import BadTypeError, BadValueError
from crmlab.quantities import Choice, Flag, Kind, Quantity, quantity_of
from crmlab.tables import Day, Table


@dataclass(frozen=True)
class Parameter:
    """One parameter of a calculator."""

    name: str
    quantity: Kind | None
    optional: bool = False
    default: Any = inspect.Parameter.empty

    def describe(self) -> str:
        """Return the parameter's entry in a numpydoc docstring."""
        default = "" if self.default is inspect.Parameter.empty else f", default {self.default!r}"
        meaning = names.word("parameters", self.name).en[1]
        return f"{self.name} : {_kind(self.quantity)}{default}\n    {meaning}{self._allowed()}"

    def _allowed(self) -> str:
        if isinstance(self.quantity, Quantity):
            return f" {self.quantity.allowed.capitalize()}."
        has_columns = isinstance(self.quantity, Table) and self.quantity.columns
        return f" {_columns(self.quantity)}" if has_columns else ""

    def validate(self, value: Any) -> Any:
        """Return *value* as the calculator receives it."""
        if self.quantity is None or (value is None and self.optional):
            return value
        return self.quantity.validate(self.name, value)


class NoAnswerError(BadValueError):
    """The arguments are allowed one by one, but together they have no finite answer."""


def calculator(function: Callable) -> Callable:
    """Make *function* a calculator: arguments are validated, the answer is finite, the docstring is whole.

    The sections Parameters, Returns and Raises are written from the declared quantities and the glossary.
    The wrapped function carries ``parameters`` (name to `Parameter`) and ``result`` (the `Quantity` of
    its answer, or None).
    """
    signature = inspect.signature(function)
    hints = typing.get_type_hints(function, include_extras=True)
    parameters = {
        name: Parameter(name, *quantity_of(hints.get(name)), parameter.default)
        for name, parameter in signature.parameters.items()
    }

    @functools.wraps(function)
    def validated(*args: Any, **kwargs: Any) -> Any:
        given = bind(validated, *args, **kwargs)
        arguments = {name: parameters[name].validate(value) for name, value in given.items()}
        _require_one_shape(parameters, arguments)
        with np.errstate(all="ignore"):  # an answer that is not finite is refused in words
            try:
                answer = function(**arguments)
            except (NoAnswerError, ArithmeticError):  # of a calculator inside this one, or of Python itself
                answer = np.nan
        return _finite(function.__name__, answer)

    validated.parameters = parameters
    result, sometimes_none = quantity_of(hints.get("return"))
    validated.result = None if isinstance(result, Table) else result
    answer = _kind(result) + " or None" * sometimes_none
    validated.__doc__ = _whole_docstring(function, parameters, f"{answer}\n    {_unit(result)}")
    return validated


def bind(function: Callable, /, *args: Any, **kwargs: Any) -> dict[str, Any]:
    """Return the arguments of a call by name, defaults filled in, or raise one clear sentence."""
    try:
        bound = inspect.signature(function).bind(*args, **kwargs)
    except TypeError as error:
        raise BadTypeError(f"{function.__name__}: {error}.") from None
    bound.apply_defaults()
    return bound.arguments


def _whole_docstring(function: Callable, parameters: dict[str, Parameter], returns: str) -> str:
    head, mark, tail = inspect.getdoc(function).partition("References\n----------")
    entries = "\n".join(parameter.describe() for parameter in parameters.values())
    sections = (
        f"Parameters\n----------\n{entries}\n\n"
        f"Returns\n-------\n{returns}\n\n"
        "Raises\n------\nTypeError\n    If an argument is of another kind.\n"
        "ValueError\n    If a value is not finite or out of range, or there is no finite answer.\n\n"
    )
    return f"{head.rstrip()}\n\n{sections}{mark}{tail}"


def _kind(quantity: Kind | None) -> str:
    if isinstance(quantity, Flag):
        return "bool"
    if isinstance(quantity, Choice):
        return "{" + ", ".join(map(repr, quantity.options)) + "}"
    if isinstance(quantity, Table):
        return "object (DataFrame)"
    if isinstance(quantity, Day):
        return "object (date)"
    if quantity is None:
        return "object"
    number = "int" if quantity.whole else "float"
    return f"list of {number}" if quantity.series else f"{number} or array"


def _columns(table: Table) -> str:
    return f"Columns {', '.join(table.columns)}."


def _unit(quantity: Kind | None) -> str:
    if isinstance(quantity, Table):
        return _columns(quantity)
    unit = getattr(quantity, "unit", "")
    return names.word("units", unit).en[1] if unit else "A pure number."


def _require_one_shape(parameters: dict[str, Parameter], arguments: dict[str, Any]) -> None:
    quantities = {name: parameters[name].quantity for name in arguments}
    arrays = {
        name: value.shape
        for name, value in arguments.items()
        if isinstance(value, np.ndarray) and not getattr(quantities[name], "series", True)
    }
    try:
        np.broadcast_shapes(*arrays.values())
    except ValueError:
        sizes = " and ".join(f"{name} {' × '.join(map(str, shape))}" for name, shape in arrays.items())
        raise BadValueError(f"Lists given together must be equally long; got {sizes} values.") from None


def _finite(name: str, answer: Any) -> Any:
    if not isinstance(answer, float | np.floating | np.ndarray):
        return answer
    if not np.all(np.isfinite(answer)):
        raise NoAnswerError(f"{name} has no finite answer for these arguments.")
    return answer if np.ndim(answer) else float(answer)
