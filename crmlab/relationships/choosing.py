"""Which relationship for whom: by number and margin, by loyalty and sales, by what he has bought."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Cost, Count, Days, Money, Quantity, YesNo, typical
from crmlab.declared.tables import Table, column_of, refuse_cell
from crmlab.errors import BadTypeError, BadValueError
from crmlab.language import said, to_say
from crmlab.loyalty.kinds import Term, picked

LEVELS = ("basic", "reactive", "accountable", "proactive", "partnership")
STATUSES = (
    "non_customer",
    "potential_customer",
    "target_customer",
    "first_time_buyer",
    "repeat_buyer",
    "loyal_customer",
    "lost_customer",
)
# Few, some, many customers, each with a low, middle, high margin. The source gives two corners, few with a
# high and many with a low margin; the rest is reconstructed, one step for each step of number or margin.
_GRID = (
    ("accountable", "proactive", "partnership"),
    ("reactive", "accountable", "proactive"),
    ("basic", "reactive", "accountable"),
)
_SURE = ((False, False, True), (False, False, False), (True, False, False))
# Low and high loyalty, each with low and high sales; invented. A loyal customer gets no distant relationship.
_BY_LOYALTY = (("basic", "accountable"), ("proactive", "partnership"))

Customers = Annotated[Count, typical(1, 20_000)]
Level = Annotated[str, Term(LEVELS, "kotler")]
Contacts = Annotated[int, Quantity("", 1, 1000, typical=(1, 24), format=",.0f", whole=True)]
Loyalty = Annotated[float, Quantity("", typical=(0, 100), format=",.1f")]


@dataclass(frozen=True)
class KotlerLevel:
    """Level of a relationship, and whether the source says so itself."""

    level: Level
    sure: YesNo


@calculator
def kotler_level(
    customers: Customers,
    margin: Annotated[Money, typical(0, 1000)],
    few: Annotated[Count, typical(10, 100, 10)],
    many: Annotated[Count, typical(1000, 10_000, 1000)],
    low_margin: Annotated[Money, typical(50, 200)],
    high_margin: Annotated[Money, typical(300, 800)],
) -> KotlerLevel:
    """Level of relationship that fits a group, by the number of its customers and the margin of each.

    Up to *few* and from *many* on are few and many; up to *low_margin* and from *high_margin* on are low and
    high. Only two corners are sure: partnership with few customers of high margin, basic with many of low
    margin. Between them the firm is free to choose or to combine.

    References
    ----------
    Kotler's five levels, in the source document on relationships [source document]; its grid is lost, and
    all but the two corners are [reconstructed].

    Examples
    --------
    >>> limits = {"few": 50, "many": 1000, "low_margin": 100, "high_margin": 500}
    >>> kotler_level(8, 4000, **limits), kotler_level(20_000, 30, **limits)
    (KotlerLevel(level=partnership (partnership), sure=yes), KotlerLevel(level=basic (basic), sure=yes))
    >>> kotler_level(200, 300, **limits)
    KotlerLevel(level=accountable (accountable), sure=no)
    """
    if np.any(few >= many):
        raise BadValueError(said("few must be less than many."))
    if np.any(low_margin >= high_margin):
        raise BadValueError(said("low_margin must be less than high_margin."))
    number = np.add(customers > few, customers >= many, dtype=np.int64)
    worth = np.add(margin > low_margin, margin >= high_margin, dtype=np.int64)
    return KotlerLevel(picked(_GRID, number, worth), picked(_SURE, number, worth))


@calculator
def level_by_loyalty(
    loyalty: Loyalty,
    sales: Annotated[Cost, typical(100, 5000, 100)],
    loyalty_cut: Annotated[Loyalty, typical(40, 60)],
    sales_cut: Annotated[Cost, typical(1000, 3000, 100)],
) -> Level:
    """Level of relationship that fits a customer, by his loyalty first and his sales second.

    A value at the cut is high; loyalty may be on any scale.

    References
    ----------
    Loyalty and sales as criteria: source document on relationships [source document]; which level goes
    with which is ours [invented for the exercise].

    Examples
    --------
    >>> level_by_loyalty([90, 90, 20], [4000, 300, 4000], loyalty_cut=50, sales_cut=2000).tolist()
    ['partnership', 'proactive', 'accountable']
    """
    return picked(_BY_LOYALTY, loyalty >= loyalty_cut, sales >= sales_cut)


@dataclass(frozen=True)
class RelationshipProfit:
    """What remains of a customer's margin after contact with him, and what a contact may cost at most."""

    profit: Money
    break_even_cost: Money


