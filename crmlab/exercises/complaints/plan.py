"""Which of three plans keeps most customers, and whether it pays."""

from typing import Annotated, Any

import numpy as np

from crmlab import complaints
from crmlab.declared.quantities import Cost, typical
from crmlab.exercises.complaints._data import Customers, Quick, Resolved, Size, Value, Voice
from crmlab.exercises.declaring import AnswerCheck, Mistake, given

REREAD = "lesson 12, “Does it pay to ask?”"
HINTS = (
    "Compute what is kept today. Then change one share, leave the other two, and compute again.",
    "louder is customers_kept(…, voice_rate + 0.05, resolved, quick, rates) less what is kept today.",
    "gain is the most customers more · value, less the cost; do_it is True when that is above 0.",
)

VoiceToday = Annotated[Voice, typical(0.1, 0.5, 0.05)]
ResolvedToday = Annotated[Resolved, typical(0.3, 0.7, 0.05)]
QuickToday = Annotated[Quick, typical(0.2, 0.5, 0.05)]

_PLANS = {"louder": "voice_rate", "better": "resolved", "faster": "quick"}
_POINTS = {"louder": 0.05, "better": 0.15, "faster": 0.40}  # by which each plan raises its share


def more_kept(
    dissatisfied: Customers, voice_rate: VoiceToday, resolved: ResolvedToday, quick: QuickToday, size: Size
) -> dict[str, float]:
    """Return how many more customers each of three plans keeps."""
    today = {"voice_rate": voice_rate, "resolved": resolved, "quick": quick}
    return _more_kept(dissatisfied, size, today, lambda share, points: share + points)


def _more_kept(dissatisfied, size, today, raised) -> dict[str, float]:
    kept_today = _kept(dissatisfied, size=size, **today)
    plans = {}
    for plan, share in _PLANS.items():
        then = today | {share: raised(today[share], _POINTS[plan])}
        plans[plan] = _kept(dissatisfied, size=size, **then) - kept_today
    return plans


def _kept(dissatisfied, voice_rate, resolved, quick, size) -> float:
    rates = complaints.repurchase_rates(size)
    return complaints.customers_kept(dissatisfied, voice_rate, resolved, quick, rates)


def _percent_for_points(dissatisfied, size, **today):
    return _more_kept(dissatisfied, size, today, lambda share, points: share * (1 + points))


def _kept_in_all(right, **today):
    return {plan: _kept(**today) + more for plan, more in right.items()}


def _kept_anyway_not_subtracted(dissatisfied, voice_rate, resolved, quick, size):
    rates = complaints.repurchase_rates(size)
    helped = quick * rates["quick"] + (1 - quick) * rates["resolved"]
    spoke = resolved * helped + (1 - resolved) * rates["unresolved"]
    return {
        "louder": dissatisfied * 0.05 * spoke,
        "better": dissatisfied * voice_rate * 0.15 * helped,
        "faster": dissatisfied * voice_rate * resolved * 0.40 * rates["quick"],
    }


def _everybody_reached_is_kept(dissatisfied, voice_rate, resolved):
    return {
        "louder": dissatisfied * 0.05,
        "better": dissatisfied * voice_rate * 0.15,
        "faster": dissatisfied * voice_rate * resolved * 0.40,
    }


def _one_after_another(dissatisfied, voice_rate, resolved, quick, size) -> list[float]:
    """Return how many are kept today, and after each of the plans if all before it are carried out."""
    shares = np.array([voice_rate, resolved, quick])
    raised = [shares, shares + (0.05, 0, 0), shares + (0.05, 0.15, 0), shares + (0.05, 0.15, 0.40)]
    return [_kept(dissatisfied, *step, size) for step in raised]


def _plans_built_on_one_another(**today):
    now, *after = _one_after_another(**today)
    return dict(zip(_PLANS, np.subtract(after, now), strict=True))


def _steps_of_plans(**today):
    return dict(zip(_PLANS, np.diff(_one_after_another(**today)), strict=True))


