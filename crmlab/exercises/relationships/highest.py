"""The question turned round: how many switchers a campaign can bear, and whether a pilot tells."""

from typing import Annotated

import numpy as np

from crmlab.declared.quantities import Cost, Count, Share, typical
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.relationships import _campaign, _pilot
from crmlab.exercises.relationships._campaign import StayerYearly, StayYears, SwitcherYearly
from crmlab.language import to_say

REREAD = to_say("lesson 02, “Who comes for a subsidy” and “Doubt it”")
HINTS = {
    "": (
        "In task 2 the share of the switchers led to a value. Here you know the value that must come out: "
        "which?",
        "Write the value of one who joined with the share unknown, and put it equal to cost_each.",
        "With s for the share: s · switcher_yearly + (1 − s) · stayer_yearly · years = cost_each. Bring "
        "what has s to one side, then test your answer: put it into the value, and cost_each must come out.",
    ),
    "sure": (
        "How far may the share of the pilot be from the true one? The text says how to compute it.",
        "This gives two shares. What does one who joined bring at each, and what is left after cost_each?",
        "Many switchers are bad: the upper end of the share gives low. If 0 lies between low and high, what "
        "do you know?",
    ),
}

CostEach = Annotated[Cost, typical(300, 700, 10)]
Piloted = Annotated[Count, typical(150, 400, 50)]
Switchers = Annotated[Share, typical(0.2, 0.8)]


def highest_share(
    cost_each: CostEach, switcher_yearly: SwitcherYearly, stayer_yearly: StayerYearly, years: StayYears
) -> Share:
    """Return the share of switchers at which one who joined brings just what he costs."""
    share = _campaign.highest(cost_each, switcher_yearly, stayer_yearly, years)
    if not 0.05 < share < 0.95:
        raise BadValueError("the campaign must be able to pay and to lose.")
    return share


