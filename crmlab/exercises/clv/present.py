"""What payments to come are worth today."""

import math

import numpy as np

from crmlab import clv
from crmlab.declared.quantities import typical
from crmlab.exercises.declaring import FunctionCheck, Mistake, given
from crmlab.language import to_say

VERSION = 2
REREAD = to_say("lesson 05, “Money that comes later”")
EXAMPLE = {"rate": 0.1}
HINTS = (
    "How many years pass before each payment comes? Before the first one, none.",
    "A payment gets smaller once for each year of waiting; the lesson divides it by 1 + rate each time.",
    "enumerate(flows) counts 0, 1, 2, … beside the payments: the years of waiting. Keep a total that begins "
    "at 0, and return it when the loop has ended.",
)


def _with_factor(factor):
    """Return the formula that weighs payment t with *factor* of the rate and t."""
    return lambda flows, rate: sum(flow * factor(rate, t) for t, flow in enumerate(flows))


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
            "You multiply by (1 + rate) ** t: later money is worth more then. For the value today, divide.",
            _with_factor(lambda rate, t: (1 + rate) ** t),
            "common slip of beginners in finance",
        ),
        "simple_interest": Mistake(
            "You divide by 1 + rate · t. Interest earns interest, too: the divisor is (1 + rate) ** t.",
            _with_factor(lambda rate, t: 1 / (1 + rate * t)),
            "common slip of beginners in finance",
        ),
        "rate_taken_off": Mistake(
            "You multiply by 1 − rate each year. "
            "To discount is to divide by 1 + rate, which is not the same.",
            _with_factor(lambda rate, t: (1 - rate) ** t),
        ),
        "same_amount_taken_off": Mistake(
            "You take rate · t off each payment. To discount is to divide by 1 + rate, once for each year.",
            _with_factor(lambda rate, t: 1 - rate * t),
        ),
        "discounted_at_every_moment": Mistake(
            "You discount with exp(−rate · t). Here interest is added once a year: the divisor is "
            "(1 + rate) ** t.",
            _with_factor(lambda rate, t: math.exp(-rate * t)),
        ),
        "one_factor_for_all": Mistake(
            "You discount the sum, as if all payments came at one time. "
            "Each waits its own number of years: discount them one by one.",
            [
                lambda flows, rate: sum(flows) / (1 + rate) ** (len(flows) - 1),
                lambda flows, rate: sum(flows) / (1 + rate) ** len(flows),
                lambda flows, rate: sum(flows) / (1 + rate),
            ],
        ),
        "every_payment_waits_a_year": Mistake(
            "You divide every later payment by 1 + rate once. "
            "Payment t waits t years: divide by (1 + rate) ** t.",
            _with_factor(lambda rate, t: 1 / (1 + rate) if t else 1),
        ),
        "first_payment_alone": Mistake(
            "You give the first payment alone. If return stands in the loop, put it after the loop.",
            lambda flows: flows[0],
        ),
        "last_payment_alone": Mistake(
            "You give what the last payment is worth. Add each one to the total with +=.",
            lambda flows, rate: flows[-1] / (1 + rate) ** (len(flows) - 1),
        ),
        "payment_now_left_out": Mistake(
            "You leave out flows[0], the payment that comes now.",
            lambda flows, rate: clv.present_value(flows[1:], rate, "end"),
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
