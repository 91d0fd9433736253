"""What the calculators of loyalty and relationships answer with, beside numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from crmlab.declared import names
from crmlab.declared.quantities import Choice


@dataclass(frozen=True)
class Term(Choice):
    """One of a few classes, with a name in the glossary.

    Attributes
    ----------
    options : tuple of str
        The keys of the classes.
    scheme : str
        What they classify; the glossary has their names by scheme and key.
    """

    scheme: str

    def show(self, value: str) -> str:
        """Write a class by its name and key."""
        word = names.word("relationships", f"{self.scheme}.{value}")
        return f"{word.label} ({value})"


def picked(grid: Any, *places: Any) -> Any:
    """Pick from a grid of classes by a number or a truth for each of its sides, single or in arrays."""
    chosen = np.asarray(grid)[tuple(np.asarray(place, dtype=np.int64) for place in places)]
    return chosen if chosen.ndim else chosen.item()
