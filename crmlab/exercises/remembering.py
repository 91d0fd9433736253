"""Formulas that remember their answers to the very same inputs, as proofs and classes ask again and again."""

from __future__ import annotations

import functools
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from crmlab.exercises.declaring import Check

_MOST_REMEMBERED = 16  # answers of a formula; what everyone is asked comes again and again


def remembering(check: Check, most: int | None = None) -> Check:
    """Return a check whose right and wrong formulas remember their answers, at *most* so many of each."""
    remembered = replace(check, reference=once(check.reference, most))
    # where the check itself keeps them, once they are bound to the right formula
    vars(remembered)["misconceptions"] = [
        replace(known, wrong=once(known.wrong, most)) for known in remembered.misconceptions
    ]
    return remembered


@functools.cache
def of_a_class(check: Check) -> Check:
    """Return the check that remembers what it has just computed: a learner's numbers are drawn, then judged.

    Drawing computes the right answer and every known mistake; judging compares with the same ones.
    """
    return remembering(check, _MOST_REMEMBERED)


def once(function: Callable[..., Any], most: int | None = None) -> Callable[..., Any]:
    """Return a function that answers the same objects from memory; what is longest unused is forgotten."""
    known: OrderedDict[tuple, tuple[Any, Any]] = OrderedDict()

    @functools.wraps(function)
    def remembered(*places: Any, **names: Any) -> Any:
        key = (*map(id, places), *((name, id(value)) for name, value in names.items()))
        if key not in known:
            # what is kept alive does not lend its id to another
            known[key] = (places, names), function(*places, **names)
            if most and len(known) > most:
                known.popitem(last=False)
        known.move_to_end(key)
        return known[key][1]

    return remembered
