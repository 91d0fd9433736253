"""How many people hear of it from dissatisfied customers."""

from crmlab import complaints
from crmlab.declared.quantities import typical
from crmlab.exercises.declaring import FunctionCheck, Mistake, given
from crmlab.language import to_say

REREAD = to_say("lesson 12, “They tell others”")
EXAMPLE = {"heavy_share": 0.13, "heavy": 20, "light": 9}
HINTS = (
    "Two groups, two numbers of listeners. How many of the dissatisfied are in each group?",
    "dissatisfied · heavy_share of them tell heavy others. The rest, dissatisfied · (1 − heavy_share), …",
    "Multiply the second group by its own number of listeners, then add what both groups tell.",
)

people = FunctionCheck(
    "people_told weighs both groups by their share",
    complaints.word_of_mouth,
    inputs=("dissatisfied", "heavy_share", "heavy", "light"),
    narrow={"heavy": typical(15, 30), "light": typical(4, 12)},
    cases=[
        {"dissatisfied": 250, "heavy_share": 0.13, "heavy": 20, "light": 9}
    ],  # 32.5 customers tell 20 each
    tolerance=0.5,  # the example shows whole people
    between=(400, 45_000),
    mistakes={
        "weights_exchanged": Mistake(
            "You let the many tell much and the few tell little. heavy belongs to heavy_share.",
            given(heavy_share=lambda heavy_share: 1 - heavy_share),
            "common slip with weighted means",
        ),
        "plain_mean": Mistake(
            "You take the mean of heavy and light. The two groups are not equally large: weigh them.",
            given(heavy_share=0.5),
            "common slip: the mean of two numbers without their weights",
        ),
        "light_told_by_all": Mistake(
            "You let everybody tell light others. Those who tell heavy others are no part of the rest.",
            lambda dissatisfied, heavy_share, heavy, light: dissatisfied * (heavy_share * heavy + light),
            "“the rest” is easily read as everybody",
        ),
        "nobody_told_by_the_others": Mistake(
            "You count only those who tell heavy others. Everybody else tells light people: add them.",
            given(light=0),
        ),
        "tellers_counted_as_told": Mistake(
            "You add the dissatisfied themselves. They tell it; asked is how many people are told.",
            lambda dissatisfied, right: right + dissatisfied,
        ),
        "second_group_not_multiplied": Mistake(
            "Your second group is a share and not a number of customers. Multiply it by dissatisfied, too.",
            lambda dissatisfied, heavy_share, heavy, light: (
                dissatisfied * heavy_share * heavy + (1 - heavy_share) * light
            ),
            "brackets are easily left out",
        ),
        "others_without_brackets": Mistake(
            "You multiply by light before you subtract. Put the others in brackets: they are one group.",
            [
                lambda dissatisfied, heavy_share, heavy, light: (
                    dissatisfied * heavy_share * heavy + dissatisfied - dissatisfied * heavy_share * light
                ),
                lambda dissatisfied, heavy_share, heavy, light: (
                    dissatisfied * heavy_share * heavy + dissatisfied - heavy_share * light
                ),
            ],
            "brackets are easily left out",
        ),
        "both_numbers_for_everybody": Mistake(
            "You let each customer tell heavy and light people. Each of them is in one of the two groups.",
            lambda dissatisfied, heavy, light: dissatisfied * (heavy + light),
        ),
        "listeners_of_one_customer": Mistake(
            "You give how many people one customer tells on average. Asked is how many all of them tell.",
            lambda dissatisfied, right: right / dissatisfied,
        ),
    },
)
