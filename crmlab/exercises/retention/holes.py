"""Which hole of the bucket to mend first: customers who are kept, and what each of them costs."""

from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab.declared.quantities import Cost, Quantity, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.language import to_say

REREAD = to_say("lesson 09, “Which hole first”")
HINTS = {
    "": (
        "A measure does not keep all who leave for this reason. Which share of them does it keep?",
        "kept = lost · kept_share, row by row. Make the lists NumPy arrays: then a column is one line.",
        "cost_per_kept is what a measure costs, divided by how many customers it keeps.",
    ),
    "choice": (
        "Look at the column cost_per_kept. Where does a yuan keep most customers?",
        "The customers whom this measure keeps are worth value each; the measure costs its cost once.",
        "gain = kept · value − cost of that measure. do_it is a comparison with 0: True or False.",
    ),
}

CAUSES = ("price", "delay", "service", "product")

FourLost = Annotated[
    list[int], Quantity("", 0, typical=(20, 120), step=2, format=".0f", whole=True, series=(4, 4))
]
FourShares = Annotated[
    list[float], Quantity("share", 0, 1, typical=(0.1, 0.6), step=0.05, format=".0%", series=(4, 4))
]
FourCosts = Annotated[
    list[float], Quantity("money", 0, typical=(4000, 20_000), step=500, format=",.0f", series=(4, 4))
]


def holes_table(lost: FourLost, kept_share: FourShares, measure_costs: FourCosts) -> pd.DataFrame:
    """Return how many customers each measure keeps, and what each of them costs."""
    kept = np.multiply(lost, kept_share)
    return pd.DataFrame({"cause": CAUSES, "kept": kept, "cost_per_kept": np.array(measure_costs) / kept})


def _per_kept(formula):
    """Return the table with another formula for the cost of one customer."""
    return part(
        cost_per_kept=lambda lost, kept_share, measure_costs: formula(
            *map(np.array, (lost, kept_share, measure_costs))
        )
    )


table = AnswerCheck(
    "the table shows what each measure keeps, and what one kept customer costs",
    holes_table,
    tolerance=0.005,
    between=(2, 10_000),
    apart=lambda **own: holes_table(**own)["cost_per_kept"].tolist(),
    mistakes={
        "all_lost_kept": Mistake(
            "You count all who left for this reason as kept. The measure keeps the share kept_share of them.",
            part(kept=lambda lost: np.array(lost, dtype=float)),
        ),
        "not_kept_for_kept": Mistake(
            "You give those whom the measure does not keep. Kept is the share kept_share of the lost.",
            part(kept=lambda lost, kept_share: np.array(lost) * (1 - np.array(kept_share))),
            "the share is easily taken in the wrong direction",
        ),
        "share_for_number": Mistake(
            "Your kept are shares. Asked is how many customers: multiply by lost.",
            part(kept=lambda kept_share: np.array(kept_share)),
        ),
        "divided_for_multiplied": Mistake(
            "You divide lost by kept_share, and get more than have left. Multiply by it.",
            part(kept=lambda lost, kept_share: np.array(lost) / np.array(kept_share)),
        ),
        "share_of_all_who_leave": Mistake(
            "You take the share of all who leave. A measure keeps a share of those who leave for its own "
            "cause.",
            part(kept=lambda lost, kept_share: sum(lost) * np.array(kept_share)),
        ),
        "pareto_share": Mistake(
            "You give the share of all who left. Asked is how many of them the measure keeps: "
            "lost · kept_share.",
            part(kept=lambda lost: np.array(lost) / sum(lost)),
            "a table of causes shows shares",
        ),
        "cost_per_lost": Mistake(
            "You divide the cost by the customers who leave. Only some of them are kept: divide by kept.",
            _per_kept(lambda lost, share, measure_costs: measure_costs / lost),
            "cost per customer lost instead of per customer kept",
        ),
        "kept_per_yuan": Mistake(
            "You divide the customers by the cost. Asked is what one kept customer costs: cost / kept.",
            _per_kept(lambda lost, share, measure_costs: lost * share / measure_costs),
        ),
        "cost_times_share": Mistake(
            "You multiply the cost by kept_share. The measure is paid whole, whoever it keeps: "
            "divide its cost by kept.",
            [
                _per_kept(lambda lost, share, measure_costs: measure_costs * share),
                _per_kept(lambda lost, share, measure_costs: measure_costs * share / lost),
            ],
        ),
        "cost_over_share": Mistake(
            "You divide the cost by the share. Divide it by the number of customers who are kept.",
            _per_kept(lambda lost, share, measure_costs: measure_costs / share),
        ),
        "cost_of_those_not_kept": Mistake(
            "You divide the cost by those whom the measure does not keep. Divide it by kept.",
            _per_kept(lambda lost, share, measure_costs: measure_costs / (lost * (1 - share))),
        ),
        "cost_of_the_whole_measure": Mistake(
            "You give what the measure costs in all. Asked is what one kept customer costs: divide by kept.",
            [
                _per_kept(lambda lost, share, measure_costs: measure_costs * 1.0),
                _per_kept(lambda lost, share, measure_costs: measure_costs * lost * share),
            ],
        ),
        "all_measures_together": Mistake(
            "You divide by all whom the four measures keep. Each measure has its own cost and its own kept.",
            [
                _per_kept(lambda lost, share, measure_costs: measure_costs / sum(lost * share)),
                _per_kept(lambda lost, share, measure_costs: sum(measure_costs) / (lost * share)),
            ],
        ),
    },
)


