"""What a manager decides in a quarter: money, a promise, and rules that say whom to reach.

A decision is plain values. *Amounts* hold whatever happens; *whom* to reach is a rule, so that the decision
can be played again with other luck, where other customers have complained or stopped to order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

import numpy as np

from crmlab.declared.numbers import brief
from crmlab.declared.quantities import Choice, Flag, Quantity
from crmlab.errors import BadTypeError, BadValueError
from crmlab.firm.market import CHANNELS, SEGMENTS
from crmlab.firm.words import money
from crmlab.language import said

BUDGET = 100_000  # yuan a quarter
PRICES = {"call": 40, "write": 3, "manage": 1_500}  # yuan a customer
REPORTS = {"customers": 1_500, "survey": 4_000, "complaints": 1_000, "cohorts": 800}  # yuan each
# what is known of each customer, and the report that tells it; "" is the card file, which is there anyway
COLUMNS = {
    **dict.fromkeys(("segment", "channel", "tenure"), ""),
    **dict.fromkeys(("recency", "orders", "sales", "margin", "profit"), "customers"),
    **dict.fromkeys(("complaints", "in_vain"), "complaints"),
    **dict.fromkeys(("satisfaction", "expectation"), "survey"),
}
_WORDS = {"segment": Choice(SEGMENTS), "channel": Choice(CHANNELS)}

_YUAN = Quantity("money", 0, BUDGET, format=",.0f")
_PROMISE = Quantity("", 1, 10, typical=(5, 8), step=0.5, format=".1f")
_MOST = Quantity("", 1, 10_000, format=",.0f", whole=True)
_ACCOUNTS = Quantity("", 1, 20, format=",.0f", whole=True)
_ANY = Quantity()


@dataclass(frozen=True, repr=False)
class Rule:
    """Whom to reach: at most so many, the largest by a column first, of those within limits."""

    by: str
    most: int
    lowest: bool = False
    within: Mapping[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        asked = {"most": self.most, **({"lowest": True} if self.lowest else {}), **self.within}
        return f"whom({self.by!r}, {', '.join(f'{name}={value!r}' for name, value in asked.items())})"

    @property
    def columns(self) -> set[str]:
        """What the rule has to know of each customer."""
        return {self.by, *self.within}

    @property
    def sources(self) -> set[str]:
        """The reports that tell it."""
        return {COLUMNS[column] for column in self.columns} - {""}


def whom(by: str, most: int, *, lowest: bool = False, **within: Any) -> Rule:
    """Say whom to reach, as a rule.

    Parameters
    ----------
    by : str
        The column by which customers are put in order.
    most : int
        How many are reached, at most.
    lowest : bool
        Whether those with the lowest values come first.
    **within
        Of whom: ``segment="large"``, or from … to, ``recency=(2, None)``; ends included.

    Returns
    -------
    Rule
        For `Firm.decide`.

    Examples
    --------
    >>> whom("profit", most=100, recency=(2, None))
    whom('profit', most=100, recency=(2.0, None))
    """
    numbers = Choice(tuple(name for name in COLUMNS if name not in _WORDS))
    return Rule(
        numbers.validate("by", by),
        _MOST.validate("most", most),
        Flag().validate("lowest", lowest),
        {name: _limits(name, value) for name, value in within.items()},
    )


@dataclass(frozen=True)
class Decision:
    """A quarter's decision; what is not named is nothing, and the promise is the usual one."""

    winning: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # by channel and segment
    keeping: Mapping[str, float] = field(default_factory=dict)  # by segment
    service: float = 0.0
    recovery: float = 0.0
    promise: float = 6.0
    call: Rule | None = None
    write: Rule | None = None
    manage: Rule | None = None
    reports: tuple[str, ...] = ()

    @property
    def rules(self) -> dict[str, Rule]:
        """The rules that there are, by what is done."""
        return {name: rule for name in PRICES if (rule := getattr(self, name))}

    @property
    def cost(self) -> float:
        """What is set aside for it, in yuan; whoever reaches fewer than a rule allows spends less."""
        money = sum(sum(cell.values()) for cell in self.winning.values()) + sum(self.keeping.values())
        reached = sum(PRICES[name] * rule.most for name, rule in self.rules.items())
        return money + self.service + self.recovery + reached + sum(REPORTS[name] for name in self.reports)

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return asdict(self)

    def as_code(self, firm: str) -> str:
        """Return the line that decides this of a firm with that name; what is nothing is left out."""
        given = {one.name: getattr(self, one.name) for one in fields(self)}
        said_so = [f"{name}={value!r}" for name, value in given.items() if value]
        return f"{firm}.decide({', '.join(said_so)})"


