"""Which of three plans keeps most customers, and whether it pays."""

import math

from crmlab.exercises.complaints import _plans
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.language import to_say

REREAD = to_say("lesson 12, “Does it pay to ask?”")
VERSION = 3
HINTS = {
    "": (
        "Compute what is kept today. Then change one share, leave the other two, and compute again.",
        "Your function of task 4 does both. The points are added to the share: 0.30 and 5 points make 0.35.",
        "Each plan is one call with one share raised. “More” is that number less the one of today.",
    ),
    "choice": (
        "Look at the three numbers of more: which is largest?",
        "The customers whom this plan adds are worth value each; the plan costs its cost once.",
        "gain is a difference of two amounts in yuan. do_it is a comparison: True or False.",
    ),
}

kept = AnswerCheck(
    "that is how many more customers each plan keeps",
    _plans.more_kept,
    tolerance=0.05,
    between=(0.1, 200),
    mistakes={
        "percent_for_points": Mistake(
            "You raise each share by a percentage of itself. It rises by points: 0.30 and 0.05 make 0.35.",
            _plans.percent_for_points,
            "points and percent are the best known mix-up with shares",
        ),
        "kept_in_all": Mistake(
            "You give how many each plan keeps. "
            "Asked is how many more than now: subtract what is kept today.",
            _plans.kept_in_all,
            "“how many more” is easily answered with “how many”",
        ),
        "kept_anyway_not_subtracted": Mistake(
            "You count all whom a plan reaches and who buy again. "
            "Subtract those who would have done so anyway.",
            _plans.kept_anyway_not_subtracted,
        ),
        "everybody_reached_is_kept": Mistake(
            "You count all whom a plan reaches as kept. "
            "Not all of them buy again, and some would have anyway.",
            _plans.everybody_reached_is_kept,
        ),
        "plans_built_on_one_another": Mistake(
            "You let one plan build on another. Only one is paid for: raise its share and leave the others.",
            [_plans.plans_built_on_one_another, _plans.steps_of_plans],
        ),
        "points_taken_as_they_stand": Mistake(
            "Your numbers are a hundred times too large. One point is 0.01, so that five points are 0.05.",
            lambda right: {plan: 100 * more for plan, more in right.items()},
        ),
        "points_for_shares": Mistake(
            "You put the points in place of the shares. They are added to the shares of today.",
            _plans.points_for_shares,
        ),
        "quick_of_all_complainers": Mistake(
            "You take quick as a share of all who complained. It is a share of the resolved complaints.",
            _plans.quick_of_all_complainers,
            "TARP's table lists “resolved” and “resolved quickly” side by side",
        ),
        "money_for_customers": Mistake(
            "You give yuan. Asked is how many customers: leave value and cost for the decision.",
            [
                lambda right, value, cost: {plan: more * value - cost for plan, more in right.items()},
                lambda right, value: {plan: more * value for plan, more in right.items()},
            ],
            "value and cost stand among the numbers, and wait to be used",
        ),
        "shares_for_customers": Mistake(
            "You give shares of the dissatisfied. Asked is how many customers: multiply by dissatisfied.",
            lambda right, dissatisfied: {plan: more / dissatisfied for plan, more in right.items()},
        ),
    },
)


decision = AnswerCheck(
    "your choice follows from your numbers",
    _plans.decided,
    tolerance=1,
    between=(-240_000, 0),
    apart=_plans.what_decides,
    decides={"do_it": to_say("gain with 0")},
    words={"best": dict.fromkeys(_plans.PLANS, ())},
    mistakes={
        "cost_left_out": Mistake(
            "You leave the cost out. The gain is what the customers are worth, less what the plan costs.",
            part(gain=lambda right, cost: right["gain"] + cost),
        ),
        "cost_for_each_customer": Mistake(
            "You count the cost for each customer. The plan costs it once, however many customers it keeps.",
            part(gain=lambda right, value, cost: _plans.most(right, value, cost) * (value - cost)),
        ),
        "return_for_gain": Mistake(
            "You divide by the cost: that is a return for each yuan. The gain is in yuan: subtract the cost.",
            # a return without the 1 is within the tolerance
            part(gain=lambda right, cost: right["gain"] / cost + 1),
            "the return on a cost is given as often as the gain",
        ),
        "customers_less_cost": Mistake(
            "You take yuan from customers. First say what the customers are worth: multiply by value.",
            part(gain=lambda right, value, cost: _plans.most(right, value, cost) - cost),
            "the customers are counted, but not valued",
        ),
        "value_of_one_customer": Mistake(
            "You count one customer's value. Multiply it by how many more customers the plan keeps.",
            part(gain=lambda value, cost: value - cost),
        ),
        "plan_credited_with_all_kept": Mistake(
            "You credit the plan with customers whom you keep today without it. "
            "Count only those whom it adds.",
            part(gain=_plans.with_all_kept),
        ),
        "all_plans_added_up": Mistake(
            "You add up what all three plans keep. You pay for one: take the customers of the best.",
            [part(gain=_plans.of_all_plans(1)), part(gain=_plans.of_all_plans(3))],
        ),
        "cost_less_worth": Mistake(
            "The sign of your gain is turned. "
            "Take what the customers are worth, and subtract the cost from it.",
            part(gain=lambda right: -right["gain"]),
            "the sign of a difference is easily turned",
        ),
        "customers_rounded": Mistake(
            "You round the customers before you multiply by their value. Do not round on the way.",
            [part(gain=_plans.rounded(round)), part(gain=_plans.rounded(math.floor))],
        ),
        "how_many_for_which": Mistake(
            "You give how many the best plan keeps. Asked is which one it is: give its name.",
            part(best=_plans.most),
            "max() of a dictionary's values gives a number",
        ),
        "another_plan_keeps_more": Mistake(
            "Another plan keeps more. Compare the three numbers of more, whatever one expects of a plan.",
            [part(best=_plans.another_plan(1)), part(best=_plans.another_plan(2))],
        ),
        "most_is_not_enough": Mistake(
            "To keep most is not enough: compare what these customers are worth with the cost.",
            lambda right: right | {"do_it": True},
            "the best of three is easily taken for good",
        ),
    },
)
