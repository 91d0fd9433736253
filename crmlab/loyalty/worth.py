"""What loyalty is worth: what loyal customers bring, and what hindering or misjudging them puts at stake."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import pandas as pd

from crmlab.calculators import calculator
from crmlab.clv.discounting import require_one
from crmlab.quantities import Cost, Count, Money, Quantity, Share, typical
from crmlab.tables import Named, Table

Number = Annotated[float, Quantity("", 0, typical=(10, 200), step=5, format=",.1f")]
Customers = Annotated[float, Quantity("customers", 0, typical=(100, 2000), step=50, format=",.1f")]


@dataclass(frozen=True)
class LoyaltyValue:
    """What more loyalty brings, by its effects."""

    repeat: Money
    referral: Money
    saving: Money
    total: Money


@calculator
def loyalty_value(
    extra_purchases: Number,
    purchase_margin: Annotated[Money, typical(5, 50, 5)],
    newcomers: Annotated[Number, typical(1, 20, 1)],
    value: Annotated[Money, typical(100, 1000)],
    acquisition_cost: Cost,
) -> LoyaltyValue:
    """Value of loyal customers: they buy again, bring others, and those need not be won.

    *value* is that of a newcomer net of the acquisition cost, so that the saving is not counted twice. What
    a higher retention rate brings is another effect (`lifecycle.retention_uplift`): it holds the repeat
    purchases already, so do not add the two.

    Formula::

        repeat = extra_purchases * purchase_margin
        referral = newcomers * value
        saving = newcomers * acquisition_cost
        total = repeat + referral + saving

    References
    ----------
    Effects of loyalty in the source document on key accounts [source document].

    Examples
    --------
    >>> loyalty_value(extra_purchases=200, purchase_margin=15, newcomers=10, value=240, acquisition_cost=60)
    LoyaltyValue(repeat=3000.0, referral=2400.0, saving=600.0, total=6000.0)
    """
    repeat, referral = extra_purchases * purchase_margin, newcomers * value
    saving = newcomers * acquisition_cost
    return LoyaltyValue(repeat, referral, saving, repeat + referral + saving)


@calculator
def at_stake(
    customers: Annotated[Count, typical(100, 1000, 10)],
    chances: Annotated[pd.Series, Named(Annotated[Share, typical(0.05, 0.4)])],
    value: Annotated[Money, typical(100, 1000)],
) -> Annotated[pd.DataFrame, Table(name=None, chance=Share, customers=Customers, money=Money)]:
    """Money behind each of several things that may win or lose a customer, the largest first.

    For customers who would like to buy, the chances are those of winning one by removing each obstacle. For
    customers put in the wrong class, they are how much likelier each mistake makes it that one leaves.

    Formula::

        money = customers * chance * value

    References
    ----------
    Latent loyalty in the source document on key accounts, misjudged loyalty in that on relationships
    [source document]; expected value, standard. The chances in the example are [invented for the exercise].

    Examples
    --------
    >>> obstacles = {"opening hours": 0.10, "delivery": 0.25, "payment": 0.05}
    >>> print(at_stake(400, obstacles, value=300).to_string(index=False))
             name  chance  customers   money
         delivery    0.25      100.0 30000.0
    opening hours    0.10       40.0 12000.0
          payment    0.05       20.0  6000.0
    """
    require_one(customers=customers, value=value)
    table = pd.DataFrame({"name": chances.index, "chance": chances.to_numpy()})
    table = table.assign(customers=customers * table["chance"])
    table = table.assign(money=table["customers"] * value)
    return table.sort_values("money", ascending=False, kind="stable", ignore_index=True)
