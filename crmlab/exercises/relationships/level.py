"""How close to be to a group: what profit each of five levels brings, and up to which cost a contact pays."""

from __future__ import annotations

import random
from typing import Annotated

from crmlab.declared.quantities import Cost, Count, Share, typical
from crmlab.declared.tables import Named
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.language import to_say
from crmlab.relationships import LEVELS

REREAD = to_say("lesson 02, “How close to be”")
HINTS = {
    "": (
        "What is left of a customer's sales before anybody has called him, and what do the calls cost?",
        "Only the share margin_share of the sales is margin; the contacts are paid from it.",
        "For each level: sales · margin_share − contacts · cost_per_contact. A dictionary comprehension does "
        "all five: {level: … for level in CONTACTS}.",
    ),
    "choice": (
        "Look at your five profits. Which is the largest, and which level does it belong to?",
        "Compare this level with basic alone: how much more margin does it bring, before any contact is "
        "paid?",
        "The additional margin may be spent on the contacts of this level, as basic has none: "
        "how much is that for each contact?",
    ),
}

CONTACTS = dict(zip(LEVELS, (0, 2, 4, 12, 24), strict=True))
_STEPS = ((210, 400), (50, 200), (140, 420), (60, 240))  # by which the sales rise from level to level


class SalesByLevel(Named):
    """Sales to one customer at each level, more at each closer one."""

    def draw(self, source: random.Random) -> dict[str, int]:
        """Draw the sales of the basic level and how they rise."""
        sales = [10 * source.randint(90, 180)]
        for low, high in _STEPS:
            sales.append(sales[-1] + 10 * source.randint(low // 10, high // 10))
        return dict(zip(LEVELS, sales, strict=True))


Sales = Annotated[dict, SalesByLevel(Cost, LEVELS)]
MarginShare = Annotated[Share, typical(0.2, 0.4)]
CostPerContact = Annotated[Cost, typical(6, 18, 1)]
Customers = Annotated[Count, typical(60, 400, 10)]


def profits_of(
    sales: Sales, margin_share: MarginShare, cost_per_contact: CostPerContact, customers: Customers
) -> dict[str, float]:
    """Return the profit of one customer in a year at each level."""
    return {level: sales[level] * margin_share - CONTACTS[level] * cost_per_contact for level in LEVELS}


def _each(formula):
    """Return the profits by another formula of a level's sales and contacts."""
    return lambda sales, margin_share, cost_per_contact, customers: {
        level: formula(sales[level], CONTACTS[level], margin_share, cost_per_contact, customers)
        for level in LEVELS
    }


profits = AnswerCheck(
    "that is the profit of one customer at each level",
    profits_of,
    between=(-500, 1500),
    mistakes={
        "sales_for_margin": Mistake(
            "You take the contacts off the sales. Most of the sales are costs of the goods: "
            "first take the margin, sales · margin_share.",
            _each(lambda sales, contacts, share, cost, customers: sales - contacts * cost),
            "revenue is easily taken for what is earned",
        ),
        "contacts_not_paid": Mistake(
            "You give the margin. Take off what the contacts of the level cost.",
            _each(lambda sales, contacts, share, cost, customers: sales * share),
        ),
        "margin_share_of_the_rest": Mistake(
            "You take the margin share of the contacts, too. The firm pays a contact in full: "
            "sales · margin_share first, then the contacts.",
            _each(lambda sales, contacts, share, cost, customers: (sales - contacts * cost) * share),
            "brackets are easily put round the wrong terms",
        ),
        "one_contact": Mistake(
            "You take off one contact. Multiply the cost of a contact by how many the level has.",
            [
                _each(lambda sales, contacts, share, cost, customers: sales * share - cost),
                _each(lambda sales, contacts, share, cost, customers: sales * share - cost * (contacts > 0)),
            ],
        ),
        "contacts_without_their_cost": Mistake(
            "You take contacts off money. Multiply them by what one costs.",
            _each(lambda sales, contacts, share, cost, customers: sales * share - contacts),
        ),
        "places_for_contacts": Mistake(
            "You take the place of a level in the list for its contacts. CONTACTS says how many a level has.",
            [
                lambda sales, margin_share, cost_per_contact, first=first: {
                    level: sales[level] * margin_share - place * cost_per_contact
                    for place, level in enumerate(LEVELS, first)
                }
                for first in (0, 1)
            ],
        ),
        "contacts_added": Mistake(
            "You add the cost of the contacts. It is paid: subtract it.",
            _each(lambda sales, contacts, share, cost, customers: sales * share + contacts * cost),
        ),
        "whole_group": Mistake(
            "You give the profit of the whole group. Asked is that of one customer.",
            _each(
                lambda sales, contacts, share, cost, customers: customers * (sales * share - contacts * cost)
            ),
        ),
        "contacts_of_the_whole_group": Mistake(
            "You take the contacts of the whole group off the margin of one customer. "
            "The contacts are those of one customer, too.",
            _each(
                lambda sales, contacts, share, cost, customers: sales * share - customers * contacts * cost
            ),
        ),
        "margin_of_the_whole_group": Mistake(
            "You take the contacts of one customer off the margin of the whole group. Asked is one customer: "
            "both are his.",
            _each(
                lambda sales, contacts, share, cost, customers: customers * sales * share - contacts * cost
            ),
        ),
        "contacts_shared_by_the_group": Mistake(
            "You divide the contacts among the customers. Each customer gets so many a year.",
            _each(
                lambda sales, contacts, share, cost, customers: sales * share - contacts * cost / customers
            ),
        ),
        "same_sales_at_every_level": Mistake(
            "You take the sales of basic for every level. sales has a number for each level.",
            lambda sales, margin_share, cost_per_contact: {
                level: sales["basic"] * margin_share - CONTACTS[level] * cost_per_contact for level in LEVELS
            },
        ),
        "contacts_added_up": Mistake(
            "You add the contacts of the levels up. CONTACTS says how many a level has in all.",
            lambda right, cost_per_contact: {
                level: profit - cost_per_contact * sum([*CONTACTS.values()][: LEVELS.index(level)])
                for level, profit in right.items()
            },
        ),
        "more_than_basic": Mistake(
            "You give how much more profit a level brings than basic. Asked is its whole profit.",
            lambda right: {level: profit - right["basic"] for level, profit in right.items()},
        ),
    },
)


def chosen(
    sales: Sales, margin_share: MarginShare, cost_per_contact: CostPerContact, customers: Customers
) -> dict[str, str | float]:
    """Return the level with the largest profit, and the cost of a contact at which basic brings as much."""
    left = profits_of(sales, margin_share, cost_per_contact, customers)
    best = max(left, key=left.get)
    if best in {"basic", "partnership"}:
        raise BadValueError("neither the closest level nor the most distant one may be the best.")
    return {"best": best, "limit": margin_share * (sales[best] - sales["basic"]) / CONTACTS[best]}


def _another(place: int):
    """Return a level that is neither the closest one nor the best."""
    return lambda right: [level for level in LEVELS[:-1] if level != right["best"]][place]


def _limit(formula):
    """Return the choice with another limit: a formula of the best level and the numbers."""

    def limit(right, sales, margin_share, cost_per_contact):
        return formula(right["best"], sales, margin_share, cost_per_contact)

    return part(limit=limit)


def _compared_with(place: int):
    """Return the limit at which the best level brings as much as one of those that are not basic."""

    def limit(best, sales, share, cost):
        other = [level for level in LEVELS[1:] if level != best][place]
        return share * (sales[best] - sales[other]) / (CONTACTS[best] - CONTACTS[other])

    return limit


decision = AnswerCheck(
    "that level has the largest profit, and up to this cost of a contact it beats basic",
    chosen,
    between=(2, 80),
    apart=lambda sales, margin_share, cost_per_contact, customers: [
        *profits_of(sales, margin_share, cost_per_contact, customers).values()
    ],
    decides={"best": to_say("the five profits of above with one another")},
    words={"best": dict.fromkeys(LEVELS, ())},
    mistakes={
        "closest_is_best": Mistake(
            "You choose the closest level. It sells most, but look what its contacts leave of the margin.",
            part(best="partnership"),
            "partnership is taken for the best relationship there is",
        ),
        "another_level_earns_more": Mistake(
            "Another level brings more profit than the one that you choose. Compare your five profits.",
            [part(best=_another(place)) for place in (0, 1, 2)],
        ),
        "sales_for_margin_in_the_limit": Mistake(
            "Your limit lets the additional sales pay for the contacts. Only the margin of them can.",
            _limit(lambda best, sales, share, cost: (sales[best] - sales["basic"]) / CONTACTS[best]),
            "revenue is easily taken for what is earned",
        ),
        "whole_margin_for_the_contacts": Mistake(
            "Your limit spends the whole margin on contacts, so that nothing is left. "
            "basic brings its margin without any: only what the level adds may be spent.",
            _limit(lambda best, sales, share, cost: share * sales[best] / CONTACTS[best]),
            "the break-even of one level is taken for that of a choice between two",
        ),
        "not_divided_by_the_contacts": Mistake(
            "You give what all contacts of the year may cost together. Divide by their number.",
            _limit(lambda best, sales, share, cost: share * (sales[best] - sales["basic"])),
        ),
        "compared_with_another_level": Mistake(
            "You compare with another level than basic. Asked is the cost of a contact at which basic "
            "brings as much profit.",
            [_limit(_compared_with(place)) for place in (0, 1, 2)],
        ),
        "profit_divided_by_the_contacts": Mistake(
            "You divide the profit of the level by its contacts. Today's contacts are paid in it already, "
            "and basic brings a profit, too: begin with the margin that the level adds to basic.",
            _limit(lambda best, sales, share, cost: share * sales[best] / CONTACTS[best] - cost),
        ),
        "limit_of_the_group": Mistake(
            "Your limit takes the number of shops in. Margin and contacts are both of one shop.",
            [
                part(limit=lambda right, customers: right["limit"] * customers),
                part(limit=lambda right, customers: right["limit"] / customers),
            ],
        ),
        "room_that_is_left": Mistake(
            "You give by how much a contact may become dearer. Asked is the cost itself: add today's.",
            _limit(
                lambda best, sales, share, cost: (
                    share * (sales[best] - sales["basic"]) / CONTACTS[best] - cost
                )
            ),
        ),
        "advantage_for_limit": Mistake(
            "You give how much more profit the level brings than basic. Asked is a cost of one contact.",
            _limit(
                lambda best, sales, share, cost: (
                    share * (sales[best] - sales["basic"]) - CONTACTS[best] * cost
                )
            ),
        ),
    },
)
