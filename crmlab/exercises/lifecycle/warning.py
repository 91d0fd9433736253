"""How good a warning of leavers is, and whether visits to those whom it flags pay."""

import operator
from typing import Annotated

from crmlab import retention
from crmlab.declared.quantities import Cost, Quantity, Share, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, given, part
from crmlab.exercises.lifecycle._flagging import flagged, flagged_by, found, judged_rightly, of_all, reach
from crmlab.language import to_say

VERSION = 3
REREAD = to_say("lesson 03, “Decline: who leaves next?”")
HINTS = {
    "": (
        "Count first: how many leavers reach the cut, and how many of those who stayed? Both are flagged.",
        "Precision asks about the warnings: how many of them were right? Recall asks about the leavers.",
        "Both shares have the flagged leavers on top. Of which group is each of them a share?",
    ),
    "choice": (
        "What does a visit cost, and with how many of those who are visited can it change anything?",
        "A visited leaver brings chance · value; one who would have stayed anyway brings nothing new.",
        "You need two numbers of customers: those whom a visit may keep, and those to whom a visit is paid.",
    ),
}

Left = Annotated[
    list[float], Quantity("share", 0, 1, typical=(0.3, 0.8), step=0.1, format=".0%", series=(6, 9))
]
Stayed = Annotated[
    list[float], Quantity("share", 0, 1, typical=(0.2, 0.7), step=0.1, format=".0%", series=(7, 11))
]
Cut = Annotated[Share, typical(0.4, 0.6, 0.1)]


def precision_and_recall(risk_left: Left, risk_stayed: Stayed, cut: Cut) -> dict[str, float]:
    """Return precision and recall of a warning."""
    found = reach(risk_left, cut)
    return {"precision": found / (found + reach(risk_stayed, cut) or 1), "recall": found / len(risk_left)}


def brought_by_visits(
    risk_left: Left,
    risk_stayed: Stayed,
    cut: Cut,
    chance: Annotated[Share, typical(0.1, 0.4, 0.05)],
    value: Annotated[Cost, typical(2000, 8000, 500)],
    cost: Annotated[Cost, typical(200, 1000, 50)],
) -> dict[str, float | bool]:
    """Return what a visit to each flagged customer brings, and whether to make them."""
    found, false_alarms = reach(risk_left, cut), reach(risk_stayed, cut)
    return _worth(found * chance * value - (found + false_alarms) * cost)


def _worth(profit: float) -> dict[str, float | bool]:
    return {"profit": profit, "visit": profit > 0}


def _by_the_library(risk_left, risk_stayed, cut):
    found = retention.warning_quality(risk_left, risk_stayed, cut)
    return {"precision": found.precision, "recall": found.recall}


def _degenerate(risk_left, risk_stayed, cut):
    """Return the two shares, and what they may be by chance."""
    return [*precision_and_recall(risk_left, risk_stayed, cut).values(), 0, 0.5, 1]


quality = AnswerCheck(
    "these are the precision and the recall of your warning",
    precision_and_recall,
    tolerance=0.0005,
    between=(0, 1),
    apart=_degenerate,
    edges={
        "a leaver has at least the cut": lambda risk_left, cut: [risk - cut for risk in risk_left],
        "one who stayed has at least the cut": lambda risk_stayed, cut: [risk - cut for risk in risk_stayed],
    },
    also_right=[_by_the_library],
    mistakes={
        "exchanged": Mistake(
            "You have exchanged the two. "
            "Precision is a share of the warnings, recall a share of those who left.",
            part(precision=lambda right: right["recall"], recall=lambda right: right["precision"]),
            "precision and recall are exchanged more often than any other two measures",
        ),
        "above_the_cut_only": Mistake(
            "You leave out those whose risk is just the cut. Flagged is who reaches it: >=, not >.",
            given(cut=lambda cut: cut + 0.001),
            "common slip: more than for at least",
        ),
        "low_scores_flagged": Mistake(
            "You flag the low scores. A high score is a high risk: flagged is whoever has the cut or more.",
            [flagged_by(operator.le), flagged_by(operator.lt)],
        ),
        "flagged_below_both": Mistake(
            "Your recall divides by those who were flagged. It is a share of all who left.",
            part(recall=lambda right: right["precision"]),
        ),
        "leavers_below_both": Mistake(
            "Your precision divides by those who left. It is a share of all who were flagged.",
            part(precision=lambda right: right["recall"]),
        ),
        "false_alarms_for_precision": Mistake(
            "Your precision is the share of false alarms among the warnings. It is the share of right ones.",
            part(precision=lambda right: 1 - right["precision"]),
        ),
        "missed_for_recall": Mistake(
            "Your recall is the share of leavers who were not flagged. It is the share of those who were.",
            part(recall=lambda right: 1 - right["recall"]),
        ),
        "share_of_all_warned": Mistake(
            "Your precision is the share of customers who were flagged. It is the share of right warnings.",
            part(precision=of_all(flagged)),
            "false alarms are easily forgotten",
        ),
        "accuracy_for_precision": Mistake(
            "Your precision is the share of customers judged rightly. Look at the flagged: who of them left?",
            part(precision=of_all(judged_rightly)),
        ),
        "share_of_stayers": Mistake(
            "Your precision looks at those who stayed. Look at the flagged: which share of them left?",
            [
                part(precision=lambda risk_stayed, cut: 1 - reach(risk_stayed, cut) / len(risk_stayed)),
                part(precision=lambda risk_stayed, cut: reach(risk_stayed, cut) / len(risk_stayed)),
            ],
        ),
        "precision_of_all_customers": Mistake(
            "Your precision divides by all customers. Divide by those who were flagged.",
            part(precision=of_all(found)),
        ),
        "recall_of_all_customers": Mistake(
            "Your recall divides by all customers. Divide by those who left.",
            part(recall=of_all(found)),
        ),
        "share_of_all_warned_for_recall": Mistake(
            "Your recall is the share of customers who were flagged. Look at the leavers only.",
            part(recall=of_all(flagged)),
        ),
        "numbers_for_shares": Mistake(
            "Your precision is a number of customers. Give a share: divide it by those who were flagged.",
            part(precision=lambda risk_left, cut: reach(risk_left, cut)),
        ),
        "brackets_missing": Mistake(
            "Your precision is above 1: / comes before +. Put brackets round the sum by which you divide.",
            part(precision=lambda risk_stayed, cut: 1 + reach(risk_stayed, cut)),
        ),
    },
)


