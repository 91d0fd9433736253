"""The grain of wheat as a table, and the question turned round: how much must be sown for a goal."""

from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.foundations._harvest import harvests, table_of, to_reach
from crmlab.language import to_say

REREAD = to_say("lesson 01, “The grain of wheat”")
HINTS = {
    "": (
        "Do year 1 on paper first: what is there, what spoils, and what is sown and eaten of the rest?",
        "The stock of the next year is the harvest: what is sown, times crop. Nothing else is left.",
        "Begin with a list of one stock and let a loop of four steps add the next one. "
        "The other columns are shares of the stock.",
    ),
    "needed": (
        "By which number is the stock multiplied from one year to the next? lose, sow and crop are in it.",
        "From year 1 to goal_year there are goal_year − 1 steps, and each multiplies by the same number. "
        "All of them together must give goal.",
        "A root undoes a power: goal ** (1 / steps) is the number of one step. "
        "Which share sown makes a step of this size?",
    ),
}


def _grown(next_stock):
    """Return the table in which the stock of the next year comes about in another way."""
    return lambda stock, lose, sow, crop: table_of(
        stock,
        (1 - lose) * sow,
        (1 - lose) * (1 - sow),
        lambda now, sown: next_stock(now, sown, stock, lose, sow, crop),
    )


def _shared(sown, eaten):
    """Return the table of other shares that are sown and eaten."""
    return lambda stock, lose, sow, crop: table_of(
        stock, sown(lose, sow), eaten(lose, sow), lambda now, seed: crop * seed
    )


