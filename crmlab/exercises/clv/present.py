"""What payments to come are worth today."""

import numpy as np

from crmlab import clv
from crmlab.declared.quantities import typical
from crmlab.exercises.declaring import FunctionCheck, Mistake, given

REREAD = "lesson 05, “Money that comes later”"
HINTS = (
    "A payment that comes in t years is worth less today: which factor does the lesson multiply it by?",
    "enumerate(flows) gives t = 0, 1, 2, … with each payment. Add up payment / (1 + rate) ** t.",
    "Start with total = 0; in the loop, total += payment / (1 + rate) ** t; after it, return total.",
)

discounts = FunctionCheck(
    "present_value discounts each payment by the years that pass before it comes",
    clv.present_value,
    inputs=("flows", "rate"),
    fixed={"when": "start"},
    narrow={"rate": typical(0.05, 0.2)},
    between=(100, 1500),
    also_right=[lambda flows, rate: np.dot(flows, (1 + rate) ** -np.arange(len(flows), dtype=float))],
    mistakes={
        "first_payment_discounted": Mistake(
            "You discount the first payment, too. It comes now and counts at full value: its exponent is 0.",
            given(when="end"),
            "the source documents use both timings without saying so",
        ),
        "added_up_without_discounting": Mistake(
            "You add the payments up as they are. "
            "Later money is worth less: divide payment t by (1 + rate) ** t.",
            lambda flows: sum(flows),
            "a worked example of the source documents",
        ),
        "compounded_instead_of_discounted": Mistake(
            "You multiply by (1 + rate) ** t, which gives the value at the end. For the value today, divide.",
            lambda flows, rate: sum(flow * (1 + rate) ** t for t, flow in enumerate(flows)),
            "common slip of beginners in finance",
        ),
        "simple_interest": Mistake(
            "You divide by 1 + rate · t. Interest earns interest, too: the divisor is (1 + rate) ** t.",
            lambda flows, rate: sum(flow / (1 + rate * t) for t, flow in enumerate(flows)),
            "common slip of beginners in finance",
        ),
        "rate_taken_off": Mistake(
            "You multiply by 1 − rate each year. "
            "To discount is to divide by 1 + rate, which is not the same.",
            lambda flows, rate: sum(flow * (1 - rate) ** t for t, flow in enumerate(flows)),
        ),
        "last_flow_missing": Mistake(
            "The last payment is missing: your loop ends one too early. "
            "range(len(flows)) reaches all of them.",
            given(flows=lambda flows: flows[:-1]),
            "Python's range ends one before its end",
        ),
        "rate_divided_by_hundred": Mistake(
            "You divide the rate by 100. It is a share already: 0.10 stands for 10 %.",
            given(rate=lambda rate: rate / 100),
        ),
    },
)

norate = FunctionCheck(
    "without a discount rate the value is the plain sum, even of one payment",
    clv.present_value,
    inputs=("flows", "rate"),
    fixed={"when": "start"},
    narrow={"rate": typical(0, 0)},
    cases=[{"flows": [-120.0], "rate": 0.0}],
    between=(-200, 1500),
)
