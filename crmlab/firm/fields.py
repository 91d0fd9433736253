"""The fields of the board: which there are, and how what stands in them becomes a decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crmlab.declared.numbers import typed_number
from crmlab.errors import BadTypeError, BadValueError
from crmlab.firm.decisions import COLUMNS, PRICES, Decision, Rule, whom
from crmlab.firm.market import CHANNELS, SEGMENTS
from crmlab.firm.words import column, money, name_of
from crmlab.language import said

Values = Mapping[str, Any]  # what stands in each field, by its name
_AMOUNTS = ("service", "recovery", "promise")
_LIMITED = {"segment": SEGMENTS, "channel": CHANNELS}
_NUMBERS = tuple(name for name in COLUMNS if name not in _LIMITED)
_LIMITS = (("only", "from", "to"), ("only2", "from2", "to2"))  # a rule has room for two
_OF_A_RULE = ("by", "most", *_LIMITS[0], *_LIMITS[1])


def layout() -> list[dict[str, Any]]:
    """Return the tables of fields as the browser draws them."""
    return [_by_segment(), _of_all(), _rules()]


def _by_segment() -> dict[str, Any]:
    heads = [name_of(segment) for segment in SEGMENTS]
    rows = [(said("win: {channel}", channel=name_of(one)), f"winning.{one}") for one in CHANNELS]
    rows.append((said("keep those who are there"), "keeping"))
    fields = [(label, [_typed(f"{name}.{segment}") for segment in SEGMENTS]) for label, name in rows]
    return _table(said("Yuan by segment"), heads, fields)


def _of_all() -> dict[str, Any]:
    heads = [said("service"), said("putting complaints right"), said("promise, 1 to 10")]
    return _table(said("For all customers"), heads, [(said("amount"), [_typed(one) for one in _AMOUNTS])])


def _rules() -> dict[str, Any]:
    heads = [said("in the order of"), said("at most"), said("only"), said("from"), said("to")]
    ordered = [["", said("nobody")]]
    ordered += [[name, said("{column}: most first", column=column(name))] for name in _NUMBERS]
    ordered += [[f"-{name}", said("{column}: least first", column=column(name))] for name in _NUMBERS]
    only = [["", said("no limit")]]
    for name, words in _LIMITED.items():
        only += [
            [f"{name}={one}", said("{label}: {told}", label=column(name), told=name_of(one))] for one in words
        ]
    only += [[name, column(name)] for name in _NUMBERS]
    rows = []
    for name, price in PRICES.items():
        options = {"by": ordered, "only": only, "only2": only}
        first, second = (
            [part and _typed(f"{name}.{part}", options.get(part)) for part in parts]
            for parts in (("by", "most", *_LIMITS[0]), (None, None, *_LIMITS[1]))
        )
        rows.append((said("{rule} ({price} each)", rule=name_of(name), price=money(price)), first))
        rows.append((said("{rule}: of these", rule=name_of(name)), second))
    return _table(said("Whom to reach (in a cell, whom(…) takes more limits)"), heads, rows)


def _typed(name: str, options: list[list[str]] | None = None) -> dict[str, Any]:
    return {"name": name} | ({"options": options} if options else {})


def _table(caption: str, heads: list[str], rows: list[tuple[str, list[Any]]]) -> dict[str, Any]:
    for label, fields in rows:
        for head, field in zip(heads, fields, strict=True):
            if field:
                field["label"] = said("{label}: {told}", label=label, told=head)
    return {"caption": caption, "heads": heads, "rows": [list(row) for row in rows]}


def values_of(decision: Decision) -> dict[str, Any]:
    """Return what stands in the fields for a decision."""
    values = {f"winning.{c}.{s}": decision.winning.get(c, {}).get(s, 0) for c in CHANNELS for s in SEGMENTS}
    values |= {f"keeping.{segment}": decision.keeping.get(segment, 0) for segment in SEGMENTS}
    values |= {name: getattr(decision, name) for name in _AMOUNTS}
    for name in PRICES:
        values |= {f"{name}.{part}": value for part, value in _of_rule(getattr(decision, name)).items()}
    return {name: value if isinstance(value, str) else f"{value:g}" for name, value in values.items()}


def _of_rule(rule: Rule | None) -> dict[str, Any]:
    parts = dict.fromkeys(_OF_A_RULE, "")
    if rule is None:
        return parts
    parts |= {"by": f"{'-' * rule.lowest}{rule.by}", "most": rule.most}
    for (only, start, end), (name, asked) in zip(_LIMITS, rule.within.items(), strict=False):
        if isinstance(asked, str):
            parts[only] = f"{name}={asked}"
        else:
            parts |= {only: name, start: "" if asked[0] is None else asked[0]}
            parts[end] = "" if asked[1] is None else asked[1]
    return parts


def given(values: Values) -> dict[str, Any]:
    """Return the arguments of `Firm.decide` for what stands in the fields; 0 and nobody are left out.

    Raises
    ------
    ValueError, TypeError
        If a field holds no number or an amount below 0, or if a rule is none; the sentence names the field.
    """
    read = {name: _amount(name, values) for name in _AMOUNTS}
    promise = read.pop("promise")
    keeping = {segment: _amount(f"keeping.{segment}", values) for segment in SEGMENTS}
    winning = {
        channel: _spent({segment: _amount(f"winning.{channel}.{segment}", values) for segment in SEGMENTS})
        for channel in CHANNELS
    }
    read = {"winning": _spent(winning), "keeping": _spent(keeping)} | read
    rules = {name: _rule(name, values) for name in PRICES}
    read = _spent(read) | ({"promise": promise} if str(values.get("promise") or "").strip() else {})
    return read | {name: rule for name, rule in rules.items() if rule}


def _spent(amounts: dict[str, Any]) -> dict[str, Any]:
    return {name: amount for name, amount in amounts.items() if amount not in (0, {})}


def _amount(name: str, values: Values) -> float:
    """Return what was typed as an amount; an empty field is nothing."""
    amount = _number(name, values) if _text(name, values) else 0
    if amount < 0:
        raise BadValueError(said("{label}: an amount cannot be below 0.", label=_label(name)))
    return amount


def _number(name: str, values: Values) -> float:
    """Return what was typed as a number; a share is none: 30 % would be 0.3 yuan."""
    text = _text(name, values)
    number = typed_number(text)
    if isinstance(number, str) or text.endswith(("%", "％")):
        if not text:
            raise BadTypeError(said("{label}: a number is missing.", label=_label(name)))
        raise BadTypeError(said("{label}: {typed} is not a plain number.", label=_label(name), typed=text))
    return number


def _text(name: str, values: Values) -> str:
    return str(values.get(name) or "").strip()


def _label(name: str) -> str:
    """Return what a field is called."""
    made = (field for table in layout() for _, row in table["rows"] for field in row if field)
    return next(field["label"] for field in made if field["name"] == name)


def _rule(name: str, values: Values) -> Rule | None:
    by = _text(f"{name}.by", values)
    if not by:
        return None
    most, within = _number(f"{name}.most", values), {}
    for only, *ends in _LIMITS:
        limited, is_word, word = _text(f"{name}.{only}", values).partition("=")
        if limited in within:
            raise BadValueError(said("{label}: two limits of one column.", label=name_of(name)))
        if limited:
            within[limited] = word if is_word else _ends([f"{name}.{end}" for end in ends], values)
    try:
        return whom(by.removeprefix("-"), most, lowest=by[0] == "-", **within)
    except (BadValueError, BadTypeError) as refused:
        raise type(refused)(said("{label}: {told}", label=name_of(name), told=refused)) from None


def _ends(ends: Sequence[str], values: Values) -> tuple[float | None, ...]:
    """Return from where to where a rule goes; an empty field is no end."""
    return tuple(_number(end, values) if _text(end, values) else None for end in ends)


def typed_decision(values: Values, bought: Sequence[str]) -> Decision:
    """Return what stands in the fields as a decision, however much it costs; else raise as `given`."""
    return Decision(**given(values), reports=tuple(bought))


def code(decision: Decision, firm: str) -> str:
    """Return the plain call of a firm with that name that does what the board does."""
    imported = [f"from crmlab.firm import {whom.__name__}"] if decision.rules else []
    return "\n".join([*imported, decision.as_code(firm)])
