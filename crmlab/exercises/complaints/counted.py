"""Which voice rate fits what was counted: shipments, customers, or nothing."""

from typing import Annotated

from crmlab.declared.quantities import Count, Share, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.language import to_say

VERSION = 2
REREAD = to_say("lesson 12, “Look” and “How many stand behind them”")
HINTS = (
    "Say of each rate what it is a share of: of which shipments, of which customers?",
    "A rate fits a number that counts a part of just that. Which of your numbers are complaints about late "
    "and damaged shipments, and which are customers who made such complaints?",
    "Two of your six counts belong together, one stands alone, and three are not needed for a number.",
)

NO_RATE = "no rate"


def behind(
    late: Annotated[Count, typical(120, 240)],
    damaged: Annotated[Count, typical(70, 140)],
    invoices: Annotated[Count, typical(60, 120)],
    unanswered: Annotated[Count, typical(25, 55)],
    complainers: Annotated[Count, typical(145, 180)],
    speakers: Annotated[Count, typical(90, 135)],
    case_rate: Annotated[Share, typical(0.06, 0.15)],
    customer_rate: Annotated[Share, typical(0.4, 0.6)],
) -> dict[str, float | str]:
    """Return how many shipments failed and how many customers met it; no rate was counted over invoices."""
    return {
        "shipments": (late + damaged) / case_rate,
        "customers": speakers / customer_rate,
        "invoices": NO_RATE,
    }


fits = AnswerCheck(
    "each number goes with the rate that counted the same",
    behind,
    tolerance=0.5,  # whole shipments and customers are as good
    between=(150, 6500),
    words={"invoices": {NO_RATE: ("none", "no rate fits", "no_rate", "no-rate")}},
    mistakes={
        "other_complaints_counted": Mistake(
            "You count complaints that are not about late or damaged shipments. "
            "case_rate was counted over these shipments only.",
            [
                part(
                    shipments=lambda late, damaged, invoices, unanswered, case_rate: (
                        (late + damaged + invoices + unanswered) / case_rate
                    )
                ),
                part(
                    shipments=lambda late, damaged, invoices, case_rate: (
                        (late + damaged + invoices) / case_rate
                    )
                ),
                part(
                    shipments=lambda late, damaged, unanswered, case_rate: (
                        (late + damaged + unanswered) / case_rate
                    )
                ),
            ],
            "the lesson divides all 451 complaints by a rate that was counted over 320 of them",
        ),
        "one_cause_counted": Mistake(
            "You count one cause of two. case_rate was counted over late and damaged shipments together.",
            [
                part(shipments=lambda late, case_rate: late / case_rate),
                part(shipments=lambda damaged, case_rate: damaged / case_rate),
            ],
        ),
        "rate_of_customers_for_shipments": Mistake(
            "You divide complaints by a rate of customers. For shipments take the rate of shipments.",
            [
                part(shipments=lambda late, damaged, customer_rate: (late + damaged) / customer_rate),
                part(
                    shipments=lambda late, damaged, invoices, unanswered, customer_rate: (
                        (late + damaged + invoices + unanswered) / customer_rate
                    )
                ),
            ],
            "one firm, one set of books, and two voice rates",
        ),
        "rate_of_shipments_for_customers": Mistake(
            "You divide customers by a rate of shipments. For customers take the rate of customers.",
            [
                part(customers=lambda speakers, case_rate: speakers / case_rate),
                part(customers=lambda complainers, case_rate: complainers / case_rate),
            ],
            "one firm, one set of books, and two voice rates",
        ),
        "all_complainers": Mistake(
            "You count customers who complained about something else only. "
            "customer_rate is of those who complained about a late or damaged shipment.",
            part(customers=lambda complainers, customer_rate: complainers / customer_rate),
            "the number of all who complained stands beside it",
        ),
        "complaints_for_customers": Mistake(
            "You divide complaints by a rate of customers. One customer may complain several times: "
            "begin with customers.",
            [
                part(customers=lambda late, damaged, customer_rate: (late + damaged) / customer_rate),
                part(
                    customers=lambda late, damaged, invoices, unanswered, customer_rate: (
                        (late + damaged + invoices + unanswered) / customer_rate
                    )
                ),
            ],
            "one customer alone made 39 of the complaints of the lesson",
        ),
        "rate_multiplied": Mistake(
            "You multiply by a rate, and get fewer than have spoken. Divide by it.",
            [
                part(shipments=lambda late, damaged, case_rate: (late + damaged) * case_rate),
                part(customers=lambda speakers, customer_rate: speakers * customer_rate),
            ],
            "the share is easily taken in the wrong direction",
        ),
        "only_the_silent": Mistake(
            "You give the silent ones only. What was complained about belongs to the whole, too.",
            [
                part(shipments=lambda late, damaged, right: right["shipments"] - late - damaged),
                part(customers=lambda speakers, right: right["customers"] - speakers),
            ],
            "the silent and the dissatisfied are easily mixed up",
        ),
        "a_rate_for_invoices": Mistake(
            "You use a rate of late and damaged shipments for invoices. "
            "Nobody asked who keeps silent about a wrong invoice.",
            [
                part(invoices=lambda invoices, case_rate: invoices / case_rate),
                part(invoices=lambda invoices, customer_rate: invoices / customer_rate),
            ],
            "a rate that is there is used for everything",
        ),
        "invoices_as_told": Mistake(
            "You take the complaints about invoices for all wrong ones. Somebody may be silent here, too.",
            part(invoices=lambda invoices: invoices),
            "no news is easily taken for good news",
        ),
        "fitting_rate_overlooked": Mistake(
            "One of your rates does fit. case_rate counts shipments, customer_rate counts customers.",
            [part(shipments=lambda: NO_RATE), part(customers=lambda: NO_RATE)],
        ),
    },
)
