"""What a sale costs on average, when only some of the contacts end in one."""

import math
from typing import Annotated

from crmlab import relationships
from crmlab.declared.quantities import Cost, Share, typical
from crmlab.exercises.declaring import FunctionCheck, Mistake
from crmlab.language import to_say

REREAD = to_say("lesson 01, “Two statistics that are one”")
EXAMPLE = {"cost_per_contact": 60, "success_rate": 0.15}
HINTS = (
    "Think of 100 contacts. What do they cost together, and how many sales come of them?",
    "All contacts must be paid, also those that fail. Share what all of them cost among the sales.",
    "With 100 contacts the 100 falls out again: one line with return, the cost of a contact and the share.",
)


def cost_per_sale(
    cost_per_contact: Annotated[Cost, typical(20, 200, 5)],
    success_rate: Annotated[Share, typical(0.05, 0.45)],
) -> Cost:
    """Return what a sale costs on average."""
    return relationships.selling_effort(success_rate, cost_per_contact).cost_per_sale


average = FunctionCheck(
    "cost_per_sale shares the cost of all contacts among those that end in a sale",
    cost_per_sale,
    between=(20, 4000),
    also_right=[lambda cost_per_contact, success_rate: 1 / success_rate * cost_per_contact],
    mistakes={
        "contact_for_sale": Mistake(
            "You give what a contact costs. For one sale more than one contact is needed, as some fail.",
            lambda cost_per_contact: cost_per_contact,
            "cost per contact and cost per sale are taken for one in the statistics of selling",
        ),
        "rate_multiplied": Mistake(
            "You multiply by the success rate, so that a sale costs less than a contact. "
            "Contacts that fail cost, too: divide.",
            lambda cost_per_contact, success_rate: cost_per_contact * success_rate,
            "a share is easily taken in the wrong direction",
        ),
        "failures_for_successes": Mistake(
            "You take the share that fails, 1 − success_rate. "
            "The cost of all contacts is shared among those that succeed: divide by success_rate.",
            [
                lambda cost_per_contact, success_rate: cost_per_contact / (1 - success_rate),
                lambda cost_per_contact, success_rate: cost_per_contact * (1 - success_rate),
            ],
        ),
        "failures_alone": Mistake(
            "You count what the contacts cost that fail. The one that succeeds is paid, too.",
            lambda cost_per_contact, success_rate, right: right - cost_per_contact,
        ),
        "failures_on_top_of_one": Mistake(
            "You add the share that fails to one contact. "
            "With a success rate of 0.25 four contacts are needed, not 1.75.",
            lambda cost_per_contact, success_rate: cost_per_contact * (2 - success_rate),
        ),
        "one_contact_too_many": Mistake(
            "You add a contact more. 1 / success_rate contacts are all that a sale takes, "
            "the one that succeeds included.",
            lambda cost_per_contact, right: right + cost_per_contact,
        ),
        "whole_contacts": Mistake(
            "You round the number of contacts that a sale takes. It is an average and need not be whole: "
            "round nothing on the way.",
            [
                lambda cost_per_contact, success_rate: cost_per_contact * math.ceil(1 / success_rate - 1e-9),
                lambda cost_per_contact, success_rate: cost_per_contact * math.floor(1 / success_rate),
            ],
        ),
        "number_of_the_example": Mistake(
            "Your function always gives ¥400, the number of the example. Compute with what it is given.",
            lambda: EXAMPLE["cost_per_contact"] / EXAMPLE["success_rate"],
        ),
        "contacts_for_cost": Mistake(
            "You give how many contacts a sale takes. Each of them costs cost_per_contact: multiply.",
            lambda success_rate: 1 / success_rate,
        ),
        "upside_down": Mistake(
            "You divide the success rate by the cost: that is how many sales one yuan brings. "
            "Turn the fraction round.",
            lambda cost_per_contact, success_rate: success_rate / cost_per_contact,
        ),
    },
)
