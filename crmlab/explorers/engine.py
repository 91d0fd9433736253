"""The one engine of all explorers: controls, the picture, the live working, one sentence.

Only the controls are a widget. The picture and its sentence are an ordinary output of the cell, updated in
place, so that a saved notebook keeps the last picture on a page, in print and when it is opened again.
"""

from __future__ import annotations

import html
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from IPython.display import HTML, display

from crmlab import names
from crmlab.explorers.controls import Controls, as_typed, code_for, control_for, middle
from crmlab.figures.picture import Picture
from crmlab.quantities import Flag, Quantity
from crmlab.working import Working, show


@dataclass(frozen=True)
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
    fixed : callable, optional
        Gives arguments that have no control, such as a data set.
    """

    name: str
    calculator: Callable[..., Any]
    picture: type[Picture]
    start: Mapping[str, Any] = field(default_factory=dict)
    fixed: Callable[[], Mapping[str, Any]] = dict

    def first_values(self) -> dict[str, Any]:
        """Return the values to begin with."""
        return {
            name: self.start.get(name, _first(parameter))
            for name, parameter in self.calculator.parameters.items()
            if parameter.quantity is not None and name not in self.fixed()
        }


class Session:
    """One explorer on screen: its values, its picture, and the output that shows them."""

    def __init__(self, explorer: Explorer) -> None:
        self.explorer = explorer
        self.picture = explorer.picture()
        self.fixed = dict(explorer.fixed())
        start = explorer.first_values()
        parameters = explorer.calculator.parameters
        self.controls = Controls(
            controls=[control_for(parameters[name], value) for name, value in start.items()],
            start=start,
            values=start,
            words={key: names.word("words", key).label for key in _WORDS},
        )
        self._output = None

    def display(self) -> None:
        """Show the controls, and below them the picture as an ordinary output."""
        display(self.controls)
        self._output = display(HTML(self.render()), display_id=True)
        self.controls.observe(lambda change: self._output.update(HTML(self.render())), "values")

    def render(self) -> str:
        """Return the output for the values as they stand now."""
        parameters = self.explorer.calculator.parameters
        values = {name: as_typed(parameters[name], value) for name, value in self.controls.values.items()}
        self.controls.code = code_for(_call(self.explorer.calculator), values)
        try:
            working = show(self.explorer.calculator, **self.fixed, **values)
        except (TypeError, ValueError) as error:
            return _no_picture(str(error), self.picture)
        words = self.picture.move(working.value, working.arguments)
        sentence = names.word("sentences", self.explorer.name).label.format(result=working.result, **words)
        return _page(words.get("headline", working.result), self.picture.html(sentence), sentence, working)


_WORDS = ("controls", "typed", "left_out", "reset", "copy", "copied")


def _page(headline: str, picture: str, sentence: str, working: Working) -> str:
    summary = names.word("words", "working").label
    return (
        f'<div style="font-size:1.6em;font-weight:bold">{html.escape(headline)}</div>'
        f"{picture}<p>{html.escape(sentence)}</p>"
        f"<details open><summary>{html.escape(summary)}</summary>{working._repr_html_()}</details>"
    )


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
