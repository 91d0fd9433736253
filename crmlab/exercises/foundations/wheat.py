"""The grain of wheat as a table, and the question turned round: how much must be sown for a goal."""

from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.foundations._harvest import harvests, table_of, to_reach
from crmlab.language import to_say

REREAD = to_say("lesson 01, “The grain of wheat”")
HINTS = {
    "": (
        "Do year 1 on paper first: what is there, what is eaten, what spoils, and what is left to be sown?",
        "The stock of the next year is the harvest: what is sown, times crop. Nothing else is left.",
        "Begin with a list of one stock and let a loop of four steps add the next one. "
        "The other columns are shares of the stock.",
    ),
    "needed": (
        "By which number is the stock multiplied from one year to the next? It has the share sown in it.",
        "From year 1 to year by there are by − 1 steps, and each multiplies by the same number. "
        "All of them together must give goal.",
        "A root undoes a power: goal ** (1 / steps) is the number of one step. "
        "What must be sown for it, and what is then left to eat?",
    ),
}


def _grown(next_stock):
    """Return the table in which the stock of the next year comes about in another way."""
    return lambda stock, eat, lose, crop: table_of(
        stock, eat, 1 - eat - lose, lambda stock, sown: next_stock(stock, sown, lose, crop)
    )


def _sown(share):
    """Return the table in which another share is sown."""
    return lambda stock, eat, lose, crop: table_of(
        stock, eat, share(eat, lose), lambda stock, sown: crop * sown
    )


table = AnswerCheck(
    "the table shows what is there, eaten and sown in each of the five years",
    harvests,
    between=(0, 60_000),
    mistakes={
        "stock_unchanged": Mistake(
            "Your stock is the same in every year. In row 2 stands the harvest of year 1: sown times crop.",
            _grown(lambda stock, sown, lose, crop: stock),
        ),
        "spoilt_grain_sown": Mistake(
            "You sow all that is not eaten. The share lose has spoilt, so it cannot be sown: 1 − eat − lose.",
            [_sown(lambda eat, lose: 1 - eat), part(sown=lambda right, eat: right["stock"] * (1 - eat))],
            "of the three fates of a grain, the loss is easily forgotten",
        ),
        "lost_of_what_is_left": Mistake(
            "You let the share lose spoil of what is left after the meals. "
            "Both are shares of the whole stock: "
            "1 − eat − lose is sown.",
            [
                _sown(lambda eat, lose: (1 - eat) * (1 - lose)),
                part(sown=lambda right, eat, lose: right["stock"] * (1 - eat) * (1 - lose)),
            ],
        ),
        "seed_kept": Mistake(
            "You add the harvest to what was sown. The seed is in the ground: "
            "the stock of the next year is the harvest alone.",
            _grown(lambda stock, sown, lose, crop: sown * (1 + crop)),
        ),
        "old_stock_kept": Mistake(
            "You add the harvest to the old stock. All of that has been eaten, lost or sown: "
            "the stock of the next year is the harvest alone.",
            _grown(lambda stock, sown, lose, crop: stock + sown * crop),
        ),
        "whole_stock_sown": Mistake(
            "You let the whole stock bring a harvest. Only what is sown does: multiply sown by crop.",
            _grown(lambda stock, sown, lose, crop: stock * crop),
        ),
        "no_harvest": Mistake(
            "Your stock of the next year is what was sown. "
            "Each kilogram of it brings crop kilograms: multiply.",
            _grown(lambda stock, sown, lose, crop: sown),
        ),
        "lost_again_in_the_harvest": Mistake(
            "You take the loss off twice: the harvest is the stock of the next year, "
            "and the share lose of it spoils only then.",
            [
                _grown(lambda stock, sown, lose, crop: sown * crop * (1 - lose)),
                _grown(lambda stock, sown, lose, crop: sown * crop - stock * lose),
            ],
        ),
        "seed_taken_off": Mistake(
            "You take the seed off the harvest. Each kilogram that is sown brings crop kilograms: "
            "nothing is taken off.",
            _grown(lambda stock, sown, lose, crop: sown * (crop - 1)),
        ),
        "eaten_for_sown": Mistake(
            "You let what is eaten bring a harvest. Only what is sown does: 1 − eat − lose of the stock.",
            lambda stock, eat, lose, crop: table_of(
                stock, eat, 1 - eat - lose, lambda stock, sown: stock * eat * crop
            ),
        ),
        "first_harvest_all_the_time": Mistake(
            "From year 2 on your stock is always the harvest of year 1. "
            "Each year sows a share of its own stock, that of the row before.",
            lambda stock, eat, lose, crop: table_of(
                stock, eat, 1 - eat - lose, lambda _, sown: stock * (1 - eat - lose) * crop
            ),
        ),
        "same_amount_every_year": Mistake(
            "You let the stock change by the same amount every year. "
            "Each year multiplies the stock that it begins with.",
            lambda stock, eat, lose, crop: table_of(
                stock, eat, 1 - eat - lose, lambda now, sown: now + stock * ((1 - eat - lose) * crop - 1)
            ),
            "growth of several years is added in place of compounded",
        ),
        "lost_counted_as_eaten": Mistake(
            "Your column eaten has what spoils, too. Give what is eaten alone: the share eat of the stock.",
            part(eaten=lambda right, eat, lose: right["stock"] * (eat + lose)),
        ),
        "harvest_for_stock": Mistake(
            "Your stock of year 1 is its harvest already. "
            "Row 1 has what is there at the beginning of year 1; the harvest is the stock of row 2.",
            lambda right, stock, crop, eat, lose: harvests(crop * stock * (1 - eat - lose), eat, lose, crop),
        ),
        "left_for_eaten": Mistake(
            "Your column eaten has what is not eaten. Multiply the stock by eat.",
            part(eaten=lambda right, eat: right["stock"] * (1 - eat)),
        ),
        "harvest_for_sown": Mistake(
            "Your column sown has the harvest. Give there what goes into the ground; "
            "times crop it is the stock of the next year.",
            part(sown=lambda right, crop: right["sown"] * crop),
        ),
        "lost_for_sown": Mistake(
            "Your column sown has what is lost. Sown is what is neither eaten nor lost.",
            part(sown=lambda right, lose: right["stock"] * lose),
        ),
        "shares_for_kilograms": Mistake(
            "Your columns eaten and sown are shares. Give kilograms: multiply by the stock of the year.",
            part(eaten=lambda eat: eat, sown=lambda eat, lose: 1 - eat - lose),
        ),
        "first_year_all_the_time": Mistake(
            "Your eaten and sown are those of year 1 in every row. "
            "Take the shares of the stock of each year.",
            part(
                eaten=lambda stock, eat: stock * eat, sown=lambda stock, eat, lose: stock * (1 - eat - lose)
            ),
        ),
    },
)


