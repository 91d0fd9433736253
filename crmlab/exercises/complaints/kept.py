"""How many of the dissatisfied one can expect to buy again."""

import numpy as np

from crmlab.declared.quantities import typical
from crmlab.exercises.complaints._keeping import KEPT_WRONGLY, STEPS, customers_kept
from crmlab.exercises.declaring import FunctionCheck

REREAD = "lesson 12, “Silence into voice”"
HINTS = (
    "Four groups: silent; spoke in vain; resolved, but slowly; resolved quickly. How large is each?",
    "Of those who spoke, resolved · quick were helped quickly and resolved · (1 − quick) slowly.",
    "Multiply the size of each group by its rate, such as rates['silent'], and add up the four.",
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
    also_right=[_group_by_group],
    mistakes=KEPT_WRONGLY,
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
)
