"""Why twelve customers left: how many for each cause, and how much margin went with them."""

from collections.abc import Callable
from statistics import mean, median
from typing import Annotated, Any

import pandas as pd

from crmlab.declared.quantities import Count, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.loyalty._lists import CAUSES, Columns, Leavers, first, totals
from crmlab.language import to_say

VERSION = 2
REREAD = to_say("lesson 13, “Why they left, and what it cost”")
HINTS = {
    "": (
        "One row for each cause, not for each customer. What do you need to know of those who left for it?",
        "Count them, and add up their margins. Sales are not margin.",
        'pd.DataFrame(gone["leavers"]).groupby("cause") has both: the size of each group, and the sum of '
        "margin.",
    ),
    "choice": (
        "Which cause has the most customers in your table, and which has the most margin?",
        "A rate needs a base: all customers who were there at the start, not only those who left.",
        "rate = how many left for the dearest cause / customers.",
    ),
}

Gone = Annotated[dict, Leavers()]


def cause_table(leavers: Gone) -> pd.DataFrame:
    """Return how many left for each cause, and what margin went with them."""
    lost, margins = (totals(leavers, column) for column in (None, "margin"))
    return pd.DataFrame({"cause": CAUSES, "lost": lost.values(), "margin_lost": margins.values()})


def _margin_lost(*formulas: Callable[[list[float], list[float]], float]) -> list[part]:
    """Return the tables in which something else of those who left for a cause stands for their margin."""
    return [
        part(margin_lost=lambda leavers, formula=formula: _by_cause(formula, leavers)) for formula in formulas
    ]


def _by_cause(formula: Callable[[list[float], list[float]], float], leavers: Columns) -> list[float]:
    """Return what a formula gives of the sales and the margins of those who left, for each cause."""
    rows = [*zip(leavers["cause"], leavers["sales"], leavers["margin"], strict=True)]
    return [
        formula([s for one, s, _ in rows if one == cause], [m for one, _, m in rows if one == cause])
        for cause in CAUSES
    ]


table = AnswerCheck(
    "the table counts who left for each cause, and what margin went with them",
    cause_table,
    tolerance=0.005,
    between=(0, 250_000),
    mistakes={
        "columns_exchanged": Mistake(
            "You exchange the two columns: lost counts customers, margin_lost is in yuan.",
            part(lost=lambda right: right["margin_lost"], margin_lost=lambda right: right["lost"]),
        ),
        "running_total": Mistake(
            "Your margin_lost is a running total. Give what went with each cause alone.",
            part(
                margin_lost=lambda right: (
                    right.sort_values("cause")["margin_lost"].cumsum().reindex(right.index)
                )
            ),
        ),
        "sales_for_margin": Mistake(
            "You add up sales. What is lost with a customer is the margin.",
            _margin_lost(lambda sales, margins: sum(sales)),
            "revenue is taken for margin",
        ),
        "cost_for_margin": Mistake(
            "You take margin off sales. That is cost, which goes away with the customers; lost is the "
            "margin.",
            _margin_lost(lambda sales, margins: sum(sales) - sum(margins)),
        ),
        "mean_for_sum": Mistake(
            "You give the mean margin of those who left for a cause. Asked is all the margin that went: add "
            "it up.",
            _margin_lost(lambda sales, margins: mean(margins), lambda sales, margins: median(margins)),
        ),
        "one_leaver": Mistake(
            "You give the margin of one customer of each cause. Add up those of all who left for it.",
            _margin_lost(
                lambda sales, margins: max(margins),
                lambda sales, margins: margins[0],
                lambda sales, margins: margins[-1],
            ),
        ),
        "share_of_the_margin": Mistake(
            "You give a share. Asked are yuan.",
            [
                part(margin_lost=lambda right: right["margin_lost"] / right["margin_lost"].sum()),
                *_margin_lost(lambda sales, margins: sum(margins) / sum(sales)),
            ],
        ),
        "all_leavers_alike": Mistake(
            "You give each leaver the mean margin of all. Add up the margins of those who left for this "
            "cause.",
            part(
                margin_lost=lambda right, leavers: (
                    right["lost"] * sum(leavers["margin"]) / len(leavers["margin"])
                )
            ),
        ),
        "margin_per_customer": Mistake(
            "You divide the margin by the customers of the start. Asked is all the margin that went.",
            part(margin_lost=lambda right, customers: right["margin_lost"] / customers),
        ),
        "times_the_number": Mistake(
            "You multiply the sum by the number of customers. The sum has each of them in it already.",
            part(margin_lost=lambda right: right["lost"] * right["margin_lost"]),
        ),
        "share_of_the_lost": Mistake(
            "You give which share of those who left it is. Asked is how many customers.",
            [
                part(lost=lambda right: right["lost"] / right["lost"].sum()),
                part(lost=lambda right: 100 * right["lost"] / right["lost"].sum()),
            ],
            "a table of causes shows shares",
        ),
        "share_of_customers": Mistake(
            "You divide by the customers of the start. Asked is how many customers left.",
            part(lost=lambda right, customers: right["lost"] / customers),
        ),
        "margin_for_number": Mistake(
            "You add up money where customers are asked. lost is how many left for a cause.",
            [
                part(lost=lambda right: right["margin_lost"]),
                part(lost=lambda leavers: list(totals(leavers, "sales").values())),
            ],
        ),
    },
)


