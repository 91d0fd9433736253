"""What a pilot says of a campaign: the gain of one who joined, at both ends of the share of switchers."""

import numpy as np

from crmlab.exercises.declaring import part
from crmlab.exercises.relationships import _campaign


def error(switchers, piloted):
    """Return the error of a share that was counted in a pilot."""
    return np.sqrt(switchers * (1 - switchers) / piloted)


def gains(switchers, wide, switcher_yearly, stayer_yearly, years, cost_each):
    """Return the gain at both ends of the share, the smaller one first."""
    return [
        float(_campaign.value(end, switcher_yearly, stayer_yearly, years) - cost_each)
        for end in (switchers + wide, switchers - wide)
    ]


def other_ends(both):
    """Return the answer with other numbers at both ends."""
    return part(low=lambda **own: both(**own)[0], high=lambda **own: both(**own)[1])


def other_width(width):
    """Return the answer with an interval of another width."""
    return other_ends(
        lambda right, cost_each, switcher_yearly, stayer_yearly, years, piloted, switchers: gains(
            switchers, width(switchers, piloted), switcher_yearly, stayer_yearly, years, cost_each
        )
    )


def other_sums(brings):
    """Return the answer with other sums that a switcher and a stayer bring."""

    def both(right, cost_each, switcher_yearly, stayer_yearly, years, piloted, switchers):
        switcher, stayer = brings(switcher_yearly, stayer_yearly, years)
        return gains(switchers, 2 * error(switchers, piloted), switcher, stayer, 1, cost_each)

    return other_ends(both)


def shares(right, piloted, switchers, **own):
    """Return both ends of the share."""
    wide = 2 * error(switchers, piloted)
    return switchers - wide, switchers + wide


def cost_of_the_stayers_alone(right, cost_each, piloted, switchers, **own):
    """Return the gains at both ends if a switcher cost nothing."""
    upper, lower = shares(right, piloted, switchers)[::-1]
    return right["low"] + upper * cost_each, right["high"] + lower * cost_each


def round_the_highest(right, cost_each, switcher_yearly, stayer_yearly, years, piloted, switchers):
    """Return the gains in the interval around the share at which the campaign just pays."""
    highest = _campaign.highest(cost_each, switcher_yearly, stayer_yearly, years)
    wide = 2 * error(switchers, piloted)
    return gains(highest, wide, switcher_yearly, stayer_yearly, years, cost_each)
