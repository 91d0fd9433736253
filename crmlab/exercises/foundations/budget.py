"""Where next year's money goes: to new customers, to existing ones, or to neither."""

import math

from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.foundations import _money
from crmlab.language import to_say

REREAD = to_say("lesson 01, “A sum for next year”")
HINTS = {
    "": (
        "How many contacts does the whole budget pay, with new customers and with existing ones?",
        "Only the share that succeeds ends in a sale. "
        "And which of these sales would not have come without the contact?",
        "budget / cost is the number of contacts. Multiply it by the share that succeeds; "
        "with existing customers, also by the share of these who would not have bought anyway.",
    ),
    "choice": (
        "What does a single sale bring, and what do all of them bring together?",
        "That money comes in. The budget goes out, once. What is left of the two is the gain.",
        "Compare the two gains with one another, and the larger one with 0: a firm need not spend the money.",
    ),
}


def _gains(formula):
    """Return the mistake of another formula of both gains; either of them shows it."""
    both = _money.of_both(formula)
    return [
        part(gain_new=both["new"]),
        part(gain_existing=both["existing"]),
        part(gain_existing=_money.of_all_who_say_yes(formula)),
    ]


def _contacts_that_succeed(budget, cost, success, margin):
    return budget / cost * success


def _sales(formula):
    """Return the mistake of another formula of both numbers of sales; either of them shows it."""
    both = _money.of_both(formula)
    return [
        part(new=both["new"]),
        part(existing=both["existing"]),
        part(existing=_money.of_all_who_say_yes(formula)),
    ]


