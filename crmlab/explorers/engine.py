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
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from IPython.display import HTML, display

from crmlab import names
from crmlab.explorers.controls import Controls, as_typed, code_for, control_for, middle
from crmlab.figures.picture import Picture
from crmlab.quantities import Flag, Quantity
from crmlab.working import Working, show


@dataclass(frozen=True, eq=False)
class Explorer:
    """What is special to one explorer.

    Attributes
    ----------
    name : str
        ``topic-name``; also the key of its sentence in the glossary.
    calculator : callable
        The calculator whose parameters become controls.
    picture : type of Picture
        The picture of its result.
    start : mapping
        Values to begin with; without one a parameter begins with its default or in the middle.
    fixed : mapping of str to str
        Arguments that have no control, such as a data set, as Python: "copy as code" repeats it.
    """

    name: str
    calculator: Callable[..., Any]
    picture: type[Picture]
    start: Mapping[str, Any] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)

    def first_values(self) -> dict[str, Any]:
        """Return the values to begin with."""
        return {
            name: self.start.get(name, _first(parameter))
            for name, parameter in self.calculator.parameters.items()
            if parameter.quantity is not None and name not in self.fixed
        }


class Session:
    """One explorer on screen: its values, its picture, and the output that shows them."""

    def __init__(self, explorer: Explorer) -> None:
        self.explorer = explorer
        self.picture = explorer.picture()
        self.fixed = {name: _computed(code) for name, code in explorer.fixed.items()}
        start = explorer.first_values()
        parameters = explorer.calculator.parameters
        self.controls = Controls(
            controls=[control_for(parameters[name], value) for name, value in start.items()],
            start=start,
            values=start,
            words={key: names.word("words", key).label for key in _WORDS},
        )
        self.controls.code = self.code()
        self._output = None

    def display(self) -> None:
        """Show the controls, and below them the picture as an ordinary output."""
        display(self.controls)
        self._output = display(HTML(self.render()), display_id=True)
        self.controls.observe(self._update, "values")

    def _update(self, change: Any) -> None:
        self._output.update(HTML(self.render()))
        self.controls.code = self.code()

    def values(self) -> dict[str, Any]:
        """Return the values as they stand now; what was typed is a number where it is one."""
        parameters = self.explorer.calculator.parameters
        return {name: as_typed(parameters[name], value) for name, value in self.controls.values.items()}

    def code(self) -> str:
        """Return the Python call that reproduces what is on screen."""
        return code_for(_call(self.explorer.calculator), self.explorer.fixed, self.values())

    def render(self) -> str:
        """Return the output for the values as they stand now."""
        try:
            working = show(self.explorer.calculator, **self.fixed, **self.values())
            words = self.picture.move(working.value, working.arguments)
            headline = words.get("headline") or working.result
            sentence = names.word("sentences", self.explorer.name).label.format(result=headline, **words)
            picture = self.picture.html(sentence)
        except (TypeError, ValueError, ArithmeticError) as error:  # what is refused, or too large to draw
            return _no_picture(str(error), self.picture)
        return _page(headline, picture, sentence, working)


@functools.cache
def _computed(code: str) -> Any:
    """Compute an argument that one of our explorers declares; it is the same for all who look."""
    words = (node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name))
    return eval(code, {name: importlib.import_module(f"crmlab.{name}") for name in words})


_WORDS = ("controls", "typed", "left_out", "reset", "copy", "copied", "run_again")


def _page(headline: str, picture: str, sentence: str, working: Working) -> str:
    summary = names.word("words", "working").label
    return (
        f"{_without_kernel()}"
        f'<div class="crmlab-page" style="font-size:1.6em;font-weight:bold">{html.escape(headline)}</div>'
        f"{picture}<p>{html.escape(sentence)}</p>"
        f"<details open><summary>{html.escape(summary)}</summary>{working._repr_html_()}</details>"
    )


def _without_kernel() -> str:
    """Say in a notebook that is opened again what to do, where JupyterLab says "Error displaying widget"."""
    lost = ".jp-OutputArea-child:has(+ * .crmlab-page) .jupyter-widgets:not(:has(*))"
    words = json.dumps(names.word("words", "run_again").label, ensure_ascii=False)
    return f"<style>{lost}{{font-size:0}}{lost}::before{{font-size:13px;content:{words}}}</style>"


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
    if not isinstance(quantity, Quantity):
        return quantity.options[0]
    return [middle(quantity)] * quantity.series[0] if quantity.series else middle(quantity)