table = AnswerCheck(
    "the table shows what is there, eaten and sown in each of the five years",
    harvests,
    between=(0, 20_000),
    mistakes={
        "stock_unchanged": Mistake(
            "Your stock is the same in every year. In row 2 stands the harvest of year 1: sown times crop.",
            _grown(lambda now, sown, stock, lose, sow, crop: stock),
        ),
        "loss_forgotten": Mistake(
            "You leave the loss out. The share lose spoils before anything is sown or eaten: "
            "of the stock 1 − lose is left.",
            _shared(lambda lose, sow: sow, lambda lose, sow: 1 - sow),
            "of the three fates of a grain, the loss is easily forgotten",
        ),
        "whole_stock_sown": Mistake(
            "You sow or eat a share of the whole stock. First the share lose spoils: "
            "sow is a share of what is left, and so is what is eaten.",
            [
                _shared(lambda lose, sow: sow, lambda lose, sow: (1 - lose) * (1 - sow)),
                _shared(lambda lose, sow: sow, lambda lose, sow: 1 - lose - sow),
                part(sown=lambda right, sow: right["stock"] * sow),
                part(eaten=lambda right, sow: right["stock"] * (1 - sow)),
            ],
            "of the three fates of a grain, the loss is easily forgotten",
        ),
        "all_left_is_eaten": Mistake(
            "You let everything be eaten that has not spoilt. "
            "What is sown cannot be eaten, too: take it off.",
            part(eaten=lambda right, lose: right["stock"] * (1 - lose)),
        ),
        "lost_counted_as_eaten": Mistake(
            "Your column eaten has what spoils, too. Take both off the stock, what spoils and what is sown.",
            part(eaten=lambda right: right["stock"] - right["sown"]),
        ),
        "loss_of_the_whole_rest": Mistake(
            "You take lose and sow off the stock side by side. sow is a share of what has not spoilt: "
            "(1 − lose) · (1 − sow) is eaten.",
            part(eaten=lambda right, lose, sow: right["stock"] * (1 - lose - sow)),
        ),
        "lost_for_left": Mistake(
            "You sow of what has spoilt. Of the stock 1 − lose is left; the share sow of that is sown.",
            [
                _shared(lambda lose, sow: lose * sow, lambda lose, sow: lose * (1 - sow)),
                _shared(lambda lose, sow: lose * sow, lambda lose, sow: (1 - lose) * (1 - sow)),
                part(sown=lambda right, lose, sow: right["stock"] * lose * sow),
            ],
        ),
        "eaten_for_sown": Mistake(
            "You let what is eaten bring a harvest. Only what is sown does: multiply sown by crop.",
            [
                _grown(lambda now, sown, stock, lose, sow, crop: now * (1 - lose) * (1 - sow) * crop),
                _shared(lambda lose, sow: (1 - lose) * (1 - sow), lambda lose, sow: (1 - lose) * sow),
            ],
        ),
        "seed_kept": Mistake(
            "You add the harvest to what was sown. The seed is in the ground: "
            "the stock of the next year is the harvest alone.",
            _grown(lambda now, sown, stock, lose, sow, crop: sown * (1 + crop)),
        ),
        "old_stock_kept": Mistake(
            "You add the harvest to the old stock or a part of it. All of that has been eaten, lost or sown: "
            "the stock of the next year is the harvest alone.",
            [
                _grown(lambda now, sown, stock, lose, sow, crop: now + sown * crop),
                _grown(lambda now, sown, stock, lose, sow, crop: now * (1 - lose) * (1 - sow) + sown * crop),
                _grown(lambda now, sown, stock, lose, sow, crop: now * (1 - lose) + sown * crop),
            ],
        ),
        "eaten_of_the_harvest": Mistake(
            "You mix the harvest and what is eaten. Eaten is what is left of the old stock and not sown; "
            "the stock of the next year is the whole harvest.",
            [
                _grown(lambda now, sown, stock, lose, sow, crop: sown * crop - now * (1 - lose) * (1 - sow)),
                part(eaten=lambda right, crop: right["sown"] * (crop - 1)),
            ],
        ),
        "nothing_sown": Mistake(
            "Your stock of the next year is what has not spoilt. That is sown and eaten in the year: "
            "the stock of the next year is the harvest.",
            _grown(lambda now, sown, stock, lose, sow, crop: now * (1 - lose)),
        ),
        "stock_after_the_loss": Mistake(
            "Your stock is what is left after the loss. Give what is there at the beginning of the year.",
            part(stock=lambda right, lose: right["stock"] * (1 - lose)),
        ),
        "sown_for_eaten": Mistake(
            "Your column eaten has what is sown. Eaten is all the rest of what has not spoilt.",
            lambda right: right.assign(eaten=right["sown"]),
        ),
        "harvest_of_all_that_is_left": Mistake(
            "You let all that is left bring a harvest. Only what is sown does: multiply sown by crop.",
            [
                _grown(lambda now, sown, stock, lose, sow, crop: now * crop),
                _grown(lambda now, sown, stock, lose, sow, crop: now * (1 - lose) * crop),
            ],
        ),
        "no_harvest": Mistake(
            "Your stock of the next year is what was sown. "
            "Each kilogram of it brings crop kilograms: multiply.",
            _grown(lambda now, sown, stock, lose, sow, crop: sown),
        ),
        "lost_again_in_the_harvest": Mistake(
            "You take the loss off the harvest, too. The harvest is the stock of the next year, "
            "and the share lose of it spoils only then.",
            [
                _grown(lambda now, sown, stock, lose, sow, crop: sown * crop * (1 - lose)),
                _grown(lambda now, sown, stock, lose, sow, crop: sown * crop - now * lose),
            ],
        ),
        "seed_taken_off": Mistake(
            "You take the seed off the harvest. Each kilogram that is sown brings crop kilograms: "
            "nothing is taken off.",
            _grown(lambda now, sown, stock, lose, sow, crop: sown * (crop - 1)),
        ),
        "first_harvest_all_the_time": Mistake(
            "From year 2 on your stock is always the harvest of year 1. "
            "Each year sows a share of its own stock, that of the row before.",
            _grown(lambda now, sown, stock, lose, sow, crop: stock * (1 - lose) * sow * crop),
        ),
        "same_amount_every_year": Mistake(
            "You let the stock change by the same amount every year. "
            "Each year multiplies the stock that it begins with.",
            _grown(lambda now, sown, stock, lose, sow, crop: now + stock * ((1 - lose) * sow * crop - 1)),
            "growth of several years is added in place of compounded",
        ),
        "harvest_for_stock": Mistake(
            "Your stock of year 1 is its harvest already. "
            "Row 1 has what is there at the beginning of year 1; the harvest is the stock of row 2.",
            lambda stock, lose, sow, crop: harvests(crop * stock * (1 - lose) * sow, lose, sow, crop),
        ),
        "harvest_for_sown": Mistake(
            "Your column sown has the harvest. Give there what goes into the ground; "
            "times crop it is the stock of the next year.",
            part(sown=lambda right, crop: right["sown"] * crop),
        ),
        "lost_for_sown": Mistake(
            "Your column sown has what is lost. Sown is the share sow of what has not spoilt.",
            part(sown=lambda right, lose: right["stock"] * lose),
        ),
        "shares_for_kilograms": Mistake(
            "Your columns eaten and sown are shares. Give kilograms: multiply by the stock of the year.",
            [
                part(eaten=lambda lose, sow: (1 - lose) * (1 - sow), sown=lambda lose, sow: (1 - lose) * sow),
                part(eaten=lambda sow: 1 - sow, sown=lambda sow: sow),
            ],
        ),
        "first_year_all_the_time": Mistake(
            "Your eaten and sown are those of year 1 in every row. "
            "Take the shares of the stock of each year.",
            part(
                eaten=lambda stock, lose, sow: stock * (1 - lose) * (1 - sow),
                sown=lambda stock, lose, sow: stock * (1 - lose) * sow,
            ),
        ),
    },
)


