"""What goes wrong when the share that must be sown for a goal is computed."""

from crmlab.exercises.declaring import Mistake, part


def _needed(*formulas):
    return [part(needed=formula) for formula in formulas]


NEEDED_WRONGLY = {
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
        "You leave crop out. Each kilogram that is sown brings crop kilograms, so that less must be sown.",
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
}
