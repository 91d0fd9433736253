"""What an offer gains, with numbers of one's own: the customer, the contract, the decision."""

from crmlab import clv
from crmlab.exercises.clv._offered import (
    addon_paid_now,
    decided,
    paid_at_the_ends,
    paid_at_the_starts,
    with_contract,
    with_offer,
)
from crmlab.exercises.declaring import AnswerCheck, Mistake, given, part
from crmlab.language import to_say

VERSION = 3
REREAD = to_say("lesson 05, the air-conditioner customer")
HINTS = {
    "": (
        "List the payments with their dates: one comes now, several come later, one was spent.",
        "Discount what comes later, year by year. What comes now, or is spent now, stays as it is.",
        "The contract has a payment now and one at the end of each year: count how many that are.",
    ),
    "choice": (
        "Think of two customers, one with and one without the offer. In which payments do they differ?",
        "What both of them pay, and what both have cost, is no reason for or against the offer.",
        "One part of the offer brings money, the other gives some away. Which is larger, in today's money?",
    ),
}

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
        "acquisition_cost_added": Mistake(
            "You add the acquisition cost. It was spent: subtract it.",
            lambda right, acquisition_cost: right + 2 * acquisition_cost,
        ),
        "price_cut_taken_off": Mistake(
            "You take the price cut off. Without the contract the customer pays the full price.",
            lambda right, price_cut: right - price_cut,
        ),
        "contract_counted": Mistake(
            "You count the contract. Here the question is what the customer is worth without it.",
            [with_contract, with_offer],
        ),
        "first_purchase_discounted": Mistake(
            "You discount the first purchase. It is made now and counts at full value.",
            given(first_purchase=lambda first_purchase, rate: first_purchase / (1 + rate)),
            "common slip; the worked example counts it at full value",
        ),
        "first_purchase_forgotten": Mistake(
            "You left out the first purchase, which is made now at full value.",
            given(first_purchase=0),
        ),
        "one_yearly_payment_too_many": Mistake(
            "You count a yearly payment now, too. "
            "The yearly payments come at the end of years 1, 2 and so on.",
            given(first_purchase=lambda first_purchase, yearly: first_purchase + yearly),
            "the worked example has five payments of one kind and six of the other",
        ),
        "yearly_payments_at_the_start": Mistake(
            "Your yearly payments begin now. They come at the end of years 1, 2 and so on.",
            given(yearly=lambda yearly, rate: yearly * (1 + rate)),
        ),
        "yearly_payments_not_discounted": Mistake(
            "You add the yearly payments up without discounting them.",
            lambda first_purchase, yearly, acquisition_cost, years: (
                first_purchase + yearly * years - acquisition_cost
            ),
        ),
        "yearly_payments_discounted_alike": Mistake(
            "You discount all yearly payments by the same time. Each waits its own number of years.",
            lambda first_purchase, yearly, acquisition_cost, rate, years: (
                first_purchase + yearly * years / (1 + rate) ** years - acquisition_cost
            ),
        ),
        "one_yearly_payment_alone": Mistake(
            "You count one yearly payment. One comes at the end of each of the years.",
            [
                given(years=1),
                lambda first_purchase, yearly, acquisition_cost: first_purchase + yearly - acquisition_cost,
            ],
        ),
        "everything_discounted": Mistake(
            "You discount every payment by one year too many. What comes now counts at full value.",
            lambda right, rate: right / (1 + rate),
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
            paid_at_the_ends,
            "the worked example needs six payments in five years",
        ),
        "last_payment_forgotten": Mistake(
            "You have the payment now, but the last one is missing: there is one payment more than years.",
            paid_at_the_starts,
            "the worked example needs six payments in five years",
        ),
        "addon_not_discounted": Mistake(
            "You add the payments of the contract up without discounting them.",
            [lambda addon, years: addon * (years + 1), lambda addon, years: addon * years],
            "worked examples of the source documents",
        ),
        "payment_now_discounted": Mistake(
            "You discount the first payment, too. It comes now and counts at full value.",
            lambda right, rate: right / (1 + rate),
        ),
        "price_cut_taken_off": Mistake(
            "You take the price cut off. Here the question is what the payments add; the cut comes in below.",
            lambda right, price_cut: right - price_cut,
        ),
        "whole_customer_with_the_contract": Mistake(
            "You give what the customer is worth with the contract. "
            "What it adds is only the contract's payments.",
            [with_contract, with_offer],
        ),
        "payments_of_the_unit": Mistake(
            "You take yearly for a payment of the contract: one is given['addon'].",
            given(addon=lambda yearly: yearly),
        ),
        "one_payment": Mistake(
            "You give one payment. Add up all payments of the contract, in today's money.",
            lambda addon: addon,
        ),
    },
)

decision = AnswerCheck(
    "your decision follows from your numbers",
    decided,
    between=(-2000, 4000),
    apart=lambda **own: (decided(**own)["gain"], 0),
    decides={"offer": to_say("gain with 0")},
    mistakes={
        "whole_customer_as_gain": Mistake(
            "You count the whole customer. The gain is only what the offer changes.",
            [part(gain=with_offer), part(gain=with_contract)],
        ),
        "acquisition_charged_to_the_offer": Mistake(
            "You charge the acquisition cost to the offer. "
            "It is spent with and without the offer: leave it out.",
            part(gain=lambda right, acquisition_cost: right["gain"] - acquisition_cost),
        ),
        "price_cut_forgotten": Mistake(
            "Your gain is what the contract adds. The offer also gives something away: the price cut.",
            part(gain=addon_paid_now),
        ),
        "payment_now_forgotten": Mistake(
            "Your gain leaves out the payment of the contract that comes now.",
            part(gain=lambda right, addon: right["gain"] - addon),
        ),
        "last_payment_forgotten": Mistake(
            "Your gain leaves out the last payment of the contract, at the end of the last year.",
            part(
                gain=lambda addon, rate, years, price_cut: paid_at_the_starts(addon, rate, years) - price_cut
            ),
        ),
        "one_payment_against_the_price_cut": Mistake(
            "You compare the price cut with one payment. "
            "The contract brings a payment now and every year after.",
            part(gain=lambda addon, price_cut: addon - price_cut),
        ),
        "gain_not_discounted": Mistake(
            "You add the payments of the contract up without discounting them. "
            "Take what the contract adds today.",
            part(gain=lambda addon, years, price_cut: addon * (years + 1) - price_cut),
        ),
        "price_cut_discounted": Mistake(
            "You discount the price cut. He gives it now, so it counts in full.",
            part(gain=lambda right, price_cut, rate: right["gain"] + price_cut - price_cut / (1 + rate)),
        ),
        "price_cut_every_year": Mistake(
            "You take the price cut off every year. He gives it once, when the unit is sold.",
            part(
                gain=lambda right, price_cut, rate, years: (
                    right["gain"] - price_cut * clv.annuity_factor(rate, years)
                )
            ),
        ),
        "first_purchase_counted": Mistake(
            "You count the first purchase. The unit is sold with and without the offer: only the cut counts.",
            part(gain=lambda right, first_purchase: right["gain"] + first_purchase),
        ),
        "decision_for_gain": Mistake(
            "Your gain is True or False, which is the decision. "
            "The gain is an amount: do not compare it there.",
            part(gain=lambda right: right["offer"]),
            shows_in=lambda answer: hasattr(answer, "get") and isinstance(answer.get("gain"), bool),
        ),
    },
)
