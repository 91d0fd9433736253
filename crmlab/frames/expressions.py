"""Expressions that mean the same in every engine, to the last bit."""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw


def alarm(wrong: Any, sentences: tuple[str, ...]) -> Any:
    """Return 0 where nothing is wrong; elsewhere a sentence that its engine cannot read as a number.

    So an answer that is computed later can still be refused in words: the engine quotes them.
    """
    text = nw.lit("0")
    for number, sentence in enumerate(sentences, start=1):
        text = nw.when(wrong == number).then(nw.lit(sentence)).otherwise(text)
    return text.cast(nw.Int64)


def to_a_millionth(money: Any) -> Any:
    """Round as numpy does: to the nearest millionth, halves to the even one, and never to −0.0.

    Half of the engines round halves away from 0.
    """
    scaled = money * 1e6
    near = scaled.round(0)
    is_half, is_odd = (near - scaled).abs() == 0.5, (near / 2).round(0) * 2 != near
    return divided(nw.when(is_half & is_odd).then(2 * scaled - near).otherwise(near), 1e6) + 0.0


def divided(numbers: Any, divisor: float) -> Any:
    """Divide finite numbers by one number, which stands in a column: Polars multiplies by 1 / number else."""
    return numbers / (numbers * 0.0 + divisor)


def day_number(day: Any) -> Any:
    """Count the days since 31 December of the year before year 1, as `datetime.date.toordinal` does."""
    past = day.dt.year().cast(nw.Int64) - 1
    leap_days = past // 4 - past // 100 + past // 400
    return past * 365 + leap_days + day.dt.ordinal_day().cast(nw.Int64)


def with_day(frame: Any, number: str) -> Any:
    """Turn a column of day numbers, as `day_number` counts them, into days.

    Engines do not agree on what a day and a number make together. The years begin in March here, so that the
    leap day is the last of its year; each step has a column of its own, or the expressions would grow large.
    """
    place, year = nw.col("the place"), nw.col("the year")
    steps = {
        "cycle": (nw.col(number) + 305) // 146_097,
        "place": (nw.col(number) + 305) % 146_097,
        "year": (place - place // 1460 + place // 36_524 - place // 146_096) // 365,
        "day": place - (365 * year + year // 4 - year // 100),
        "month": (5 * nw.col("the day") + 2) // 153,
    }
    for name, step in steps.items():
        frame = frame.with_columns(step.alias(f"the {name}"))
    month = nw.col("the month")
    is_next = nw.when(month >= 10).then(nw.lit(1)).otherwise(nw.lit(0))
    parts = (
        10_000 + year + 400 * nw.col("the cycle") + is_next,
        100 + month + 3 - 12 * is_next,
        100 + nw.col("the day") - (153 * month + 2) // 5 + 1,
    )
    texts = [part.cast(nw.String).str.slice(1, 4) for part in parts]  # without the leading 1
    day = nw.concat_str(*texts, separator="-").str.to_date(format="%Y-%m-%d")
    return frame.with_columns(day.alias(number)).drop(*(f"the {name}" for name in steps))
