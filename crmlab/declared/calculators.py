"""The decorator that makes a function a calculator of the course."""

from __future__ import annotations

import functools
import importlib
import inspect
import math
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from crmlab.declared import names
from crmlab.declared.blame import why_no_answer
from crmlab.declared.quantities import Choice, Flag, Kind, Quantity, quantity_of
from crmlab.declared.signatures import legible
from crmlab.declared.tables import Answers, Day, Elsewhere, Named, Table, require_one
from crmlab.declared.written import Record, make_readable
from crmlab.errors import BadTypeError, BadValueError
from crmlab.language import said, to_say

_A_NAME = "{name}"
OF_PYTHON = (
    to_say("missing a required argument: {name}"),
    to_say("too many positional arguments"),
    to_say("got an unexpected keyword argument {name}"),
    to_say("multiple values for argument {name}"),
)
_signature = functools.lru_cache(maxsize=512)(inspect.signature)  # a fifth of the time of a small calculator


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
            return f" {self.quantity.allowed_in_english.capitalize()}."
        if isinstance(self.quantity, Named | Answers):
            keys = (
                f" Of {', '.join(map(str, self.quantity.keys))}."
                if getattr(self.quantity, "keys", ())
                else ""
            )
            return f"{keys} Each {self.quantity.quantity.allowed_in_english}."
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
    The wrapped function carries ``parameters`` (name to `Parameter`) and ``result`` (the `Quantity`,
    `Table` or `Record` of its answer, or None).

    What *function* gets are tables of pandas; where one is `Elsewhere`, its twin computes (`twin_of`).
    """
    signature = inspect.signature(function)
    hints = typing.get_type_hints(function, include_extras=True)
    parameters = {
        name: Parameter(name, *quantity_of(hints.get(name)), parameter.default)
        for name, parameter in signature.parameters.items()
    }

    @functools.wraps(function)
    def validated(*args: Any, **kwargs: Any) -> Any:
        return computed(validated, arguments_of(validated, *args, **kwargs))

    validated.__module__ = ".".join(function.__module__.split(".")[:2])  # its topic, whichever file it is in
    validated.parameters = parameters
    validated.result, sometimes_none = _answer_of(hints.get("return"))
    kinds = {name: (one.quantity, one.optional) for name, one in parameters.items()}
    validated.__signature__ = legible(signature, kinds, (validated.result, sometimes_none))
    answer = _kind(validated.result) + " or None" * sometimes_none
    validated.__doc__ = _whole_docstring(function, parameters, f"{answer}\n    {_unit(validated.result)}")
    return validated


def arguments_of(validated: Callable, /, *args: Any, **kwargs: Any) -> dict[str, Any]:
    """Return the arguments of a call by name and validated, or raise one clear sentence."""
    parameters = validated.parameters
    given = bind(validated, *args, **kwargs)
    arguments = {name: parameters[name].validate(value) for name, value in given.items()}
    _require_one_shape(parameters, arguments)
    if _has_rows(validated.result):
        _require_single(parameters, arguments)
    return arguments


def computed(validated: Callable, arguments: dict[str, Any]) -> Any:
    """Return the answer to the arguments that `arguments_of` gives, or refuse one that is not finite."""
    is_elsewhere = any(isinstance(value, Elsewhere) for value in arguments.values())
    compute = twin_of(validated) if is_elsewhere else validated.__wrapped__
    answer = _attempted(compute, arguments)
    if _is_finite(answer, validated.result):
        return _plain(answer)
    kinds = {name: parameter.quantity for name, parameter in validated.parameters.items()}
    raise NoAnswerError(
        why_no_answer(validated.__name__, kinds, arguments, partial(_answers, compute, validated.result))
    )


def _attempted(compute: Callable, arguments: dict[str, Any]) -> Any:
    with np.errstate(all="ignore"):  # an answer that is not finite is refused in words
        try:
            return compute(**arguments)
        except (NoAnswerError, ArithmeticError):  # of a calculator inside this one, or of Python itself
            return np.nan


def _answers(compute: Callable, result: Kind | Record | None, arguments: dict[str, Any]) -> bool:
    """Whether there is a finite answer to other arguments than those that were given."""
    try:
        return _is_finite(_attempted(compute, arguments), result)
    except (TypeError, ValueError):  # two of them contradict each other
        return False


def bind(function: Callable, /, *args: Any, **kwargs: Any) -> dict[str, Any]:
    """Return the arguments of a call by name, defaults filled in, or raise one clear sentence."""
    try:
        bound = _signature(function).bind(*args, **kwargs)
    except TypeError as error:
        why = _in_words(str(error))
        raise BadTypeError(said("{function}: {why}.", function=function.__name__, why=why)) from None
    bound.apply_defaults()
    return bound.arguments


def _in_words(of_python: str) -> str:
    """Return what Python says of a wrong call, such as "too many positional arguments"."""
    words, quote, name = of_python.partition("'")
    sentence = words + _A_NAME * bool(quote)
    return said(sentence, name=quote + name)


def twin_of(validated: Callable) -> Callable:
    """Return what computes a calculator on tables of other engines than pandas.

    The function of the same name and the same parameters in the module ``engines`` of its topic.
    """
    engines = importlib.import_module(f"{validated.__module__}.engines")  # and only now Narwhals
    return getattr(engines, validated.__name__)


def _answer_of(annotation: Any) -> tuple[Kind | Record | None, bool]:
    if not is_dataclass(annotation):
        return quantity_of(annotation)
    hints = typing.get_type_hints(annotation, include_extras=True)
    parts = {part.name: _answer_of(hints[part.name])[0] for part in fields(annotation)}
    record = Record(annotation.__name__, parts)
    make_readable(annotation, record)
    return record, False


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


def _kind(quantity: Kind | Record | None) -> str:
    if isinstance(quantity, Record):
        return quantity.name
    if isinstance(quantity, Named):
        return "object (mapping, Series or list)"
    if isinstance(quantity, Answers):
        return f"list of {quantity.questions} float, or object (table of {quantity.questions} columns)"
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


def _unit(quantity: Kind | Record | None) -> str:
    if isinstance(quantity, Table):
        return _columns(quantity)
    if isinstance(quantity, Record):
        return f"Fields {', '.join(quantity.fields)}."
    if isinstance(quantity, Choice):
        return "One of these words." if not isinstance(quantity, Flag) else "Whether it is so."
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
        sizes = said(" and ").join(f"{name} {' × '.join(map(str, of))}" for name, of in arrays.items())
        sentence = said("Lists given together must be equally long; got {sizes} values.", sizes=sizes)
        raise BadValueError(sentence) from None


def _require_single(parameters: dict[str, Parameter], arguments: dict[str, Any]) -> None:
    """Refuse a list of numbers where the rows of an answer are made from one of each."""
    for name, value in arguments.items():
        quantity = parameters[name].quantity
        if isinstance(quantity, Quantity) and not quantity.series:
            require_one(name, value)


def _has_rows(result: Kind | Record | None) -> bool:
    """Whether an answer has rows, or a part with rows."""
    if isinstance(result, Record):
        return any(map(_has_rows, result.fields.values()))
    return isinstance(result, Table) or getattr(result, "has_rows", False)


def _plain(answer: Any) -> Any:
    """Return a single number as Python's own, in a record too, and anything else as it is."""
    if is_dataclass(answer):
        return replace(answer, **{part.name: _plain(getattr(answer, part.name)) for part in fields(answer)})
    is_one = isinstance(answer, np.generic) or (isinstance(answer, np.ndarray) and answer.ndim == 0)
    return answer.item() if is_one else answer


def _is_finite(answer: Any, result: Any = None) -> bool:
    """Whether all numbers of an answer are finite: of a table, those in the columns that it declares."""
    if isinstance(answer, pd.DataFrame):
        own = result.columns if isinstance(result, Table) and result.columns else answer.columns
        return all(_is_finite(column) for name, column in answer.items() if name in own)
    if is_dataclass(answer):
        kinds = result.fields if isinstance(result, Record) else {}
        return all(_is_finite(getattr(answer, part.name), kinds.get(part.name)) for part in fields(answer))
    if isinstance(answer, Mapping):
        return all(map(_is_finite, answer.values()))
    if isinstance(answer, list | tuple):
        return all(map(_is_finite, answer))
    if isinstance(answer, np.ndarray | pd.Series):
        cells = np.asarray(answer)
        if cells.dtype.kind == "O":
            is_words = pd.api.types.infer_dtype(cells.ravel()) == "string"  # a quick look at a long column
            return is_words or all(map(_is_finite, cells.ravel()))
        return cells.dtype.kind != "f" or bool(np.isfinite(cells).all())
    return not isinstance(answer, float | np.floating | Decimal) or math.isfinite(answer)
