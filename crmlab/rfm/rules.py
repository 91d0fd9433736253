"""Which cells of recency, frequency and monetary value belong to which segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from crmlab.declared.quantities import brief
from crmlab.errors import BadTypeError, BadValueError
from crmlab.language import said, to_say

MOST_BINS = 9  # so that a cell is three digits


@dataclass(frozen=True)
class Rule:
    """Which cells belong to a segment: a lowest and a highest score each, or None for any.

    ``Rule("champions", r=(4, 5), f=(4, 5))`` leaves the money open. A segment may have several rules.

    Attributes
    ----------
    segment : str
        Name of the segment; those of `RULES` are keys of the glossary's segments.
    r, f, m : tuple of int, optional
        Lowest and highest score of recency, frequency and monetary value.
    """

    segment: str
    r: tuple[int, int] | None = None
    f: tuple[int, int] | None = None
    m: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.segment, str) or not self.segment.strip():
            sentence = to_say("segment must be a name, such as 'champions'; got {got}.")
            raise BadValueError(said(sentence, got=brief(self.segment)))
        for name, ends in zip("rfm", self.ranges, strict=True):
            if not _is_range(ends):
                sentence = to_say(
                    "{name} must be the lowest and the highest score, such as (4, 5); got {got}."
                )
                raise BadValueError(said(sentence, name=name, got=brief(ends)))

    @property
    def ranges(self) -> tuple[tuple[int, int] | None, ...]:
        """The ranges of the three scores."""
        return self.r, self.f, self.m

    def covers(self, cell: Sequence[int]) -> bool:
        """Whether a cell, given as three scores, belongs to the segment."""
        pairs = zip(self.ranges, cell, strict=True)
        return all(ends is None or ends[0] <= points <= ends[1] for ends, points in pairs)

    def __str__(self) -> str:
        parts = [f"{name} {_span(*ends)}" for name, ends in zip("RFM", self.ranges, strict=True) if ends]
        return ", ".join(parts) or "any"


def checked_rules(rules: Any) -> list[Rule]:
    """Return *rules* as a list, or raise one clear sentence."""
    if not isinstance(rules, list | tuple) or not rules or not all(isinstance(r, Rule) for r in rules):
        raise BadTypeError(said("rules must be a list of rfm.Rule; got {got}.", got=brief(rules)))
    return list(rules)


def deciding(rules: Any) -> tuple[list[Rule], int, np.ndarray]:
    """Return the rules, `RULES` for None; their highest score; and the number of the rule for each cell.

    The cells run from 111 upwards, so that the last score changes from one to the next.
    """
    rules = checked_rules(RULES if rules is None else rules)
    bins = max((ends[1] for rule in rules for ends in rule.ranges if ends), default=MOST_BINS)
    return rules, bins, np.array([only_rule(rules, cell) for cell in product(range(1, bins + 1), repeat=3)])


def only_rule(rules: list[Rule], cell: tuple[int, int, int]) -> int:
    """Return the number of the rule that covers a cell."""
    covering = [number for number, rule in enumerate(rules) if rule.covers(cell)]
    name = "".join(map(str, cell))
    if not covering:
        raise BadValueError(said("rules must cover each cell once; no rule covers {name}.", name=name))
    if len(covering) > 1:
        one, other = (f"{rules[n].segment} ({rules[n]})" for n in covering[:2])
        sentence = to_say("rules must cover each cell once; {name} falls to {one} and to {other}.")
        raise BadValueError(said(sentence, name=name, one=one, other=other))
    return covering[0]


def _is_range(ends: Any) -> bool:
    """Whether *ends* are a lowest and a highest score."""
    if ends is None:
        return True
    if not isinstance(ends, tuple | list) or len(ends) != 2:
        return False
    whole = all(isinstance(end, int | np.integer) and not isinstance(end, bool) for end in ends)
    return whole and 1 <= ends[0] <= ends[1] <= MOST_BINS


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"


# Invented for the course, for five bins. Every one of the 125 cells falls to exactly one rule.
RULES = (
    Rule("champions", r=(4, 5), f=(4, 5), m=(4, 5)),
    Rule("regulars", r=(4, 5), f=(4, 5), m=(1, 3)),
    Rule("regulars", r=(3, 3), f=(4, 5)),
    Rule("big_spenders", r=(3, 5), f=(1, 3), m=(4, 5)),
    Rule("promising", r=(4, 5), f=(2, 3), m=(1, 3)),
    Rule("newcomers", r=(4, 5), f=(1, 1), m=(1, 3)),
    Rule("cooling", r=(3, 3), f=(1, 3), m=(1, 3)),
    Rule("at_risk", r=(1, 2), f=(4, 5)),
    Rule("at_risk", r=(1, 2), f=(1, 3), m=(4, 5)),
    Rule("sleeping", r=(1, 2), f=(1, 3), m=(1, 3)),
)
