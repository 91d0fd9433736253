"""Which voice rate an invitation must reach to bring in what it costs: the question in reverse."""

from typing import Annotated

from crmlab import complaints
from crmlab.declared.quantities import Cost, Share, typical
from crmlab.errors import BadValueError
from crmlab.exercises.complaints._data import Customers, Quick, Resolved, Size, Value, Voice
from crmlab.exercises.complaints._keeping import customers_kept
from crmlab.exercises.declaring import AnswerCheck, Mistake
from crmlab.language import to_say

VERSION = 2
REREAD = to_say("lesson 12, “Does it pay to ask?”")
HINTS = (
    "Begin at the end: how many more customers must be kept, so that they are worth the cost?",
    "What does one customer add who speaks in place of being silent? "
    "Compare his chance to be kept with the one that he has anyway.",
    "You know how many must be added, and what one more voice adds. So how many must begin to speak, and "
    "which share is that, together with those who speak today?",
)


def rate_needed(
    dissatisfied: Customers,
    voice_rate: Annotated[Voice, typical(0.05, 0.3, 0.01)],
    resolved: Resolved,
    quick: Quick,
    size: Size,
    value: Value,
    cost: Annotated[Cost, typical(20_000, 200_000, 5_000)],
) -> Share:
    """Return the voice rate at which the customers who are kept in addition are worth the cost."""
    needed = voice_rate + _points(dissatisfied, resolved, quick, size, value, cost, subtracted=True)
    if needed >= 1:
        raise BadValueError("Even if everybody spoke, the invitation would not bring in its cost.")
    return needed


def _points(dissatisfied, resolved, quick, size, value, cost, subtracted) -> float:
    """Return by how much the rate must rise, with those *subtracted* or not who would stay in silence."""
    rates = complaints.repurchase_rates(size)
    added = customers_kept(1, 1, resolved, quick, rates) - subtracted * rates["silent"]
    return cost / (dissatisfied * value * added)


def _kept_anyway_not_subtracted(voice_rate, **own):
    return voice_rate + _points(**own, subtracted=False)


def _all_kept_pay(voice_rate, dissatisfied, resolved, quick, size, value, cost):
    silent, spoke = (
        customers_kept(1, share, resolved, quick, complaints.repurchase_rates(size)) for share in (0, 1)
    )
    return (cost / (dissatisfied * value) - silent) / (spoke - silent)


voices = AnswerCheck(
    "at that voice rate the invitation brings in just what it costs",
    rate_needed,
    tolerance=0.0005,  # three decimals are asked
    between=(0.05, 1),
    mistakes={
        "points_for_rate": Mistake(
            "You give by how much the rate must rise. Asked is the rate that it must reach: add today's.",
            lambda right, voice_rate: right - voice_rate,
            "the change is easily given for the level",
        ),
        "percent_for_points": Mistake(
            "You raise the rate by a percentage of itself. "
            "The customers who must begin to speak are a share of all: add it.",
            lambda right, voice_rate: voice_rate * (1 + right - voice_rate),
            "points and percent are the best known mix-up with shares",
        ),
        "kept_anyway_not_subtracted": Mistake(
            "You count all who begin to speak and are kept. Some of them would have bought again in silence: "
            "subtract these.",
            _kept_anyway_not_subtracted,
            "who would have stayed anyway is easily forgotten",
        ),
        "every_voice_is_kept": Mistake(
            "You count everybody who begins to speak as kept. Not all of them buy again, and some would have "
            "anyway.",
            lambda dissatisfied, voice_rate, value, cost: voice_rate + cost / (dissatisfied * value),
        ),
        "all_kept_pay": Mistake(
            "You let all who are kept pay for the invitation. "
            "Many are kept today without it: count only those whom it adds.",
            _all_kept_pay,
        ),
        "of_the_silent": Mistake(
            "You give the share of the silent that must begin to speak. Asked is the share of all the "
            "dissatisfied that then speaks.",
            lambda right, voice_rate: (right - voice_rate) / (1 - voice_rate),
        ),
        "customers_for_rate": Mistake(
            "You give how many customers must speak. Asked is their share of all the dissatisfied.",
            [
                lambda right, dissatisfied: right * dissatisfied,
                lambda right, voice_rate, dissatisfied: (right - voice_rate) * dissatisfied,
            ],
        ),
        "customers_that_pay": Mistake(
            "You give how many more customers must be kept. Asked is the voice rate that keeps so many more.",
            lambda value, cost: cost / value,
        ),
    },
)
