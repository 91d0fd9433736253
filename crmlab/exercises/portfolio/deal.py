"""A client who asks for a larger discount: what is left of him now, and what would be left then."""

from collections.abc import Callable
from typing import Annotated, Any

from crmlab import portfolio
from crmlab.declared.quantities import Cost, Days, Rate, Share, typical
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.language import to_say

REREAD = to_say("lesson 08, “Sales, margin, cost to serve”")
HINTS = (
    "What is on the invoice with each of the two discounts? Both are shares of the list price.",
    "From the invoice go the direct cost, the hours, and the interest while the firm waits for the money.",
    "waiting = invoice · rate · days_late / 365, each time of its own invoice. give compares asked with 0.",
)

Project = Annotated[Cost, typical(100_000, 160_000, 2000)]
Direct = Annotated[Cost, typical(60_000, 110_000, 1000)]
Given = Annotated[Share, typical(0.08, 0.16)]
Asked = Annotated[Share, typical(0.17, 0.26)]
Hours = Annotated[float, portfolio.profit.Hours.__metadata__[0], typical(20, 110)]
Hourly = Annotated[Cost, typical(100, 200)]
Late = Annotated[Days, typical(40, 170, 5)]
Interest = Annotated[Rate, typical(0.05, 0.12)]
Left = Callable[[float, dict[str, Any]], float]  # from the discount and the other numbers


def left(discount: float, own: dict[str, Any], share: float = 1.0) -> float:
    """Return the profit of the project with a discount, with only a *share* of the waiting."""
    return float(
        portfolio.customer_profit(
            own["list_price"] * (1 - discount),
            own["direct_cost"],
            own["service_hours"],
            own["hourly_cost"],
            own["days_late"] * share,
            own["rate"],
        )
    )


def project(
    list_price: Project,
    discount: Given,
    discount_asked: Asked,
    direct_cost: Direct,
    service_hours: Hours,
    hourly_cost: Hourly,
    days_late: Late,
    rate: Interest,
) -> dict[str, float | bool]:
    """Return the profit now and with the discount that is asked, and whether to give it."""
    own = locals()
    now, asked = left(discount, own), left(discount_asked, own)
    if not 0 < now < 0.16 * list_price or abs(asked) > 0.09 * list_price:
        raise BadValueError("now there must be a profit, and then not much more or less than none.")
    return {"now": now, "asked": asked, "give": asked > 0}


def _waiting(discount, own):
    return own["list_price"] * (1 - discount) * own["rate"] * own["days_late"] / 365


def _hours(own):
    return own["service_hours"] * own["hourly_cost"]


def _if(*formulas: Left) -> list[part]:
    """Return the answers in which one of the two profits follows another formula."""
    return [
        part(**{entry: lambda formula=formula, name=name, **own: formula(own[name], own)})
        for formula in formulas
        for entry, name in (("now", "discount"), ("asked", "discount_asked"))
    ]


def _asked_at(price: Callable[..., float]) -> part:
    """Return the answer in which the client who asks pays another share of the list price."""
    return part(asked=lambda **own: left(1 - price(own["discount"], own["discount_asked"]), own))


def _with_waiting(other: Left) -> Left:
    return lambda discount, own: left(discount, own, share=0) - other(discount, own)