def _needed(*formulas):
    return [part(needed=formula) for formula in formulas]


share = AnswerCheck(
    "with that share sown the stock reaches the goal, and you know whether today's is enough",
    to_reach,
    tolerance=0.0005,
    between=(0.15, 1),
    apart=lambda **own: (to_reach(**own)["needed"], own["sow"]),
    decides={"enough": to_say("the share that is sown today with needed")},
    mistakes={
        "years_for_steps": Mistake(
            "You take as many steps as there are years. The stock of year 1 is there already: "
            "up to goal_year there are goal_year − 1 steps.",
            _needed(lambda lose, crop, goal, goal_year: goal ** (1 / goal_year) / (crop * (1 - lose))),
            "“in 1997–1999” is easily read as three years of growth",
        ),
        "growth_added": Mistake(
            "You divide the growth by the number of steps. Growth compounds: take a root, not a part. "
            "As a power it needs brackets: goal ** (1 / steps).",
            _needed(
                lambda lose, crop, goal, goal_year: (1 + (goal - 1) / (goal_year - 1)) / (crop * (1 - lose)),
                lambda lose, crop, goal, goal_year: goal / (goal_year - 1) / (crop * (1 - lose)),
            ),
            "growth of several years is added in place of compounded",
        ),
        "brackets_of_the_exponent": Mistake(
            "Python divides before it subtracts: 1 / goal_year − 1 is less than 0. "
            "Set the number of steps in brackets: 1 / (goal_year − 1).",
            _needed(lambda lose, crop, goal, goal_year: goal ** (1 / goal_year - 1) / (crop * (1 - lose))),
        ),
        "goal_times_larger": Mistake(
            "You add 1 to goal. The stock is to become goal times as large: multiplied by goal. "
            "2 times as large as 100 is 200.",
            _needed(
                lambda lose, crop, goal, goal_year: (1 + goal) ** (1 / (goal_year - 1)) / (crop * (1 - lose)),
            ),
            "“times as large” and “times larger” are mixed up, in a second language above all",
        ),
        "loss_forgotten": Mistake(
            "You leave the loss out. Only 1 − lose of the stock is there to be sown: "
            "a step multiplies by (1 − lose) · sow · crop.",
            _needed(
                lambda crop, goal, goal_year: goal ** (1 / (goal_year - 1)) / crop,
            ),
            "of the three fates of a grain, the loss is easily forgotten",
        ),
        "loss_taken_the_other_way": Mistake(
            "You multiply by 1 − lose, or take lose off. Because some spoils, a larger share must be sown: "
            "divide by 1 − lose.",
            _needed(
                lambda lose, crop, goal, goal_year: goal ** (1 / (goal_year - 1)) / crop * (1 - lose),
                lambda lose, crop, goal, goal_year: goal ** (1 / (goal_year - 1)) / crop - lose,
            ),
        ),
        "loss_added": Mistake(
            "You add lose to the share. The loss takes a part of the stock before anything is sown: "
            "divide by 1 − lose.",
            _needed(lambda lose, crop, goal, goal_year: goal ** (1 / (goal_year - 1)) / crop + lose),
        ),
        "lost_for_left": Mistake(
            "You divide by lose, the share that spoils. What is sown comes of what is left: 1 − lose.",
            _needed(lambda lose, crop, goal, goal_year: goal ** (1 / (goal_year - 1)) / (crop * lose)),
        ),
        "goal_in_one_step": Mistake(
            "You let the stock reach the goal in a single step. It has goal_year − 1 steps for it.",
            _needed(lambda lose, crop, goal: goal / (crop * (1 - lose))),
        ),
        "stock_held": Mistake(
            "With that share the stock only stays as it is. Asked is the share with which it grows to goal.",
            _needed(lambda lose, crop: 1 / (crop * (1 - lose))),
        ),
        "number_of_a_step": Mistake(
            "You give by which number the stock is multiplied at each step. "
            "It is (1 − lose) · sow · crop: divide by the other two.",
            _needed(lambda goal, goal_year: goal ** (1 / (goal_year - 1))),
        ),
        "crop_forgotten": Mistake(
            "You leave crop out. Each kilogram that is sown brings crop kilograms, "
            "so that less must be sown.",
            _needed(lambda lose, goal, goal_year: goal ** (1 / (goal_year - 1)) / (1 - lose)),
        ),
        "growth_without_the_seed": Mistake(
            "You take 1 off the number of a step. All of the old stock is used up, "
            "so that the harvest must make the whole stock, not only what is added.",
            _needed(
                lambda lose, crop, goal, goal_year: (goal ** (1 / (goal_year - 1)) - 1) / (crop * (1 - lose))
            ),
        ),
        "power_for_root": Mistake(
            "You raise goal to a power. The power of the yearly number is goal: take the root, "
            "1 / (goal_year − 1).",
            _needed(
                lambda lose, crop, goal, goal_year: goal ** (goal_year - 1) / (crop * (1 - lose)),
                lambda lose, crop, goal, goal_year: goal**goal_year / (crop * (1 - lose)),
            ),
        ),
        "root_of_the_whole": Mistake(
            "You divide before you take the root. Every step multiplies by crop and by 1 − lose: "
            "take the root of goal alone.",
            _needed(
                lambda lose, crop, goal, goal_year: (goal / (crop * (1 - lose))) ** (1 / (goal_year - 1)),
                lambda crop, goal, goal_year: (goal / crop) ** (1 / (goal_year - 1)),
            ),
        ),
        "share_of_today": Mistake(
            "You give the share that is sown today. Asked is the one that leads to the goal.",
            _needed(lambda sow: sow),
        ),
        "share_times_goal": Mistake(
            "You multiply the share of today by goal. It is the stock that must become goal times as large, "
            "and a step multiplies it by (1 − lose) · sow · crop.",
            _needed(lambda sow, goal: goal * sow),
        ),
        "still_missing": Mistake(
            "You give by how much the share must change. Asked is the share that is needed.",
            _needed(lambda right, sow: right["needed"] - sow, lambda right, sow: sow - right["needed"]),
        ),
        "kilograms_for_shares": Mistake(
            "You compute with kilograms. goal is a multiple of the stock, whatever the stock is, "
            "and needed is a share, between 0 and 1.",
            _needed(
                lambda stock, lose, crop, goal, goal_year: (
                    (goal * stock) ** (1 / (goal_year - 1)) / (crop * (1 - lose))
                ),
                lambda right, stock: right["needed"] * stock,
                lambda right, stock, lose: right["needed"] * stock * (1 - lose),
            ),
        ),
    },
)
