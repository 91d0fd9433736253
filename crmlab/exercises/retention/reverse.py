"""From how far a delight has faded to how fast expectations move."""

import math
from typing import Annotated, Any

from crmlab.declared.quantities import Count, Quantity, typical
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.language import to_say

REREAD = to_say("lesson 09, “Expectations that move” and “The same gift again”")
HINTS = (
    "If the level stays, each time leaves the same share of the satisfaction of the time before. Which one?",
    "It leaves 1 − adaptation. How many such steps lie between the first time and later_time?",
    "left = (later_satisfaction / first_satisfaction) ** (1 / steps), and adaptation is 1 − left. "
    "One step further comes the next time.",
)

Points = Annotated[float, Quantity("", typical=(2, 4), step=0.1, format=",.3f")]


def turned_round(
    first_satisfaction: Points,
    later_satisfaction: Annotated[Points, typical(0.5, 1.8, 0.1)],
    later_time: Annotated[Count, typical(4, 6)],
    least: Annotated[Points, typical(0.3, 1.3, 0.05)],
) -> dict[str, Any]:
    """Return how fast the expectation moves, the satisfaction of the next time, and whether it is enough."""
    if not later_satisfaction < first_satisfaction:
        raise BadValueError("some of the delight must have faded.")
    left = _left(first_satisfaction, later_satisfaction, later_time - 1)
    after = later_satisfaction * left
    return {"adaptation": 1 - left, "next": after, "again": after >= least}


def _left(first, later, steps):
    return (later / first) ** (1 / steps)


def _adaptation(*formulas):
    """Return the answers with another adaptation, a formula of both satisfactions and the time."""
    return [
        part(
            adaptation=lambda first_satisfaction, later_satisfaction, later_time, formula=formula: formula(
                first_satisfaction, later_satisfaction, later_time
            )
        )
        for formula in formulas
    ]


def _next(*formulas):
    """Return the answers with another next satisfaction, a formula of both, the time and the share left."""
    return [
        part(
            next=lambda right, first_satisfaction, later_satisfaction, later_time, formula=formula: formula(
                first_satisfaction, later_satisfaction, later_time, 1 - right["adaptation"]
            )
        )
        for formula in formulas
    ]


answer = AnswerCheck(
    "you turned the fading round, and saw whether the same level is enough once more",
    turned_round,
    tolerance=0.0005,
    between=(0, 2),
    apart=lambda least, **own: (turned_round(least=least, **own)["next"], least),
    decides={"again": to_say("next with least")},
    mistakes={
        "times_for_steps": Mistake(
            "You use the number of times. From time 1 to later_time the expectation moves later_time − 1 "
            "times.",
            _adaptation(lambda first, later, time: 1 - _left(first, later, time)),
            "steps and times are confused",
        ),
        "two_steps_short": Mistake(
            "You count one step too few. From time 1 to time 3 the expectation moves twice: "
            "later_time − 1 steps.",
            _adaptation(lambda first, later, time: 1 - _left(first, later, time - 2)),
            "only the times in between are counted",
        ),
        "share_turned_round": Mistake(
            "You give the share of the satisfaction that is left each time. adaptation is the share by which "
            "the expectation moves: 1 less that.",
            _adaptation(
                lambda first, later, time: _left(first, later, time - 1),
            ),
            "α turned round",
        ),
        "faded_in_one_step": Mistake(
            "You give what has faded over all the times together. Asked is the share of one time: take a "
            "root.",
            _adaptation(
                lambda first, later, time: 1 - later / first, lambda first, later, time: later / first
            ),
        ),
        "divided_evenly": Mistake(
            "You divide what has faded evenly among the times. Each time takes a share of what is left: "
            "take a root in place of a part.",
            _adaptation(
                lambda first, later, time: (1 - later / first) / (time - 1),
                lambda first, later, time: (1 - later / first) / time,
            ),
            "compounding taken for adding",
        ),
        "brackets_of_the_exponent": Mistake(
            "Python divides before it subtracts: 1 / later_time − 1 is less than 0. Put the number of steps"
            " in brackets: 1 / (later_time − 1).",
            _adaptation(lambda first, later, time: 1 - (later / first) ** (1 / time - 1)),
        ),
        "logarithm": Mistake(
            "You take a logarithm: that is fading at every moment. Here it fades in steps, once each time: "
            "take a root.",
            _adaptation(lambda first, later, time: math.log(first / later) / (time - 1)),
        ),
        "points_for_share": Mistake(
            "You give points of satisfaction. adaptation is a share of the difference.",
            _adaptation(
                lambda first, later, time: (first - later) / (time - 1),
                lambda first, later, time: (first - later) / time,
                lambda first, later, time: first - later,
            ),
        ),
        "ratio_upside_down": Mistake(
            "You divide the first satisfaction by the later one. What is left is a share of the first: "
            "later_satisfaction / first_satisfaction.",
            _adaptation(
                lambda first, later, time: 1 - _left(later, first, time - 1),
                lambda first, later, time: _left(later, first, time - 1) - 1,
                lambda first, later, time: _left(later, first, time - 1),
            ),
        ),
        "power_for_root": Mistake(
            "You take a power. What is left after all steps is the power; the share of one step is its root: "
            "** (1 / steps).",
            _adaptation(
                lambda first, later, time: 1 - (later / first) ** (time - 1),
                lambda first, later, time: (later / first) ** (time - 1),
            ),
        ),
        "what_fades_for_what_is_left": Mistake(
            "Your next is what fades until the next time. Asked is what is left of the satisfaction: "
            "multiply by 1 − adaptation.",
            _next(lambda first, later, time, left: later * (1 - left)),
        ),
        "straight_on": Mistake(
            "You take off as many points as before. Each time takes a share of what is left: "
            "multiply by 1 − adaptation.",
            _next(
                lambda first, later, time, left: later - (first - later) / (time - 1),
                lambda first, later, time, left: later - (first - later) / time,
            ),
            "compounding taken for adding",
        ),
        "share_taken_off": Mistake(
            "You subtract the share from the satisfaction. Multiply by 1 − adaptation.",
            _next(lambda first, later, time, left: later - (1 - left)),
        ),
        "from_the_first_time": Mistake(
            "Your next begins at the first time. It comes after later_time: begin at later_satisfaction.",
            _next(lambda first, later, time, left: first * left),
        ),
        "too_far": Mistake(
            "Your next lies further on. The next time is one step after later_time.",
            _next(
                lambda first, later, time, left: later * left**2,
                lambda first, later, time, left: later * left**time,
            ),
        ),
        "before_for_next": Mistake(
            "Your next is the satisfaction of the time before later_time. It goes on fading: multiply, do "
            "not divide.",
            _next(lambda first, later, time, left: later / left),
        ),
        "distance_to_least": Mistake(
            "You give how far the satisfaction is from least. Under next stands the satisfaction itself.",
            [
                part(next=lambda right, least: right["next"] - least),
                part(next=lambda right, least: least - right["next"]),
            ],
        ),
    },
)
