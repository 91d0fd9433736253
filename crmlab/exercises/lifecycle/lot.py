"""Whether a warning is better than one drawn by lot, with as few leavers as there are."""

import math
from typing import Annotated

from crmlab.declared.quantities import Quantity
from crmlab.exercises.declaring import AnswerCheck, Mistake, part

REREAD = "lesson 03, “Decline: who leaves next?” and “Doubt it”"
HINTS = (
    "Whoever flags by lot flags the same share of the leavers as of all the others.",
    "A recall is a share of the leavers. So how many cases was it counted on?",
    "You have the recall, and by how much chance alone may move it. "
    "Would the warning still find more than the lot if chance had helped it that much?",
)


def _count(low: int, high: int, step: int = 1) -> Quantity:
    return Quantity("", 1, typical=(low, high), step=step, format=",.0f", whole=True)


def against_lot(
    customers: Annotated[int, _count(200, 400, 10)],
    flagged: Annotated[int, _count(50, 120)],
    leavers: Annotated[int, _count(25, 50)],
    found: Annotated[int, _count(10, 22)],
) -> dict[str, float | bool]:
    """Return the recall by lot, the lowest recall that may still be true, and whether it is above the lot."""
    return _compared(flagged / customers, found / leavers - 1 / math.sqrt(leavers))


def _compared(by_lot: float, lowest: float) -> dict[str, float | bool]:
    return {"by_lot": by_lot, "lowest": lowest, "better": lowest > by_lot}


better = AnswerCheck(
    "you compare the warning with the lot, and allow for chance",
    against_lot,
    tolerance=0.0005,
    between=(-0.1, 0.9),
    apart=lambda **inputs: [against_lot(**inputs)[name] for name in ("by_lot", "lowest")],
    decides={"better": "lowest with by_lot"},
    mistakes={
        "leavers_for_lot": Mistake(
            "By lot you have the share of customers who left. "
            "That share of the *warnings* would be right; how many leavers would be found?",
            part(by_lot=lambda leavers, customers: leavers / customers),
            "precision and recall are exchanged more often than any other two measures",
        ),
        "one_half_for_lot": Mistake(
            "By lot is not one half: it depends on how many are flagged.",
            part(by_lot=lambda: 0.5),
            "a lot is easily taken for a coin",
        ),
        "precision_for_lot": Mistake(
            "By lot you have the precision of the warning. Leave the warning out: draw the flagged by lot.",
            part(by_lot=lambda found, flagged: found / flagged),
        ),
        "recall_for_lot": Mistake(
            "By lot you have the recall of the warning. Leave the warning out: draw the flagged by lot.",
            part(by_lot=lambda found, leavers: found / leavers),
        ),
        "found_of_all_for_lot": Mistake(
            "By lot you have the found leavers as a share of all customers. "
            "Leave the warning out: draw the flagged by lot.",
            part(by_lot=lambda found, customers: found / customers),
        ),
        "number_for_lot": Mistake(
            "By lot you have a number of customers. Give the share of the leavers.",
            part(by_lot=lambda leavers, flagged, customers: leavers * flagged / customers),
        ),
        "chance_of_all_customers": Mistake(
            "Your n are all customers. A recall is counted on the leavers alone, and so it is less sure.",
            part(lowest=lambda found, leavers, customers: found / leavers - 1 / math.sqrt(customers)),
            "large tables feel sure, however few cases a share is counted on",
        ),
        "chance_of_the_flagged": Mistake(
            "Your n are the flagged. A precision is counted on them, a recall on the leavers.",
            part(lowest=lambda found, leavers, flagged: found / leavers - 1 / math.sqrt(flagged)),
        ),
        "chance_of_the_found": Mistake(
            "Your n are the found. A recall is counted on all leavers, found or not.",
            part(lowest=lambda found, leavers: found / leavers - 1 / math.sqrt(found)),
        ),
        "precision_less_chance": Mistake(
            "You begin with the precision. The lowest recall begins with the recall: found of the leavers.",
            [
                part(lowest=lambda found, flagged: found / flagged - 1 / math.sqrt(flagged)),
                part(lowest=lambda found, flagged, leavers: found / flagged - 1 / math.sqrt(leavers)),
            ],
        ),
        "chance_left_out": Mistake(
            "Your lowest recall is the recall itself. Chance may have helped: take off 1 / √n.",
            part(lowest=lambda found, leavers: found / leavers),
        ),
        "highest_for_lowest": Mistake(
            "You add 1 / √n: that is the highest recall that may be true. Take it off.",
            part(lowest=lambda found, leavers: found / leavers + 1 / math.sqrt(leavers)),
        ),
        "chance_alone": Mistake(
            "You give by how much chance may move the recall. Take it off the recall.",
            part(lowest=lambda leavers: 1 / math.sqrt(leavers)),
        ),
        "root_left_out": Mistake(
            "You take off 1 / n. It is 1 / √n: four times as many cases make a share twice as sure.",
            part(lowest=lambda found, leavers: (found - 1) / leavers),
        ),
    },
)
