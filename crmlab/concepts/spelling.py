"""Which of a few words is meant, however a learner spells it. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any


def key_of(said: Any, words: Mapping[Any, Sequence[Any]]) -> Any:
    """Return the key of the word that is meant, by the key itself or by another spelling of it.

    Parameters
    ----------
    said : object
        What a learner wrote.
    words : mapping to sequence
        By its key, a text or a whole number, the other spellings of each word.

    Returns
    -------
    str, int or None
        None if *said* is none of the words.

    Examples
    --------
    >>> words = {"kept": ("not lost", "未损失"), "lost": ("lost to the firm", "损失")}
    >>> key_of(" Not_Lost", words), key_of("损失", words), key_of("maybe", words)
    ('kept', 'lost', None)
    """
    if type(said) is int:
        return next((key for key, others in words.items() if said in (key, *others)), None)
    if not isinstance(said, str):
        return None
    meant = folded(said)
    return next(
        (key for key, others in words.items() if meant in (folded(str(one)) for one in (key, *others))), None
    )


def folded(text: str) -> str:
    """Return a text as it is compared: without case, margin and width, with a blank for ``-`` and ``_``."""
    return re.sub(r"[\s_-]+", " ", unicodedata.normalize("NFKC", text).strip().casefold())
