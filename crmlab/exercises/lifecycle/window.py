"""How long customers stay, from a list that has lost those who left before it began."""

from typing import Annotated

from crmlab.declared.quantities import Quantity
from crmlab.exercises.declaring import AnswerCheck, Mistake, given
from crmlab.language import to_say
from crmlab.lifecycle.base import Duration

VERSION = 2
REREAD = to_say("lesson 03, “Who is missing?” and “Doubt it”")
HINTS = (
    "Who is missing from this list, and in which years did he leave?",
    "Had one of these customers left before the list began, he would not be in it. "
    "So those years cannot count for the others either.",
    "Take only years in which you would have seen somebody leave. How many did leave in these?",
)


def _quantity(low: int, high: int, step: int = 1) -> Quantity:
    return Quantity("", 0, typical=(low, high), step=step, format=",.0f", whole=True)


def watched_stay(
    leavers: Annotated[int, _quantity(30, 60)],
    leavers_before: Annotated[int, _quantity(80, 200)],
    leavers_since: Annotated[int, _quantity(45, 80)],
    stayers: Annotated[int, _quantity(150, 300)],
    stayers_before: Annotated[int, _quantity(700, 1500, 10)],
    stayers_since: Annotated[int, _quantity(300, 440)],
) -> Duration:
    """Return the years that a customer stays on average, of the years in which leaving was seen."""
    return (leavers_since + stayers_since) / leavers


life = AnswerCheck(
    "you count the years that were watched, and divide by those who left",
    watched_stay,
    between=(5, 18),
    mistakes={
        "all_years": Mistake(
            "You count the years before the list, too. "
            "Whoever left in those years is missing, so they make the stay too long.",
            given(
                leavers_since=lambda leavers_before, leavers_since: leavers_before + leavers_since,
                stayers_since=lambda stayers_before, stayers_since: stayers_before + stayers_since,
            ),
            "survivorship bias: lists that begin late hold the loyal ones of earlier years",
        ),
        "years_of_stayers_before": Mistake(
            "You count the years before the list of those still there. Nobody could be seen leaving then.",
            given(stayers_since=lambda stayers_before, stayers_since: stayers_before + stayers_since),
        ),
        "years_of_leavers_before": Mistake(
            "You count the years before the list of those who left. Nobody could be seen leaving then.",
            given(leavers_since=lambda leavers_before, leavers_since: leavers_before + leavers_since),
        ),
        "leavers_only": Mistake(
            "You take the mean of those who left. Those who are still there stay longest: count them, too.",
            lambda leavers, leavers_before, leavers_since: (leavers_before + leavers_since) / leavers,
            "the slide in the lesson; common in reports on closed accounts",
        ),
        "leavers_only_since": Mistake(
            "You count the years of those who left only. Those who are still there were watched, too.",
            given(stayers_since=0),
        ),
        "stayers_only_since": Mistake(
            "You count the years of those who are still there only. Those who left were watched until then.",
            given(leavers_since=0),
        ),
        "divided_by_all": Mistake(
            "You divide by all customers, as if those still there left today. Divide by those who left.",
            given(leavers=lambda leavers, stayers: leavers + stayers),
        ),
        "all_years_divided_by_all": Mistake(
            "You take the mean of all stays so far. Most have not ended, and many began before the list.",
            lambda leavers, leavers_before, leavers_since, stayers, stayers_before, stayers_since: (
                (leavers_before + leavers_since + stayers_before + stayers_since) / (leavers + stayers)
            ),
        ),
        "stayers_so_far": Mistake(
            "You take the mean of those who are still there. Their stays have not ended.",
            lambda stayers, stayers_before, stayers_since: (stayers_before + stayers_since) / stayers,
        ),
        "leaving_rate": Mistake(
            "You give the share that leaves in a year. The years of a stay are 1 divided by it.",
            lambda right: 1 / right,
        ),
        "all_customers_per_leaver": Mistake(
            "You divide customers by leavers. In how many years did these leave?",
            lambda leavers, stayers: (leavers + stayers) / leavers,
        ),
    },
)
