"""What the firm knows of its customers: the card file, and the reports that it buys."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from crmlab.firm import luck
from crmlab.firm.decisions import COLUMNS, Rule
from crmlab.firm.luck import Purpose
from crmlab.firm.market import CHANNELS, PAST, SEGMENTS, Market
from crmlab.firm.process import Lived, State

_YEAR = 4  # quarters that a report looks back
_ASKED, _ANSWERING = 300, 0.6  # customers of a survey, and the share that answers
_SLIP = 1.5  # an answer lies at most so many points beside what was felt


@dataclass(frozen=True, eq=False)
class Books:
    """What has happened until the end of a quarter, as the firm has written it down."""

    market: Market
    state: State
    lived: tuple[Lived, ...]  # of all quarters, those of the past first
    seed: int

    def column(self, name: str) -> np.ndarray:
        """Return what is known of each customer of the market; NaN where nothing is."""
        return getattr(self, f"_{name}")()

    def reached(self, rule: Rule | None) -> np.ndarray:
        """Say of each customer whether a rule reaches him."""
        reached = np.zeros(len(self.market), bool)
        if rule is None:
            return reached
        key = self.column(rule.by) * (1.0 if rule.lowest else -1.0)
        meant = self.state.here & ~np.isnan(key)
        for name, asked in rule.within.items():
            meant &= self._within(name, asked)
        who = np.flatnonzero(meant)
        reached[who[np.argsort(key[who], kind="stable")[: rule.most]]] = True
        return reached

    def _within(self, name: str, asked: str | tuple[float | None, float | None]) -> np.ndarray:
        values = self.column(name)
        if isinstance(asked, str):
            return values == (SEGMENTS if name == "segment" else CHANNELS).index(asked)
        low, high = asked
        return (values >= (-np.inf if low is None else low)) & (values <= (np.inf if high is None else high))

    def _summed(self, of: str, quarters: int = _YEAR) -> np.ndarray:
        total = np.zeros(len(self.market), np.int64)
        for lived in self.lived[-quarters:]:
            total[lived.who] += getattr(lived, of)
        return total

    def _segment(self) -> np.ndarray:
        return self.market.segment

    def _channel(self) -> np.ndarray:
        return self.market.channel

    def _tenure(self) -> np.ndarray:
        return self.state.quarter - self.market.quarter + 1

    def _recency(self) -> np.ndarray:
        last = np.zeros(len(self.market), np.int64)
        for quarter, lived in enumerate(self.lived, 1):
            last[lived.who[lived.orders > 0]] = quarter
        return np.where(last > 0, self.state.quarter - last, np.nan)

    def _orders(self) -> np.ndarray:
        return self._summed("orders")

    def _sales(self) -> np.ndarray:
        return self._orders() * self.market.price / 100

    def _margin(self) -> np.ndarray:
        return self._orders() * self.market.margin / 100

    def _profit(self) -> np.ndarray:
        return self._orders() * self.market.profit / 100

    def _complaints(self) -> np.ndarray:
        return self._summed("spoke")

    def _in_vain(self) -> np.ndarray:
        return self._complaints() - self._summed("mended")

    def _satisfaction(self) -> np.ndarray:
        felt = np.full(len(self.market), np.nan)
        felt[self.lived[-1].who] = self.lived[-1].felt
        return self._answered(felt)

    def _expectation(self) -> np.ndarray:
        return self._answered(self.state.expected)

    def _answered(self, meant: np.ndarray) -> np.ndarray:
        """Return what those answer who are asked and willing: whole points, beside what they mean."""

        def word(purpose: Purpose) -> np.ndarray:
            return luck.words(self.seed, self.state.quarter, purpose, len(self.market))

        here = np.flatnonzero(self.state.here)
        asked = here[np.argsort(word(Purpose.ASKED)[here], kind="stable")[:_ASKED]]
        answer = luck.shares(word(Purpose.ANSWER))
        willing = asked[np.modf(answer[asked] * 1024)[0] < _ANSWERING]
        answers = np.full(len(self.market), np.nan)
        answers[willing] = np.clip(np.rint(meant[willing] + _SLIP * (2 * answer[willing] - 1)), 1, 10)
        return answers

    def table(self, report: str) -> pd.DataFrame:
        """Return what a report tells of each customer."""
        names = [name for name, source in COLUMNS.items() if source in ("", report)]
        who = np.flatnonzero(self.state.here)
        table = pd.DataFrame({name: self.column(name)[who] for name in names})
        table["segment"] = pd.Categorical.from_codes(table["segment"].astype(np.int64), SEGMENTS)
        table["channel"] = pd.Categorical.from_codes(table["channel"].astype(np.int64), CHANNELS)
        table.insert(0, "customer_id", [f"K{place:05d}" for place in who])
        return table

    def cohorts(self) -> pd.DataFrame:
        """Return how many of those won in each quarter and channel were still there in each later one."""
        rows = []
        for quarter, lived in enumerate(self.lived, 1):
            joined, channel = self.market.quarter[lived.who], self.market.channel[lived.who]
            rows.append(pd.DataFrame({"joined": joined, "channel": channel, "quarter": quarter}))
        keys = ["joined", "channel", "quarter"]
        table = pd.concat(rows).value_counts(keys).rename("customers").reset_index()
        table["channel"] = pd.Categorical.from_codes(table["channel"], CHANNELS)
        table[["joined", "quarter"]] -= PAST
        return table.sort_values(keys, ignore_index=True)
