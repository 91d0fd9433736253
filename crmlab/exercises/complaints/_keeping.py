"""Who buys again, and how it is computed wrongly: in one number, and in a column of a table."""

from typing import Annotated

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
    return _of_groups(dissatisfied, voice_rate, rates, 1 - resolved, resolved * (1 - quick), resolved * quick)


def _of_groups(dissatisfied, voice_rate, rates, unresolved, slow, fast):
    """Return how many are kept where the groups with a complaint are these shares of those who spoke."""
    spoke = unresolved * rates["unresolved"] + slow * rates["resolved"] + fast * rates["quick"]
    return dissatisfied * ((1 - voice_rate) * rates["silent"] + voice_rate * spoke)


def _quick_of_all_complainers(dissatisfied, voice_rate, resolved, quick, rates):
    return _of_groups(dissatisfied, voice_rate, rates, 1 - resolved, resolved - quick, quick)


def _quick_of_all_and_slow_of_the_resolved(dissatisfied, voice_rate, resolved, quick, rates):
    return _of_groups(dissatisfied, voice_rate, rates, 1 - resolved, resolved * (1 - quick), quick)


def _quick_and_slow_of_all(dissatisfied, voice_rate, resolved, quick, rates):
    return _of_groups(dissatisfied, voice_rate, rates, 1 - resolved, 1 - quick, quick)


def _quick_taken_off_the_unresolved(dissatisfied, voice_rate, resolved, quick, rates):
    fast = resolved * quick
    return _of_groups(dissatisfied, voice_rate, rates, 1 - resolved - fast, resolved - fast, fast)


def _all_who_spoke_unresolved(dissatisfied, voice_rate, resolved, quick, rates):
    return _of_groups(dissatisfied, voice_rate, rates, 1, resolved * (1 - quick), resolved * quick)


def _everybody_silent(dissatisfied, voice_rate, rates, right):
    return right + dissatisfied * voice_rate * rates["silent"]


def _unresolved_of_all(dissatisfied, voice_rate, resolved, rates, right):
    return right + dissatisfied * (1 - voice_rate) * (1 - resolved) * rates["unresolved"]


def _resolved_of_all(dissatisfied, voice_rate, resolved, quick, rates, right):
    helped = resolved * ((1 - quick) * rates["resolved"] + quick * rates["quick"])
    return right + dissatisfied * (1 - voice_rate) * helped


def _voice_rate_twice(dissatisfied, voice_rate, resolved, quick, rates):
    silent = dissatisfied * (1 - voice_rate) * rates["silent"]
    no_silent = rates | {"silent": 0}
    return silent + customers_kept(dissatisfied * voice_rate, voice_rate, resolved, quick, no_silent)


def _everybody_speaks_and_is_silent(dissatisfied, voice_rate, resolved, quick, rates):
    silent = dissatisfied * (1 - voice_rate) * rates["silent"]
    return silent + customers_kept(dissatisfied, 1, resolved, quick, rates)


def _quick_counted_twice(dissatisfied, voice_rate, resolved, quick, rates, right):
    return right + dissatisfied * voice_rate * resolved * quick * rates["resolved"]


def as_in_the_worked_example(dissatisfied, voice_rate, resolved) -> Customers:
    """Return how many are kept if the resolved are, and nobody else."""
    return dissatisfied * voice_rate * resolved


KEPT_WRONGLY = {
    "quick_of_all_complainers": Mistake(
        "You take quick as a share of all who complained. It is a share of the resolved complaints.",
        [_quick_of_all_complainers, _quick_of_all_and_slow_of_the_resolved, _quick_and_slow_of_all],
        "TARP's table lists “resolved” and “resolved quickly” side by side",
    ),
    "silent_and_unresolved_lost": Mistake(
        "You count the silent and the unresolved as lost, as in task 2. A share of each group buys again.",
        given(rates=lambda rates: rates | {"silent": 0, "unresolved": 0}),
        "the worked example takes the silent and the unresolved as lost",
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
    "unresolved_of_all": Mistake(
        "You count silent customers among the unresolved. Only those who spoke have a complaint.",
        _unresolved_of_all,
        "the shares stand behind one another, and one is easily forgotten",
    ),
    "resolved_of_all": Mistake(
        "You let silent customers be helped, too. Only a complaint can be resolved.",
        _resolved_of_all,
        "the shares stand behind one another, and one is easily forgotten",
    ),
    "everybody_silent": Mistake(
        'You use rates["silent"] for everybody. It is for those who did not speak: 1 − voice_rate of all.',
        _everybody_silent,
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
        [given(quick=1), given(quick=0), given(quick=0.5)],
    ),
    "slow_left_out": Mistake(
        "You leave out those who were helped, but not quickly. A share of them buys again, too.",
        given(rates=lambda rates: rates | {"resolved": 0}),
        "in the example all are helped quickly, so that nobody is left in this group",
    ),
    "quick_left_out": Mistake(
        "You leave out those who were helped quickly. A share of them buys again, too.",
        given(rates=lambda rates: rates | {"quick": 0}),
    ),
    "slow_and_quick_exchanged": Mistake(
        'You exchange slow and quick. Of the resolved, the share quick has rates["quick"], not the rest.',
        given(rates=lambda rates: rates | {"resolved": rates["quick"], "quick": rates["resolved"]}),
    ),
    "quick_taken_off_the_unresolved": Mistake(
        "You subtract the quickly resolved twice. Your unresolved are already without all the resolved.",
        _quick_taken_off_the_unresolved,
    ),
    "all_who_spoke_unresolved": Mistake(
        "You count everybody who spoke as unresolved, and the resolved once more. Subtract the resolved.",
        _all_who_spoke_unresolved,
    ),
}
