"""Who buys again, and how it is computed wrongly: in one number, and in a column of a table."""

from typing import Annotated

from crmlab import complaints
from crmlab.declared.quantities import Share
from crmlab.exercises.complaints._data import Customers, Quick, Resolved, Voice
from crmlab.exercises.declaring import Mistake, given
from crmlab.exercises.kinds import Rising

STEPS = ("silent", "unresolved", "resolved", "quick")
Rates = Annotated[object, Rising(Share, STEPS)]


def customers_kept(
    dissatisfied: Customers, voice_rate: Voice, resolved: Resolved, quick: Quick, rates: Rates
) -> Customers:
    """Return how many of the dissatisfied one can expect to buy again."""
    return complaints.customers_kept(dissatisfied, voice_rate, resolved, quick, rates)


def _quick_of_all_complainers(dissatisfied, voice_rate, resolved, quick, rates):
    after_voice = (1 - resolved) * rates["unresolved"] + (resolved - quick) * rates["resolved"]
    after_voice += quick * rates["quick"]
    return dissatisfied * ((1 - voice_rate) * rates["silent"] + voice_rate * after_voice)


def _voice_rate_twice(dissatisfied, voice_rate, resolved, quick, rates):
    silent = dissatisfied * (1 - voice_rate) * rates["silent"]
    no_silent = rates | {"silent": 0}
    return silent + customers_kept(dissatisfied * voice_rate, voice_rate, resolved, quick, no_silent)


def _everybody_speaks_and_is_silent(dissatisfied, voice_rate, resolved, quick, rates):
    silent = dissatisfied * (1 - voice_rate) * rates["silent"]
    return silent + customers_kept(dissatisfied, 1, resolved, quick, rates)


def _quick_counted_twice(dissatisfied, voice_rate, resolved, quick, rates, right):
    return right + dissatisfied * voice_rate * resolved * quick * rates["resolved"]


KEPT_WRONGLY = {
    "quick_of_all_complainers": Mistake(
        "You take quick as a share of all who complained. It is a share of the resolved complaints.",
        _quick_of_all_complainers,
        "TARP's table lists “resolved” and “resolved quickly” side by side",
    ),
    "silent_all_lost": Mistake(
        'You count every silent customer as lost. A share of them buys again: rates["silent"].',
        given(rates=lambda rates: rates | {"silent": 0}),
        "the worked example takes every silent customer as lost",
    ),
    "unresolved_all_lost": Mistake(
        "You count everybody whose complaint is not resolved as lost. A share of them buys again.",
        given(rates=lambda rates: rates | {"unresolved": 0}),
        "the worked example takes every unresolved complaint as a lost customer",
    ),
    "voice_rate_twice": Mistake(
        "You apply the voice rate twice to those who speak. They are dissatisfied · voice_rate, once.",
        _voice_rate_twice,
        "the shares stand behind one another, and one is easily used again",
    ),
    "everybody_speaks_and_is_silent": Mistake(
        "You let everybody speak, and add the silent once more. Only the share voice_rate speaks.",
        _everybody_speaks_and_is_silent,
        "the shares stand behind one another, and one is easily forgotten",
    ),
    "quick_counted_twice": Mistake(
        'You count the quickly resolved twice. rates["resolved"] is only for those who were helped slowly.',
        _quick_counted_twice,
    ),
    "every_resolved_kept": Mistake(
        "You count everybody who was helped as kept. Only a share of them buys again: use the two rates.",
        given(rates=lambda rates: rates | {"resolved": 1, "quick": 1}),
    ),
    "resolved_all_alike": Mistake(
        "You give all the resolved one rate. The share quick of them was helped quickly, the others slowly.",
        [given(quick=1), given(quick=0)],
    ),
}
