"""Whether a warning is surely better than flags at random, with as few leavers as there are."""

import math
from typing import Annotated

from crmlab.declared.quantities import Quantity
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.language import to_say

REREAD = to_say("lesson 03, “Decline: who leaves next?” and “Doubt it”")
HINTS = (
    "Whoever flags at random flags the same share of the leavers as of all the others.",
    "A recall is a share of the leavers. So how many cases was it counted on?",
    "You have the recall, and by how much chance alone may move it. "
    "If chance has helped the warning that much: how good is it without this help?",
)


def _count(low: int, high: int, step: int = 1) -> Quantity:
    return Quantity("", 1, typical=(low, high), step=step, format=",.0f", whole=True)


def against_random(
    customers: Annotated[int, _count(200, 400, 10)],
    flagged: Annotated[int, _count(50, 120)],
    leavers: Annotated[int, _count(25, 50)],
    found: Annotated[int, _count(10, 22)],
) -> dict[str, float | bool]:
    """Return the recall at random, the lowest recall that may be true, and whether that is higher."""
    at_random, lowest = flagged / customers, found / leavers - 1 / math.sqrt(leavers)
    return {"at_random": at_random, "lowest": lowest, "better": lowest > at_random}


better = AnswerCheck(
    "you compare the warning with flags at random, and allow for chance",
    against_random,
    tolerance=0.0005,
    between=(-0.1, 0.9),
    apart=lambda **inputs: [against_random(**inputs)[name] for name in ("at_random", "lowest")],
    decides={"better": to_say("lowest with at_random")},
    mistakes={
        "leavers_at_random": Mistake(
            "Under at_random you give the share of customers who left. "
            "That is the precision at random: how many leavers would be found?",
            part(at_random=lambda leavers, customers: leavers / customers),
            "precision and recall are exchanged more often than any other two measures",
        ),
        "one_half_at_random": Mistake(
            "At random is not one half. It depends on how many customers are flagged.",
            part(at_random=lambda: 0.5),
            "chance is easily taken for a coin",
        ),
        "precision_at_random": Mistake(
            "Under at_random you give the precision of the warning. How many would random flags find?",
            part(at_random=lambda found, flagged: found / flagged),
        ),
        "recall_at_random": Mistake(
            "Under at_random you give the recall of the warning. How many would random flags find?",
            part(at_random=lambda found, leavers: found / leavers),
        ),
        "found_of_all_at_random": Mistake(
            "Under at_random you count whom the warning found. How many would random flags find?",
            part(at_random=lambda found, customers: found / customers),
        ),
        "number_at_random": Mistake(
            "Under at_random you give a number of customers. Give the share of the leavers.",
            part(at_random=lambda leavers, flagged, customers: leavers * flagged / customers),
        ),
        "chance_of_all_customers": Mistake(
            "For n you take all customers. A recall is counted on the leavers alone, and so it is less sure.",
            part(lowest=lambda found, leavers, customers: found / leavers - 1 / math.sqrt(customers)),
            "large tables feel sure, however few cases a share is counted on",
        ),
        "chance_of_the_flagged": Mistake(
            "For n you take the flagged. A precision is counted on them, a recall on the leavers.",
            part(lowest=lambda found, leavers, flagged: found / leavers - 1 / math.sqrt(flagged)),
        ),
        "chance_of_the_found": Mistake(
            "For n you take the found. A recall is counted on all leavers, found or not.",
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
