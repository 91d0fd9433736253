"""A purchase log of one's own, read from the file that a shop or a spreadsheet wrote.

Nothing is guessed silently: where a column, a date or a number can be read in two ways, one sentence names
both and the keyword that settles it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from crmlab.datasets.cells import currencies_of, days_of, money_of
from crmlab.datasets.sheet import sheet_of
from crmlab.declared.numbers import brief
from crmlab.declared.tables import known_column
from crmlab.errors import BadTypeError, BadValueError
from crmlab.language import said, to_say

__all__ = ["read_log"]

# What columns are called, in lower case and without spaces and signs
_CALLED = {
    "customer_id": "customer(no|number)?|client(id)?|buyer|user(id)?|member(id)?|email|household"
    "|kunden?(nr|nummer)?|客户|客户编号|客户号|客户id|顾客|会员|会员号|会员编号|用户|用户id|买家",
    "date": "day|(order|invoice|purchase|transaction)date|(date|time)?time|timestamp|created(at)?|datum"
    "|日期|时间|订单日期|购买日期|交易日期|下单时间|付款时间",
    "amount": "(order)?total|price|revenue|sales|value|sum|money|spend|paid|betrag|umsatz|summe"
    "|金额|总额|(订单|实付|付款|消费)金额|销售额",
}
_CONTAINED = {
    "customer_id": "customer|cust|client|kunde|客户|顾客|会员",
    "date": "date|datum|日期|时间",
    "amount": "amount|total|betrag|金额",
}
_ORDER = re.compile(
    "(order|invoice|receipt|basket)(id|no|nr|number)?|transaction(id|no|nr|number)"
    "|bestellung|(bestell|auftrags?|rechnungs?|beleg|bon)(nr|nummer)"
    "|(订单|发票|小票|交易|流水)(号|编号|号码|单号|id)|订单|单号"
)
_NOTHING = {"", "-", "?", "na", "n/a", "nan", "null", "none"}
_SHOWN = 20


def read_log(
    path: str | Path,
    customer_id: str | None = None,
    date: str | None = None,
    amount: str | None = None,
    day_first: bool | None = None,
    decimal: str | None = None,
    encoding: str | None = None,
    sheet: str | None = None,
    order_id: str | None = None,
) -> pd.DataFrame:
    r"""Read a purchase log of your own from a CSV file or a workbook, and say what was left out.

    Separator, encoding, columns, the order of day and month, the decimal sign and signs of currency are found
    in the file. Where two readings are possible, an error names both and the keyword that settles it. Lines
    without a customer, a date or an amount that can be read are left out, and all are told at once, with
    their line in the file. Refunds, which are amounts below 0, stay: the calculators know them. Amounts in
    several currencies are told, and not converted.

    Order numbers are read where a column is called like them, and told where an order has several lines, so
    that you can count orders (``order_id="order_id"`` in `rfm.table` and others). A column that is found with
    gaps is told and not read; named by you, it is read, and lines without an order number are left out.

    Parameters
    ----------
    path : str or Path
        The file.
    customer_id, date, amount : str, optional
        What the columns are called in the file; if not given, they are found by usual names.
    day_first : bool, optional
        Whether 03/04/2024 is 3 April.
    decimal : {'.', ','}, optional
        Whether 1.234 is a little more than one (".") or 1,234 (",").
    encoding : str, optional
        Of a CSV file, such as "gb18030" or "cp1252"; if not given, it is found.
    sheet : str, optional
        Of a workbook of Excel (.xlsx, with the extra ``crmlab[excel]``) with more than one sheet, that of
        the log.
    order_id : str, optional
        What the column of the order numbers is called; if not given, it is found by usual names, or there is
        none.

    Returns
    -------
    pandas.DataFrame
        ``customer_id``, ``date`` and ``amount``, and ``order_id`` where it was found, a row a line, in the
        order of the file. What was left out stands in its ``attrs["left_out"]``: line, column and cell of
        each.

    Raises
    ------
    TypeError
        If an argument is of another kind.
    ValueError
        If the file cannot be read, or can be read in two ways.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from crmlab import read_log
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "shop.csv")
    ...     lines = "Kunde;Datum;Betrag\nLi;31.01.2024;1.200,50 €\nWu;02.02.2024;-20,00 €\nXu;?;5,00 €"
    ...     _ = file.write_text(lines, encoding="utf-8")
    ...     log = read_log(file)
    Left out 1 of 3 lines: line 4 (date '?').
    Refunds (amounts below 0), which stay: 1.
    >>> print(log.to_string(index=False))
    customer_id       date  amount
             Li 2024-01-31  1200.5
             Wu 2024-02-02   -20.0
    """
    _require_kinds(day_first, decimal)
    header, lines, at = sheet_of(path, encoding, sheet)
    places = _columns(header, {"customer_id": customer_id, "date": date, "amount": amount})
    order = _order_place(header, order_id, list(places.values()))
    cells = {name: [_cell(line, place) for line in lines] for name, place in (places | order).items()}
    read = {
        "customer_id": _names(cells["customer_id"]),
        "date": days_of(cells["date"], day_first),
        "amount": money_of(cells["amount"], decimal),
        **{name: _names(cells[name]) for name in order},
    }
    needed = list(places if order_id is None else read)
    found = [_fault(read, cells, line, row[len(header) :], needed) for line, row in enumerate(lines)]
    left_out = [(at[line], *fault) for line, fault in enumerate(found) if fault]
    if len(left_out) == len(lines):
        raise BadValueError(said("path has no line that can be read: {which}.", which=_which(left_out)))
    kept = [line for line, fault in enumerate(found) if not fault]
    log = pd.DataFrame({name: [values[line] for line in kept] for name, values in read.items()})
    log["date"] = pd.to_datetime(log["date"]).astype("datetime64[ns]")
    log["customer_id"] = _numbered(log["customer_id"])
    _report(left_out, cells["amount"], int((log["amount"] < 0).sum()))
    for name, place in order.items():
        log = _with_orders(log, name, header[place])
    log.attrs["left_out"] = left_out
    return log


def _require_kinds(day_first: bool | None, decimal: str | None) -> None:
    if not (day_first is None or isinstance(day_first, bool)):
        got = brief(day_first)
        raise BadTypeError(said("{name} must be True or False; got {got}.", name="day_first", got=got))
    if decimal not in (None, ".", ","):
        options = said(" or ").join(map(repr, ".,"))
        sentence = to_say("{name} must be {options}; got {got}.")
        raise BadValueError(said(sentence, name="decimal", options=options, got=brief(decimal)))


def _columns(header: list[str], given: dict[str, str | None]) -> dict[str, int]:
    """Return where the three columns stand, or raise one clear sentence."""
    for name in filter(None, given.values()):
        known_column("path", header, name)
    return {key: header.index(name) if name else _guessed(header, key) for key, name in given.items()}


def _guessed(header: list[str], key: str) -> int:
    called = ["".join(filter(str.isalnum, name.lower())) for name in header]
    for is_called in (
        lambda name: name == key.replace("_", ""),
        re.compile(_CALLED[key]).fullmatch,
        re.compile(_CONTAINED[key]).search,
    ):
        if some := [place for place, name in enumerate(called) if is_called(name)]:
            break
    if len(some) == 1:
        return some[0]
    names = said(" or ").join(repr(header[place]) for place in some)
    known = said(", ").join(map(repr, header))
    two = to_say("{key} may be the column {names}; say which: {key}='…'.")
    none = to_say("path has no column that is called like {key}; say which it is of {known}: {key}='…'.")
    raise BadValueError(said(two if some else none, key=key, names=names, known=known))


def _order_place(header: list[str], order_id: str | None, taken: list[int]) -> dict[str, int]:
    """Return where the order numbers stand; nothing where no column, or more than one, may hold them."""
    if order_id is not None:
        known_column("path", header, order_id)
        return {"order_id": header.index(order_id)}
    called = enumerate("".join(filter(str.isalnum, name.lower())) for name in header)
    some = [place for place, name in called if _ORDER.fullmatch(name) and place not in taken]
    if len(some) > 1:
        names = said(" or ").join(repr(header[place]) for place in some)
        sentence = to_say("Order numbers may be the column {names}, and are not read; say which: {keyword}.")
        print(said(sentence, names=names, keyword="order_id='…'"))
    return {"order_id": some[0]} if len(some) == 1 else {}


def _with_orders(log: pd.DataFrame, name: str, column: str) -> pd.DataFrame:
    """Return the log with its order numbers, or without them if some are missing, and say so."""
    if gaps := int(log[name].isna().sum()):
        sentence = to_say(
            "Lines without an order number in column {column}, which is therefore not read: {gaps}; "
            "{keyword} reads it and leaves these lines out."
        )
        print(said(sentence, gaps=f"{gaps:,}", column=repr(column), keyword=f"order_id={column!r}"))
        return log.drop(columns=name)
    log[name] = _numbered(log[name])
    if (orders := len(log[["customer_id", name]].drop_duplicates())) < len(log):
        sentence = to_say("Orders by column {column}: {orders}, in {lines} lines; {keyword} counts them.")
        parts = {"lines": f"{len(log):,}", "orders": f"{orders:,}", "column": repr(column)}
        print(said(sentence, **parts, keyword=f"order_id={name!r}"))
    return log


def _names(cells: list[str]) -> list[str | None]:
    return [None if cell.lower() in _NOTHING else cell for cell in cells]


def _numbered(names: pd.Series) -> pd.Series:
    """Return names as whole numbers if all of them are; 007 is a name."""
    whole = names.str.extract(r"^(0|[1-9][0-9]{0,17})(?:\.0)?$", expand=False)
    return whole.astype("int64") if whole.notna().all() else names


def _cell(line: list[str], place: int) -> str:
    return line[place].strip() if place < len(line) else ""


def _fault(
    read: dict, cells: dict, line: int, beyond: list[str], needed: list[str]
) -> tuple[str, str] | None:
    """Return the column and the cell for which a line is left out; None if it can be read.

    With 3,50 between commas, or a name that holds one, all that follows stands a column too far to the right.
    """
    for surplus in filter(None, map(str.strip, beyond)):
        return said("beyond the last column"), surplus
    return next(((name, cells[name][line]) for name in needed if read[name][line] is None), None)


def _which(left_out: list[tuple[int, str, str]]) -> str:
    """Say which lines cannot be read, and why."""
    some = [
        said("line {line} ({name} {cell})", line=line, name=name, cell=repr(cell))
        for line, name, cell in left_out[:_SHOWN]
    ]
    return said(", ").join([*some, "…"] if len(left_out) > _SHOWN else some)


def _report(left_out: list[tuple[int, str, str]], amounts: list[str], refunds: int) -> None:
    if left_out:
        parts = {"number": f"{len(left_out):,}", "lines": f"{len(amounts):,}", "which": _which(left_out)}
        print(said("Left out {number} of {lines} lines: {which}.", **parts))
    if refunds:
        print(said("Refunds (amounts below 0), which stay: {number}.", number=f"{refunds:,}"))
    if len(found := currencies_of(amounts)) > 1:  # a total of them means nothing
        print(
            said(
                "Amounts stand in several currencies, which stay as they are: {which}.",
                which=said(", ").join(found),
            )
        )