def dearest(leavers: Gone, customers: Annotated[Count, typical(60, 150, 10)]) -> dict[str, Any]:
    """Return the commonest and the dearest cause, and the share of all customers who left for the latter."""
    lost, margins = (totals(leavers, column) for column in (None, "margin"))
    cause = first(margins)
    return {"commonest": first(lost), "dearest": cause, "rate": lost[cause] / customers}


def _others(right: dict[str, Any], *known: str) -> list[str]:
    """Return the causes that are none of the right ones under these names."""
    return [cause for cause in CAUSES if cause not in {right[name] for name in known}]


def _rate(formula: Callable[..., float]) -> part:
    """Return the answer with another rate, of those lost to the dearest cause, all lost, and customers."""
    return part(
        rate=lambda right, leavers, customers: formula(
            totals(leavers, None)[right["dearest"]], len(leavers["cause"]), customers
        )
    )


decision = AnswerCheck(
    "you know which cause is the commonest, which the dearest, and how many customers it takes",
    dearest,
    tolerance=0.00005,
    between=(0, 0.2),
    decides={
        "commonest": to_say("how many left for each cause"),
        "dearest": to_say("the margin that went with each cause"),
    },
    words={"commonest": dict.fromkeys(CAUSES, ()), "dearest": dict.fromkeys(CAUSES, ())},
    mistakes={
        "commonest_for_dearest": Mistake(
            "You take the commonest cause for the dearest. Compare the margin that went with each cause: few "
            "large customers may weigh more than many small ones.",
            part(dearest=lambda right: right["commonest"]),
            "causes are ranked by how often they are named",
        ),
        "dearest_for_commonest": Mistake(
            "You take the dearest cause for the commonest. The commonest is the one for which most customers "
            "left, whatever they bring.",
            part(commonest=lambda right: right["dearest"]),
        ),
        "another_is_dearer": Mistake(
            "With another cause more margin went away. Add up the margins of all who left for each cause, "
            "and take the largest sum: not sales, not a mean, not a single customer.",
            [
                part(dearest=lambda right, place=place: _others(right, "dearest", "commonest")[place])
                for place in (0, 1)
            ],
        ),
        "another_is_commoner": Mistake(
            "For another cause more customers left. Count them: one row of leavers is one customer.",
            [
                part(commonest=lambda right, place=place: _others(right, "dearest", "commonest")[place])
                for place in (0, 1)
            ],
        ),
        "share_of_the_lost": Mistake(
            "Your rate is a share of those who left. Asked is the share of all customers of the start: "
            "divide by customers.",
            _rate(lambda lost, left, customers: lost / left),
            "a share of the lost is taken for a rate",
        ),
        "all_causes": Mistake(
            "Your rate counts all who left. Asked are those who left for the dearest cause.",
            _rate(lambda lost, left, customers: left / customers),
        ),
        "rate_of_the_commonest": Mistake(
            "Your rate is that of the commonest cause. Asked is that of the dearest one.",
            part(
                rate=lambda right, leavers, customers: totals(leavers, None)[right["commonest"]] / customers
            ),
        ),
        "base_at_the_end": Mistake(
            "You divide by the customers who are left. The base are all who were there at the start.",
            _rate(lambda lost, left, customers: lost / (customers - left)),
        ),
        "base_in_the_middle": Mistake(
            "You divide by the mean of start and end. The base are all customers at the start.",
            _rate(lambda lost, left, customers: lost / (customers - left / 2)),
        ),
        "number_for_rate": Mistake(
            "Your rate is a number of customers. Divide it by customers.",
            _rate(lambda lost, left, customers: lost),
        ),
        "share_of_the_margin": Mistake(
            "Your rate is a share of the margin. Asked is a share of customers.",
            part(
                rate=lambda right, leavers: (
                    totals(leavers, "margin")[right["dearest"]] / sum(leavers["margin"])
                )
            ),
        ),
        "stayed_for_left": Mistake(
            "Your rate is the share that did not leave for this cause. Asked is the share that did.",
            part(rate=lambda right: 1 - right["rate"]),
        ),
        "margin_per_customer": Mistake(
            "Your rate is in yuan. Asked is a share of customers.",
            part(
                rate=lambda right, leavers, customers: totals(leavers, "margin")[right["dearest"]] / customers
            ),
        ),
    },
)
