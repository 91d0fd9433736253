"""Days and sums of money as people and programs write them; what has two readings is not guessed."""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import Any

from crmlab.errors import BadValueError
from crmlab.language import said, to_say

_TIME = r"(?:[T ,]+\d{1,2}:\d{2}.*)?"
_NUMBERS = re.compile(rf"(\d{{1,4}})([-/.年])\s*(\d{{1,2}})[-/.月]\s*(\d{{1,4}})日?{_TIME}")
_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})")
_WITH_A_NAME = ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%Y %b %d")
_SIGNS = {"CNY": "¥", "RMB": "¥", "元": "¥", "JPY": "¥", "USD": "$", "EUR": "€", "GBP": "£"}
_CURRENCY = re.compile(r"[\s'’]|[$€£¥￥₹元]|\b(?:USD|EUR|GBP|CNY|RMB|CHF|JPY)\b", re.IGNORECASE)


def days_of(cells: list[str], day_first: bool | None) -> list[datetime.date | None]:
    """Return the days, None where a cell is none, or raise a sentence with both readings."""
    plain = [unicodedata.normalize("NFKC", cell) for cell in cells]
    orders = [day_first] if day_first is not None else [True, False]
    return _settled(
        "date",
        "day_first",
        cells,
        {order: [_day(cell, order, day_first is None) for cell in plain] for order in orders},
    )


def money_of(cells: list[str], decimal: str | None) -> list[float | None]:
    """Return the sums, None where a cell is none, or raise a sentence with both readings."""
    plain = [_bare(cell) for cell in cells]
    signs = [decimal] if decimal else [".", ","]
    return _settled(
        "amount", "decimal", cells, {sign: [_number(cell, sign) for cell in plain] for sign in signs}
    )


def currencies_of(cells: list[str]) -> list[str]:
    """Return the currencies that stand beside the sums, each once; ¥ is that of China and of Japan."""
    signs = {
        sign.upper() for cell in cells for sign in _CURRENCY.findall(unicodedata.normalize("NFKC", cell))
    }
    return sorted({_SIGNS.get(sign, sign) for sign in signs if sign.strip(" '’")})


def _settled(name: str, keyword: str, cells: list[str], readings: dict[Any, list]) -> list:
    """Return the only reading that there is of a column."""
    if len(readings) == 1:
        return next(iter(readings.values()))
    (one, first), (other, second) = readings.items()
    pairs = list(zip(cells, first, second, strict=True))
    only_first = [cell for cell, here, there in pairs if here is not None and there is None]
    only_second = [cell for cell, here, there in pairs if here is None and there is not None]
    differ = [pair for pair in pairs if pair[1] != pair[2]]
    if not differ or bool(only_first) != bool(only_second):
        return second if only_second else first
    settle = said("{keyword}={one} or {keyword}={other}", keyword=keyword, one=repr(one), other=repr(other))
    if only_first:
        sentence = to_say("{name} is written in two ways, as {first} and as {second}; say {settle}.")
        parts = {"first": repr(only_first[0]), "second": repr(only_second[0])}
    else:
        cell, here, there = differ[0]
        sentence = to_say("{name} {cell} may be {first} or {second}; say {settle}.")
        parts = {"cell": repr(cell), "first": here, "second": there}
    raise BadValueError(said(sentence, name=name, settle=settle, **parts))


def _day(cell: str, day_first: bool, is_guessed: bool) -> datetime.date | None:
    if found := _NUMBERS.fullmatch(cell):
        one, sign, two, three = found.groups()
        if len(one) > 2:
            year, month, day = one, two, three
        elif day_first or (is_guessed and sign == "."):  # with dots hardly anybody writes the month first
            day, month, year = one, two, three
        else:
            month, day, year = one, two, three
        century = 0 if len(year) > 2 else 2000 if int(year) < 70 else 1900
        return _date(int(year) + century, int(month), int(day))
    if found := _TOGETHER.fullmatch(cell):
        return _date(*map(int, found.groups()))
    words = re.sub(r"[\s,./-]+", " ", re.sub(_TIME + "$", "", cell))
    for format_ in _WITH_A_NAME:
        try:
            return datetime.datetime.strptime(words, format_).date()
        except ValueError:
            continue
    return None


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day) if 1678 <= year <= 2261 else None
    except ValueError:
        return None


def _bare(cell: str) -> str:
    """Return a sum without its currency, with one minus sign in front if it is below 0."""
    bare = _CURRENCY.sub("", unicodedata.normalize("NFKC", cell).replace("\u2212", "-"))
    is_below = bare.startswith("(") and bare.endswith(")") or bare.endswith("-")
    return "-" * is_below + bare.strip("()").removesuffix("-") if is_below else bare


def _number(bare: str, decimal: str) -> float | None:
    group = re.escape("," if decimal == "." else ".")
    whole = rf"(?:[0-9]+|[1-9][0-9]{{0,2}}(?:{group}[0-9]{{2,3}})*{group}[0-9]{{3}})"
    if not re.fullmatch(rf"[+-]?(?:{whole}(?:{re.escape(decimal)}[0-9]*)?|{re.escape(decimal)}[0-9]+)", bare):
        return None
    number = float(re.sub(group, "", bare).replace(decimal, "."))
    return number if abs(number) <= 1e15 else None