def _one_visit_paid(risk_left, cut, chance, value, cost):
    return _worth(reach(risk_left, cut) * chance * value - cost)


def _all_visited(risk_left, risk_stayed, cut, chance, value, cost):
    customers = len(risk_left) + len(risk_stayed)
    return _worth(reach(risk_left, cut) * chance * value - customers * cost)


def _all_leavers_kept(risk_left, risk_stayed, cut, chance, value, cost):
    return _worth(len(risk_left) * chance * value - flagged(risk_left, risk_stayed, cut) * cost)


def _everybody_visited(risk_left, risk_stayed, chance, value, cost):
    return _worth(len(risk_left) * chance * value - (len(risk_left) + len(risk_stayed)) * cost)


def _sum_of_risks(risks, cut) -> float:
    return sum(risk for risk in risks if risk >= cut)


def _risks_added_up(risk_left, risk_stayed, cut, chance, value, cost):
    found, false_alarms = _sum_of_risks(risk_left, cut), _sum_of_risks(risk_stayed, cut)
    return _worth(found * chance * value - (found + false_alarms) * cost)


def _one_visit(risk_left, risk_stayed, cut, right):
    return _worth(right["profit"] / flagged(risk_left, risk_stayed, cut))


def _profit_and_precision(risk_left, risk_stayed, cut, **money):
    """Return the profit and 0, and two decisions: by the profit, and by whether most warnings are right."""
    plan = brought_by_visits(risk_left, risk_stayed, cut, **money)
    mostly_right = reach(risk_left, cut) > reach(risk_stayed, cut)
    return plan["profit"], 0, 2 + plan["visit"], 2 + mostly_right


_NONE_STAYED = [0.0]  # a list of risks must not be empty, and a risk of 0 is never flagged

visits = AnswerCheck(
    "your decision follows from your numbers",
    brought_by_visits,
    between=(-18_000, 30_000),
    apart=_profit_and_precision,
    decides={"visit": to_say("profit with 0")},
    mistakes={
        "false_alarms_cost_nothing": Mistake(
            "You pay only for visits to leavers. Nobody knows beforehand who they are: pay for all flagged.",
            given(risk_stayed=_NONE_STAYED),
            "false alarms are easily forgotten",
        ),
        "everybody_flagged_would_leave": Mistake(
            "You count a gain for each flagged customer. "
            "Those who would have stayed anyway bring nothing new.",
            given(
                risk_left=lambda risk_left, risk_stayed: [*risk_left, *risk_stayed], risk_stayed=_NONE_STAYED
            ),
            "false alarms are easily forgotten",
        ),
        "every_visit_succeeds": Mistake(
            "You count each leaver who is visited as saved. A visit keeps him only with the given chance.",
            given(chance=1),
            "a call is easily taken for a success",
        ),
        "chance_counts_for_the_cost_too": Mistake(
            "You multiply the cost by the chance, too. Each visit is paid, whether it keeps somebody or not.",
            given(cost=lambda chance, cost: chance * cost),
        ),
        "successful_visits_paid": Mistake(
            "You pay only for the visits that keep somebody. "
            "Each flagged customer costs a visit all the same.",
            given(risk_stayed=_NONE_STAYED, cost=lambda chance, cost: chance * cost),
        ),
        "one_visit_paid": Mistake(
            "You subtract the cost of one visit. Subtract it for each flagged customer: all are visited.",
            _one_visit_paid,
        ),
        "above_the_cut_only": Mistake(
            "You leave out those whose risk is just the cut. Flagged is who reaches it: >=, not >.",
            given(cut=lambda cut: cut + 0.001),
            "common slip: more than for at least",
        ),
        "all_leavers_kept": Mistake(
            "You count all leavers. Only those who were flagged are visited, and only they can be kept.",
            _all_leavers_kept,
        ),
        "all_visited": Mistake(
            "You pay for a visit to each customer. Only the flagged ones are visited.",
            [_all_visited, _everybody_visited],
        ),
        "risks_added_up": Mistake(
            "You add up the scores of the flagged. Count how many customers they are.",
            _risks_added_up,
        ),
        "one_visit": Mistake(
            "You give what one visit brings on average. The task asks for all of them together.",
            _one_visit,
        ),
    },
)
