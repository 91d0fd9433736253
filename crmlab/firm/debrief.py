"""After the game: what each decision and each report was worth, and the truth behind the customers.

Luck belongs to customers and quarters, so a game that is played again with one thing changed differs by that
alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
import pandas as pd

from crmlab.firm import behaviour
from crmlab.firm.decisions import REPORTS, Decision
from crmlab.firm.game import Quarter, equity, play_on
from crmlab.firm.market import CHANNELS, SEGMENTS
from crmlab.firm.mistakes import found
from crmlab.firm.scoring import reference_plan
from crmlab.firm.words import money, name_of
from crmlab.language import said, to_say

_TOLD = 3  # decisions that are told in words
_PAID = to_say(
    "Report {report}: the rules that ask for it brought {gain} more than they and the report cost."
)
_DID_NOT_PAY = to_say(
    "Report {report}: the rules that ask for it brought {gain} less than they and the report cost. What you "
    "learned from it is not counted."
)
PARTS = tuple(one.name for one in fields(Decision) if one.name != "reports")


@dataclass(frozen=True, repr=False)
class Debrief:
    """What is learned of a game that is over.

    Attributes
    ----------
    mistakes : tuple of str
        The strategic mistakes that were made, a sentence each.
    decisions, reports, truth : pandas.DataFrame
        As the functions of these names give them.
    """

    mistakes: tuple[str, ...]
    decisions: pd.DataFrame
    reports: pd.DataFrame
    truth: pd.DataFrame

    def __repr__(self) -> str:
        return "\n".join(self.sentences())

    def sentences(self) -> Iterator[str]:
        """Yield the mistakes, which decisions cost most, and what each report was worth."""
        yield from self.mistakes or [said("None of the strategic mistakes was made.")]
        for one in self.decisions.query("gain > 0").head(_TOLD).itertuples():
            yield said(
                "Quarter {quarter}, {part}: decided as the reference does, the firm would be worth {gain} "
                "more on the first day.",
                quarter=one.quarter,
                part=name_of(one.part),
                gain=money(one.gain),
            )
        for one in self.reports.itertuples():
            yield said(
                _PAID if one.gain >= 0 else _DID_NOT_PAY,
                report=name_of(one.report),
                gain=money(abs(one.gain)),
            )


def debriefed(quarters: Sequence[Quarter]) -> Debrief:
    """Return all that is learned of a game."""
    made = tuple(str(one) for one in found(quarters))
    return Debrief(made, decisions(quarters), reports(quarters), truth(quarters))


def decisions(quarters: Sequence[Quarter]) -> pd.DataFrame:
    """Return what it would have gained to decide one thing as the reference does, the largest first.

    The columns are ``quarter``, ``part`` of the decision and ``gain`` in yuan on the first day. Each line
    changes one part in one quarter; what the budget would have said of it is not asked.
    """
    reference, reached = reference_plan(len(quarters)), equity(quarters).total
    rows = []
    for place, quarter in enumerate(quarters):
        for part in PARTS:
            theirs = getattr(reference[place], part)
            if theirs != getattr(quarter.decision, part):
                changed = replace(quarter.decision, **{part: theirs})
                gain = _reached(quarters, place, changed) - reached
                rows.append({"quarter": place + 1, "part": part, "gain": round(gain)})
    table = pd.DataFrame(rows, columns=["quarter", "part", "gain"])
    return table.sort_values("gain", ascending=False, ignore_index=True)


def reports(quarters: Sequence[Quarter]) -> pd.DataFrame:
    """Return what each report cost, and what was gained by the rules that asked for it.

    The gain is what the game reached beyond the same game without these rules and without the report; a
    report that no rule asks for has gained nothing here, whatever its reader has learned.
    """
    reached = equity(quarters).total
    rows = []
    for name, price in REPORTS.items():
        times = sum(name in quarter.decision.reports for quarter in quarters)
        if times:
            without = [_without(quarter.decision, name) for quarter in quarters]
            gain = reached - equity(play_on(quarters[0].before, without)).total
            rows.append({"report": name, "times": times, "cost": times * price, "gain": round(gain)})
    return pd.DataFrame(rows, columns=["report", "times", "cost", "gain"])


def truth(quarters: Sequence[Quarter]) -> pd.DataFrame:
    """Return what no report has told, by channel and segment, of all who were ever customers.

    ``profit`` is a quarter's, ``losing`` the share who cost more than they bring, ``bargain`` the share who
    came for a discount, ``leaves`` the chance to leave in a quarter in which all is as expected, ``silent``
    the share of the failed who did not say so.
    """
    market, lived = quarters[-1].after.market, quarters[-1].after.lived
    who = np.unique(np.concatenate([one.who for one in lived]))
    failed, spoke = np.zeros(len(market), np.int64), np.zeros(len(market), np.int64)
    for one in lived:
        failed[one.who] += one.failures > 0
        spoke[one.who] += one.spoke
    nothing = np.zeros(len(who))
    table = pd.DataFrame(
        {
            "channel": np.array(CHANNELS)[market.channel[who]],
            "segment": np.array(SEGMENTS)[market.segment[who]],
            "customers": 1,
            "profit": market.rate[who] * market.profit[who] / 100,
            "losing": market.profit[who] <= 0,
            "bargain": market.bargain[who],
            "leaves": behaviour.leaving(market.bargain[who], nothing, nothing, nothing, nothing > 0),
            "failed": failed[who],
            "spoke": spoke[who],
        }
    )
    means = dict.fromkeys(("profit", "losing", "bargain", "leaves"), "mean")
    sums = dict.fromkeys(("customers", "failed", "spoke"), "sum")
    grouped = table.groupby(["channel", "segment"], as_index=False).agg(sums | means)
    grouped["silent"] = 1 - grouped.pop("spoke") / grouped.pop("failed").clip(lower=1)
    return grouped


def _reached(quarters: Sequence[Quarter], place: int, changed: Decision) -> float:
    """Return what the game reaches with the decision of one quarter changed."""
    later = [changed, *(quarter.decision for quarter in quarters[place + 1 :])]
    return equity([*quarters[:place], *play_on(quarters[place].before, later)]).total


def _without(decision: Decision, report: str) -> Decision:
    """Return a decision without a report, and without the rules that ask for it."""
    gone = {name: None for name, rule in decision.rules.items() if report in rule.sources}
    return replace(decision, **gone, reports=tuple(name for name in decision.reports if name != report))