sales = AnswerCheck(
    "that is how many sales the budget brings with each of the two",
    _money.sales_of,
    between=(20, 2500),
    # else one share in the place of the other would not show
    apart=lambda success_existing, anyway: (success_existing, anyway, 1 - anyway),
    mistakes={
        "anyway_forgotten": Mistake(
            "You count all existing customers who say yes. "
            "The share anyway of them would have bought without the contact: "
            "only 1 − anyway come because of it.",
            part(existing=_money.of_all_who_say_yes(_contacts_that_succeed)),
            "the statistics of selling do not ask who would have bought anyway",
        ),
        "anyway_for_because": Mistake(
            "You count those who would have bought anyway. "
            "Because of the contact come the others: 1 − anyway.",
            part(existing=lambda right, anyway: right["existing"] / (1 - anyway) * anyway),
        ),
        "anyway_of_all": Mistake(
            "You take anyway off the success rate. "
            "It is a share of those who say yes: multiply by 1 − anyway.",
            part(
                existing=lambda budget, cost_existing, success_existing, anyway: (
                    budget / cost_existing * (success_existing - anyway)
                )
            ),
        ),
        "success_forgotten": Mistake(
            "You leave success_existing out. Only that share of the contacts says yes, "
            "and of these come 1 − anyway because of the contact: multiply by both.",
            [
                part(existing=lambda budget, cost_existing, anyway: budget / cost_existing * (1 - anyway)),
                part(existing=lambda budget, cost_existing, anyway: budget / cost_existing * anyway),
            ],
        ),
        "anyway_divided": Mistake(
            "You divide by the share 1 − anyway. "
            "Fewer sales come because of the contacts than there are of them in all: multiply.",
            part(existing=lambda right, anyway: right["existing"] / (1 - anyway) ** 2),
        ),
        "rates_exchanged": Mistake(
            "You take the success rate of the other customers. success_new goes with cost_new, "
            "success_existing with cost_existing.",
            [
                part(new=lambda budget, cost_new, success_existing: budget / cost_new * success_existing),
                part(
                    existing=lambda budget, cost_existing, success_new: budget / cost_existing * success_new
                ),
                part(
                    existing=lambda budget, cost_existing, success_new, anyway: (
                        budget / cost_existing * success_new * (1 - anyway)
                    )
                ),
            ],
        ),
        "cost_of_the_other": Mistake(
            "You divide by what a contact with the other customers costs. "
            "cost_new goes with new customers, cost_existing with existing ones.",
            [
                part(new=lambda right, cost_new, cost_existing: right["new"] * cost_new / cost_existing),
                part(
                    existing=lambda right, cost_new, cost_existing: (
                        right["existing"] * cost_existing / cost_new
                    )
                ),
            ],
        ),
        "anyway_for_both": Mistake(
            "You take a share of new customers off, too. "
            "The share anyway is of existing ones: no new one would have come without the contact.",
            part(new=lambda right, anyway: right["new"] * (1 - anyway)),
        ),
        "rates_of_the_source": Mistake(
            "You use the 15 % and 50 % of the source document. "
            "This firm has success rates of its own: success_new and success_existing.",
            [
                part(new=lambda budget, cost_new: budget / cost_new * 0.15),
                part(existing=lambda budget, cost_existing: budget / cost_existing * 0.5),
                part(
                    existing=lambda budget, cost_existing, anyway: budget / cost_existing * 0.5 * (1 - anyway)
                ),
            ],
            "the two statistics are quoted as if they held for every firm",
        ),
        "contacts_for_sales": Mistake(
            "You give how many contacts the budget pays. Only the share that succeeds ends in a sale.",
            [
                part(new=lambda budget, cost_new: budget / cost_new),
                part(existing=lambda budget, cost_existing: budget / cost_existing),
            ],
            "a contact is taken for a sale",
        ),
        "cost_of_a_contact_left_out": Mistake(
            "You multiply the budget itself by the success rate. "
            "A contact costs something: first find how many the budget pays.",
            _sales(lambda budget, cost, success, margin: budget * success),
        ),
        "rate_divided": Mistake(
            "You divide the contacts by the success rate, so that there are more sales than contacts. "
            "Multiply.",
            _sales(lambda budget, cost, success, margin: budget / cost / success),
        ),
        "whole_contacts": Mistake(
            "You round a number of contacts. Sales are expected on average here, so nothing need be whole: "
            "round nothing on the way.",
            [
                *_sales(lambda budget, cost, success, margin: budget // cost * success)[:2],
                *_sales(lambda budget, cost, success, margin: budget / cost / math.ceil(1 / success - 1e-9))[
                    :2
                ],
            ],
        ),
        "failures_for_sales": Mistake(
            "You count the contacts that fail. A sale comes of those that succeed.",
            _sales(lambda budget, cost, success, margin: budget / cost * (1 - success)),
        ),
        "cost_of_a_sale": Mistake(
            "You give what a sale costs. Asked is how many sales the budget pays: divide it by that cost.",
            _sales(lambda budget, cost, success, margin: cost / success),
        ),
        "budget_shared": Mistake(
            "You give half of the budget to each. "
            "Compare like with like: the whole budget for new customers, or the whole for existing ones.",
            lambda right: {way: many / 2 for way, many in right.items()},
        ),
        "margin_for_sales": Mistake(
            "You give yuan: the margin of all sales. Asked is how many sales there are.",
            [
                part(new=lambda right, margin_new: right["new"] * margin_new),
                part(existing=lambda right, margin_existing: right["existing"] * margin_existing),
            ],
        ),
    },
)

decision = AnswerCheck(
    "your choice follows from what each yuan brings next year",
    _money.decided,
    between=(-60_000, 260_000),
    apart=lambda **own: [*map(_money.decided(**own).get, ("gain_new", "gain_existing")), 0],
    decides={"money": to_say("gain_new with gain_existing, and the larger one with 0")},
    words={
        "money": {
            "new": ("new customers", "gain_new"),
            "existing": ("existing customers", "gain_existing"),
            "neither": ("none", "nobody", "no one"),
        }
    },
    mistakes={
        "anyway_forgotten": Mistake(
            "Your gain with existing customers counts all who say yes. "
            "Take the sales that come because of the contacts, as in the step before.",
            part(
                gain_existing=_money.of_all_who_say_yes(
                    lambda budget, cost, success, margin: budget / cost * success * margin - budget
                )
            ),
            "the statistics of selling do not ask who would have bought anyway",
        ),
        "budget_not_taken_off": Mistake(
            "You give the margin of all sales. The contacts cost the whole budget: take it off.",
            _gains(lambda budget, cost, success, margin: budget / cost * success * margin),
            "what comes in is taken for what is left",
        ),
        "margin_of_the_other": Mistake(
            "You count the margin of the other customers. "
            "margin_new goes with new customers, margin_existing with existing ones.",
            [
                part(
                    gain_new=lambda right, budget, margin_new, margin_existing: (
                        (right["gain_new"] + budget) / margin_new * margin_existing - budget
                    )
                ),
                part(
                    gain_existing=lambda right, budget, margin_new, margin_existing: (
                        (right["gain_existing"] + budget) / margin_existing * margin_new - budget
                    )
                ),
            ],
        ),
        "contact_for_sale": Mistake(
            "You take one contact off each sale. The contacts that fail are paid, too: take the budget off.",
            _gains(lambda budget, cost, success, margin: budget / cost * success * (margin - cost)),
            "cost per contact and cost per sale are taken for one in the statistics of selling",
        ),
        "margin_of_every_contact": Mistake(
            "You count a margin for every contact. Only a sale brings one: use the number of sales.",
            [
                part(gain_new=lambda budget, cost_new, margin_new: budget / cost_new * margin_new - budget),
                part(
                    gain_existing=lambda budget, cost_existing, margin_existing: (
                        budget / cost_existing * margin_existing - budget
                    )
                ),
            ],
        ),
        "gain_of_a_sale": Mistake(
            "You give the gain of one sale. Asked is that of the whole budget: multiply by the sales.",
            _gains(lambda budget, cost, success, margin: margin - cost / success),
        ),
        "gain_of_a_contact": Mistake(
            "You give the gain of one contact. Asked is that of the whole budget.",
            _gains(lambda budget, cost, success, margin: success * margin - cost),
        ),
        "gain_of_a_yuan": Mistake(
            "You give what each yuan of the budget brings. Asked is the gain of the whole budget, in yuan.",
            [
                *_gains(lambda budget, cost, success, margin: success * margin / cost),
                *_gains(lambda budget, cost, success, margin: success * margin / cost - 1),
            ],
            "a return on a cost is given as often as the gain",
        ),
        "one_margin": Mistake(
            "You count one margin only. Every sale brings one: multiply it by the number of sales.",
            [
                part(gain_new=lambda margin_new, budget: margin_new - budget),
                part(gain_existing=lambda margin_existing, budget: margin_existing - budget),
            ],
        ),
        "one_contact_paid": Mistake(
            "You take the cost of one contact off. All contacts are paid: take the whole budget off.",
            _gains(lambda budget, cost, success, margin: budget / cost * success * margin - cost),
        ),
        "half_of_the_budget": Mistake(
            "You take half of the budget off. Each of the two gains is that of the whole budget.",
            _gains(lambda budget, cost, success, margin: budget / cost * success * margin - budget / 2),
        ),
        "ahead_of_the_other": Mistake(
            "You give by how much one gains more than the other. "
            "Give each gain by itself; money compares them.",
            [
                part(gain_new=lambda right: right["gain_new"] - right["gain_existing"]),
                part(gain_existing=lambda right: right["gain_existing"] - right["gain_new"]),
            ],
        ),
        "sales_less_budget": Mistake(
            "You take yuan from a number of sales. First say what they bring: multiply by the margin.",
            _gains(lambda budget, cost, success, margin: budget / cost * success - budget),
        ),
        "cost_taken_off_twice": Mistake(
            "You take the cost of the contacts off twice. The budget is that cost: take it off once.",
            _gains(
                lambda budget, cost, success, margin: (
                    budget / cost * success * (margin - cost / success) - budget
                )
            ),
        ),
    },
)
