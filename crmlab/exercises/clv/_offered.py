"""What a dealer's offer is worth: the customer without it, the contract, the gain."""

from typing import Annotated

from crmlab import clv
from crmlab.declared.quantities import Cost, Money, Rate, Years, typical

Addon = Annotated[Cost, typical(150, 450, 10)]
PriceCut = Annotated[Cost, typical(600, 1800, 50)]


def addon_paid_now(addon: Addon, rate: Rate, years: Years) -> Money:
    """Return the value of a service that is paid now and at the end of each year, whoever buys it."""
    return clv.addon_value(addon, rate, years, first_now=True)


def decided(addon: Addon, rate: Rate, years: Years, price_cut: PriceCut) -> dict[str, float | bool]:
    """Return what the offer gains, and whether to make it."""
    gain = addon_paid_now(addon, rate, years) - price_cut
    return {"gain": gain, "offer": gain > 0}


def with_contract(first_purchase, yearly, acquisition_cost, rate, years, addon):
    """Return what the customer is worth who has the contract, and pays the full price."""
    customer = clv.customer_value(first_purchase, yearly, acquisition_cost, rate, years)
    return customer + addon_paid_now(addon, rate, years)


def with_offer(first_purchase, yearly, acquisition_cost, rate, years, addon, price_cut):
    """Return what the customer is worth who takes the offer."""
    return with_contract(first_purchase, yearly, acquisition_cost, rate, years, addon) - price_cut


def paid_at_the_ends(addon, rate, years):
    """Return the contract without its payment now."""
    return clv.addon_value(addon, rate, years)


def paid_at_the_starts(addon, rate, years):
    """Return the contract without its last payment."""
    return addon * clv.annuity_factor(rate, years, when="start")