switchers = AnswerCheck(
    "with so many switchers the campaign brings just what it costs",
    highest_share,
    tolerance=0.001,  # whoever tries a thousand shares in turn is right, too
    between=(0.05, 0.95),
    mistakes={
        "share_that_must_stay": Mistake(
            "You give the share that must stay. Asked is the share of the switchers: subtract it from 1.",
            lambda right: 1 - right,
        ),
        "switchers_bring_nothing": Mistake(
            "You leave out what the switchers bring. They leave after a year, but in that year they bring a "
            "margin.",
            [
                lambda cost_each, stayer_yearly, years: 1 - cost_each / (stayer_yearly * years),
                lambda cost_each, stayer_yearly, years: cost_each / (stayer_yearly * years),
            ],
        ),
        "one_year_for_everybody": Mistake(
            "You count one year for everybody. Who stays brings his margin in each of the years.",
            [
                lambda cost_each, switcher_yearly, stayer_yearly: (
                    (stayer_yearly - cost_each) / (stayer_yearly - switcher_yearly)
                ),
            ],
        ),
        "all_years_for_everybody": Mistake(
            "You count all years for everybody. Who comes for the handset leaves after one year.",
            lambda cost_each, switcher_yearly, stayer_yearly, years: (
                (stayer_yearly * years - cost_each) / ((stayer_yearly - switcher_yearly) * years)
            ),
        ),
        "cost_left_out": Mistake(
            "You leave cost_each out. Asked is the share at which those who join bring just what they cost: "
            "put the value with the share unknown equal to cost_each.",
            [
                lambda switcher_yearly, stayer_yearly, years: (
                    stayer_yearly * years / (stayer_yearly * years + switcher_yearly)
                ),
                lambda switcher_yearly, stayer_yearly, years: (
                    stayer_yearly * years / (stayer_yearly * years - switcher_yearly)
                ),
                lambda switcher_yearly, stayer_yearly, years: switcher_yearly / (stayer_yearly * years),
                lambda switcher_yearly, stayer_yearly, years: 1 - switcher_yearly / (stayer_yearly * years),
            ],
        ),
        "margins_added_below": Mistake(
            "A sign is turned: below the line the margin of a switcher is subtracted from what one who "
            "stays brings.",
            lambda cost_each, switcher_yearly, stayer_yearly, years: (
                (stayer_yearly * years - cost_each) / (stayer_yearly * years + switcher_yearly)
            ),
        ),
        "share_of_the_pilot": Mistake(
            "You give the share that the pilot found. Asked is the one at which the campaign just pays.",
            lambda switchers: switchers,
        ),
        "room_that_is_left": Mistake(
            "You give how far the share of the pilot is from the highest one. Asked is the highest one "
            "itself.",
            [lambda right, switchers: right - switchers, lambda right, switchers: switchers - right],
        ),
        "gain_for_each_loss": Mistake(
            "You divide what is gained with a stayer by what is lost with a switcher: that is how many "
            "switchers one stayer can bear. Asked is their share of all.",
            lambda cost_each, switcher_yearly, stayer_yearly, years: (
                (stayer_yearly * years - cost_each) / (cost_each - switcher_yearly)
            ),
        ),
        "ratio_of_value_and_cost": Mistake(
            "You divide a value by the cost, or the cost by a value. "
            "Asked is the share of switchers at which the two are equal.",
            [
                lambda cost_each, stayer_yearly, years: (stayer_yearly * years - cost_each) / cost_each,
                lambda cost_each, switcher_yearly: switcher_yearly / cost_each,
                lambda cost_each, switcher_yearly: 1 - switcher_yearly / cost_each,
                lambda cost_each, switchers, switcher_yearly, stayer_yearly, years: (
                    cost_each / _campaign.value(switchers, switcher_yearly, stayer_yearly, years)
                ),
            ],
        ),
        "brackets_missing": Mistake(
            "Brackets are missing: / divides by the next number only. Put them round what stands above the "
            "line, and round what stands below it.",
            [
                lambda cost_each, switcher_yearly, stayer_yearly, years: (
                    stayer_yearly * years - cost_each / (stayer_yearly * years - switcher_yearly)
                ),
                lambda cost_each, switcher_yearly, stayer_yearly, years: (
                    (stayer_yearly * years - cost_each) / (stayer_yearly * years) - switcher_yearly
                ),
                lambda cost_each, switcher_yearly, stayer_yearly, years: (
                    stayer_yearly * years - cost_each / (stayer_yearly * years) - switcher_yearly
                ),
            ],
        ),
        "value_for_share": Mistake(
            "You give what one who joined brings at the share of the pilot. Asked is a share.",
            [
                _campaign.value,
                lambda cost_each, switchers, switcher_yearly, stayer_yearly, years: (
                    _campaign.value(switchers, switcher_yearly, stayer_yearly, years) - cost_each
                ),
            ],
        ),
    },
)


def how_sure(
    cost_each: CostEach,
    switcher_yearly: SwitcherYearly,
    stayer_yearly: StayerYearly,
    years: StayYears,
    piloted: Piloted,
    switchers: Switchers,
) -> dict[str, float | str]:
    """Return the gain of one who joined at both ends of the share, and what they say of the campaign."""
    wide = 2 * _pilot.error(switchers, piloted)
    low, high = _pilot.gains(switchers, wide, switcher_yearly, stayer_yearly, years, cost_each)
    return {"low": low, "high": high, "verdict": "pays" if low > 0 else "loses" if high < 0 else "open"}


