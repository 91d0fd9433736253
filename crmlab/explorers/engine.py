"""The one engine of all explorers: controls, the picture, the live working, one sentence.

Only the controls are a widget. The picture and its sentence are an ordinary output of the cell, updated in
place, so that a saved notebook keeps the last picture on a page, in print and when it is opened again.
"""

from __future__ import annotations

import ast
import functools
import html
import importlib
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
from IPython.display import HTML, display

from crmlab.declared import names
from crmlab.declared.calculators import Parameter
from crmlab.declared.quantities import Flag, Kind, Quantity
from crmlab.declared.tables import Named
from crmlab.declared.working import Working, show
from crmlab.declared.written import heads_of
from crmlab.errors import BadValueError
from crmlab.explorers.controls import (
    Controls,
    as_typed,
    code_for,
    controls_for,
    flat,
    middle,
    together,
    without_kernel,
)
from crmlab.explorers.described import about
from crmlab.figures.picture import Picture
from crmlab.language import said


@dataclass(frozen=True)
class StandIn:
    """A kind of control in the place of a parameter's own, and how the argument is made from it."""

    kind: Kind
    made_from: Callable[[Any], Any]


@dataclass(frozen=True, eq=False)
class Explorer:
    """What is special to one explorer.

    Attributes
    ----------
    name : str
        ``topic-name``, with hyphens only; also the key of its question, sentence, summary and help.
    calculator : callable
        The calculator whose parameters become controls.
    picture : type of Picture
        The picture of its result.
    start : mapping
        Values to begin with; without one a parameter begins with its default or in the middle.
    fixed : mapping of str to str
        Arguments that have no control, such as a data set, as Python: "copy as code" repeats it.
    presets : mapping of str to mapping
        Cases to begin from: the key of a label in the glossary, and the values that differ from the start.
    instead : mapping of str to StandIn
        Parameters whose controls are of another kind, such as one number in place of a list of equal ones.
    """

    name: str
    calculator: Callable[..., Any]
    picture: type[Picture]
    start: Mapping[str, Any] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    presets: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    instead: Mapping[str, StandIn] = field(default_factory=dict)

    @property
    def summary(self) -> str:
        """What it is in a line, in the language in use; empty if nobody has written it."""
        return self._said("summaries")

    @property
    def help(self) -> str:
        """How it is used, in the language in use; empty if nobody has written it."""
        return self._said("help")

    def _said(self, kind: str) -> str:
        word = names.vocabulary(kind).get(self.name)
        return word.label if word else ""

    def sentence(self, working: Working, words: Mapping[str, str]) -> str:
        """Say what the picture of an answer shows: its words for those who do not see it."""
        headline = words.get("headline") or working.result
        return names.word("sentences", self.name).label.format(result=headline, **words)

    @functools.cached_property
    def parameters(self) -> dict[str, Parameter]:
        """The parameters that have controls, of the kind that the controls have."""
        declared = self.calculator.parameters
        shown = {
            name: parameter
            for name, parameter in declared.items()
            if parameter.quantity is not None and name not in self.fixed
        }
        return shown | {
            name: replace(declared[name], quantity=one.kind) for name, one in self.instead.items()
        }

    def first_values(self, **other: Any) -> dict[str, Any]:
        """Return the values to begin with, one for each control; *other* ones go before."""
        begin = {name: self.start.get(name, _first(one)) for name, one in self.parameters.items()}
        return flat(begin | {name: self._begun(name, begin, value) for name, value in other.items()})

    def _begun(self, name: str, begin: Mapping[str, Any], value: Any) -> Any:
        """Return an argument as its control holds it, or raise one clear sentence."""
        if name not in begin:
            parts = {"explorer": self.name, "name": repr(name), "names": said(", ").join(begin)}
            raise BadValueError(said("{explorer} has no control {name}; there are {names}.", **parts))
        parameter = self.parameters[name]
        if value is None and parameter.optional:
            return None
        if isinstance(value, Mapping) and isinstance(begin[name], Mapping):
            value = {**begin[name], **value}  # in the order of the controls
        valid = parameter.quantity.validate(name, value)
        if isinstance(valid, pd.Series):  # numbers with names
            return dict(zip(begin[name], valid.tolist(), strict=True))
        return valid.tolist() if isinstance(valid, np.ndarray) else valid

    def data_for(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the arguments without a control that are not given."""
        return {name: _computed(code) for name, code in self.fixed.items() if name not in given}

    def arguments(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the calculator's arguments for these values of the controls."""
        given = {name: as_typed(self.parameters[name], value) for name, value in together(values).items()}
        for name, one in self.instead.items():
            given[name] = one.made_from(one.kind.validate(name, given[name]))
        return given


class Session:
    """One explorer on screen: its values, its picture, and the output that shows them."""

    def __init__(self, explorer: Explorer, **other: Any) -> None:
        self.explorer = explorer
        self.picture = explorer.picture()
        self.fixed = explorer.data_for({})
        start, own = explorer.first_values(**other), explorer.first_values()  # a case is whole, whoever calls
        begin = together(start)
        self.controls = Controls(
            controls=[c for name, one in explorer.parameters.items() for c in controls_for(one, begin[name])],
            start=start,
            values=start,
            presets=[
                {"label": names.word("presets", key).label, "values": start | own | flat(values)}
                for key, values in explorer.presets.items()
            ],
            words={key: names.word("words", key).label for key in _WORDS},
        )
        what, movable, to_find_out = about(
            explorer.calculator, self._question, [control["label"] for control in self.controls.controls]
        )
        self.controls.about = [explorer.summary or what, movable, explorer.help or to_find_out]
        self._output = None
        self._pinned = ""
        self.sentence = ""
        self.controls.code = self.code()

    @property
    def _question(self) -> str:
        return names.word("questions", self.explorer.name).label

    def display(self) -> None:
        """Show the controls, and below them the picture as an ordinary output."""
        page = self.render()
        self.controls.sentence = self.sentence
        display(self.controls)
        self._output = display(HTML(page), display_id=True)
        self.controls.observe(self._pin, "pinned")
        self.controls.observe(self._update, ["values", "pinned"])
        self.controls.on_msg(self._send_table)

    def _pin(self, change: Any) -> None:
        """Keep what is on screen to stand beside what comes, or let it go."""
        self._pinned = self._present() if self.controls.pinned else ""

    def _update(self, change: Any) -> None:
        self._output.update(HTML(self.render()))
        self.controls.code, self.controls.sentence = self.code(), self.sentence

    def _send_table(self, *message: Any) -> None:
        """Answer the button that asks for the table; it is made only when it is asked for."""
        self.controls.send(self.table())

    def arguments(self) -> dict[str, Any]:
        """Return the calculator's arguments as the controls stand now."""
        return self.explorer.arguments(self.controls.values)

    def code(self) -> str:
        """Return the Python call that gives what is on screen; nothing where none can be made of it."""
        try:
            return code_for(_call(self.explorer.calculator), self.explorer.fixed, self.arguments())
        except (TypeError, ValueError):
            return ""

    def table(self) -> str:
        """Return the answer as a table for a spreadsheet, its cells between tabs; nothing without one."""
        try:
            working = show(self.explorer.calculator, **self.fixed, **self.arguments())
        except (TypeError, ValueError, ArithmeticError):
            return ""
        return as_table(working).to_csv(sep="\t", index=False, lineterminator="\n")

    def render(self) -> str:
        """Return the output for the values as they stand now, beside what is pinned."""
        head = f'{without_kernel()}<div class="crmlab-page"><em>{html.escape(self._question)}</em></div>'
        if not self._pinned:
            return head + self._present()
        sides = _side("pinned", self._pinned) + _side("now", self._present())
        return f'{head}<div style="display:flex;flex-wrap:wrap;gap:1.5em">{sides}</div>'

    def _present(self) -> str:
        try:
            working = show(self.explorer.calculator, **self.fixed, **self.arguments())
            words = self.picture.move(working.value, working.arguments)
            headline = words.get("headline") or working.result
            sentence = self.explorer.sentence(working, words)
            picture = self.picture.html(sentence)
            self.sentence = sentence
        except (TypeError, ValueError, ArithmeticError) as error:  # what is refused, or too large to draw
            self.sentence = ""  # an alert speaks for itself
            return _no_picture(str(error), self.picture)
        return _page(headline, picture, sentence, working)


@functools.cache
def _computed(code: str) -> Any:
    """Compute an argument that one of our explorers declares; it is the same for all who look."""
    words = (node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name))
    return eval(code, {name: importlib.import_module(f"crmlab.{name}") for name in words})


