"""Strategic mistakes, named from what was done: each is a share that is read from the quarters played."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from crmlab.counting import counted
from crmlab.firm import behaviour
from crmlab.firm.decisions import PRICES, REPORTS
from crmlab.firm.game import Quarter
from crmlab.firm.market import SEGMENTS
from crmlab.firm.worth import value_each
from crmlab.language import said, to_say

Played = Sequence[Quarter]
_GROSS = ("orders", "sales", "margin")  # what is large before the cost of serving
_LARGEST = 0.85  # of what as many could have at most: from here on they are the largest


@dataclass(frozen=True)
class Found:
    """A mistake that was made: its key, and how much of it."""

    key: str
    share: float

    def __str__(self) -> str:
        return said(_MISTAKES[self.key].sentence, share=self.share)


@dataclass(frozen=True)
class _Mistake:
    """What is measured, from where on it is a mistake, and what is said then."""

    measured: Callable[[Played], float]
    from_here: float
    sentence: str


def just(key: str) -> Found:
    """Return a mistake with the share from which on it is named: whoever makes it, makes it at least so.

    Examples
    --------
    >>> "In 50% of the quarters" in str(just("averages"))
    True
    """
    return Found(key, _MISTAKES[key].from_here)


def found(played: Played) -> list[Found]:
    """Return the mistakes that were made in a game."""
    measured = {key: one.measured(played) for key, one in _MISTAKES.items()}
    return [Found(key, share) for key, share in measured.items() if share >= _MISTAKES[key].from_here]


def sales_for_profit(played: Played) -> float:
    """Share of the profit that is missing because the largest were called or written to."""
    return _higher_by_sales(played, "called", "written")


def largest_for_key_account(played: Played) -> float:
    """Share of the profit that is missing because the largest got a manager."""
    return _higher_by_sales(played, "managed")


def averages(played: Played) -> float:
    """Share of the quarters in which each channel and segment got about the same to win customers."""

    def is_even(quarter: Quarter) -> bool:
        money = quarter.measures.winning
        return money.sum() > 0 and money.std() < 0.25 * money.mean()

    return _quarters(played, is_even)


def saving_everybody(played: Played) -> float:
    """Share of the money that went into holding customers for whom it costs more than it can save."""
    wasted = sum(_holding_in_vain(quarter) for quarter in played)
    return wasted / max(sum(quarter.spent for quarter in played), 1)


def reports_unused(played: Played) -> float:
    """Share of the money for reports of which no rule and no change of the amounts made use."""
    amounts = [_amounts(quarter) for quarter in played]
    unused = bought = 0.0
    for number, quarter in enumerate(played):
        used = {source for rule in quarter.decision.rules.values() for source in rule.sources}
        changed = number == 0 or amounts[number] != amounts[number - 1]
        bought += sum(REPORTS[name] for name in quarter.decision.reports)
        unused += sum(REPORTS[name] for name in quarter.decision.reports if name not in used and not changed)
    return unused / bought if bought else 0.0


def promise_above_delivery(played: Played) -> float:
    """Share of the quarters in which newcomers were promised a point more than they got."""
    return _quarters(
        played, lambda one: bool(one.lived.won.any()) and one.decision.promise > one.after.state.level + 1
    )


def winning_into_a_leak(played: Played) -> float:
    """Share of the quarters in which most money went into winning while one in fourteen customers left."""

    def leaks(quarter: Quarter) -> bool:
        return quarter.measures.winning.sum() > 0.6 * quarter.spent and quarter.lived.left.mean() > 1 / 14

    return _quarters(played, leaks)


def dropping_the_silent(played: Played) -> float:
    """Share of the profit of those failed in silence whom nobody called, of the better half."""
    missed = total = 0.0
    for quarter in played:
        lived, profit = quarter.lived, quarter.before.market.rate * quarter.before.market.profit
        silent = lived.who[(lived.failures > 0) & (quarter.before.market.voice[lived.who] < 0.5)]
        missed += profit[silent[~quarter.measures.called[silent]]].clip(0).sum()
        total += profit[silent].clip(0).sum()
    return missed / total if total else 0.0


def cheapest_customers(played: Played) -> float:
    """Share of the money for winning that went to the channel with the cheapest contacts."""
    winning = sum(quarter.measures.winning for quarter in played)
    return winning[: len(SEGMENTS)].sum() / max(winning.sum(), 1)


def letters_worn_out(played: Played) -> float:
    """Share of the letters that were the third in a row, or a later one."""
    written = late = 0
    for quarter in played:
        in_a_row = quarter.after.state.letters[quarter.measures.written]
        written, late = written + len(in_a_row), late + int((in_a_row > 2).sum())
    return late / written if written else 0.0


def _higher_by_sales(played: Played, *reached: str) -> float:
    """Return how much of the profit that as many could bring is missing where the largest were reached."""
    missing = []
    for quarter in played:
        here = quarter.before.state.here
        for who in (getattr(quarter.measures, name)[here] for name in reached):
            if who.any():
                gross = max(_of_the_best(quarter.before.column(name)[here], who) for name in _GROSS)
                profit = _of_the_best(quarter.before.column("profit")[here], who)
                missing.append(1 - profit if gross > _LARGEST else 0.0)
    return float(np.mean(missing)) if missing else 0.0


def _of_the_best(values: np.ndarray, who: np.ndarray) -> float:
    """Return what those have, as a share of what the best of as many have."""
    return float(values[who].sum() / max(np.sort(values)[-who.sum() :].sum(), 1))


def _quarters(played: Played, holds: Callable[[Quarter], bool]) -> float:
    return float(np.mean([holds(quarter) for quarter in played]))


def _holding_in_vain(quarter: Quarter) -> float:
    """Return the money for calls and bonds that exceeds what they can save at the usual chance to leave."""
    market, here = quarter.before.market, np.flatnonzero(quarter.before.state.here)
    each, segment = value_each(market, quarter.before.state)[here], market.segment[here]
    nobody = np.zeros(len(here))

    def saved(bound: np.ndarray, called: np.ndarray) -> np.ndarray:
        usual = behaviour.leaving(market.bargain[here], nobody, nobody, nobody, nobody > 0)
        return each * (usual - behaviour.leaving(market.bargain[here], nobody, bound, called, nobody > 0))

    too_dear = quarter.measures.called[here] & (saved(nobody, nobody + 1) < PRICES["call"])
    keeping = quarter.measures.keeping
    bound = behaviour.bond(keeping, counted(segment, least=len(SEGMENTS)))[segment]
    by_segment = counted(segment, saved(bound, nobody), least=len(SEGMENTS))
    return PRICES["call"] * float(too_dear.sum()) + float(keeping[by_segment < keeping].sum())


def _amounts(quarter: Quarter) -> tuple:
    one = quarter.decision
    return one.winning, one.keeping, one.service, one.recovery, one.promise


_MISTAKES = {
    "sales_for_profit": _Mistake(
        sales_for_profit,
        0.06,
        to_say(
            "Those whom you called or wrote to are large by sales and not by profit: {share:.0%} of the best"
            " profit that as many could bring is missing. Put customers in order by profit."
        ),
    ),
    "largest_for_key_account": _Mistake(
        largest_for_key_account,
        0.06,
        to_say(
            "Your accounts with a manager are the largest, not the best: {share:.0%} of the profit that as "
            "many could bring is missing. Look at what each is worth after the cost of serving it."
        ),
    ),
    "averages": _Mistake(
        averages,
        0.5,
        to_say(
            "In {share:.0%} of the quarters every channel and segment got about the same to win customers. "
            "There is no average customer: one is worth many times another, and stays much longer."
        ),
    ),
    "saving_everybody": _Mistake(
        saving_everybody,
        0.05,
        to_say(
            "{share:.0%} of your money went into holding customers for whom it costs more than it can save. "
            "Hold those who are worth it, and let go whom nobody can hold."
        ),
    ),
    "reports_unused": _Mistake(
        reports_unused,
        0.3,
        to_say(
            "{share:.0%} of the money for reports bought nothing: no rule asked for their columns, and you "
            "decided as in the quarter before. A report is worth what it changes."
        ),
    ),
    "promise_above_delivery": _Mistake(
        promise_above_delivery,
        0.4,
        to_say(
            "In {share:.0%} of the quarters you promised newcomers at least a point more than they got. A "
            "high promise wins them, and sends them away again."
        ),
    ),
    "winning_into_a_leak": _Mistake(
        winning_into_a_leak,
        0.4,
        to_say(
            "In {share:.0%} of the quarters most of your money went into winning while more than one "
            "customer in fourteen left. Stop the leak first."
        ),
    ),
    "dropping_the_silent": _Mistake(
        dropping_the_silent,
        0.88,
        to_say(
            "Your service failed customers who rarely complain, and you called hardly any of them: those "
            "whom you did not call bring {share:.0%} of their profit. Who says nothing leaves without a word."
        ),
    ),
    "cheapest_customers": _Mistake(
        cheapest_customers,
        0.65,
        to_say(
            "{share:.0%} of the money for winning went to the channel with the cheapest contacts. Many of "
            "those whom it wins came for a discount and go with the next one: see the cohorts."
        ),
    ),
    "letters_worn_out": _Mistake(
        letters_worn_out,
        0.4,
        to_say(
            "{share:.0%} of your letters were at least the third in a row to the same customer. They annoy, "
            "and sell nothing."
        ),
    ),
}
KEYS = tuple(_MISTAKES)
