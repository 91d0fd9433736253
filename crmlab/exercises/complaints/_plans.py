"""What three plans keep and gain, and how both are computed wrongly."""

from typing import Annotated

import numpy as np

from crmlab import complaints
from crmlab.declared.quantities import Cost, typical
from crmlab.exercises.complaints._data import Customers, Quick, Resolved, Size, Value, Voice
from crmlab.exercises.complaints._keeping import KEPT_WRONGLY, customers_kept

VoiceToday = Annotated[Voice, typical(0.1, 0.5, 0.05)]
ResolvedToday = Annotated[Resolved, typical(0.3, 0.7, 0.05)]
QuickToday = Annotated[Quick, typical(0.2, 0.5, 0.05)]
PlanCost = Annotated[Cost, typical(60_000, 240_000, 5_000)]

PLANS = {"louder": "voice_rate", "better": "resolved", "faster": "quick"}
_POINTS = {"louder": 0.05, "better": 0.15, "faster": 0.40}  # by which each plan raises its share


def more_kept(
    dissatisfied: Customers,
    voice_rate: VoiceToday,
    resolved: ResolvedToday,
    quick: QuickToday,
    size: Size,
) -> dict[str, float]:
    """Return how many more customers each of three plans keeps."""
    today = {"voice_rate": voice_rate, "resolved": resolved, "quick": quick}
    return _more(today | {"dissatisfied": dissatisfied, "size": size})


def _more(own, kept=customers_kept, raised=lambda share, points: share + points) -> dict[str, float]:
    now = _kept(own, kept)
    then = {plan: own | {share: raised(own[share], _POINTS[plan])} for plan, share in PLANS.items()}
    return {plan: _kept(changed, kept) - now for plan, changed in then.items()}


def _kept(own, kept=customers_kept) -> float:
    shares = (own[name] for name in ("dissatisfied", "voice_rate", "resolved", "quick"))
    return kept(*shares, complaints.repurchase_rates(own["size"]))


def percent_for_points(**own):
    """Raise each share by a percentage of itself."""
    return _more(own, raised=lambda share, points: share * (1 + points))


def points_for_shares(**own):
    """Put the points in place of the share."""
    return _more(own, raised=lambda share, points: points)


def quick_of_all_complainers(**own):
    """Take quick as a share of all who complained."""
    return _more(own, KEPT_WRONGLY["quick_of_all_complainers"].wrong[0])


def kept_in_all(right, **own):
    """Give what each plan keeps, today's customers included."""
    return {plan: _kept(own) + more for plan, more in right.items()}


def kept_anyway_not_subtracted(dissatisfied, voice_rate, resolved, quick, size):
    """Count all whom a plan reaches and who buy again."""
    rates = complaints.repurchase_rates(size)
    helped = quick * rates["quick"] + (1 - quick) * rates["resolved"]
    spoke = resolved * helped + (1 - resolved) * rates["unresolved"]
    bought = dict(zip(PLANS, (spoke, helped, rates["quick"]), strict=True))
    reached = everybody_reached_is_kept(dissatisfied, voice_rate, resolved)
    return {plan: reached[plan] * bought[plan] for plan in PLANS}


def everybody_reached_is_kept(dissatisfied, voice_rate, resolved):
    """Count all whom a plan reaches."""
    groups = (dissatisfied, dissatisfied * voice_rate, dissatisfied * voice_rate * resolved)
    return {plan: group * _POINTS[plan] for plan, group in zip(PLANS, groups, strict=True)}


def _one_after_another(own) -> list[float]:
    """Return how many are kept today, and after each of the plans if all before it are carried out."""
    after = [own]
    for plan, share in PLANS.items():
        after.append(after[-1] | {share: own[share] + _POINTS[plan]})
    return [_kept(step) for step in after]


def plans_built_on_one_another(**own):
    """Give what each plan and all before it add together."""
    now, *after = _one_after_another(own)
    return dict(zip(PLANS, np.subtract(after, now), strict=True))


def steps_of_plans(**own):
    """Give what each plan adds to all before it."""
    return dict(zip(PLANS, np.diff(_one_after_another(own)), strict=True))


def decided(
    dissatisfied: Customers,
    voice_rate: VoiceToday,
    resolved: ResolvedToday,
    quick: QuickToday,
    size: Size,
    value: Value,
    cost: PlanCost,
) -> dict[str, str | float | bool]:
    """Return the plan that keeps most, what it gains, and whether to carry it out."""
    plans = more_kept(dissatisfied, voice_rate, resolved, quick, size)
    best = max(plans, key=plans.get)
    worth = plans[best] * value
    return {"best": best, "gain": worth - cost, "do_it": worth > cost}


def what_decides(value, cost, **today) -> list[float]:
    """Return the numbers on which the choice and the yes or no hang, in money."""
    return [*(more * value for more in _more(today).values()), cost]


def most(right, value, cost) -> float:
    """Return how many more customers the best plan keeps."""
    return (right["gain"] + cost) / value


def rounded(how):
    """Return the gain of customers who are rounded in this way."""
    return lambda right, value, cost: how(most(right, value, cost)) * value - cost


def with_all_kept(right, value, **own):
    """Credit the plan with the customers who are kept today."""
    return right["gain"] + value * _kept(own)


def of_all_plans(paid):
    """Return the gain of all three plans, of which so many are paid."""
    return lambda value, cost, **own: sum(_more(own).values()) * value - paid * cost


def another_plan(place):
    """Return the plan that stands at this place if they are ranked by what they keep."""

    def plan(**own):
        plans = _more(own)
        return sorted(plans, key=plans.get, reverse=True)[place]

    return plan
