"""The share of customers whom no step of a chain fails."""

import numpy as np

from crmlab import service_gap
from crmlab.declared.quantities import typical
from crmlab.exercises.declaring import FunctionCheck, Mistake

REREAD = "lesson 10, “Where it is felt”"
HINTS = (
    "Of 100 customers, how many pass step 1? And how many of those pass step 2?",
    "Shares of shares multiply. The mean or the lowest of the steps is never what is left at the end.",
    "Start with 1 and multiply by each probability in a loop; math.prod does the same.",
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
        "share_with_a_failure": Mistake(
            "You give the share that meets a failure. Asked is who meets none: "
            "the product itself, not 1 less it.",
            lambda right: 1 - right,
        ),
        "first_step_only": Mistake(
            "Your function stops after the first step. A return inside the loop ends it: "
            "put it after the loop.",
            lambda probabilities: probabilities[0],
        ),
    },
)
