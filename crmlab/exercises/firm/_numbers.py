"""Five numbers that follow from the game as it was played."""

from collections.abc import Sequence

import numpy as np

from crmlab.exercises.plans import FromPlanCheck
from crmlab.firm.game import Quarter
from crmlab.firm.market import PLAYED
from crmlab.firm.worth import RATE

HINTS = (
    "All five follow from firm.see(\"books\") and, for the last two, from reports that are free once the "
    "game is over.",
    "Take the nine quarters of the game alone: the rows with quarter >= 1. Who was there in a quarter: "
    "those who are there at its end and those who were lost in it.",
    "sum(cash / 1.02 ** quarter); lost / (customers + lost), both summed; money for winning / won; the mean "
    "of profit < 0; the standard deviation with ddof=1 / the root of the number of answers.",
)  # fmt: skip

Played = Sequence[Quarter]


def _cash(played: Played) -> np.ndarray:
    return np.array([quarter.cash for quarter in played])


def _discounted(played: Played, first: int = 1) -> float:
    return float(sum(_cash(played) / (1 + RATE) ** np.arange(first, first + PLAYED)))


def _lost(played: Played) -> np.ndarray:
    return np.array([quarter.lived.left.sum() for quarter in played])


def _there(played: Played) -> np.ndarray:
    return np.array([len(quarter.lived.who) for quarter in played])


def _won(played: Played) -> int:
    return int(sum(quarter.lived.won.sum() for quarter in played))


def _spent_on_winning(played: Played) -> float:
    return float(sum(quarter.measures.winning.sum() for quarter in played))


def _profits(played: Played) -> np.ndarray:
    last = played[-1].after
    return last.column("profit")[last.state.here]


def _answers(played: Played) -> np.ndarray:
    last = played[-1].after
    answers = last.column("satisfaction")[last.state.here]
    return answers[~np.isnan(answers)]


cash = FromPlanCheck(
    "you know what the cash of nine quarters was worth on the first day",
    dict,
    entry="cash_value",
    tolerance=60,  # the books are in whole yuan
    right=_discounted,
    slips={
        "not_discounted": (
            "You add the cash as it came. Money of a later quarter is worth less: divide by 1.02 ** quarter.",
            lambda played: float(_cash(played).sum()),
        ),
        "from_the_start": (
            "Your first quarter is not discounted. Its money comes at its end, one quarter from the first "
            "day.",
            lambda played: _discounted(played, 0),
        ),
        "yearly_rate": (
            "You discount by 2 % a year. The rate is for a quarter.",
            lambda played: float(sum(_cash(played) / (1 + RATE) ** (np.arange(1, PLAYED + 1) / 4))),
        ),
        "earned": (
            "You take what was earned, before what you spent. Cash is earned less spent.",
            lambda played: float(
                sum(quarter.earned / (1 + RATE) ** number for number, quarter in enumerate(played, 1))
            ),
        ),
    },
)
lost = FromPlanCheck(
    "you know which share of your customers left in a quarter, on average",
    dict,
    entry="lost_share",
    tolerance=0.00006,
    right=lambda played: float(_lost(played).sum() / _there(played).sum()),
    slips={
        "of_those_who_stayed": (
            "You divide by those who are there at the end. Who left was there, too: customers + lost.",
            lambda played: float(_lost(played).sum() / (_there(played) - _lost(played)).sum()),
        ),
        "mean_of_shares": (
            "You take the mean of nine shares. A quarter with more customers counts for more: add both "
            "first.",
            lambda played: float((_lost(played) / _there(played)).mean()),
        ),
        "of_the_first_day": (
            "You divide by the customers of the first day. Each quarter has its own.",
            lambda played: float(_lost(played).sum() / (PLAYED * played[0].before.state.here.sum())),
        ),
        "of_all_quarters": (
            "You give the share of nine quarters together. Asked is that of one quarter.",
            lambda played: float(_lost(played).sum() / played[0].before.state.here.sum()),
        ),
        "those_who_stay": (
            "You give the share that stays. Asked is the share that leaves: 1 − it.",
            lambda played: 1 - float(_lost(played).sum() / _there(played).sum()),
        ),
    },
)
winning = FromPlanCheck(
    "you know what a customer cost whom you won",
    dict,
    entry="cost_per_won",
    tolerance=0.5,
    right=lambda played: _spent_on_winning(played) / max(_won(played), 1),
    slips={
        "all_spending": (
            "You divide all that was spent. Only the money for winning wins customers.",
            lambda played: sum(quarter.spent for quarter in played) / max(_won(played), 1),
        ),
        "one_quarter": (
            "You divide the money of one quarter by the customers of nine.",
            lambda played: played[0].measures.winning.sum() / max(_won(played), 1),
        ),
        "less_those_who_left": (
            "You take off those who left. They were won, too, and paid for.",
            lambda played: _spent_on_winning(played) / max(_won(played) - int(_lost(played).sum()), 1),
        ),
    },
)
losing = FromPlanCheck(
    "you know which share of your customers cost more than they bring, on the last day",
    dict,
    entry="losing_share",
    tolerance=0.00006,
    right=lambda played: float((_profits(played) < 0).mean()),
    slips={
        "with_zero": (
            "You count those with a profit of 0, too: they have ordered nothing, and cost nothing.",
            lambda played: float((_profits(played) <= 0).mean()),
        ),
        "number": (
            "You give their number. Asked is their share of all customers.",
            lambda played: float((_profits(played) < 0).sum()),
        ),
        "those_with_profit": (
            "You give the share with a profit. Asked is the share with a loss.",
            lambda played: float((_profits(played) > 0).mean()),
        ),
    },
)
error = FromPlanCheck(
    "you know the standard error of the mean satisfaction in a survey on the last day",
    dict,
    entry="satisfaction_error",
    tolerance=0.0006,
    right=lambda played: float(_answers(played).std(ddof=1) / len(_answers(played)) ** 0.5),
    slips={
        "spread": (
            "You give the standard deviation of the answers. The error of their mean is smaller: divide by "
            "the root of their number.",
            lambda played: float(_answers(played).std(ddof=1)),
        ),
        "of_all_customers": (
            "You divide by the root of all customers. Only those who answered count.",
            lambda played: float(_answers(played).std(ddof=1) / played[-1].after.state.here.sum() ** 0.5),
        ),
        "of_those_asked": (
            "You divide by the root of the 300 who were asked. Only those who answered count.",
            lambda played: float(_answers(played).std(ddof=1) / 300**0.5),
        ),
        "divided_by_n": (
            "Your standard deviation divides by n. That of a sample divides by n − 1: ddof=1.",
            lambda played: float(_answers(played).std() / len(_answers(played)) ** 0.5),
        ),
        "without_root": (
            "You divide by the number of answers. Divide by its root.",
            lambda played: float(_answers(played).std(ddof=1) / len(_answers(played))),
        ),
        "mean": (
            "You give the mean satisfaction. Asked is its standard error.",
            lambda played: float(_answers(played).mean()),
        ),
    },
)
