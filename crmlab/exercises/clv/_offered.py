"""What a dealer's offer is worth: the customer without it, the contract, the gain."""

from typing import Annotated

from crmlab import clv
from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Cost, Money, Rate, Years, typical

FirstPurchase = Annotated[Cost, typical(1000, 3000, 100)]
AcquisitionCost = Annotated[Cost, typical(100, 800)]
Addon = Annotated[Cost, typical(150, 450, 10)]
PriceCut = Annotated[Cost, typical(600, 1800, 50)]


@calculator
def without_contract(
    first_purchase: FirstPurchase,
    yearly: Cost,
    acquisition_cost: AcquisitionCost,
    rate: Rate,
    years: Years,
    addon: Addon,
    price_cut: PriceCut,
) -> Money:
    """Value today of the customer who buys at the full price and has no contract.

    Formula::

        later = sum(yearly / (1 + rate)**t for t in range(1, years + 1))
        value = first_purchase + later - acquisition_cost

    References
    ----------
    Air-conditioner customer of the source document on customer value [source document]; its formula
    is lost and was rebuilt from the result [reconstructed].
    """
    return clv.customer_value(first_purchase, yearly, acquisition_cost, rate, years)


def addon_paid_now(
    first_purchase: FirstPurchase,
    yearly: Cost,
    acquisition_cost: AcquisitionCost,
    rate: Rate,
    years: Years,
    addon: Addon,
    price_cut: PriceCut,
) -> Money:
    """Return the value of a service that is paid now and at the end of each year, whoever buys it."""
    return clv.addon_value(addon, rate, years, first_now=True)


def decided(
    first_purchase: FirstPurchase,
    yearly: Cost,
    acquisition_cost: AcquisitionCost,
    rate: Rate,
    years: Years,
    addon: Addon,
    price_cut: PriceCut,
) -> dict[str, float | bool]:
    """Return what the offer gains, and whether to make it."""
    gain = clv.addon_value(addon, rate, years, first_now=True) - price_cut
    return {"gain": gain, "offer": gain > 0}


def with_contract(first_purchase, yearly, acquisition_cost, rate, years, addon):
    """Return what the customer is worth who has the contract, and pays the full price."""
    customer = clv.customer_value(first_purchase, yearly, acquisition_cost, rate, years)
    return customer + clv.addon_value(addon, rate, years, first_now=True)


def with_offer(first_purchase, yearly, acquisition_cost, rate, years, addon, price_cut):
    """Return what the customer is worth who takes the offer."""
    return with_contract(first_purchase, yearly, acquisition_cost, rate, years, addon) - price_cut


def paid_at_the_ends(addon, rate, years):
    """Return the contract without its payment now."""
    return clv.addon_value(addon, rate, years)


def paid_at_the_starts(addon, rate, years):
    """Return the contract without its last payment."""
    return addon * clv.annuity_factor(rate, years, when="start")
