"""What margin is left after a discount, as a share of the price that is paid."""

from typing import Annotated

from crmlab import portfolio
from crmlab.declared.quantities import Cost, Quantity, Share, typical
from crmlab.exercises.declaring import FunctionCheck, Mistake
from crmlab.language import to_say

REREAD = to_say("lesson 08, “Sales, margin, cost to serve”")
EXAMPLE = {"list_price": 100, "unit_cost": 80, "discount": 0.15}
HINTS = (
    "First the price that the customer pays. What does the discount come off, and what stays as it is?",
    "The price paid is list_price · (1 − discount). What is left of it after the cost, in yuan?",
    "Divide these yuan by the price paid, not by the list price.",
)


def margin_share(
    list_price: Annotated[Cost, typical(200, 400)],
    unit_cost: Annotated[Cost, typical(90, 190)],
    discount: Annotated[Share, typical(0.12, 0.35)],
) -> Annotated[float, Quantity("share", format=".1%")]:
    """Return the margin that is left, as a share of the price paid."""
    return float(portfolio.discounted_margin(list_price, unit_cost, discount))


after = FunctionCheck(
    "margin_share gives the margin as a share of the price that the customer pays",
    margin_share,
    tolerance=0.0005,
    between=(-0.5, 0.85),
    cases=[{"list_price": 200, "unit_cost": 190, "discount": 0.3}],  # a loss is negative
    also_right=[
        lambda list_price, unit_cost, discount: (
            (list_price - list_price * discount - unit_cost) / (list_price - list_price * discount)
        )
    ],
    mistakes={
        "share_of_the_list_price": Mistake(
            "Your margin is a share of the list price. Divide what is left by the price that is "
            "paid: list_price · (1 − discount).",
            lambda list_price, unit_cost, discount: (list_price * (1 - discount) - unit_cost) / list_price,
            "a discount and a margin are set beside each other as if both were of one price",
        ),
        "discount_without_effect": Mistake(
            "Your margin is that of the list price, as if there were no discount. A discount comes off the "
            "price alone; the unit cost stays.",
            lambda list_price, unit_cost: 1 - unit_cost / list_price,
        ),
        "share_of_the_cost": Mistake(
            "You divide by the unit cost. That is a markup; a margin is a share of the price paid.",
            [
                lambda list_price, unit_cost, discount: (list_price * (1 - discount) - unit_cost) / unit_cost,
                lambda list_price, unit_cost: (list_price - unit_cost) / unit_cost,
            ],
            "markup and margin are a well known mix-up",
        ),
        "yuan_for_share": Mistake(
            "You give yuan. Divide them by the price that is paid: then it is a share.",
            [
                lambda list_price, unit_cost, discount: list_price * (1 - discount) - unit_cost,
                lambda list_price, unit_cost: list_price - unit_cost,
                lambda list_price, discount: list_price * (1 - discount),
            ],
        ),
        "discount_for_price": Mistake(
            "You let the customer pay the discount. He pays the rest: list_price · (1 − discount).",
            [
                lambda list_price, unit_cost, discount: 1 - unit_cost / (list_price * discount),
                lambda list_price, unit_cost, discount: list_price * discount - unit_cost,
                lambda list_price, unit_cost, discount: (list_price * discount - unit_cost) / list_price,
            ],
        ),
        "cost_for_margin": Mistake(
            "You give the share of the price that goes into the cost. The margin is the rest.",
            [
                lambda list_price, unit_cost, discount: unit_cost / (list_price * (1 - discount)),
                lambda list_price, unit_cost: unit_cost / list_price,
            ],
        ),
        "divided_by_one_more": Mistake(
            "You divide the list price by 1 + discount. The discount is a share of the list price: multiply "
            "that by 1 − discount.",
            lambda list_price, unit_cost, discount: 1 - unit_cost * (1 + discount) / list_price,
        ),
        "discount_below_alone": Mistake(
            "You divide by the price paid, but what you divide is left of the list price. Take the cost off "
            "the price paid.",
            lambda list_price, unit_cost, discount: (list_price - unit_cost) / (list_price * (1 - discount)),
        ),
        "number_of_the_example": Mistake(
            "Your function always gives 5 / 85, the number of the example. Compute with what it is given.",
            lambda: 5 / 85,
        ),
        "discount_added": Mistake(
            "You make the price higher by the discount. It comes off: list_price · (1 − discount).",
            lambda list_price, unit_cost, discount: 1 - unit_cost / (list_price * (1 + discount)),
        ),
        "discount_off_the_margin": Mistake(
            "You take the discount off the margin in yuan. It comes off the whole price; the cost stays.",
            [
                lambda list_price, unit_cost, discount: (
                    (list_price - unit_cost) * (1 - discount) / list_price
                ),
                lambda list_price, unit_cost, discount: (list_price - unit_cost) * (1 - discount),
            ],
        ),
    },
)
