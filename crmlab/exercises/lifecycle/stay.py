"""How many years a customer stays on average, when some are still there."""

import numpy as np

from crmlab import lifecycle
from crmlab.exercises.declaring import FunctionCheck, Mistake
from crmlab.language import to_say

VERSION = 2
REREAD = to_say("lesson 03, “Who is missing?”")
HINTS = (
    "How many years of staying have gone by, for all customers together? How often did somebody leave?",
    "Both lists have years in them, but only one of them has ends.",
    "Put the years of all customers, those of both lists, over the number of ends. How do you count ends?",
)

mean = FunctionCheck(
    "mean_stay counts the years of all customers, and divides by those who left",
    lifecycle.mean_tenure,
    cases=[{"ended": [2.0], "running": [5.0, 7.5]}],
    between=(3, 35),
    also_right=[lambda ended, running: np.mean(ended) + sum(running) / len(ended)],
    mistakes={
        "leavers_only": Mistake(
            "You take the mean of those who left. "
            "The longest stays are still running: their years count, too.",
            lambda ended: np.mean(ended),
            "the slide in the lesson; common in reports on closed accounts",
        ),
        "running_taken_as_ended": Mistake(
            "You divide by all customers, as if those who are still there left today. "
            "Divide by the number of ends.",
            lambda ended, running: np.mean([*ended, *running]),
            "common slip when some lives have not ended",
        ),
        "years_of_leavers_per_customer": Mistake(
            "You count the years of those who left, and divide by all. "
            "The years of those still there count, too.",
            lambda ended, running: sum(ended) / (len(ended) + len(running)),
            "common slip when some lives have not ended",
        ),
        "divided_by_those_still_there": Mistake(
            "You divide by those who are still there. Divide by those who left: only their stays have ended.",
            lambda ended, running: (sum(ended) + sum(running)) / len(running),
        ),
        "customers_per_leaver": Mistake(
            "You divide customers by leavers, so the years play no part. "
            "Divide the years of all by the leavers.",
            lambda ended, running: (len(ended) + len(running)) / len(ended),
        ),
        "mean_of_the_two_means": Mistake(
            "You take the mean of two means. Add the years of both lists up, and divide by those who left.",
            lambda ended, running: (np.mean(ended) + np.mean(running)) / 2,
        ),
        "running_only": Mistake(
            "You take the mean of those who are still there. The years of those who left count, too.",
            lambda running: np.mean(running),
        ),
        "running_years_per_leaver": Mistake(
            "You leave out the years of those who left. Add the years of both lists up.",
            lambda ended, running: sum(running) / len(ended),
        ),
        "total_of_the_years": Mistake(
            "You add up all the years, but do not divide them. Divide by those who left.",
            lambda ended, running: sum(ended) + sum(running),
        ),
        "leaving_rate": Mistake(
            "You give the share that leaves in a year. The years of a stay are 1 divided by it.",
            lambda right: 1 / right,
        ),
        "share_who_left": Mistake(
            "You give the share of customers who left. The task asks for years.",
            lambda ended, running: len(ended) / (len(ended) + len(running)),
        ),
        "sum_of_the_two_means": Mistake(
            "You add two means up. Add the years of both lists up, and divide by those who left.",
            lambda ended, running: np.mean(ended) + np.mean(running),
        ),
        "brackets_missing": Mistake(
            "Only your running years are divided: / comes before +. Put brackets round the sum of all years.",
            lambda ended, running: sum(ended) + sum(running) / len(ended),
        ),
    },
)
