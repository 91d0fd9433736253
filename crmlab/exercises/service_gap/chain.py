"""The share of customers whom no step of a chain fails."""

import numpy as np

from crmlab import service_gap
from crmlab.declared.quantities import typical
from crmlab.exercises.declaring import FunctionCheck, Mistake
from crmlab.language import to_say

REREAD = to_say("the reader of lesson 10, “Round the service cycle”")
HINTS = (
    "Of 100 customers, how many pass step 1? And how many of those pass step 2?",
    "Shares of shares multiply. The mean or the lowest of the steps is never what is left at the end.",
    "Keep the share that is left in a variable. It begins at 1, and each step of the loop makes it smaller.",
)

holds = FunctionCheck(
    "chain_holds says how many customers meet no failure",
    service_gap.chain_reliability,
    narrow={"probabilities": typical(0.75, 0.98)},
    cases=[{"probabilities": [0.9, 0.0, 0.95]}],
    also_right=[lambda probabilities: np.prod(probabilities)],
    between=(0, 0.95),
    mistakes={
        "mean_for_product": Mistake(
            "You average the steps. A customer needs all of them: multiply.",
            lambda probabilities: np.mean(probabilities),
            "each department reports its own share, and reports average them",
        ),
        "weakest_step": Mistake(
            "You take the weakest step. The other steps fail now and then, too: multiply all of them.",
            lambda probabilities: min(probabilities),
            "a chain is called as strong as its weakest link",
        ),
        "steps_added_up": Mistake(
            "You add the probabilities up. Only some of those who pass one step pass the next: multiply.",
            lambda probabilities: sum(probabilities),
        ),
        "failures_added_up": Mistake(
            "You add the failures up and count a customer with two of them twice. "
            "Multiply the steps that hold.",
            lambda probabilities: 1 - sum(1 - p for p in probabilities),
            "failures added up as if no customer met two of them",
        ),
        "some_step_holds": Mistake(
            "You give the share for whom at least one step goes right. All must: "
            "multiply the steps that hold.",
            lambda probabilities: 1 - np.prod(np.subtract(1, probabilities)),
        ),
        "every_step_fails": Mistake(
            "You give the share for whom every step goes wrong. Asked is who meets no failure: "
            "multiply the steps that hold.",
            lambda probabilities: np.prod(np.subtract(1, probabilities)),
        ),
        "share_with_a_failure": Mistake(
            "You give the share that meets a failure. Asked is who meets none.",
            lambda right: 1 - right,
        ),
        "first_step_only": Mistake(
            "Your function gives the first step alone. If a return stands inside of the loop, "
            "put it after the loop.",
            lambda probabilities: probabilities[0],
        ),
        "last_step_only": Mistake(
            "Your function gives the last step alone. Each step must go on from the share "
            "that the steps before have left.",
            lambda probabilities: probabilities[-1],
        ),
        "a_step_left_out": Mistake(
            "Your product has all steps but the first or the last one. A customer passes every step.",
            [
                lambda probabilities: np.prod(probabilities[1:]),
                lambda probabilities: np.prod(probabilities[:-1]),
            ],
        ),
        "all_steps_like_the_first": Mistake(
            "You treat all steps like the first one. Each has a probability of its own: multiply those.",
            lambda probabilities: probabilities[0] ** len(probabilities),
            "the example of the task has ten equal steps",
        ),
    },
)
