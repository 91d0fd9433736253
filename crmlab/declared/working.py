"""The working shown: a calculator's formula, the numbers put in, the result, the source.

The formula stands once, in the calculator's docstring, as Python under the word ``Formula``. Here it is
run line by line on the given arguments, each line written three times: in names, in numbers, as a result.
"""

from __future__ import annotations

import ast
import html
import importlib
import math
import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from crmlab.declared import names
from crmlab.declared.calculators import arguments_of, computed
from crmlab.declared.docstrings import section, source_of, title_of
from crmlab.declared.quantities import Quantity, brief
from crmlab.declared.tables import Table
from crmlab.declared.typeset import typeset
from crmlab.declared.written import LONGEST, UNDECLARED, Record, in_cell, row, with_unit, written
from crmlab.errors import BadTypeError
from crmlab.language import said, to_say

_MOST = 500  # numbers that a formula is run on: some look at each pair of customers


@dataclass(frozen=True)
class Step:
    """One line of the formula.

    Attributes
    ----------
    name : str
        What the line computes.
    in_names, in_numbers : str
        The line with the names of the parameters, and with today's numbers.
    terms : list of str
        The terms of a sum, if it is short.
    result : str
        What comes out.
    value : object
        What comes out, as a number; None where arrays are put in.
    """

    name: str
    in_names: str
    in_numbers: str
    terms: list[str]
    result: str
    value: Any = None


@dataclass(frozen=True, eq=False)
class Working:
    """A calculator's answer and how it comes about; Jupyter shows it as a small table.

    Attributes
    ----------
    value : object
        The answer, as the calculator gives it.
    calculator : callable
        The calculator.
    arguments : dict
        Its arguments by name, validated, defaults filled in.
    steps : list of Step
        The lines of the formula that apply, with their numbers.
    """

    value: Any
    calculator: Callable
    arguments: dict[str, Any]
    steps: list[Step] = field(repr=False)

    @property
    def title(self) -> str:
        """What is computed."""
        return title_of(self.calculator)

    @property
    def source(self) -> str:
        """Where the formula comes from."""
        return source_of(self.calculator)

    @property
    def given(self) -> list[tuple[str, str, str]]:
        """Label, name and value of each argument, with its unit; values are not rounded."""
        quantities = {name: parameter.quantity for name, parameter in self.calculator.parameters.items()}
        return [
            (names.word("parameters", name).label, name, _argument(name, quantities[name], value))
            for name, value in self.arguments.items()
        ]

    @property
    def result(self) -> str:
        """The answer with its unit."""
        return with_unit(self.calculator.result, self.value)

    @property
    def text(self) -> str:
        """The working as plain text."""
        lines = [self.title, _headed("given")]
        lines += [f"  {label} ({name}) = {value}" for label, name, value in self.given]
        lines += [_headed("formula")] if self.steps else []
        for step in self.steps:
            lines += [f"  {step.name} = {form}" for form in _forms(step)]
        result = f"\n{self.result}" if "\n" in self.result else self.result
        lines += [_headed("result", result), _headed("source", self.source)]
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.text

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(self.text)

    def _repr_html_(self) -> str:
        rows = [
            row(html.escape(label), f"<code>{name}</code>", in_cell(value))
            for label, name, value in self.given
        ]
        for step in self.steps:
            forms = "<br>= ".join(map(html.escape, _forms(step)))
            rows.append(row(_word("formula"), f"<code>{step.name}</code>", f"= {forms}"))
        rows.append(row(_word("result"), "", f"<strong>{in_cell(self.result)}</strong>"))
        return (
            '<table class="crmlab-working" style="text-align:left">'
            f'<caption style="text-align:left">{html.escape(self.title)}</caption>{"".join(rows)}</table>'
            f"<p><small>{html.escape(_headed('source', self.source))}</small></p>"
        )


def show(calculator: Callable, *args: Any, blanks: int = 0, **arguments: Any) -> Working:
    """Show how a calculator comes to its answer: formula, numbers put in, result, source.

    Parameters
    ----------
    calculator : callable
        A calculator of crmlab.
    *args, **arguments
        Its arguments.
    blanks : int, optional
        How many of the last lines are left to fill: 1 is the result, 2 also the numbers put in. Where these
        are more than there are, only what is given is shown. On screen each has a box; in code
        ``show(…, blanks=1).answer(0.83)`` says whether it is right.

    Returns
    -------
    Working
        ``.value`` is the answer; printed or as the last line of a cell it shows the working.

    Raises
    ------
    TypeError
        If *calculator* is not one of crmlab's, or an argument is missing.
    ValueError
        If the calculator refuses an argument.

    Examples
    --------
    >>> from crmlab import clv
    >>> show(clv.discount_factor, 0.10, period=2).value
    0.8264462809917354
    """
    if not hasattr(calculator, "parameters"):
        sentence = to_say("show needs a calculator of crmlab, such as clv.lifetime_value; got {got}.")
        raise BadTypeError(said(sentence, got=brief(calculator)))
    given = arguments_of(calculator, *args, **arguments)
    working = Working(computed(calculator, given), calculator, given, formula_steps(calculator, given))
    if isinstance(blanks, int) and not blanks:
        return working
    # by name: a floor above, which no calculator leans on, marks what is filled in
    return importlib.import_module("crmlab.exercises.blanks").with_blanks(working, blanks)


