"""The customers of a table and a time ahead: what a fitted model says of the number of their purchases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import pandas as pd

from crmlab.counting import counted
from crmlab.declared.quantities import brief
from crmlab.declared.tables import column_of
from crmlab.errors import BadTypeError
from crmlab.language import said
from crmlab.purchases.buying import BuyingModel, require_buying, summary_of
from crmlab.purchases.histories import KINDS, columns, different, possible

_STEP = 1e-3  # of the logarithm of a parameter, for a slope


@dataclass(frozen=True)
class Ahead:
    """Different histories of customers, and how far to look ahead.

    Attributes
    ----------
    model : BuyingModel
        Fitted.
    customer_id : array
        The customers, in the order of the table.
    which : numpy.ndarray
        For each customer, the number of his history.
    t, x, t_x, T : numpy.ndarray
        Time ahead, frequency, recency and age of each history.
    """

    model: BuyingModel
    customer_id: Any
    which: np.ndarray
    t: np.ndarray
    x: np.ndarray
    t_x: np.ndarray
    T: np.ndarray  # noqa: N815  (the papers' letter)

    @classmethod
    def of(cls, model: Any, table: Any, t: Any) -> Self:
        """Return the customers of a table of `summarize`, or raise one clear sentence."""
        require_buying(model)
        model._found()
        table, span = summary_of(table), KINDS["t"].validate("t", t)
        if np.ndim(span):
            raise BadTypeError(said("{name} must be one number; got {got}.", name="t", got=brief(t)))
        customers = column_of(said("the table"), table, "customer_id").array
        history, which = different(*possible(*columns(frequency=table, recency=None, T=None)))
        return cls(model, customers, which, np.full(len(history[0]), float(span)), *history)

    def of_each(self) -> Self:
        """Return the same with a history for each customer, in the order of the table."""
        columns = (column[self.which] for column in (self.t, self.x, self.t_x, self.T))
        return type(self)(self.model, self.customer_id, np.arange(len(self.which)), *columns)

    def expected(self, params: np.ndarray) -> np.ndarray:
        """Return the purchases to expect after each history, with these parameters."""
        return self.model._purchases(params, self.t, self.x, self.t_x, self.T)

    def slopes(self) -> np.ndarray:
        """Return how the purchases to expect move with the logarithm of each parameter, a row each."""
        params = self.model._values()
        steps = np.exp(_STEP * np.eye(len(params)))
        rises = [self.expected(params * step) - self.expected(params / step) for step in steps]
        return np.array(rises) / (2 * _STEP)

    def alive(self) -> np.ndarray:
        """Return the probability that a customer with each history has not left."""
        return self.model._alive(self.model._values(), self.x, self.t_x, self.T)

    def variance(self) -> np.ndarray:
        """Return the variance of the number of purchases after each history."""
        (t, x, T), alike = different(self.t, self.x, self.T)  # noqa: N806  (the papers' letter)
        pairs = self.alive() * self.model._pairs_if_alive(self.model._values(), t, x, T)[alike]
        mean = self.expected(self.model._values())
        return np.maximum(pairs + mean - mean**2, 0.0)

    def reached_by(self) -> Callable[[np.ndarray], np.ndarray]:
        """Return a function that gives P(n purchases or more) after each history, n a number each."""
        alive, params = self.alive(), self.model._values()

        def reached(n: np.ndarray) -> np.ndarray:
            columns, alike = different(n, self.t, self.x, self.T)
            return np.where(n > 0, alive * self.model._reached_if_alive(params, *columns)[alike], 1.0)

        return reached

    def rows(self, **columns: np.ndarray) -> pd.DataFrame:
        """Return a table with a row a customer from columns with a row a history."""
        of_each = {name: values[self.which] for name, values in columns.items()}
        return pd.DataFrame({"customer_id": self.customer_id, **of_each})

    @property
    def customers(self) -> np.ndarray:
        """How many customers have each history."""
        return counted(self.which)


def most_reached(reached: Callable[[np.ndarray], np.ndarray], chance: float, size: int) -> np.ndarray:
    """Return the largest number that is reached with at least this chance, for each of so many histories."""
    low, high = np.zeros(size), np.ones(size)
    while np.any(rising := reached(high) >= chance):
        low, high = np.where(rising, high, low), np.where(rising, 2 * high, high)
    while np.any(high - low > 1):
        middle = np.floor((low + high) / 2)
        is_reached = reached(middle) >= chance
        low, high = np.where(is_reached, middle, low), np.where(is_reached, high, middle)
    return low
