"""What an offer gains, with numbers of one's own: the customer, the contract, the decision."""

from typing import Annotated

from crmlab import clv
from crmlab.declared.quantities import Cost, Money, Rate, Years, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, given, part

REREAD = "lesson 05, the air-conditioner customer"
HINTS = (
    "The first answer has three parts: one comes now, several come later, one was spent.",
    "Later payments: add up 1 / (1 + rate) ** t over t = 1 … years. For the contract, begin with t = 0.",
    "gain is the value of the contract less the price cut; offer is True when gain is more than 0.",
)

FirstPurchase = Annotated[Cost, typical(1000, 3000, 100)]
AcquisitionCost = Annotated[Cost, typical(100, 800)]
Addon = Annotated[Cost, typical(150, 450, 10)]


def addon_paid_now(
    first_purchase: FirstPurchase,
    yearly: Cost,
    acquisition_cost: AcquisitionCost,
    rate: Rate,
    years: Years,
    addon: Addon,
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
    price_cut: Annotated[Cost, typical(600, 1800, 50)],
) -> dict[str, float | bool]:
    """Return what the offer gains, and whether to make it."""
    return _offered(clv.addon_value(addon, rate, years, first_now=True) - price_cut)


def _offered(gain: float) -> dict[str, float | bool]:
    return {"gain": gain, "offer": gain > 0}


def _whole_customer(first_purchase, yearly, acquisition_cost, rate, years, addon):
    customer = clv.customer_value(first_purchase, yearly, acquisition_cost, rate, years)
    return customer + clv.addon_value(addon, rate, years, first_now=True)


def _whole_customer_as_gain(price_cut, **customer):
    return _offered(_whole_customer(**customer) - price_cut)


base = AnswerCheck(
    "that is what the customer is worth without the contract",
    clv.customer_value,
    between=(500, 8000),
    mistakes={
        "acquisition_cost_forgotten": Mistake(
            "You left out what it cost to win the customer: subtract the acquisition cost.",
            given(acquisition_cost=0),
            "the source documents leave the acquisition cost out in one place and count it in another",
        ),
        "first_purchase_discounted": Mistake(
            "You discount the first purchase. It is made now and counts at full value.",
            given(first_purchase=lambda first_purchase, rate: first_purchase / (1 + rate)),
            "common slip; the worked example counts it at full value",
        ),
        "one_yearly_payment_too_many": Mistake(
            "You count a yearly payment now, too. "
            "The yearly payments come at the end of years 1, 2 and so on.",
            given(first_purchase=lambda first_purchase, yearly: first_purchase + yearly),
            "the worked example has five payments of one kind and six of the other",
        ),
        "yearly_payments_not_discounted": Mistake(
            "You add the yearly payments up without discounting them.",
            lambda first_purchase, yearly, acquisition_cost, years: (
                first_purchase + yearly * years - acquisition_cost
            ),
        ),
        "last_yearly_payment_missing": Mistake(
            "Your last yearly payment is missing. "
            "range(1, years) ends before years: write range(1, years + 1).",
            given(years=lambda years: years - 1),
            "Python's range ends one before its end",
        ),
    },
)

addon = AnswerCheck(
    "that is what the contract adds, its first payment now",
    addon_paid_now,
    between=(300, 5000),
    mistakes={
        "payment_now_forgotten": Mistake(
            "You left out the payment that comes now: there is one payment more than years.",
            lambda addon, rate, years: clv.addon_value(addon, rate, years),
            "the worked example needs six payments in five years",
        ),
        "last_payment_forgotten": Mistake(
            "You have the payment now, but the last one is missing: there is one payment more than years.",
            lambda addon, rate, years: addon * clv.annuity_factor(rate, years, when="start"),
            "the worked example needs six payments in five years",
        ),
        "addon_not_discounted": Mistake(
            "You add the payments of the contract up without discounting them.",
            lambda addon, years: addon * (years + 1),
            "worked examples of the source documents",
        ),
        "whole_customer_with_the_contract": Mistake(
            "You give what the customer is worth with the contract. "
            "What it adds is only the contract's payments.",
            _whole_customer,
        ),
    },
)

decision = AnswerCheck(
    "your decision follows from your numbers",
    decided,
    between=(-2000, 4000),
    apart=lambda **own: (decided(**own)["gain"], 0),
    mistakes={
        "whole_customer_as_gain": Mistake(
            "You give the whole customer after the offer. The gain is only what the offer changes.",
            _whole_customer_as_gain,
        ),
        "acquisition_charged_to_the_offer": Mistake(
            "You charge the acquisition cost to the offer. "
            "It is spent with and without the offer: leave it out.",
            lambda right, acquisition_cost: _offered(right["gain"] - acquisition_cost),
        ),
        "one_payment_against_the_price_cut": Mistake(
            "You compare the price cut with one payment. "
            "The contract brings a payment now and every year after.",
            lambda addon, price_cut: _offered(addon - price_cut),
        ),
        "gain_not_discounted": Mistake(
            "You add the payments of the contract up without discounting them. "
            "Take what the contract adds today.",
            lambda addon, years, price_cut: _offered(addon * (years + 1) - price_cut),
        ),
        "contract_taken_off_the_price_cut": Mistake(
            "You subtract the wrong way round: take the price cut off what the contract adds.",
            part(gain=lambda right: -right["gain"]),
        ),
        "decision_for_gain": Mistake(
            "Your gain is True or False, which is the decision. "
            "The gain is an amount: do not compare it there.",
            part(gain=lambda right: right["offer"]),
            shows_in=lambda answer: hasattr(answer, "get") and isinstance(answer.get("gain"), bool),
        ),
    },
)
