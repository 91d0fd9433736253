"""Ask a learner's function: the one place that calls it, in his own notebook and in the sandbox."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from crmlab.intake.values import Reply, plain

_LONGEST = 1000  # characters of what an exception says


def ask(function: Callable[..., Any], inputs: Mapping[str, Any]) -> Reply:
    """Call a learner's function on a copy of *inputs*, in their order, and return its reply."""
    given = deepcopy(dict(inputs))
    try:
        value = plain(function(*given.values()))
    except (Exception, SystemExit) as error:  # whatever a learner's code does, its cell gets a sentence
        return Reply(inputs, error=type(error).__name__, error_text=_text_of(error))
    changed = tuple(name for name in inputs if repr(plain(given[name])) != repr(plain(inputs[name])))
    return Reply(inputs, value, changed=changed)


def _text_of(error: BaseException) -> str:
    try:
        return str(error)[:_LONGEST].encode("utf-8", "replace").decode("utf-8")
    except (Exception, SystemExit):  # an exception of the learner's own that cannot be written
        return ""
