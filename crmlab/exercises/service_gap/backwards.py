"""The chain turned round: how good its own steps must be, for a share that the firm wants to reach."""

from typing import Annotated

from crmlab.declared.quantities import Count, Quantity, Share, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.language import to_say

REREAD = to_say("the reader of lesson 10, “Round the service cycle”")
HINTS = (
    "Write the whole chain as a product. Which factor is known? And how often is the other one in it?",
    "Take the partner's step out of the goal. What is left must come from the firm's own steps together.",
    "One step fewer than the chain has, all alike, have that product: what undoes a power?",
)

Minutes = Annotated[int, Quantity("minutes", 0, typical=(20, 90), step=5, format=",.0f", whole=True)]


def needed(
    steps: Annotated[Count, typical(4, 6)],
    partner: Annotated[Share, typical(0.84, 0.95)],
    goal: Annotated[Share, typical(0.6, 0.75)],
    minutes: Minutes,
) -> dict[str, float]:
    """Return how often each of the firm's own steps must go right, and what is possible at best."""
    return {"each": (goal / partner) ** (1 / (steps - 1)), "at_best": partner}


own_steps = AnswerCheck(
    "you know how good the firm's own steps must be, and what they cannot mend",
    needed,
    tolerance=0.0005,
    between=(0.8, 0.98),
    mistakes={
        "goal_of_the_whole_for_each": Mistake(
            "You set each step the goal of the whole chain. With that in every step, "
            "fewer customers meet no failure.",
            part(each=lambda goal: goal),
            "the goal of a firm is handed on to each department as it is",
        ),
        "partner_like_the_others": Mistake(
            "You treat all steps alike. The partner's step is what it is; only the others can be chosen.",
            part(each=lambda goal, steps: goal ** (1 / steps)),
        ),
        "failures_of_the_partner_forgotten": Mistake(
            "You leave the partner's failures out. The firm's own steps must make up for them.",
            part(each=lambda goal, steps: goal ** (1 / (steps - 1))),
        ),
        "partner_counted_as_own": Mistake(
            "You take the partner's step out of the goal, but not out of the number of steps.",
            part(each=lambda goal, partner, steps: (goal / partner) ** (1 / steps)),
        ),
        "own_steps_together": Mistake(
            "That is what the firm's own steps must reach together. Asked is each of them.",
            part(each=lambda goal, partner: goal / partner),
        ),
        "mean_for_product": Mistake(
            "You let the mean of the steps reach the goal. A customer needs all of them: shares multiply.",
            part(each=lambda goal, partner, steps: (steps * goal - partner) / (steps - 1)),
            "each department reports its own share, and reports average them",
        ),
        "failures_shared_out": Mistake(
            "You share the failures out evenly and count a customer with two of them twice: "
            "shares that hold multiply.",
            [
                part(each=lambda goal, partner, steps: 1 - (1 - goal / partner) / (steps - 1)),
                part(each=lambda goal, steps: 1 - (1 - goal) / (steps - 1)),
            ],
            "failures added up as if no customer met two of them",
        ),
        "nothing_fails_at_best": Mistake(
            "You let nothing fail at best. But the partner's step still fails as often as it did.",
            part(at_best=1),
        ),
        "best_taken_for_the_goal": Mistake(
            "You give the goal as the best. What is left if the firm's own steps never fail?",
            part(at_best=lambda goal: goal),
        ),
    },
)
