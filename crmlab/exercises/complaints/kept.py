"""How many of the dissatisfied one can expect to buy again."""

import numpy as np

from crmlab import complaints
from crmlab.declared.quantities import typical
from crmlab.exercises.complaints._keeping import (
    KEPT_WRONGLY,
    STEPS,
    as_in_the_worked_example,
    customers_kept,
)
from crmlab.exercises.declaring import FunctionCheck, Mistake, given
from crmlab.language import to_say

REREAD = to_say("lesson 12, “Silence into voice”")
EXAMPLE = {"voice_rate": 0.1, "resolved": 0.65, "quick": 1, "rates": complaints.repurchase_rates("major")}
HINTS = (
    "Four groups: silent; spoke in vain; resolved, but slowly; resolved quickly. How large is each?",
    "Go from left to right: who speaks, whose complaint is then resolved, who of these is helped quickly. "
    "What remains at each step is a group, too.",
    "Your four groups together are all the dissatisfied. Each has its rate, such as rates['silent'].",
)


def _group_by_group(dissatisfied, voice_rate, resolved, quick, rates):
    shares = [
        1 - voice_rate,
        voice_rate * (1 - resolved),
        voice_rate * resolved * (1 - quick),
        voice_rate * resolved * quick,
    ]
    return np.dot(shares, [dissatisfied * rates[step] for step in STEPS])


expected = FunctionCheck(
    "customers_kept adds up the silent, the unresolved, the resolved and the quickly resolved",
    customers_kept,
    between=(5, 1900),
    also_right=[complaints.customers_kept, _group_by_group],
    mistakes={
        **KEPT_WRONGLY,
        "as_in_the_worked_example": Mistake(
            "You count the resolved as kept and all others as lost, as in task 2. Each group has a rate.",
            as_in_the_worked_example,
            "the worked example takes the silent and the unresolved as lost, and nobody else",
        ),
        "rates_of_the_survey": Mistake(
            "You use numbers of TARP in place of the argument rates. Your function must take any rates.",
            [given(rates=complaints.repurchase_rates(size)) for size in ("minor", "major")],
            "the example has the rates of the survey",
        ),
        "plain_mean": Mistake(
            "You take the plain mean of the four rates. The groups are not equally large: weigh them.",
            lambda dissatisfied, rates: dissatisfied * np.mean([rates[step] for step in STEPS]),
        ),
        "rates_added_up": Mistake(
            "You add up the rates as they stand. Each is for one group: multiply it by the size of that.",
            lambda dissatisfied, rates: dissatisfied * sum(rates[step] for step in STEPS),
        ),
        "lost_for_kept": Mistake(
            "You give how many do not buy again. Asked is how many do.",
            lambda dissatisfied, right: dissatisfied - right,
        ),
        "share_for_customers": Mistake(
            "You give the share that buys again. Asked is how many customers: multiply by dissatisfied.",
            given(dissatisfied=1),
        ),
    },
)

ends = FunctionCheck(
    "customers_kept is right when nobody speaks, and when all speak and all are helped quickly",
    customers_kept,
    narrow={"voice_rate": typical(0, 0)},
    cases=[
        {
            "dissatisfied": 400,
            "voice_rate": 1.0,
            "resolved": 1.0,
            "quick": 1.0,
            "rates": {"silent": 0.37, "unresolved": 0.46, "resolved": 0.7, "quick": 0.95},
        }
    ],
    between=(5, 1900),
    mistakes={"silent_all_lost": KEPT_WRONGLY["silent_all_lost"]},
)
