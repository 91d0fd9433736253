"""How likely at least one sale is after several contacts."""

from typing import Annotated

from crmlab import relationships
from crmlab.declared.quantities import Count, Share, typical
from crmlab.exercises.declaring import FunctionCheck, Mistake
from crmlab.language import to_say

REREAD = to_say("lesson 01, “Two statistics that are one”")
EXAMPLE = {"success_rate": 0.15, "contacts": 7}
HINTS = (
    "Two contacts may both succeed, so that their chances cannot be added. "
    "In which single case is there no sale at all?",
    "There is none if the first contact fails, and the second, and so on. "
    "What is the chance that one fails? And that all of them do?",
    "The chance of at least one sale is 1 less the chance that all contacts fail. A power is written **.",
)

Contacts = Annotated[Count, typical(3, 9)]
Success = Annotated[Share, typical(0.05, 0.45)]


def chance_of_a_sale(success_rate: Success, contacts: Contacts) -> Share:
    """Return the chance of one sale or more."""
    return relationships.success_chance(success_rate, contacts)


ALL_SUCCEED = Mistake(
    "You give the chance that all contacts succeed. One sale is enough: only if all fail there is none.",
    lambda success_rate, contacts: success_rate**contacts,
)
NONE_SUCCEEDS = Mistake(
    "You give the chance that no contact succeeds. Asked is the opposite: take it from 1.",
    lambda success_rate, contacts: (1 - success_rate) ** contacts,
)
CHANCES_ADDED = Mistake(
    "You add the chances up. Then ten contacts at 20 % would make 200 %. Two contacts may both succeed: "
    "ask how likely it is that all fail.",
    lambda success_rate, contacts: success_rate * contacts,
    "the chance after n contacts is taken for n times the chance of one",
)
ADDED_UP_TO_ONE = Mistake(
    "You add the chances up and stop at 1. Where each contact may fail, no number of them makes a sale "
    "certain: ask how likely it is that all fail.",
    lambda success_rate, contacts: min(1, success_rate * contacts),
    "the chance after n contacts is taken for n times the chance of one",
)

several = FunctionCheck(
    "chance_of_a_sale gives the chance that not all contacts fail",
    chance_of_a_sale,
    cases=[  # the chances added up are more than 1, and less
        {"success_rate": 0.4, "contacts": 4},
        {"success_rate": 0.2, "contacts": 3},
    ],
    between=(0.1, 1),
    also_right=[
        lambda success_rate, contacts: sum(success_rate * (1 - success_rate) ** n for n in range(contacts))
    ],
    mistakes={
        "chances_added": CHANCES_ADDED,
        "chances_added_up_to_one": ADDED_UP_TO_ONE,
        "all_succeed": ALL_SUCCEED,
        "none_succeeds": NONE_SUCCEEDS,
        "one_fails": Mistake(
            "You give the chance that at least one contact fails. The share that fails is 1 − success_rate: "
            "its power is the chance that all fail.",
            lambda success_rate, contacts: 1 - success_rate**contacts,
        ),
        "exactly_one": Mistake(
            "You give the chance of exactly one sale. Two sales or more count, too.",
            lambda success_rate, contacts: contacts * success_rate * (1 - success_rate) ** (contacts - 1),
        ),
        "last_contact": Mistake(
            "You give the chance that the first sale comes with the last contact. "
            "It may come sooner: add these cases, too.",
            lambda success_rate, contacts: success_rate * (1 - success_rate) ** (contacts - 1),
        ),
        "failures_added": Mistake(
            "You multiply the chance of a failure by the number of contacts. "
            "That all fail is a product of chances: (1 − success_rate) ** contacts.",
            [
                lambda success_rate, contacts: 1 - contacts * (1 - success_rate),
                lambda success_rate, contacts: contacts * (1 - success_rate),
            ],
        ),
        "one_contact": Mistake(
            "You give the chance of a single contact. Each further contact is another chance.",
            lambda success_rate: success_rate,
        ),
        "contacts_per_sale": Mistake(
            "You divide by the success rate: that leads to how many contacts sales take on average. "
            "Asked is a chance, between 0 and 1.",
            [lambda success_rate: 1 / success_rate, lambda success_rate, contacts: contacts / success_rate],
        ),
        "number_of_the_example": Mistake(
            "Your function always gives the number of the example. Compute with what it is given.",
            lambda: chance_of_a_sale(**EXAMPLE),
        ),
    },
)

ends = FunctionCheck(
    "a sale is certain only where no contact fails, and without a contact there is none",
    chance_of_a_sale,
    calls=0,
    cases=[
        {"success_rate": 0.3, "contacts": 0},
        {"success_rate": 1.0, "contacts": 3},
        {"success_rate": 0.0, "contacts": 5},
        {"success_rate": 0.3, "contacts": 1},
        {"success_rate": 0.5, "contacts": 2},
    ],
    between=(0, 1),
    mistakes={
        "all_succeed": ALL_SUCCEED,
        "none_succeeds": NONE_SUCCEEDS,
        "chances_added": Mistake(
            "With three contacts that all succeed you give 3. No chance is more than 1: "
            "ask how likely it is that all fail.",
            CHANCES_ADDED.wrong,
        ),
        "chances_added_up_to_one": ADDED_UP_TO_ONE,
        "one_contact_at_least": Mistake(
            "With 0 contacts you give the chance of one. Where nobody is asked there is no sale: give 0.",
            lambda right, success_rate, contacts: right if contacts else success_rate,
        ),
    },
)
