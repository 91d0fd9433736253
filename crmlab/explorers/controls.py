"""The controls of an explorer, made from the declared parameters of its calculator."""

from __future__ import annotations

import html
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from crmlab.declared import names
from crmlab.declared.calculators import Parameter
from crmlab.declared.numbers import typed_number
from crmlab.declared.quantities import Choice, Flag, Quantity
from crmlab.declared.tables import Named
from crmlab.explorers.described import help_for
from crmlab.language import said

HERE = Path(__file__).parent
_BETWEEN = re.compile("[,;\uff0c\uff1b\u3001]")  # between numbers, also as a Chinese keyboard writes it
_BETWEEN_WITH_COMMAS = re.compile("[;\uff0c\uff1b\u3001]")  # where a comma stands inside of a number


def esm(path: Path) -> str:
    """Return the code of a widget, with what all widgets have in common."""
    return (HERE / "shared.js").read_text(encoding="utf-8") + path.read_text(encoding="utf-8")


class Controls(anywidget.AnyWidget):
    """Labelled sliders, fields, lists and boxes; their state is one mapping of values.

    A parameter that is several numbers with names has a control for each, called ``parameter.name``.
    """

    _esm = esm(HERE / "controls.js")
    controls = traitlets.List().tag(sync=True)
    start = traitlets.Dict().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    presets = traitlets.List().tag(sync=True)
    sentence = traitlets.Unicode().tag(sync=True)
    pinned = traitlets.Bool(False).tag(sync=True)
    code = traitlets.Unicode().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    about = traitlets.List().tag(sync=True)

    @traitlets.validate("values")
    def _read(self, proposal: Any) -> dict[str, Any]:
        """Let what was typed stand there as the number that it is, for the slider too."""
        kinds = {control["name"]: control["kind"] for control in self.controls}
        return {name: _if_read(kinds.get(name), value) for name, value in proposal["value"].items()}

    def __repr__(self) -> str:
        return names.word("words", "run_again").label


def _if_read(kind: str | None, value: Any) -> Any:
    if not isinstance(value, str) or kind not in {"number", "list"}:
        return value
    read = typed_number(value) if kind == "number" else _numbers(value)
    parts = read if isinstance(read, list) else [read]
    return read if parts and not any(isinstance(p, str) or not math.isfinite(p) for p in parts) else value


def without_kernel() -> str:
    """Say in a notebook that is opened again what to do, where JupyterLab says "Error displaying widget"."""
    lost = ".jp-OutputArea-child:has(+ * .crmlab-page) .jupyter-widgets:not(:has(*))"
    words = json.dumps(names.word("words", "run_again").label, ensure_ascii=False)
    # a picture is no white block in the dark: light and dark change places, hues stay
    dark = '[data-jp-theme-light="false"] .crmlab-picture{filter:invert(.93) hue-rotate(180deg)}'
    return f"<style>{lost}{{font-size:0}}{lost}::before{{font-size:13px;content:{words}}}{dark}</style>"


@dataclass(frozen=True)
class OnPaper:
    """What stands below controls and stays when the notebook is closed: a page, folded away, and its text."""

    page: str
    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        summary = html.escape(names.word("words", "on_paper").label)
        folded = f'<details class="crmlab-page"><summary>{summary}</summary>{self.page}</details>'
        return without_kernel() + folded


def controls_for(parameter: Parameter, start: Any) -> list[dict[str, Any]]:
    """Return what the browser needs to make the controls of a parameter that begins at *start*."""
    word = names.word("parameters", parameter.name)
    control = {"name": parameter.name, "label": word.label, "meaning": word.definition}
    if isinstance(parameter.quantity, Named):
        return [
            control
            | {
                "name": f"{parameter.name}.{key}",
                "label": said("{label}: {told}", label=word.label, told=names.word("keys", str(key)).label),
            }
            | _kind(parameter.quantity.quantity, word, number)
            for key, number in start.items()
        ]
    if parameter.optional:
        control |= {"optional": True, "left_out": word.left_out}
    return [control | _kind(parameter.quantity, word, start, parameter.optional)]


def flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values with one entry a control: numbers with names stand alone, as ``parameter.name``."""
    controls: dict[str, Any] = {}
    for name, value in values.items():
        controls |= (
            {f"{name}.{key}": part for key, part in value.items()}
            if isinstance(value, Mapping)
            else {name: value}
        )
    return controls


def _kind(
    quantity: Quantity | Choice, word: names.Word, start: Any, optional: bool = False
) -> dict[str, Any]:
    control = _of_kind(quantity, word.label, start)
    return control | {"help": help_for(control["kind"], word, optional)}


def _of_kind(quantity: Quantity | Choice, label: str, start: Any) -> dict[str, Any]:
    if isinstance(quantity, Flag):
        return {"kind": "flag"}
    if isinstance(quantity, Choice):
        return {"kind": "choice", "options": [[one, quantity.on_screen(one)] for one in quantity.options]}
    unit = names.unit_label(quantity.unit) if quantity.unit else ""
    unit = "" if unit == label else unit
    if quantity.series:
        return {"kind": "list", "unit": unit}
    ends = _ends(quantity, start) | {"step": quantity.step, "middle": middle(quantity)}
    ends["fine"] = quantity.step if quantity.whole else quantity.step / 10
    valued = names.measured(quantity.unit, "{}") if unit else "{}"
    return {"kind": "number", "unit": unit, "valued": valued, **ends}


def _ends(quantity: Quantity, start: Any) -> dict[str, float]:
    """Return the typical ends, or the first step beyond that reaches the start, if it is allowed."""
    low, high = quantity.typical
    outside = (low - start, start - high) if isinstance(start, int | float) else (0, 0)
    down, up = (quantity.step * max(0, math.ceil(by / quantity.step - 1e-9)) for by in outside)
    return {
        "low": max(round(low - down, 10), quantity.low),
        "high": min(round(high + up, 10), quantity.high),
    }


def middle(quantity: Quantity) -> float | int:
    """Return a typical value in the middle of the range, on a step."""
    low, high = quantity.typical
    value = low + quantity.step * round((high - low) / quantity.step / 2)
    return round(value) if quantity.whole else round(value, 10)


def together(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values with one entry a parameter: the opposite of `flat`."""
    gathered: dict[str, Any] = {}
    for name, value in values.items():
        parameter, dot, key = name.partition(".")
        if dot:
            gathered.setdefault(parameter, {})[key] = value
        else:
            gathered[parameter] = value
    return gathered


def as_typed(parameter: Parameter, value: Any) -> Any:
    """Turn what was typed into a number or a list of numbers where it is one; else leave it to be refused."""
    if isinstance(value, Mapping):
        keys = {str(key): key for key in parameter.quantity.keys}  # in a browser every name is text
        return {keys.get(key, key): typed_number(part) for key, part in value.items()}
    if not isinstance(value, str) or not isinstance(parameter.quantity, Quantity):
        return value
    if parameter.quantity.series:
        return _numbers(value)
    return typed_number(value)


def _numbers(text: str) -> list[Any]:
    between = _BETWEEN_WITH_COMMAS if re.search("[;\uff1b]", text) else _BETWEEN
    return [typed_number(part) for part in between.split(text) if part.strip()]


def code_for(call: str, fixed: Mapping[str, str], values: Mapping[str, Any]) -> str:
    """Return the Python call with these arguments: *fixed* are written in Python already."""
    written = {**fixed, **{name: _in_python(value) for name, value in values.items()}}
    return f"{call}({', '.join(f'{name}={value}' for name, value in written.items())})"


def _in_python(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_in_python, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {_in_python(part)}" for key, part in value.items()) + "}"
    return f"float('{value}')" if isinstance(value, float) and not math.isfinite(value) else repr(value)
