"""Explorers: a calculator under sliders, with its picture, its working and a sentence."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from crmlab.errors import BadValueError

if TYPE_CHECKING:
    from crmlab.explorers.engine import Explorer

TOPICS = (
    "relationships",
    "lifecycle",
    "value",
    "clv",
    "equity",
    "purchases",
    "rfm",
    "portfolio",
    "retention",
    "service_gap",
    "satisfaction",
    "complaints",
    "loyalty",
)
MEASURED = ("scaling",)  # what these show depends on the machine: no gallery can hold it, no test compare it


def explore(what: Callable[..., Any] | str) -> None:
    """Show an explorer: move a slider, and formula, picture and sentence follow.

    Parameters
    ----------
    what : callable or str
        A calculator, such as ``clv.lifetime_value``, or the name of an explorer, such as ``"rfm-cells"``.

    Raises
    ------
    ValueError
        If there is no such explorer; the sentence names those that there are.
    """
    from crmlab.explorers.engine import Session

    Session(find(what)).display()


def find(what: Callable[..., Any] | str) -> Explorer:
    """Return the explorer of this calculator or name."""
    known = [*all_explorers(), *_explorers_of(MEASURED)]
    asked = what if isinstance(what, str) else getattr(what, "__name__", type(what).__name__)
    for explorer in known:
        if asked == explorer.name or what is explorer.calculator:
            return explorer
    raise BadValueError(f"There is no explorer {asked!r}; there are {', '.join(e.name for e in known)}.")


def all_explorers() -> Iterator[Explorer]:
    """Yield every explorer of a topic, in the order of the lessons."""
    yield from _explorers_of(TOPICS)


def _explorers_of(topics: tuple[str, ...]) -> Iterator[Explorer]:
    for topic in topics:
        yield from importlib.import_module(f"crmlab.explorers.{topic}").EXPLORERS
