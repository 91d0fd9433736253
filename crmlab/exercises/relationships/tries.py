"""How many contacts make a sale as likely as one wants it to be."""

import math

from crmlab import relationships
from crmlab.declared.quantities import Count
from crmlab.exercises.declaring import FunctionCheck, Mistake
from crmlab.language import to_say
from crmlab.relationships.selling import Chance, SuccessRate

REREAD = to_say("lesson 02, “What it takes to win one”")
EXAMPLE = {"success_rate": 0.15, "target": 0.9}
HINTS = (
    "Make one contact, two, three, … The chance of a sale rises each time. When do you stop?",
    "After n contacts the chance is 1 − (1 − success_rate) ** n. Stop at the first n at which it is target "
    "or more.",
    "Begin with n = 1, and use while with the chance < target: in the loop, n += 1. Return n behind it.",
)


def contacts_needed(success_rate: SuccessRate, target: Chance) -> Count:
    """Return the smallest number of contacts at which the chance of a sale reaches the target."""
    return int(relationships.selling_effort(success_rate, 1, target).contacts)


def _steps(success_rate, target) -> float:
    return math.log(1 - target) / math.log(1 - success_rate) if success_rate < 1 else 1


def _first_above(success_rate, target):
    return next(n for n in range(1, 1000) if 1 - (1 - success_rate) ** n > target + 1e-12)


def _added_until(success_rate, target):
    contacts, chance = 0, 0.0
    while chance < target:  # as it is written, with what computers make of 0.1 + 0.1 + …
        contacts, chance = contacts + 1, chance + success_rate
    return contacts


enough = FunctionCheck(
    "contacts_needed finds the first number of contacts that is enough",
    contacts_needed,
    cases=[
        {"success_rate": 0.15, "target": 0.9},
        {"success_rate": 0.5, "target": 0.75},
        {"success_rate": 0.5, "target": 0.9},
        {"success_rate": 0.3, "target": 0.8},
        {"success_rate": 0.05, "target": 0.5},
        {"success_rate": 0.1, "target": 0.95},
        {"success_rate": 0.2, "target": 0.85},
        {"success_rate": 0.35, "target": 0.6},
        {"success_rate": 0.5, "target": 0.2},
        {"success_rate": 0.02, "target": 0.9},  # a loop that ends at 50 or at 100 does not get there
    ],
    calls=0,  # that a target is just reached shows in few calls only
    edges={
        "the chance reaches the target": lambda success_rate, target: [
            1 - (1 - success_rate) ** n - target for n in range(1, 40)
        ]
    },
    tolerance=0.005,  # a fraction of a contact is told from other numbers also when it is rounded
    between=(1, 120),
    also_right=[lambda success_rate, target: math.ceil(_steps(success_rate, target))],
    mistakes={
        "more_than_the_target": Mistake(
            "Where the chance is target exactly, you give one contact too many. To reach it is enough: loop "
            "while the chance is < target, or round up with math.ceil.",
            _first_above,
            "“reaches” is read as “passes”",
        ),
        "fraction_of_a_contact": Mistake(
            "You give a fraction of a contact. Contacts are whole: round up, with math.ceil.",
            _steps,
        ),
        "rounded_down": Mistake(
            "You round down: with so few contacts the chance is still below target. Round up.",
            lambda success_rate, target: math.floor(_steps(success_rate, target) + 1e-9),
        ),
        "rounded_to_the_nearest": Mistake(
            "You round to the nearest number. Where that is down, the chance is still below target: round "
            "up.",
            lambda success_rate, target: round(_steps(success_rate, target)),
        ),
        "always_one_more": Mistake(
            "You give one contact too many. Look where your count begins, and whether it goes on once more "
            "after the target is reached.",
            lambda right: right + 1,
        ),
        "average_for_sure": Mistake(
            "1 / success_rate is how many contacts a sale takes on average. "
            "Asked is how many make it as likely as target.",
            [
                lambda success_rate: 1 / success_rate,
                lambda success_rate: math.ceil(1 / success_rate - 1e-9),
                lambda success_rate: math.floor(1 / success_rate + 1e-9),
                lambda success_rate: round(1 / success_rate),
            ],
            "the average is taken for what is likely",
        ),
        "chances_added_up": Mistake(
            "You add the chances of the contacts up until they make target. They do not add up: "
            "the chance that all fail is (1 − success_rate) ** n.",
            [
                lambda success_rate, target: target / success_rate,
                lambda success_rate, target: math.ceil(target / success_rate - 1e-9),
                lambda success_rate, target: math.floor(target / success_rate + 1e-9),
                lambda success_rate, target: round(target / success_rate),
                _added_until,
            ],
            "chances of several attempts are added up",
        ),
        "quotient_upside_down": Mistake(
            "Your quotient of logarithms is upside down: log(1 − target) stands above the line.",
            [
                lambda success_rate, target: 1 / _steps(success_rate, target),
                lambda success_rate, target: math.ceil(1 / _steps(success_rate, target)),
            ],
        ),
        "all_succeed": Mistake(
            "You let every contact succeed: success_rate ** n. One sale is enough; look when all fail.",
            [
                lambda success_rate, target: math.ceil(math.log(target) / math.log(success_rate)),
                lambda success_rate, target: math.log(target) / math.log(success_rate),
            ],
        ),
        "until_failure_reaches_the_target": Mistake(
            "You compare the chance that all fail with target. It must fall to 1 − target.",
            [
                lambda success_rate, target: math.ceil(math.log(target) / math.log(1 - success_rate)),
                lambda success_rate, target: math.log(target) / math.log(1 - success_rate),
            ],
        ),
        "always_one": Mistake(
            "You always give 1. If return stands in the loop, put it after the loop.",
            lambda: 1,
        ),
        "chance_for_contacts": Mistake(
            "You give a chance. Asked is a number of contacts.",
            [
                lambda success_rate, target: 1 - (1 - success_rate) ** contacts_needed(success_rate, target),
            ],
        ),
    },
)