def decided(**given: Any) -> Decision:
    """Return a decision, or raise one clear sentence about what it may not be."""
    known = [one.name for one in fields(Decision)]
    for name in given:
        if name not in known:
            sentence = said(
                "A decision has no {name}; it may have {known}.", name=name, known=", ".join(known)
            )
            raise BadValueError(sentence)
    read = {name: _READ[name](name, value) for name, value in given.items()}
    decision = Decision(**read)
    _refuse_unknown(decision)
    if decision.cost > BUDGET:
        sentence = said(
            "This costs {cost}, and there are {budget} a quarter: spend {over} less.",
            cost=money(decision.cost),
            budget=money(BUDGET),
            over=money(decision.cost - BUDGET),
        )
        raise BadValueError(sentence)
    return decision


def _refuse_unknown(decision: Decision) -> None:
    """Refuse a rule that asks for what no report of this quarter tells."""
    for name, rule in decision.rules.items():
        for column in sorted(rule.columns):
            if (report := COLUMNS[column]) and report not in decision.reports:
                sentence = said(
                    "{name} asks for {column}. That is in the report {report}, which you have not bought "
                    "this quarter: buy it first.",
                    name=name,
                    column=repr(column),
                    report=repr(report),
                )
                raise BadValueError(sentence)


def _money(name: str, value: Any) -> float:
    return _YUAN.validate(name, value)


def _by(options: tuple[str, ...], read: Any) -> Any:
    """Return what reads a dictionary with some of the options as its keys."""

    def reading(name: str, value: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            sentence = said(
                "{name} must be a dictionary with any of {options}; got {got}.",
                name=name,
                options=", ".join(map(repr, options)),
                got=brief(value),
            )
            raise BadTypeError(sentence)
        keys = [Choice(options).validate(said("a key of {name}", name=name), key) for key in value]
        return {key: read(f"{name}[{key!r}]", value[key]) for key in keys}

    return reading


def _rule(name: str, value: Any) -> Rule | None:
    read = _of_data(value) if isinstance(value, Mapping) else value
    if read is not None and not isinstance(read, Rule):
        sentence = said("{name} must be a rule, as whom(…) gives it; got {got}.", name=name, got=brief(value))
        raise BadTypeError(sentence)
    if read and name == "manage":
        _ACCOUNTS.validate("manage: most", read.most)
    return read


def _of_data(value: Mapping[str, Any]) -> Rule | Mapping:
    """Return the rule that was written as JSON; what is none comes back as it is."""
    own, within = {"by", "most", "lowest"}, value.get("within", {})
    if not {"by", "most"} <= value.keys() <= own | {"within"} or not isinstance(within, Mapping):
        return value
    if own & within.keys():  # what no call of whom(…) can have written
        return value
    return whom(
        **{name: value[name] for name in own & value.keys()}, **{str(one): within[one] for one in within}
    )


def _limits(name: str, value: Any) -> Any:
    """Return the word, or from where to where, that a rule asks of a column."""
    Choice(tuple(COLUMNS)).validate(said("a limit of whom"), name)
    if name in _WORDS:
        return _WORDS[name].validate(name, value)
    if not isinstance(value, list | tuple) or len(value) != 2:
        sentence = said(
            "{name} must be (from, to), with None for no end; got {got}.", name=name, got=brief(value)
        )
        raise BadTypeError(sentence)
    low, high = (None if end is None else float(_ANY.validate(name, end)) for end in value)
    if low is not None and high is not None and low > high:
        raise BadValueError(
            said(
                "{name}: nobody is from {low:g} to {high:g}; the smaller number comes first.",
                name=name,
                low=low,
                high=high,
            )
        )
    return low, high


def _reports(name: str, value: Any) -> tuple[str, ...]:
    listed = value if isinstance(value, list | tuple) else (value,)
    return tuple(dict.fromkeys(Choice(tuple(REPORTS)).validate(name, one) for one in listed))


_READ = {
    "winning": _by(CHANNELS, _by(SEGMENTS, _money)),
    "keeping": _by(SEGMENTS, _money),
    "service": _money,
    "recovery": _money,
    "promise": lambda name, value: _PROMISE.validate(name, value),
    "call": _rule,
    "write": _rule,
    "manage": _rule,
    "reports": _reports,
}


def matrix(winning: Mapping[str, Mapping[str, float]]) -> np.ndarray:
    """Return the money for winning by cell, as the market numbers them."""
    cells = [winning.get(channel, {}).get(segment, 0.0) for channel in CHANNELS for segment in SEGMENTS]
    return np.array(cells)
