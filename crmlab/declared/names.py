"""The words of the course in English and Chinese: parameter names, units, glossary terms."""

from __future__ import annotations

import difflib
import functools
import os
import re
from dataclasses import dataclass

from crmlab.declared import authored
from crmlab.errors import BadTypeError, BadValueError
from crmlab.language import LANGUAGES, language, said, use

_WITH_KEYS = ("keys", "value_parts", "segments", "quadrants", "constructs")
_BRACKETS = re.compile("[(\uff08](.*?)[)\uff09]")  # ASCII or full-width


def set_language(code: str) -> None:
    """Switch labels, units, workings and the sentences of the engine to ``"en"`` or ``"zh"`` (Chinese).

    Raises
    ------
    ValueError
        If *code* is another language.

    Examples
    --------
    >>> set_language("zh"); print(word("parameters", "retention").label); set_language("en")
    客户保持率
    """
    if code not in LANGUAGES:
        raise BadValueError(said("code must be 'en' or 'zh'; got {got}.", got=repr(code)))
    use(code)


_currency = os.environ.get("CRMLAB_CURRENCY", "")


def set_currency(sign: str) -> None:
    """Write money with another sign than that of the course, such as ``"€"``; with ``""`` as the course does.

    Raises
    ------
    TypeError
        If *sign* is no text.

    Examples
    --------
    >>> set_currency("€"); print(measured("money", "51.00")); set_currency("")
    €51.00
    """
    global _currency
    if not isinstance(sign, str):
        raise BadTypeError(said("sign must be a text, such as '€'; got {got}.", got=repr(sign)))
    _currency = sign


def measured(unit: str, number: str) -> str:
    """Write a number with its unit: money after its sign, all else before its word."""
    if not unit:
        return number
    if unit != "money":
        return f"{number} {unit_label(unit)}"
    minus = "\u2212" if number.startswith("\u2212") else ""
    return f"{minus}{unit_label(unit)}{number.removeprefix(minus)}"


def unit_label(unit: str) -> str:
    """Return the word of a unit; of money its sign."""
    return _currency if unit == "money" and _currency else word("units", unit).label


@dataclass(frozen=True)
class Word:
    """A label and what it means, in both languages; a parameter may say what it means to leave it out."""

    en: tuple[str, ...]
    zh: tuple[str, ...]

    @property
    def label(self) -> str:
        """The word in the language in use."""
        return getattr(self, language())[0]

    @property
    def definition(self) -> str:
        """What it means, in the language in use."""
        return getattr(self, language())[1]

    @property
    def left_out(self) -> str:
        """What it means to leave the parameter out, in the language in use."""
        entry = getattr(self, language())
        return entry[2] if len(entry) > 2 else word("words", "left_out").label

    def __str__(self) -> str:
        return f"{self.en[0]} ({self.zh[0]}): {self.definition}"

    __repr__ = __str__  # a glossary entry is read, not typed


@functools.cache
def vocabulary(kind: str) -> dict[str, Word]:
    """Return all words of a *kind*: ``parameters``, ``units``, ``words`` or ``terms``."""
    return {
        key: Word(tuple(entry.get("en", ("",))), tuple(entry["zh"]))
        for key, entry in authored.words(kind).items()
    }


def word(kind: str, key: str) -> Word:
    """Return one word of a *kind*; a name without an entry stands for itself."""
    return vocabulary(kind).get(key) or Word((key.replace("_", " "), ""), (key, ""))


def labelled(kind: str, key: str) -> str:
    """Return the label of a key in the language in use; "" where the key is read as it stands."""
    known = vocabulary(kind).get(key)
    return known.label if known else ""


def label_of_key(key: str) -> str:
    """Return the name of a number that belongs together with others, or of a row; "" if it has none."""
    return next(filter(None, (labelled(kind, key) for kind in _WITH_KEYS)), "")


def glossary(term: str) -> Word:
    """Look a term up by its key or by its English or Chinese name.

    Raises
    ------
    TypeError
        If *term* is not a word.
    ValueError
        If the glossary does not have it; the sentence names the terms that come nearest.

    Examples
    --------
    >>> glossary("churn")
    churn rate (客户流失率): Share of customers who leave in a period; 1 less the retention rate.
    """
    if not isinstance(term, str):
        raise BadTypeError(said("term must be a word, such as 'churn'; got {got}.", got=repr(term)))
    terms = vocabulary("terms")
    spellings = {spelling: key for key, entry in terms.items() for spelling in _readings(entry)}
    spellings |= {spelling: key for key, entry in terms.items() for spelling in _spellings(key, entry)}
    wanted = term.strip().lower()
    if wanted not in spellings:
        near = difflib.get_close_matches(wanted, spellings, n=3) or sorted(terms)
        known = said(", ").join(near)
        raise BadValueError(said("The glossary has no {term}; it has {known}.", term=repr(term), known=known))
    return terms[spellings[wanted]]


def _spellings(key: str, word: Word) -> list[str]:
    return [key.lower(), key.replace("_", " ").lower(), word.en[0].lower(), word.zh[0].lower()]


def _readings(word: Word) -> list[str]:
    """Return what brackets in a label leave to choose from: "payback year" and "break-even"."""
    labels = (word.en[0].lower(), word.zh[0].lower())
    without = [" ".join(_BRACKETS.sub("", label).split()) for label in labels]
    return without + [inside for label in labels for inside in _BRACKETS.findall(label)]
