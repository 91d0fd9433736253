"""How good a warning of leavers is, and whether visits to those whom it flags pay."""

from typing import Annotated

from crmlab import retention
from crmlab.declared.quantities import Cost, Share, is_number, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, given, part
from crmlab.retention.winback import Risks

REREAD = "lesson 03, “Decline: who leaves next?”"
HINTS = (
    "Count first: how many leavers reach the cut, and how many of those who stayed? Both are flagged.",
    "Precision: flagged leavers among all flagged. Recall: flagged leavers among all leavers.",
    "Each flagged customer costs a visit. Only flagged leavers can bring something: chance · value each.",
)
NARROW = {"risk_left": typical(0.3, 1, 0.05), "risk_stayed": typical(0, 0.7, 0.05)}

Cut = Annotated[Share, typical(0.4, 0.6, 0.05)]


def precision_and_recall(risk_left: Risks, risk_stayed: Risks, cut: Cut) -> dict[str, float]:
    """Return precision and recall of a warning."""
    found = retention.warning_quality(risk_left, risk_stayed, cut)
    return {"precision": found.precision, "recall": found.recall}


def brought_by_visits(
    risk_left: Risks,
    risk_stayed: Risks,
    cut: Cut,
    chance: Annotated[Share, typical(0.1, 0.4, 0.05)],
    value: Annotated[Cost, typical(2000, 8000, 500)],
    cost: Annotated[Cost, typical(200, 1000, 50)],
) -> dict[str, float | bool]:
    """Return what a visit to each flagged customer brings, and whether to make them."""
    warned = retention.warning_quality(risk_left, risk_stayed, cut)
    return _worth(float(warned.found * chance * value - warned.flagged * cost))


def _worth(profit: float) -> dict[str, float | bool]:
    return {"profit": profit, "visit": profit > 0}


def _flagged(risk_left, risk_stayed, cut):
    return retention.warning_quality(risk_left, risk_stayed, cut).flagged


def _found(risk_left, cut):
    return sum(risk >= cut for risk in risk_left)


def _left_alone(risk_stayed, cut):
    return sum(risk < cut for risk in risk_stayed)


def _share_of_all_warned(risk_left, risk_stayed, cut, right):
    flagged = _flagged(risk_left, risk_stayed, cut)
    return right | {"precision": flagged / (len(risk_left) + len(risk_stayed))}


def _accuracy_for_precision(risk_left, risk_stayed, cut, right):
    rightly = _found(risk_left, cut) + _left_alone(risk_stayed, cut)
    return right | {"precision": rightly / (len(risk_left) + len(risk_stayed))}


def _share_of_stayers_left_alone(risk_stayed, cut, right):
    return right | {"precision": _left_alone(risk_stayed, cut) / len(risk_stayed)}


def _all_customers_below_both(risk_left, risk_stayed, cut):
    share = _found(risk_left, cut) / (len(risk_left) + len(risk_stayed))
    return {"precision": share, "recall": share}


def _flagged_below_recall_above_all(risk_left, risk_stayed, cut):
    everybody = len(risk_left) + len(risk_stayed)
    found, flagged = _found(risk_left, cut), _flagged(risk_left, risk_stayed, cut)
    return {"precision": found / everybody, "recall": flagged / everybody}


def _low_scores_flagged(risk_left, risk_stayed, cut):
    found, false_alarms = (sum(risk <= cut for risk in risks) for risks in (risk_left, risk_stayed))
    return {"precision": found / max(found + false_alarms, 1), "recall": found / len(risk_left)}


def _lower_scores_flagged(risk_left, risk_stayed, cut):
    return _low_scores_flagged(risk_left, risk_stayed, cut - 0.001)


def _shares_above_one(risk_left, risk_stayed, cut):
    found, flagged = _found(risk_left, cut), _flagged(risk_left, risk_stayed, cut)
    return {"precision": 1 + flagged - found, "recall": 1 + len(risk_left) - found}


def _has_a_share_above_one(answer) -> bool:
    shares = [answer.get(name) for name in ("precision", "recall")]
    return any(is_number(share) and share > 1 for share in shares)


_DIVIDED_BY_ALL = (
    "You divide by all customers. Precision divides by all who were flagged, recall by all who left."
)
_LOW_FLAGGED = "You flag the low scores. A high score is a high risk: flagged is whoever has the cut or more."

quality = AnswerCheck(
    "these are the precision and the recall of your warning",
    precision_and_recall,
    narrow=NARROW,
    between=(0, 1),
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
        "share_of_all_warned": Mistake(
            "Your precision is the share of customers who were flagged. It is the share of right warnings.",
            _share_of_all_warned,
            "false alarms are easily forgotten",
        ),
        "accuracy_for_precision": Mistake(
            "You give the share of customers judged rightly. "
            "Precision looks at the flagged: who of them left?",
            _accuracy_for_precision,
        ),
        "share_of_stayers_left_alone": Mistake(
            "You give the share of stayers without a warning. "
            "Precision looks at the flagged: who of them left?",
            _share_of_stayers_left_alone,
        ),
        "all_customers_below_both": Mistake(_DIVIDED_BY_ALL, _all_customers_below_both),
        "flagged_below_recall_above_all": Mistake(_DIVIDED_BY_ALL, _flagged_below_recall_above_all),
        "low_scores_flagged": Mistake(_LOW_FLAGGED, _low_scores_flagged),
        "lower_scores_flagged": Mistake(_LOW_FLAGGED, _lower_scores_flagged),
        "shares_above_one": Mistake(
            "No share is above 1. "
            "Put brackets round a sum by which you divide, and do not turn it into percent.",
            _shares_above_one,
            shows_in=_has_a_share_above_one,
        ),
    },
)


def _one_visit_paid(risk_left, cut, chance, value, cost):
    return _worth(_found(risk_left, cut) * chance * value - cost)


_NONE_STAYED = [0.0]  # a list of risks must not be empty, and a risk of 0 is never flagged

visits = AnswerCheck(
    "your decision follows from your numbers",
    brought_by_visits,
    narrow=NARROW,
    between=(-12_000, 26_000),
    apart=lambda **inputs: (brought_by_visits(**inputs)["profit"], 0),
    mistakes={
        "false_alarms_cost_nothing": Mistake(
            "You pay only for visits to leavers. "
            "Nobody knows beforehand who they are: all flagged are visited.",
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
            "You subtract the cost of one visit. "
            "All flagged customers are visited: subtract it for each of them.",
            _one_visit_paid,
        ),
        "number_for_visit": Mistake(
            "Your visit is a number. "
            "It asks for your decision: True if the visits would have paid, else False.",
            part(visit=_flagged),
            shows_in=lambda answer: is_number(answer["visit"]),
        ),
    },
)
