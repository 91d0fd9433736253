"""How far an answer moves when one argument moves a little."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from crmlab.declared.calculators import bind
from crmlab.declared.quantities import Quantity, brief
from crmlab.errors import BadTypeError, BadValueError
from crmlab.language import said


def sensitivity(calculator: Callable, change: float = 0.1, **arguments: Any) -> pd.DataFrame:
    """How far a calculator's answer moves when one argument moves a little and the others stay.

    Parameters
    ----------
    calculator : callable
        A calculator of crmlab that answers with one number.
    change : float
        Relative change up and down, more than 0 and at most 1.
    **arguments
        The calculator's arguments. Single numbers other than 0 move one at a time: whole numbers by at
        least 1, none out of its allowed range.

    Returns
    -------
    DataFrame
        ``parameter, low, high, at_low, at_high, swing``, a row an argument, the largest swing first.

    Raises
    ------
    TypeError
        If *calculator* is not one of crmlab's.
    ValueError
        If *change* is out of range, or the calculator refuses an argument or has no single number.

    References
    ----------
    One-at-a-time ("tornado") analysis; standard.

    Examples
    --------
    >>> from crmlab import clv
    >>> table = sensitivity(clv.lifetime_value, margin=100, retention=0.8, rate=0.1)
    >>> table[["parameter", "swing"]].round(2).to_dict("records")[0]
    {'parameter': 'retention', 'swing': 210.53}
    """
    if not hasattr(calculator, "parameters"):
        sentence = said("calculator must be a calculator of crmlab; got {got}.", got=brief(calculator))
        raise BadTypeError(sentence)
    change = Quantity(low=0, high=1).validate("change", change)
    if change == 0:
        raise BadValueError(said("change must be more than 0; got 0."))
    given = {
        name: calculator.parameters[name].validate(value)
        for name, value in bind(calculator, **arguments).items()
    }
    rows = [_swing(calculator, given, name, change) for name in given if _can_move(calculator, name, given)]
    table = pd.DataFrame(rows, columns=["parameter", "low", "high", "at_low", "at_high", "swing"])
    return table.sort_values("swing", ascending=False, kind="stable", ignore_index=True)


def _can_move(calculator: Callable, name: str, given: dict[str, Any]) -> bool:
    """Whether an argument is a single number other than 0."""
    is_number = isinstance(calculator.parameters[name].quantity, Quantity)
    return is_number and np.ndim(given[name]) == 0 and given[name] not in (None, 0)


def _swing(calculator: Callable, given: dict[str, Any], name: str, change: float) -> tuple:
    quantity, value = calculator.parameters[name].quantity, given[name]
    step = abs(value) * change
    if quantity.whole:
        step = max(1, round(step))
    low, high = max(quantity.low, value - step), min(quantity.high, value + step)
    at_low, at_high = (calculator(**{**given, name: moved}) for moved in (low, high))
    if not isinstance(at_low, int | float):
        parts = {"name": calculator.__name__, "got": brief(at_low)}
        raise BadValueError(said("{name} must answer with one number to be moved; got {got}.", **parts))
    return name, low, high, at_low, at_high, abs(at_high - at_low)
