"""What share of people a spending reaches: the first money works best."""

import numpy as np

from crmlab import equity
from crmlab.declared.quantities import typical
from crmlab.exercises.declaring import FunctionCheck, Mistake, given
from crmlab.language import to_say

REREAD = to_say("lesson 06, “Where the next yuan goes”")
EXAMPLE = {"outlay": 20, "current_outlay": 10, "current_share": 0.2, "ceiling": 0.4}
HINTS = (
    "Which part of the ceiling does today's spending reach, and which part does it leave?",
    "Spend current_outlay a second time: it leaves the same part of what was left. So two times leave the "
    "part squared. What do outlay / current_outlay times leave?",
    "left = (1 − current_share / ceiling) ** (outlay / current_outlay); the share is the ceiling times what "
    "is not left.",
)

curve = FunctionCheck(
    "share_reached rises through today's share towards the ceiling, ever more slowly",
    equity.response_share,
    narrow={
        "outlay": typical(24, 42, 1),
        "current_outlay": typical(7, 10, 1),
        "current_share": typical(0.03, 0.06, 0.005),
        "ceiling": typical(0.37, 0.5, 0.01),
    },
    cases=[
        {"outlay": 36.0, "current_outlay": 12.0, "current_share": 0.05, "ceiling": 0.4},
        {"outlay": 15.0, "current_outlay": 15.0, "current_share": 0.25, "ceiling": 0.6},
    ],
    tolerance=0.0005,
    between=(0, 0.9),
    also_right=[
        lambda outlay, current_outlay, current_share, ceiling: (
            ceiling * (1 - np.exp(np.log(1 - current_share / ceiling) * outlay / current_outlay))
        )
    ],
    mistakes={
        "in_proportion": Mistake(
            "You let the share rise in proportion to the spending. Each further yuan reaches fewer.",
            lambda outlay, current_outlay, current_share: current_share * outlay / current_outlay,
            "the average return taken for that of the next yuan",
        ),
        "of_all_who_are_left": Mistake(
            "In your formula each further spending wins the share of today of all people who are left. What "
            "is left is left of the ceiling: work with current_share / ceiling, and multiply by the ceiling.",
            lambda outlay, current_outlay, current_share: (
                1 - (1 - current_share) ** (outlay / current_outlay)
            ),
        ),
        "ceiling_as_factor_only": Mistake(
            "You multiply by the ceiling, but inside the power stands current_share. The part of the ceiling "
            "that is reached is current_share / ceiling.",
            lambda outlay, current_outlay, current_share, ceiling: (
                ceiling * (1 - (1 - current_share) ** (outlay / current_outlay))
            ),
        ),
        "part_of_the_ceiling": Mistake(
            "You give a part of the ceiling. Asked is a share of the people: multiply by the ceiling.",
            lambda right, ceiling: right / ceiling,
        ),
        "what_is_left": Mistake(
            "You give what is still left. Subtract it: reached is what is not left.",
            [
                lambda right, ceiling: ceiling - right,
                lambda right, ceiling: 1 - right / ceiling,
            ],
        ),
        "ceiling_twice": Mistake(
            "You multiply by the ceiling twice.",
            lambda right, ceiling: right * ceiling,
        ),
        "left_of_the_people": Mistake(
            "You subtract what is left, which is a part of the ceiling, from the ceiling. Subtract it from "
            "1, in brackets, then multiply by the ceiling.",
            lambda right, ceiling: ceiling - (1 - right / ceiling),
        ),
        "power_of_the_reached": Mistake(
            "You raise the part that is reached to a power. It is the part that is left that shrinks with "
            "each further spending.",
            lambda outlay, current_outlay, current_share, ceiling: (
                ceiling * (current_share / ceiling) ** (outlay / current_outlay)
            ),
        ),
        "multiplied_for_power": Mistake(
            "You multiply by how many times today's spending is made. What is left shrinks by the same part "
            "each time: that is a power.",
            lambda outlay, current_outlay, current_share, ceiling: (
                ceiling * (1 - (1 - current_share / ceiling) * outlay / current_outlay)
            ),
        ),
        "spending_upside_down": Mistake(
            "Your exponent is upside down. It says how many times today's spending is made: "
            "outlay / current_outlay.",
            given(outlay=lambda current_outlay: current_outlay, current_outlay=lambda outlay: outlay),
        ),
        "whole_times_only": Mistake(
            "Your exponent counts whole times of today's spending only, as // or int does. A part of one "
            "counts, too: divide with /.",
            given(outlay=lambda outlay, current_outlay: outlay // current_outlay * current_outlay),
        ),
        "power_of_the_ceiling": Mistake(
            "Brackets are missing: ** is worked out before / and −. Write (1 − current_share / ceiling), "
            "with the brackets, and raise that to the power.",
            [
                lambda outlay, current_outlay, current_share, ceiling: (
                    ceiling * current_share / ceiling ** (outlay / current_outlay)
                ),
                lambda outlay, current_outlay, current_share, ceiling: (
                    1 - current_share / ceiling ** (outlay / current_outlay)
                ),
                lambda outlay, current_outlay, current_share, ceiling: (
                    current_share / ceiling ** (outlay / current_outlay)
                ),
            ],
        ),
        "spending_for_times": Mistake(
            "Your exponent is the spending itself. It must say how many times today's spending is made: "
            "write (outlay / current_outlay), with the brackets.",
            [
                lambda outlay, current_share, ceiling: (
                    ceiling * (1 - (1 - current_share / ceiling) ** outlay)
                ),
                lambda outlay, current_outlay, current_share, ceiling: (
                    ceiling * (1 - (1 - current_share / ceiling) ** outlay / current_outlay)
                ),
            ],
        ),
        "on_top_of_today": Mistake(
            "You spend outlay on top of today's spending. outlay is all that is spent.",
            given(outlay=lambda outlay, current_outlay: outlay + current_outlay),
        ),
        "today_left_out": Mistake(
            "Your exponent leaves today's spending out and counts only what comes on top of it. outlay is "
            "all that is spent: outlay / current_outlay.",
            lambda outlay, current_outlay, current_share, ceiling: (
                ceiling * (1 - (1 - current_share / ceiling) ** (outlay / current_outlay - 1))
            ),
        ),
        "rise_for_share": Mistake(
            "You subtract today's share. Asked is the whole share that is reached, not by how much it rises.",
            lambda right, current_share: right - current_share,
        ),
        "from_today_on": Mistake(
            "You begin with today's share and let outlay come on top. Without spending nobody is reached: "
            "outlay is all that is spent.",
            lambda right, current_share: current_share + right,
        ),
    },
)
