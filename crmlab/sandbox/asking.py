"""Ask a learner's function: the one place that calls it, in his own notebook and in the sandbox."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from crmlab.intake.values import Reply, plain

_DEEPEST = 300  # calls within each other in a browser; where its stack ends, Python ends without a word
_LONGEST = 1000  # characters of what an exception says
_TOO_LARGE = "math range error"  # Python's own words, the same on each system and in a browser


def ask(function: Callable[..., Any], inputs: Mapping[str, Any]) -> Reply:
    """Call a learner's function on a copy of *inputs*, in their order, and return its reply."""
    given = deepcopy(dict(inputs))
    try:
        with _on_a_short_stack():
            value = plain(function(*given.values()))
    except (Exception, SystemExit) as error:  # whatever a learner's code does, its cell gets a sentence
        return Reply(inputs, error=type(error).__name__, error_text=_text_of(error))
    changed = tuple(name for name in inputs if repr(plain(given[name])) != repr(plain(inputs[name])))
    return Reply(inputs, value, changed=changed)


@contextlib.contextmanager
def _on_a_short_stack() -> Iterator[None]:
    """In a browser, stop a function that calls itself without end before Python itself is lost."""
    if sys.platform != "emscripten":
        yield
        return
    usual, depth, frame = sys.getrecursionlimit(), 0, sys._getframe()
    while frame := frame.f_back:
        depth += 1
    sys.setrecursionlimit(min(usual, depth + _DEEPEST))
    try:
        yield
    finally:
        sys.setrecursionlimit(usual)


def _text_of(error: BaseException) -> str:
    if isinstance(error, OverflowError) and len(error.args) == 2:  # a power: number and words of the system
        return _TOO_LARGE
    try:
        return str(error)[:_LONGEST].encode("utf-8", "replace").decode("utf-8")
    except (Exception, SystemExit):  # an exception of the learner's own that cannot be written
        return ""
