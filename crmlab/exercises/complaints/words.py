"""How many people hear of it from dissatisfied customers."""

from crmlab import complaints
from crmlab.declared.quantities import typical
from crmlab.exercises.declaring import FunctionCheck, Mistake, given

REREAD = "lesson 12, “They tell others”"
HINTS = (
    "Two groups, two numbers of listeners. How many of the dissatisfied are in each group?",
    "dissatisfied · heavy_share of them tell heavy others. The rest, dissatisfied · (1 − heavy_share), …",
    "Add the two: dissatisfied · (heavy_share · heavy + (1 − heavy_share) · light).",
)

people = FunctionCheck(
    "people_told weighs both groups by their share",
    complaints.word_of_mouth,
    inputs=("dissatisfied", "heavy_share", "heavy", "light"),
    narrow={"heavy": typical(15, 30), "light": typical(4, 12)},
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
    },
)
