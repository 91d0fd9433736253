"""The grain of wheat as a table, and the question turned round: how much must be sown for a goal."""

from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.foundations._harvest import harvests, table_of, to_reach
from crmlab.exercises.foundations._share_sown import NEEDED_WRONGLY
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


share = AnswerCheck(
    "with that share sown the stock reaches the goal, and you know whether today's is enough",
    to_reach,
    tolerance=0.0005,
    between=(0.15, 1),
    apart=lambda **own: (to_reach(**own)["needed"], own["sow"]),
    decides={"enough": to_say("the share that is sown today with needed")},
    mistakes=NEEDED_WRONGLY,
)