kept = AnswerCheck(
    "that is how many more customers each plan keeps",
    more_kept,
    tolerance=0.05,
    between=(0.1, 200),
    mistakes={
        "percent_for_points": Mistake(
            "You raise each share by a percentage of itself. It rises by points: 0.30 and 0.05 make 0.35.",
            _percent_for_points,
            "points and percent are the best known mix-up with shares",
        ),
        "kept_in_all": Mistake(
            "You give how many each plan keeps. "
            "Asked is how many more than now: subtract what is kept today.",
            _kept_in_all,
            "“how many more” is easily answered with “how many”",
        ),
        "kept_anyway_not_subtracted": Mistake(
            "You count all whom a plan reaches and who buy again. "
            "Subtract those who would have done so anyway.",
            _kept_anyway_not_subtracted,
        ),
        "everybody_reached_is_kept": Mistake(
            "You count all whom a plan reaches as kept. "
            "Not all of them buy again, and some would have anyway.",
            _everybody_reached_is_kept,
        ),
        "plans_built_on_one_another": Mistake(
            "You let one plan build on another. Only one is paid for: raise its share and leave the others.",
            [_plans_built_on_one_another, _steps_of_plans],
        ),
        "points_taken_as_they_stand": Mistake(
            "You add the points as whole numbers. The shares lie between 0 and 1: a point is 0.01.",
            lambda right: {plan: 100 * more for plan, more in right.items()},
        ),
    },
)


def decided(
    dissatisfied: Customers,
    voice_rate: VoiceToday,
    resolved: ResolvedToday,
    quick: QuickToday,
    size: Size,
    value: Value,
    cost: Annotated[Cost, typical(20_000, 120_000, 5_000)],
) -> dict[str, str | float | bool]:
    """Return the plan that keeps most, what it gains, and whether to carry it out."""
    plans = more_kept(dissatisfied, voice_rate, resolved, quick, size)
    best = max(plans, key=plans.get)
    worth = plans[best] * value
    return {"best": best, "gain": worth - cost, "do_it": worth > cost}


def _what_decides(value, cost, **today) -> list[float]:
    """Return the numbers on which the choice and the yes or no hang, in money."""
    return [*(more * value for more in more_kept(**today).values()), cost]


def _most(right, value, cost) -> float:
    """Return how many more customers the best plan keeps."""
    return (right["gain"] + cost) / value


def _with_gain(right, gain) -> dict[str, str | float | bool]:
    return right | {"gain": gain, "do_it": bool(gain > 0)}


def _credited_with_all_kept(right, value, dissatisfied, voice_rate, resolved, quick, size):
    return _with_gain(right, right["gain"] + value * _kept(dissatisfied, voice_rate, resolved, quick, size))


def _number_for_name(answer: Any) -> bool:
    best = answer.get("best") if hasattr(answer, "get") else None
    return isinstance(best, int | float) and not isinstance(best, bool)


decision = AnswerCheck(
    "your choice follows from your numbers",
    decided,
    tolerance=1,
    between=(-120_000, 700_000),
    apart=_what_decides,
    mistakes={
        "cost_left_out": Mistake(
            "You leave the cost out. The gain is what the customers are worth, less what the plan costs.",
            given(cost=0),
        ),
        "cost_for_each_customer": Mistake(
            "You count the cost for each customer. The plan costs it once, however many customers it keeps.",
            lambda right, value, cost: _with_gain(right, _most(right, value, cost) * (value - cost)),
        ),
        "return_for_gain": Mistake(
            "You divide by the cost: that is a return for each yuan. The gain is in yuan: subtract the cost.",
            # a return without the 1 is within the tolerance
            lambda right, cost: right | {"gain": right["gain"] / cost + 1},
            "the return on a cost is given as often as the gain",
        ),
        "customers_less_cost": Mistake(
            "You take yuan from customers. First say what the customers are worth: multiply by value.",
            given(value=1),
            "the customers are counted, but not valued",
        ),
        "plan_credited_with_all_kept": Mistake(
            "You credit the plan with customers whom you keep today without it. "
            "Count only those whom it adds.",
            _credited_with_all_kept,
        ),
        "cost_less_worth": Mistake(
            "The sign of your gain is turned. "
            "Take what the customers are worth, and subtract the cost from it.",
            lambda right: _with_gain(right, -right["gain"]),
            "the sign of a difference is easily turned",
        ),
        "how_many_for_which": Mistake(
            "You give how many the best plan keeps. Asked is which one it is: give its name.",
            lambda right, value, cost: right | {"best": _most(right, value, cost)},
            "max() of a dictionary's values gives a number",
            shows_in=_number_for_name,
        ),
    },
)
