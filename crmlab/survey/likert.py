"""What people tick, as numbers: the words of agreement and satisfaction in English and in Chinese."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from crmlab.declared.numbers import is_number, typed_number
from crmlab.declared.quantities import Quantity, brief
from crmlab.errors import BadTypeError, BadValueError
from crmlab.language import language, said, to_say

# From the lowest step to the highest; the first word of each language stands for its step in a sentence.
# 比较同意 is the fourth of five steps and the fifth of seven: so the scale is never guessed from the answers
FIVE = {
    "en": (
        ("strongly disagree", "completely disagree", "very dissatisfied", "very unsatisfied"),
        ("disagree", "dissatisfied", "unsatisfied"),
        ("neutral", "neither agree nor disagree", "neither satisfied nor dissatisfied", "undecided"),
        ("agree", "satisfied"),
        ("strongly agree", "completely agree", "very satisfied"),
    ),
    "zh": (
        ("非常不同意", "完全不同意", "很不同意", "非常不满意", "很不满意"),
        ("不同意", "比较不同意", "不满意", "比较不满意"),
        ("一般", "中立", "不确定", "说不清"),
        ("同意", "比较同意", "满意", "比较满意"),
        ("非常同意", "完全同意", "很同意", "非常满意", "很满意"),
    ),
}
SEVEN = {
    "en": (
        FIVE["en"][0],
        FIVE["en"][1],
        ("somewhat disagree", "slightly disagree", "somewhat dissatisfied", "slightly dissatisfied"),
        FIVE["en"][2],
        ("somewhat agree", "slightly agree", "somewhat satisfied", "slightly satisfied"),
        FIVE["en"][3],
        FIVE["en"][4],
    ),
    "zh": (
        FIVE["zh"][0],
        ("不同意", "不满意"),
        ("比较不同意", "有点不同意", "有些不同意", "比较不满意", "有点不满意", "有些不满意"),
        FIVE["zh"][2],
        ("比较同意", "有点同意", "有些同意", "比较满意", "有点满意", "有些满意"),
        ("同意", "满意"),
        FIVE["zh"][4],
    ),
}
NO_ANSWER = ("", "n/a", "not applicable", "no answer", "不适用", "未作答")


def plain(text: str) -> str:
    """Return a text as it is compared: without capitals, full-width letters and blanks to spare."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).replace("\ufeff", "")).strip().casefold()


def steps_of(words: Any, lowest: float, highest: float) -> dict[str, float]:
    """Return the number of each word, NaN for one that is no answer: of own words, or of those above."""
    if words is not None:
        return dict.fromkeys(map(plain, NO_ANSWER), np.nan) | _own(words, lowest, highest)
    scale = {5: FIVE, 7: SEVEN}.get(highest - lowest + 1, {})
    steps = {
        plain(word): lowest + step
        for of_language in scale.values()
        for step, same in enumerate(of_language)
        for word in same
    }
    return dict.fromkeys(map(plain, NO_ANSWER), np.nan) | steps


def numbers_of(name: str, cells: pd.Series, steps: dict[str, float], answer: Quantity) -> np.ndarray:
    """Return the answers to one question as numbers, NaN where there is none, or raise one clear sentence."""
    ticked = {cell: _number(name, cell, steps, answer) for cell in cells.dropna().unique()}
    return cells.map(ticked).to_numpy(dtype=float)


def _own(words: Any, lowest: float, highest: float) -> dict[str, float]:
    if not isinstance(words, Mapping) or not words or not all(isinstance(word, str) for word in words):
        sentence = to_say("words must be a mapping of words to numbers, such as {{'never': 1}}; got {got}.")
        raise BadTypeError(said(sentence, got=brief(words)))
    step = Quantity("", lowest, highest)
    return {
        plain(word): np.nan if number is None else step.validate(f"words[{word!r}]", number)
        for word, number in words.items()
    }


def _number(name: str, cell: Any, steps: dict[str, float], answer: Quantity) -> float:
    number = steps.get(plain(cell)) if isinstance(cell, str) else None
    if number is not None:
        return number
    number = typed_number(cell)
    if is_number(number):
        return answer.validate(name, number)
    known = said(", ").join(_shown(steps)) or said("none")
    sentence = to_say("{name} must be a number or one of these words: {known}; got {got}.")
    raise BadValueError(said(sentence, name=name, known=known, got=brief(cell)))


def _shown(steps: dict[str, float]) -> list[str]:
    """Return one word for each step, those of the language in use if they are ours."""
    for scale in (FIVE, SEVEN):
        first = [same[0] for same in scale[language()]]
        if len({number for number in steps.values() if number == number}) == len(scale["en"]) and all(
            word in steps for word in first
        ):
            return first
    return [word for word, number in steps.items() if number == number][:7]
