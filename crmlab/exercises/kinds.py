"""Kinds that are drawn for tasks: logs, days, replies to a questionnaire, rising shares."""

from __future__ import annotations

import random

import numpy as np
import pandas as pd

from crmlab.declared.quantities import Kind
from crmlab.declared.tables import Named

FIRST_DAY = pd.Timestamp("2024-01-01")
QUIET_DAY, BUSY_DAY = LAST_DAYS = [pd.Timestamp("2024-02-29"), pd.Timestamp("2024-03-31")]


def _day_of(date: pd.Timestamp) -> int:
    return (date - FIRST_DAY).days


class DrawnLog(Kind):
    """A small purchase log in no order, with lines that must not count.

    Somebody buys on the busy day, nobody on the quiet one, others after both; one customer comes only then.
    There is a refund after somebody's last purchase, and 0.00 after another's last and before a first one.

    Attributes
    ----------
    has_gifts : bool
        Whether one more customer has only lines of 0.00 until then.
    """

    def __init__(self, has_gifts: bool = False) -> None:
        self.has_gifts = has_gifts

    def draw(self, source: random.Random) -> pd.DataFrame:
        """Draw the lines of five customers in the first 120 days of 2024."""
        names = ["Chen", "Gao", "Hu", "Li", "Ma", "Sun", "Wu", "Zhao"]
        once, twice, back, often, new = source.sample(names, 5)
        early, late = (
            range(5, 50),
            range(95, 120),
        )  # before both days that may be asked, and after both
        days = {
            once: [*source.sample(early, 1), *source.sample(late, 1)],
            twice: source.sample(early, 2) + source.sample(range(60, 120), 1),
            back: source.sample(early, 2) + source.sample(late, 1),
            often: [*source.sample(early, 2), _day_of(BUSY_DAY), *source.sample(late, 1)],
            new: source.sample(late, 1),
        }
        lines = [(name, day, 10 * source.randint(3, 20)) for name in days for day in days[name]]
        lines.append((twice, days[twice][0], 10 * source.randint(3, 20)))  # a second order on that day
        lines.append((back, source.randrange(51, 59), -10 * source.randint(1, 3)))
        lines += [(once, source.randrange(51, 59), 0), (twice, source.randrange(5), 0)]
        if self.has_gifts:
            lines += [("Tan", day, 0) for day in source.sample(early, 2)]
            lines.append(("Tan", source.choice(late), 10 * source.randint(3, 20)))
        source.shuffle(lines)
        names, numbers, amounts = zip(*lines, strict=True)
        dates = FIRST_DAY + pd.to_timedelta(numbers, unit="D")
        return pd.DataFrame({"customer_id": names, "date": dates, "amount": np.array(amounts, dtype=float)})


class DrawnDay(Kind):
    """The last day that counts: a quiet day or a busy one."""

    def draw(self, source: random.Random) -> pd.Timestamp:
        """Draw one of them."""
        return source.choice(LAST_DAYS)


CUSTOMERS, QUESTIONS = 6, 4


class Replies(Kind):
    """Answers of a few customers to a few questions: a row a customer, NaN where he skipped one."""

    def __init__(self, lowest: int, highest: int, skipped: float) -> None:
        self.lowest, self.highest, self.skipped = lowest, highest, skipped

    def draw(self, source: random.Random) -> np.ndarray:
        """Draw whole answers, some of them skipped."""
        rows = [[self._one(source) for _ in range(QUESTIONS)] for _ in range(CUSTOMERS)]
        return np.array(rows)

    def _one(self, source: random.Random) -> float:
        answer = float(source.randint(self.lowest, self.highest))
        return np.nan if source.random() < self.skipped else answer


class Some(Kind):
    """Numbers of two questions among the first four, in order."""

    def draw(self, source: random.Random) -> list[int]:
        """Draw two of them."""
        return sorted(source.sample(range(1, 5), 2))


class Rising(Named):
    """Shares with these names, each above the one before."""

    def draw(self, source: random.Random) -> dict:
        """Draw them in rising order."""
        drawn = sorted(source.sample(range(5, 96), len(self.keys)))
        return {name: percent / 100 for name, percent in zip(self.keys, drawn, strict=True)}
