"""The language of what people read, and the sentences of the engine in it.

An engine's sentence stands in English where it is said, `said("{name} is empty.", name=name)`; its Chinese
twin stands in ``locale/zh/LC_MESSAGES/crmlab.po``, under the English one.
"""

from __future__ import annotations

import functools
import gettext
import os
import unicodedata
from pathlib import Path

LANGUAGES = ("en", "zh")
_LOCALE = Path(__file__).parent / "locale"

_language = os.environ.get("CRMLAB_LANG", "en")


def language() -> str:
    """Return the language in use, ``"en"`` or ``"zh"``."""
    return _language if _language in LANGUAGES else "en"


def use(code: str) -> None:
    """Switch to a language."""
    global _language
    _language = code


def lend() -> None:
    """Let whoever asks gettext for words of his own find those that our catalogue has, unless in English."""
    if language() != "en":
        os.environ["LANGUAGE"] = language()
        gettext.bindtextdomain("crmlab", _LOCALE)
        gettext.textdomain("crmlab")


def said(sentence: str, /, **parts: object) -> str:
    """Return a sentence of the engine in the language in use, with its parts put in."""
    return _catalogue(language()).gettext(sentence).format(**parts)


def counted(number: int, one: str, many: str) -> str:
    """Return a number with what is counted, as "1 row" or "3 rows", in the language in use."""
    return said(one if number == 1 else many, number=number)


def to_say(sentence: str) -> str:
    """Mark a sentence that is said elsewhere, so that its Chinese twin is asked for."""
    return sentence


def places(text: str) -> int:
    """Return how many places a text takes on a screen: a Chinese letter takes two."""
    return sum(1 + (unicodedata.east_asian_width(letter) in {"W", "F"}) for letter in text)


@functools.cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("crmlab", _LOCALE, [code], fallback=True)
