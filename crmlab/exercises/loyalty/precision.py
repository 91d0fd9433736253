"""How many of the flagged customers leave: a question of the base rate, too."""

from typing import Annotated

from crmlab.declared.quantities import Share, typical
from crmlab.exercises.declaring import FunctionCheck, Mistake, given
from crmlab.language import to_say

REREAD = to_say("lesson 13, “A warning is not a cause”")
EXAMPLE = {"base_rate": 0.1, "recall": 0.6, "false_alarms": 0.1}
HINTS = (
    "Think of 1,000 customers. How many of them leave, and how many of those does the warning flag?",
    "Of those who stay, the share false_alarms is flagged as well. How many customers are flagged in all?",
    "flagged leavers = base_rate · recall; flagged who stay = (1 − base_rate) · false_alarms. The precision "
    "is the first, divided by the sum of both.",
)

BaseRate = Annotated[Share, typical(0.03, 0.3)]
Recall = Annotated[Share, typical(0.4, 0.9)]
FalseAlarms = Annotated[Share, typical(0.05, 0.3)]


def precision(base_rate: BaseRate, recall: Recall, false_alarms: FalseAlarms) -> Share:
    """Return which share of the flagged leave."""
    return _of_both(base_rate * recall, (1 - base_rate) * false_alarms)


def _of_both(found: float, alarms: float) -> float:
    return found / (found + alarms)


share = FunctionCheck(
    "precision gives the share of the flagged who leave, whatever the base rate",
    precision,
    between=(0, 1),
    mistakes={
        "base_rate_forgotten": Mistake(
            "You set the two shares side by side, as if as many customers left as stay. Multiply recall by "
            "base_rate, and false_alarms by 1 − base_rate.",
            lambda base_rate, recall, false_alarms: _of_both(recall, false_alarms),
            "the base rate is forgotten",
        ),
        "base_rate_on_one_side": Mistake(
            "You multiply only one of the two by its number of customers. Leavers are the share base_rate of "
            "all, and those who stay the share 1 − base_rate.",
            [
                lambda base_rate, recall, false_alarms: _of_both(base_rate * recall, false_alarms),
                lambda base_rate, recall, false_alarms: _of_both(recall, (1 - base_rate) * false_alarms),
            ],
        ),
        "recall_for_precision": Mistake(
            "You give the recall: which share of the leavers is flagged. Asked is which share of the flagged "
            "leave.",
            lambda recall: recall,
            "precision and recall are exchanged more often than any other two measures",
        ),
        "share_of_all_customers": Mistake(
            "You give flagged leavers as a share of all customers. Divide by those who are flagged.",
            lambda base_rate, recall: base_rate * recall,
        ),
        "flagged_for_precision": Mistake(
            "You give which share of all customers is flagged. Asked is which share of these leave.",
            lambda base_rate, recall, false_alarms: base_rate * recall + (1 - base_rate) * false_alarms,
        ),
        "accuracy_for_precision": Mistake(
            "You give the share of customers who are judged rightly. Look at the flagged alone: which share "
            "of them leave?",
            lambda base_rate, recall, false_alarms: base_rate * recall + (1 - base_rate) * (1 - false_alarms),
            "the accuracy of a rare event says little",
        ),
        "one_less_false_alarms": Mistake(
            "You give 1 − false_alarms. False alarms are a share of those who stay, not of the warnings.",
            lambda false_alarms: 1 - false_alarms,
        ),
        "not_flagged_for_flagged": Mistake(
            "You count those who stay and are not flagged. Flagged are the share false_alarms of them.",
            given(false_alarms=lambda false_alarms: 1 - false_alarms),
        ),
        "missed_for_found": Mistake(
            "You count the leavers whom the warning misses. It finds the share recall of them.",
            given(recall=lambda recall: 1 - recall),
        ),
        "turned_base_rate": Mistake(
            "You exchange leavers and those who stay. base_rate is the share that leaves.",
            given(base_rate=lambda base_rate: 1 - base_rate),
        ),
        "false_alarms_among_flagged": Mistake(
            "You give the share of the flagged who stay. Asked is the share who leave.",
            lambda right: 1 - right,
        ),
        "brackets_missing": Mistake(
            "The brackets are missing: / comes before +. Put brackets round the sum by which you divide.",
            [
                lambda base_rate, false_alarms: 1 + (1 - base_rate) * false_alarms,
                lambda base_rate, recall, false_alarms: recall**2 + (1 - base_rate) * false_alarms,
            ],
        ),
        "ratio_of_found_to_false": Mistake(
            "You divide by the false alarms alone. The flagged are both: leavers and those who stay.",
            lambda base_rate, recall, false_alarms: base_rate * recall / ((1 - base_rate) * false_alarms),
        ),
        "all_leavers_above": Mistake(
            "You put all leavers above the line. Flagged are the share recall of them alone.",
            lambda right, recall: right / recall,
        ),
        "recall_above": Mistake(
            "You put recall above the line, which is a share of the leavers. Below stands a share of all "
            "customers: multiply recall by base_rate.",
            lambda right, base_rate: right / base_rate,
        ),
        "false_alarms_taken_off": Mistake(
            "You take false_alarms off recall, or multiply by 1 − false_alarms. One is a share of those who "
            "stay, the other of those who leave: find the flagged in each group, then divide.",
            [
                lambda recall, false_alarms: recall - false_alarms,
                lambda recall, false_alarms: recall * (1 - false_alarms),
                lambda base_rate, recall, false_alarms: base_rate * recall * (1 - false_alarms),
            ],
        ),
    },
)
