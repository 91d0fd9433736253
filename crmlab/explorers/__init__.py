"""Explorers: a calculator under sliders, with its picture, its working and a sentence."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from crmlab.declared import authored
from crmlab.errors import BadValueError
from crmlab.language import said, to_say

if TYPE_CHECKING:
    from crmlab.declared.authored import Unit
    from crmlab.explorers.engine import Explorer


def explore(what: Callable[..., Any] | str, /, **start: Any) -> None:
    """Show an explorer: move a slider, and formula, picture and sentence follow.

    Parameters
    ----------
    what : callable or str
        A calculator, such as ``clv.lifetime_value``, or the name of an explorer, such as ``"rfm-cells"``.
    **start
        Arguments to begin with, such as ``rate=0.09``; the others begin where the explorer does.

    Raises
    ------
    ValueError
        If there is no such explorer, or it has no such control; the sentence names those that there are.
    """
    from crmlab.explorers.engine import Session

    Session(find(what), **start).display()


def find(what: Callable[..., Any] | str) -> Explorer:
    """Return the explorer of this calculator or name; a name may have underscores, as older ones had."""
    known = [*all_explorers(), *(one for _, some in by_unit(measured=True) for one in some)]
    name = what.replace("_", "-") if isinstance(what, str) else None
    for explorer in known:
        if name == explorer.name or what is explorer.calculator:
            return explorer
    asked = what if isinstance(what, str) else getattr(what, "__name__", type(what).__name__)
    sentence = to_say("There is no explorer {asked}; there are {names}.")
    raise BadValueError(said(sentence, asked=repr(asked), names=said(", ").join(e.name for e in known)))


def all_explorers() -> Iterator[Explorer]:
    """Yield every explorer that shows the same everywhere, in the order of the lessons."""
    for _, explorers in by_unit():
        yield from explorers


def by_unit(measured: bool = False) -> Iterator[tuple[Unit, list[Explorer]]]:
    """Yield each unit with its explorers: those that measure the machine, or all others."""
    for unit in authored.units():
        name = f"crmlab.explorers.{unit.name}"
        if not importlib.util.find_spec(name):
            continue
        module = importlib.import_module(name)
        if getattr(module, "MEASURED", False) == measured:
            yield unit, list(module.EXPLORERS)