profit = AnswerCheck(
    "you know what the project leaves with each discount, and whether to give the larger one",
    project,
    tolerance=0.5,  # whole yuan are as good
    between=(-20_000, 30_000),
    apart=lambda **own: (project(**own)["asked"], 0),
    decides={"give": to_say("asked with 0")},
    mistakes={
        "points_of_the_price_paid": Mistake(
            "You take the further points off the price that is paid now. Both discounts are shares of the "
            "list price: the invoice is list_price · (1 − discount_asked).",
            _asked_at(lambda now, asked: (1 - now) * (1 - (asked - now))),
            "points of the list price are taken for per cent of the price paid",
        ),
        "both_discounts": Mistake(
            "You give both discounts. The larger one comes in place of the one that the client has now.",
            [
                _asked_at(lambda now, asked: (1 - now) * (1 - asked)),
                _asked_at(lambda now, asked: 1 - now - asked),
            ],
        ),
        "difference_alone": Mistake(
            "You give the difference of the two discounts as the only one. The client pays "
            "list_price · (1 − discount_asked).",
            _asked_at(lambda now, asked: 1 - (asked - now)),
        ),
        "discount_for_price": Mistake(
            "You let the client pay the discount. He pays the rest of the list price: 1 − discount.",
            _if(lambda discount, own: left(1 - discount, own)),
        ),
        "no_discount": Mistake(
            "You invoice the whole list price. Take the discount off first.",
            _if(lambda discount, own: left(0, own)),
        ),
        "discount_on_the_cost": Mistake(
            "You take the discount off the direct cost, too. It comes off the price alone.",
            _if(lambda discount, own: left(discount, own) + discount * own["direct_cost"]),
        ),
        "all_waiting_and_hours_left_out": Mistake(
            "You give the margin. The hours and the waiting cost the firm money, too: take both off.",
            _if(lambda discount, own: left(discount, own, share=0) + _hours(own)),
            "profit is read from the margin",
        ),
        "hours_left_out": Mistake(
            "You leave the hours out. Each of them costs hourly_cost: take service_hours · hourly_cost off.",
            _if(lambda discount, own: left(discount, own) + _hours(own)),
        ),
        "waiting_left_out": Mistake(
            "You leave the waiting out. Until the client pays, the firm pays interest on the invoice.",
            _if(lambda discount, own: left(discount, own, share=0)),
            "late payment is not seen as a cost",
        ),
        "waiting_for_a_year": Mistake(
            "You count interest for a whole year. The firm waits days_late days: multiply by "
            "days_late / 365.",
            _if(_with_waiting(lambda discount, own: own["list_price"] * (1 - discount) * own["rate"])),
            "a yearly rate is used for some days",
        ),
        "year_of_360_days": Mistake(
            "Your year has 360 days. The task counts 365.",
            _if(_with_waiting(lambda discount, own: _waiting(discount, own) * 365 / 360)),
            "banks often count 360 days",
        ),
        "waiting_for_days_as_years": Mistake(
            "You take days for years. rate is for a year: divide days_late by 365.",
            _if(_with_waiting(lambda discount, own: _waiting(discount, own) * 365)),
        ),
        "days_for_months": Mistake(
            "You divide the days by 30 or by 12. rate is for a year of 365 days: days_late / 365.",
            _if(
                _with_waiting(lambda discount, own: _waiting(discount, own) * 365 / 30),
                _with_waiting(lambda discount, own: _waiting(discount, own) * 365 / 12),
            ),
        ),
        "waiting_without_rate": Mistake(
            "You leave rate out of the waiting. The firm does not lose the money itself, but the interest on "
            "it.",
            _if(_with_waiting(lambda discount, own: _waiting(discount, own) / own["rate"])),
        ),
        "waiting_of_the_list_price": Mistake(
            "You count the waiting on the list price. The firm waits for what is on the invoice.",
            _if(_with_waiting(lambda discount, own: _waiting(0, own))),
        ),
        "waiting_of_the_cost": Mistake(
            "You count the waiting on the direct cost. The task counts it on the invoice.",
            _if(
                _with_waiting(lambda discount, own: own["direct_cost"] * own["rate"] * own["days_late"] / 365)
            ),
        ),
        "waiting_of_the_margin": Mistake(
            "You count the waiting on the margin. The client owes the whole invoice.",
            _if(
                _with_waiting(
                    lambda discount, own: (
                        (own["list_price"] * (1 - discount) - own["direct_cost"])
                        * own["rate"]
                        * own["days_late"]
                        / 365
                    )
                )
            ),
        ),
        "waiting_added": Mistake(
            "You add the waiting. It costs interest: take it off.",
            _if(_with_waiting(lambda discount, own: -_waiting(discount, own))),
        ),
        "interest_on_interest": Mistake(
            "You count interest on interest. The task has simple interest: invoice · rate · days_late / 365.",
            _if(
                _with_waiting(
                    lambda discount, own: (
                        own["list_price"]
                        * (1 - discount)
                        * ((1 + own["rate"]) ** (own["days_late"] / 365) - 1)
                    )
                )
            ),
        ),
        "hours_added": Mistake(
            "You add the cost of the hours. The firm pays them: take it off.",
            _if(lambda discount, own: left(discount, own) + 2 * _hours(own)),
        ),
        "hours_as_yuan": Mistake(
            "You take hours off yuan. Multiply them by hourly_cost first.",
            _if(lambda discount, own: left(discount, own) + _hours(own) - own["service_hours"]),
        ),
        "one_hour": Mistake(
            "You take the cost of a single hour off. There are service_hours of them: multiply.",
            _if(lambda discount, own: left(discount, own) + _hours(own) - own["hourly_cost"]),
        ),
        "direct_cost_left_out": Mistake(
            "You leave the direct cost out. It is the largest part of what the project costs: take it off.",
            _if(lambda discount, own: left(discount, own) + own["direct_cost"]),
        ),
        "invoice_alone": Mistake(
            "You give what is on the invoice. Take off what the project costs the firm.",
            _if(lambda discount, own: own["list_price"] * (1 - discount)),
        ),
        "waiting_of_the_invoice_of_now": Mistake(
            "Under asked you count the waiting on the invoice of now. Then the invoice is smaller, and so "
            "is the interest on it.",
            part(
                asked=lambda discount, discount_asked, **own: (
                    left(discount_asked, own, share=0) - _waiting(discount, own)
                )
            ),
        ),
        "invoice_discounted": Mistake(
            "You divide the invoice by 1 + rate · days_late / 365. The firm pays interest on the whole "
            "invoice: take invoice · rate · days_late / 365 off.",
            _if(
                _with_waiting(
                    lambda discount, own: (
                        own["list_price"]
                        * (1 - discount)
                        * (1 - 1 / (1 + own["rate"] * own["days_late"] / 365))
                    )
                )
            ),
        ),
        "nothing_but_the_hours": Mistake(
            "You take the hours off and nothing else. The direct cost and the waiting go off, too.",
            _if(lambda discount, own: left(discount, own, share=0) + own["direct_cost"]),
        ),
        "fall_of_the_profit": Mistake(
            "Under asked you give by how much the profit falls. Give the profit that is left then.",
            [
                part(asked=lambda right: right["asked"] - right["now"]),
                part(asked=lambda right: right["now"] - right["asked"]),
            ],
        ),
        "share_for_yuan": Mistake(
            "You give a share of the invoice. Asked are yuan.",
            [
                part(
                    now=lambda right, list_price, discount: right["now"] / (list_price * (1 - discount)),
                    asked=lambda right, list_price, discount_asked: (
                        right["asked"] / (list_price * (1 - discount_asked))
                    ),
                )
            ],
        ),
    },
)