def _to_sow(share):
    """Return the answer with another share to be sown, and what is then left to eat, or that share alone."""
    return part(sow=share)


share = AnswerCheck(
    "with that share sown the stock reaches the goal, and the rest may be eaten",
    to_reach,
    tolerance=0.0005,
    between=(0.04, 0.9),
    mistakes={
        "years_for_steps": Mistake(
            "You take as many steps as there are years. The stock of year 1 is there already: "
            "up to year by there are by − 1 steps.",
            _to_sow(lambda goal, by, crop: goal ** (1 / by) / crop),
            "“in 1997–1999” is easily read as three years of growth",
        ),
        "growth_added": Mistake(
            "You divide the growth by the number of steps. Growth compounds: take a root, not a part.",
            [
                _to_sow(lambda goal, by, crop: (1 + (goal - 1) / (by - 1)) / crop),
                _to_sow(lambda goal, by, crop: goal / (by - 1) / crop),
                _to_sow(lambda goal, by, crop: (1 + (goal - 1) / by) / crop),
                _to_sow(lambda goal, by, crop: goal / by / crop),
            ],
            "growth of several years is added in place of compounded",
        ),
        "goal_in_one_step": Mistake(
            "You let the stock reach the goal in a single step. It has by − 1 steps for it.",
            _to_sow(lambda goal, crop: goal / crop),
        ),
        "stock_held": Mistake(
            "With 1 / crop the stock only stays as it is. Asked is the share with which it grows to goal.",
            _to_sow(lambda crop: 1 / crop),
        ),
        "number_of_a_step": Mistake(
            "You give by which number the stock is multiplied at each step. "
            "It is the share sown times crop: divide.",
            _to_sow(lambda goal, by: goal ** (1 / (by - 1))),
        ),
        "growth_without_the_seed": Mistake(
            "You take 1 off the number of a step. All of the old stock is used up, "
            "so that the harvest must make the whole stock, not only what is added.",
            _to_sow(lambda goal, by, crop: (goal ** (1 / (by - 1)) - 1) / crop),
        ),
        "power_for_root": Mistake(
            "You raise goal to a power. The power of the yearly number is goal: take the root, 1 / (by − 1).",
            [
                _to_sow(lambda goal, by, crop: goal ** (by - 1) / crop),
                _to_sow(lambda goal, by, crop: goal**by / crop),
            ],
        ),
        "crop_in_the_root": Mistake(
            "You divide by crop before you take the root. Every step multiplies by crop: "
            "take the root of goal first.",
            _to_sow(lambda goal, by, crop: (goal / crop) ** (1 / (by - 1))),
        ),
        "spoilt_grain_sown": Mistake(
            "You take off a loss from what is sown, or add one to it. The share sown is of the whole stock: "
            "what spoils lowers only what is left to eat.",
            [
                _to_sow(lambda right, lose: right["sow"] / (1 - lose)),
                _to_sow(lambda right, lose: right["sow"] + lose),
                _to_sow(lambda right, lose: right["sow"] - lose),
            ],
        ),
        "spoilt_grain_eaten": Mistake(
            "You let all be eaten that is not sown. The share lose spoils: take it off, too.",
            part(eat=lambda right, lose: right["eat"] + lose),
            "of the three fates of a grain, the loss is easily forgotten",
        ),
        "lost_of_the_rest": Mistake(
            "You let the share lose spoil of the rest. It is a share of the whole stock: 1 − lose − sow.",
            part(eat=lambda right, lose: (1 - right["sow"]) * (1 - lose)),
        ),
        "kilograms_for_shares": Mistake(
            "You give kilograms. Asked are shares of the stock, between 0 and 1.",
            part(sow=lambda right, stock: right["sow"] * stock),
        ),
        "share_times_goal": Mistake(
            "You multiply the share of today by goal. It is the stock that must become goal times as large, "
            "and a step multiplies it by sow · crop.",
            part(sow=lambda goal, eat, lose: goal * (1 - eat - lose)),
        ),
        "share_of_today": Mistake(
            "You give the share of the table. Asked is the one that leads to the goal.",
            [
                part(sow=lambda eat, lose: 1 - eat - lose),
                part(eat=lambda eat: eat),
            ],
        ),
    },
)