_WORDS = (
    *("controls", "typed", "left_out", "preset", "choose", "reset", "pin", "unpin"),
    *("copy", "copy_table", "copied", "run_again", "help", "help_keys"),
)


def as_table(working: Working) -> pd.DataFrame:
    """Return an answer as a table: its own, or a row an argument and a row a part of the answer."""
    if isinstance(working.value, pd.DataFrame):
        return working.value.set_axis(heads_of(working.value), axis=1)
    parts = working.result.split("\n")
    rows = [(name, value) for _, name, value in working.given] + [("=", part) for part in parts]
    return pd.DataFrame(rows, columns=[names.word("words", key).label for key in ("given", "result")])


def _page(headline: str, picture: str, sentence: str, working: Working) -> str:
    summary = html.escape(names.word("words", "working").label)
    wide = f'role="group" tabindex="0" aria-label="{summary}" style="overflow-x:auto"'  # a long row scrolls
    return (
        f'<div style="font-size:1.6em;font-weight:bold">{html.escape(headline)}</div>'
        f"{picture}<p>{html.escape(sentence)}</p>"
        f"<details open><summary>{summary}</summary><div {wide}>{working._repr_html_()}</div></details>"
    )


def _side(key: str, page: str) -> str:
    return f'<div style="flex:1 1 22em"><div>{names.word("words", key).label}</div>{page}</div>'


def _no_picture(reason: str, picture: Picture) -> str:
    """Say why there is no answer, in the room of the picture, so that the page does not jump."""
    room = f"min-height:{round(picture.size[1] * picture.dpi)}px"
    return f'<div role="alert" style="{room}"><strong>{html.escape(reason)}</strong></div>'


def _call(calculator: Callable[..., Any]) -> str:
    return f"{calculator.__module__.removeprefix('crmlab.')}.{calculator.__name__}"


def _first(parameter: Any) -> Any:
    if parameter.default is not inspect.Parameter.empty:
        return parameter.default
    quantity = parameter.quantity
    if isinstance(quantity, Flag):
        return False
    if isinstance(quantity, Named):
        return {key: middle(quantity.quantity) for key in quantity.keys}
    if not isinstance(quantity, Quantity):
        return quantity.options[0]
    return [middle(quantity)] * quantity.series[0] if quantity.series else middle(quantity)