ends = AnswerCheck(
    "you say what the pilot tells, and what it leaves open",
    how_sure,
    between=(-700, 1800),
    apart=lambda **own: (0, how_sure(**own)["low"], how_sure(**own)["high"]),
    decides={"verdict": to_say("low and high with 0")},
    words={"verdict": {"pays": (), "loses": (), "open": ()}},
    mistakes={
        "ends_of_the_share": Mistake(
            "You give the two shares. Put each into the value of one who joined, and take cost_each off.",
            [_pilot.other_ends(_pilot.shares), _pilot.other_ends(lambda **own: _pilot.shares(**own)[::-1])],
        ),
        "cost_not_taken_off": Mistake(
            "You give what one who joined brings. The gain is what is left when cost_each is taken off.",
            part(
                low=lambda right, cost_each: right["low"] + cost_each,
                high=lambda right, cost_each: right["high"] + cost_each,
            ),
        ),
        "ends_exchanged": Mistake(
            "You exchanged the ends. More switchers bring less: the upper end of the share gives low.",
            part(low=lambda right: right["high"], high=lambda right: right["low"]),
        ),
        "one_error": Mistake(
            "You go one error below and above. The task goes two.", _pilot.other_width(_pilot.error)
        ),
        "as_in_the_tables": Mistake(
            "You go 1.96 errors below and above. The task goes 2.",
            _pilot.other_width(lambda share, number: 1.96 * _pilot.error(share, number)),
        ),
        "root_forgotten": Mistake(
            "The root is missing: the error is the square root of switchers · (1 − switchers) / piloted.",
            _pilot.other_width(lambda share, number: 2 * share * (1 - share) / number),
        ),
        "number_forgotten": Mistake(
            "You leave out how many were in the pilot. The more there are, the smaller is the error.",
            _pilot.other_width(lambda share, number: 2 * np.sqrt(share * (1 - share))),
        ),
        "root_of_the_share_alone": Mistake(
            "You divide by the number of the pilot outside of the root. It stands inside.",
            _pilot.other_width(lambda share, number: 2 * np.sqrt(share * (1 - share)) / number),
        ),
        "no_interval": Mistake(
            "Your low and high are the same. The true share may be lower or higher than that of the pilot.",
            _pilot.other_width(lambda share, number: 0),
        ),
        "gain_of_the_pilot": Mistake(
            "You give the gain of the whole pilot. Asked is that of one who joins, on average.",
            part(
                low=lambda right, piloted: right["low"] * piloted,
                high=lambda right, piloted: right["high"] * piloted,
            ),
        ),
        "one_year_for_everybody": Mistake(
            "You count one year for everybody. Who stays brings his margin in each of the years.",
            _pilot.other_sums(lambda switcher, stayer, years: (switcher, stayer)),
        ),
        "all_years_for_everybody": Mistake(
            "You count all years for everybody. A switcher leaves after one year.",
            _pilot.other_sums(lambda switcher, stayer, years: (switcher * years, stayer * years)),
        ),
        "cost_of_the_stayers_alone": Mistake(
            "You take cost_each off those who stay alone. Everybody who joins costs it, a switcher, too.",
            _pilot.other_ends(_pilot.cost_of_the_stayers_alone),
        ),
        "round_the_highest_share": Mistake(
            "You lay the interval around the share at which the campaign just pays. "
            "Lay it around the share that the pilot found: switchers.",
            _pilot.other_ends(_pilot.round_the_highest),
        ),
        "rest_left_out": Mistake(
            "The factor 1 − switchers is missing under the root.",
            _pilot.other_width(lambda share, number: 2 * np.sqrt(share / number)),
        ),
        "share_left_out": Mistake(
            "The share is missing under the root: it is switchers · (1 − switchers) / piloted.",
            _pilot.other_width(lambda share, number: 2 / np.sqrt(number)),
        ),
        "error_rounded": Mistake(
            "You round the error. Do not round on the way.",
            [
                _pilot.other_width(
                    lambda share, number, decimals=decimals: 2 * round(_pilot.error(share, number), decimals)
                )
                for decimals in (2, 3)
            ],
        ),
        "error_of_the_money": Mistake(
            "You add the errors to the money. They are errors of the share: put both ends into the value.",
            _pilot.other_ends(
                lambda right, piloted, switchers, **own: [
                    (right["low"] + right["high"]) / 2 + sign * 2 * _pilot.error(switchers, piloted)
                    for sign in (-1, 1)
                ]
            ),
        ),
    },
)
