"""The right formula on other inputs: one left out, turned to its opposite, exchanged with another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from types import MappingProxyType
from typing import Any, NamedTuple

from crmlab.declared.quantities import Choice, Kind, Quantity
from crmlab.declared.tables import Named
from crmlab.language import to_say

Inputs = Mapping[str, Any]
_ENDS = (0, 1)  # at which one mistake cannot be told from another
_MOST = 6  # members of a list whose exchanges are tried


class Alteration(NamedTuple):
    """Other inputs, and what is said of an answer that is right for them.

    Attributes
    ----------
    id : str
        Which slip it is.
    says : str
        Completes "… is what comes out …", with places for names.
    names : mapping
        The names that are put in.
    of : callable
        Takes the inputs and returns the other ones.
    """

    id: str
    says: str
    names: Mapping[str, Any]
    of: Callable[[Inputs], dict[str, Any]]


def alterations(
    quantities: Mapping[str, Kind], inputs: Inputs, example: Inputs = MappingProxyType({})
) -> Iterator[Alteration]:
    """Yield other inputs that are easily taken in place of the ones given, the most likely first."""
    says = to_say("with the {name} of the example, whatever is given")
    for name in example:
        yield Alteration(
            "input-of-the-example", says, {"name": name}, lambda inputs, n=name: {**inputs, n: example[n]}
        )
    telling = {name: quantity for name, quantity in quantities.items() if not _is_at_an_end(inputs[name])}
    for name, quantity in telling.items():
        if isinstance(quantity, Quantity):
            yield from _of_list(name, inputs[name]) if quantity.series else _of_number(name, quantity)
        elif isinstance(quantity, Named) and isinstance(inputs[name], Mapping):
            yield from _of_names(name, inputs[name])
        elif isinstance(quantity, Choice):
            yield from _of_choice(name, quantity.options)
    yield from _exchanged(telling)


def _is_at_an_end(value: Any) -> bool:
    return isinstance(value, int | float) and value in _ENDS


def _other(id: str, says: str, change: Callable[[Any], Any], name: str, **names: Any) -> Alteration:
    """Return the inputs with one of them changed."""
    names["name"] = name
    return Alteration(id, says, names, lambda inputs: {**inputs, name: change(inputs[name])})


def _of_number(name: str, quantity: Quantity) -> Iterator[Alteration]:
    left_out = to_say("when {name} is left out (taken as 0)")
    yield _other("input-left-out", left_out, lambda value: 0, name)
    if quantity.is_percentage:
        left_out = to_say("when {name} is left out (taken as 1)")
        yield _other("input-left-out", left_out, lambda value: 1, name)
        hundredth = to_say("when {name} is divided by 100; it is a share already")
        yield _other("input-hundredth", hundredth, lambda value: value / 100, name)
        opposite = to_say("with 1 − {name} in place of {name}")
        yield _other("input-complement", opposite, lambda value: 1 - value, name)
    if quantity.whole:
        too_few = to_say("if {name} is smaller by 1 (look where your count begins and ends)")
        yield _other("input-off-by-one", too_few, lambda value: value - 1, name)
        too_many = to_say("if {name} is larger by 1 (look where your count begins and ends)")
        yield _other("input-off-by-one", too_many, lambda value: value + 1, name)


def _of_list(name: str, members: Sequence[Any]) -> Iterator[Alteration]:
    yield _other("input-cut", to_say("when the last of {name} is left out"), lambda some: some[:-1], name)
    yield _other("input-cut", to_say("when the first of {name} is left out"), lambda some: some[1:], name)
    yield _other("sign", to_say("when the signs of {name} are dropped"), lambda some: [*map(abs, some)], name)
    first = to_say("when the sign of the first of {name} is turned")
    yield _other("sign", first, lambda some: [-some[0], *some[1:]], name)
    alike = to_say("when all of {name} count the same")
    yield _other("input-equal", alike, lambda some: [1] * len(some), name)
    first = to_say("when the first of {name} stands for all of them")
    yield _other("input-equal", first, lambda some: [some[0]] * len(some), name)
    backwards = to_say("when {name} is read from its end")
    yield _other("input-exchanged", backwards, lambda some: [*some][::-1], name)
    exchanged = to_say("when number {one} and number {other} of {name} are exchanged")
    for one, other in combinations(range(min(len(members), _MOST)), 2):
        yield _other(
            "input-exchanged",
            exchanged,
            _swapping([*members], one, other),
            name,
            one=one + 1,
            other=other + 1,
        )


def _of_names(name: str, named: Mapping[str, Any]) -> Iterator[Alteration]:
    alike = to_say("when all of {name} count the same")
    yield _other("input-equal", alike, lambda some: dict.fromkeys(some, 1), name)
    exchanged = to_say("when {one} and {other} of {name} are exchanged")
    for one, other in combinations(named, 2):
        yield _other("input-exchanged", exchanged, _swapping(named, one, other), name, one=one, other=other)


def _of_choice(name: str, options: Sequence[str]) -> Iterator[Alteration]:
    says = to_say("for {name} = {option!r} (look again which one is given)")
    for option in options:
        yield _other("input-other-choice", says, lambda value, option=option: option, name, option=option)


def _exchanged(quantities: Mapping[str, Kind]) -> Iterator[Alteration]:
    says = to_say("when {one} and {other} are exchanged")
    for one, other in combinations(quantities, 2):
        pair = quantities[one], quantities[other]
        if all(isinstance(q, Quantity) for q in pair) and len({(q.unit, q.series) for q in pair}) == 1:
            names = {"one": one, "other": other}
            yield Alteration("input-exchanged", says, names, _swapping(quantities, one, other))


def _swapping(kind: Any, one: Any, other: Any) -> Callable[[Any], Any]:
    """Return the exchange of two members of a list or a mapping, in a copy."""

    def swapped(some: Any) -> Any:
        copy = [*some] if isinstance(kind, list) else dict(some)
        copy[one], copy[other] = copy[other], copy[one]
        return copy

    return swapped