@calculator
def relationship_profit(
    margin: Annotated[Money, typical(20, 500)],
    contacts_per_year: Contacts,
    cost_per_contact: Annotated[Cost, typical(1, 20, 1)],
) -> RelationshipProfit:
    """Profit that a customer leaves after the contacts that his relationship asks for.

    To compare two levels, put in by how much the closer one raises margin and contacts: dearer than the
    break-even cost a contact, the more distant one earns more.

    Formula::

        profit = margin - contacts_per_year * cost_per_contact
        break_even_cost = margin / contacts_per_year

    References
    ----------
    After-sale cost with many customers of low margin: source document on relationships [source document].

    Examples
    --------
    >>> relationship_profit(60, contacts_per_year=12, cost_per_contact=8)
    RelationshipProfit(profit=−36.00, break_even_cost=5.00)
    """
    return RelationshipProfit(margin - contacts_per_year * cost_per_contact, margin / contacts_per_year)


@calculator
def relation_status(
    people: Annotated[pd.DataFrame, Table(orders=Count, recency_days=Days)],
    lost_after: Annotated[Days, typical(90, 365, 5)],
    loyal_orders: Annotated[Count, typical(3, 10)],
) -> Annotated[pd.DataFrame, Table(orders=Count, recency_days=Days, status=None)]:
    """Put each person into the status of his relationship: from non-customer to loyal and lost customer.

    Who has bought is a first-time buyer, a repeat buyer or from *loyal_orders* on a loyal customer; without
    a purchase for more than *lost_after* days he is lost. Who has not (0 ``orders``, and any number of
    ``recency_days``) is a target if the column ``targeted`` says True, a potential customer if
    ``interested`` does; both columns may be left out.

    References
    ----------
    Classes of the source document on logistics firms [source document]; the rules are ours
    [invented for the exercise].

    Examples
    --------
    >>> import pandas as pd
    >>> people = pd.DataFrame({
    ...     "customer_id": ["Li", "Wu", "Hu", "Xu"], "orders": [7, 1, 4, 0], "recency_days": [12, 30, 400, 0],
    ...     "targeted": [False, False, False, True],
    ... })
    >>> relation_status(people, lost_after=180, loyal_orders=5)["status"].tolist()
    ['loyal_customer', 'first_time_buyer', 'lost_customer', 'target_customer']
    """
    orders = people["orders"].to_numpy(dtype=float)
    rules = {
        "lost_customer": (orders > 0) & (people["recency_days"].to_numpy(dtype=float) > lost_after),
        "loyal_customer": (orders > 0) & (orders >= loyal_orders),
        "repeat_buyer": orders > 1,
        "first_time_buyer": orders == 1,
        "target_customer": _marked(people, "targeted"),
        "potential_customer": _marked(people, "interested"),
    }
    return people.assign(status=np.select(list(rules.values()), list(rules), "non_customer"))


def _marked(table: pd.DataFrame, column: str) -> np.ndarray:
    """Return a column of True and False; nobody is marked where it is left out."""
    if column not in table.columns:
        return np.zeros(len(table), dtype=bool)
    cells = column_of("people", table, column)
    right = [isinstance(cell, bool | np.bool_) for cell in cells]
    refuse_cell(column, cells, right, to_say("True or False"), BadTypeError)
    return cells.to_numpy(dtype=bool)