def formula_steps(calculator: Callable, arguments: dict[str, Any]) -> list[Step]:
    """Run the formula of *calculator*'s docstring on *arguments* and return its lines as steps.

    Arrays are not put in: for them the lines stand in names only.
    """
    program = ast.parse(textwrap.dedent(section(calculator, "Formula::\n")))
    known, steps = dict(arguments), []
    choices = {f"len({name})": str(len(value)) for name, value in known.items() if np.ndim(value)}
    numbers = choices | {name: _plain(value) for name, value in known.items() if np.ndim(value) == 0}
    in_numbers = not isinstance(calculator.result, Table)
    in_numbers &= all(np.ndim(arguments[name]) == 0 for name in arguments if not _is_series(calculator, name))
    in_numbers &= all(np.size(value) <= _MOST for value in arguments.values())
    for line in _lines_that_apply(program.body, known):
        name = line.targets[0].id
        if isinstance(line.value, ast.IfExp):  # a choice such as "first = 1 if …" is put in, not shown
            known[name] = _evaluate(line.value, known)
            choices[name] = numbers[name] = _plain(known[name])
            continue
        in_names = typeset(line.value, choices)
        if not in_numbers:
            steps.append(Step(name, in_names, "", [], ""))
            continue
        known[name] = value = _evaluate(line.value, known)
        quantity = quantity_of_step(calculator.result, name, value)
        terms = [written(quantity, term) for term in _terms(line.value, known)]
        result = written(quantity, value)
        steps.append(Step(name, in_names, typeset(line.value, numbers), terms, result, value))
        numbers[name] = result
    return steps


def quantity_of_step(result: Any, name: str, value: Any) -> Any:
    """Return what kind of number a line of the formula gives."""
    if isinstance(result, Record):
        return result.fields.get(name) or UNDECLARED
    is_whole = getattr(result, "whole", False)  # the steps on the way need not be
    return _finer(result, value) if is_whole else result


def _lines_that_apply(body: list[ast.stmt], known: dict[str, Any]) -> Iterator[ast.Assign]:
    for statement in body:
        if isinstance(statement, ast.If):
            chosen = statement.body if _evaluate(statement.test, known) else statement.orelse
            yield from _lines_that_apply(chosen, known)
        else:
            yield statement


def _evaluate(expression: ast.expr, known: dict[str, Any]) -> Any:
    """Compute a line of our own docstring; a test proves that it equals the calculator."""
    code = compile(ast.Expression(expression), "<formula>", "eval")
    return eval(code, {"__builtins__": {}, **_ALLOWED, **known})


def _accumulate(values: Any) -> list[float]:
    return np.round(np.cumsum(values), 6).tolist()


def _earliest(matches: Iterator[int]) -> int | None:
    return next(matches, None)


_PYTHON = {function.__name__: function for function in (abs, len, max, min, range, sorted, sum)}
_MATHS = {name: getattr(math, name) for name in ("ceil", "comb", "exp", "floor", "log", "prod", "sqrt")}
_ALLOWED = {**_PYTHON, **_MATHS, "accumulate": _accumulate, "earliest": _earliest}


def _terms(expression: ast.expr, known: dict[str, Any]) -> list[float]:
    """Return the terms of a short sum, else nothing."""
    if not isinstance(expression, ast.Call) or ast.unparse(expression.func) != "sum":
        return []
    series = expression.args[0]
    if isinstance(series, ast.GeneratorExp):
        series = ast.fix_missing_locations(ast.ListComp(series.elt, series.generators))
    terms = list(_evaluate(series, known))
    return terms if 1 < len(terms) <= LONGEST else []


def _forms(step: Step) -> list[str]:
    """Return the ways of writing a step, from names to the result, without repeats."""
    written_out = " + ".join(step.terms).replace("+ −", "− ")
    forms = [step.in_names, step.in_numbers, written_out, step.result]
    return list(dict.fromkeys(form for form in forms if form))


def _plain(value: Any) -> str:
    return f"{value:,.12g}".replace("-", "−") if isinstance(value, int | float) else str(value)


def _argument(name: str, quantity: Any, value: Any) -> str:
    if value is None:
        return names.word("parameters", name).left_out
    return with_unit(_finer(quantity, value), value)


def _finer(quantity: Any, value: Any) -> Any:
    """Return *quantity* with a format that does not round *value*."""
    is_number = isinstance(quantity, Quantity) and value is not None
    return quantity.resolving(np.ravel(value)[:LONGEST]) if is_number else quantity


def _is_series(calculator: Callable, name: str) -> bool:
    return getattr(calculator.parameters[name].quantity, "series", None) is not None


def _headed(key: str, text: str = "") -> str:
    """Write a text after a word and a colon; nothing stands between these and the end of the line."""
    whole = said("{word}: {text}", word=_word(key), text=text)
    return re.sub(r" (?=\n|$)", "", whole, count=1)


def _word(key: str) -> str:
    return names.word("words", key).label