def first_hole(
    lost: FourLost,
    kept_share: FourShares,
    measure_costs: FourCosts,
    value: Annotated[Cost, typical(150, 600, 10)],
) -> dict[str, Any]:
    """Return which hole is cheapest to mend per customer kept, what that gains, and whether to do it."""
    table = holes_table(lost, kept_share, measure_costs)
    row = int(table["cost_per_kept"].argmin())
    gain = table["kept"][row] * value - measure_costs[row]
    return {"first": CAUSES[row], "gain": float(gain), "do_it": bool(gain > 0)}


def _row(right):
    return CAUSES.index(right["first"])


def _others(right, lost):
    """Return the two causes that neither come first nor are the commonest."""
    return [cause for cause in CAUSES if cause not in {right["first"], CAUSES[lost.index(max(lost))]}]


def _kept(right, lost, kept_share):
    return lost[_row(right)] * kept_share[_row(right)]


def _of(row):
    """Return the gain of the measure in a row that hangs on what is known."""
    return lambda lost, kept_share, measure_costs, value, right: (
        lost[row(lost, right)] * kept_share[row(lost, right)] * value - measure_costs[row(lost, right)]
    )


def _gain(formula):
    """Return the answer with a gain that takes kept, lost, value and cost of the right measure."""
    return part(
        gain=lambda lost, kept_share, measure_costs, value, right: formula(
            _kept(right, lost, kept_share), lost[_row(right)], value, measure_costs[_row(right)]
        )
    )


decision = AnswerCheck(
    "your choice follows from your numbers",
    first_hole,
    tolerance=1,
    between=(-20_000, 50_000),
    apart=lambda lost, kept_share, measure_costs, value: [
        *holes_table(lost, kept_share, measure_costs)["cost_per_kept"],
        value,
    ],
    decides={
        "first": to_say("cost_per_kept of each measure with that of the others"),
        "do_it": to_say("gain with 0"),
    },
    words={"first": dict.fromkeys(CAUSES, ())},
    mistakes={
        "commonest_first": Mistake(
            "You begin with the most frequent cause. The measure against it may cost much or keep few: "
            "take the measure that costs least per customer kept.",
            part(first=lambda lost: CAUSES[lost.index(max(lost))]),
            "the commonest cause is easily taken for the first to mend",
        ),
        "another_is_cheaper": Mistake(
            "With another measure a kept customer costs less. Compare the four numbers of cost_per_kept: the "
            "lowest comes first, whatever a measure costs or keeps in all.",
            [part(first=lambda right, lost, place=place: _others(right, lost)[place]) for place in (0, 1)],
        ),
        "cost_left_out": Mistake(
            "You leave the cost out. The gain is what the kept customers are worth, less what the measure "
            "costs.",
            _gain(lambda kept, lost, value, cost: kept * value),
        ),
        "all_lost_counted": Mistake(
            "You count all who leave for this reason. Only those whom the measure keeps bring something.",
            [
                _gain(lambda kept, lost, value, cost: lost * value - cost),
                _gain(lambda kept, lost, value, cost: lost * value),
            ],
        ),
        "gain_of_one": Mistake(
            "You give what one kept customer gains. Asked is the gain of the whole measure: multiply by "
            "kept.",
            [
                _gain(lambda kept, lost, value, cost: value - cost / kept),
                _gain(lambda kept, lost, value, cost: cost / kept - value),
            ],
        ),
        "one_customer_valued": Mistake(
            "You count the value of one customer. Multiply it by how many the measure keeps.",
            _gain(lambda kept, lost, value, cost: value - cost),
        ),
        "return_for_gain": Mistake(
            "You divide by the cost: that is a return for each yuan. The gain is in yuan: subtract the cost.",
            part(gain=lambda right, measure_costs: right["gain"] / measure_costs[_row(right)]),
            "the return on a cost is given as often as the gain",
        ),
        "customers_less_cost": Mistake(
            "You take yuan from customers. First say what the customers are worth: multiply by value.",
            _gain(lambda kept, lost, value, cost: kept - cost),
        ),
        "cost_less_worth": Mistake(
            "The sign of your gain is turned. Take what the customers are worth, and subtract the cost.",
            _gain(lambda kept, lost, value, cost: cost - kept * value),
            "the sign of a difference is easily turned",
        ),
        "cost_added": Mistake(
            "You add the cost. It is paid: take it off.",
            _gain(lambda kept, lost, value, cost: kept * value + cost),
        ),
        "cost_of_one": Mistake(
            "You take off what one kept customer costs. The whole measure is paid: take its cost off.",
            _gain(lambda kept, lost, value, cost: kept * value - cost / kept),
        ),
        "cost_for_each_customer": Mistake(
            "You count the cost of the measure for each customer. It is paid once.",
            _gain(lambda kept, lost, value, cost: kept * (value - cost)),
        ),
        "gain_of_the_commonest": Mistake(
            "Your gain is that of the most frequent cause. Asked is the gain of the measure that you put "
            "first.",
            part(gain=_of(lambda lost, right: lost.index(max(lost)))),
        ),
        "all_measures_added_up": Mistake(
            "You add up all four measures. You begin with one: take the first alone.",
            [
                part(
                    gain=lambda lost, kept_share, measure_costs, value: (
                        float(np.dot(lost, kept_share)) * value - sum(measure_costs)
                    )
                ),
                part(
                    gain=lambda lost, kept_share, measure_costs, value, right: (
                        float(np.dot(lost, kept_share)) * value - measure_costs[_row(right)]
                    )
                ),
                part(
                    gain=lambda lost, kept_share, measure_costs, value, right: (
                        _kept(right, lost, kept_share) * value - sum(measure_costs)
                    )
                ),
            ],
        ),
    },
)
