"""A little more loyalty: how much longer customers stay, and whether the programme pays."""

from typing import Annotated

from crmlab import lifecycle
from crmlab.declared.quantities import Cost, Share, typical
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.language import to_say

REREAD = to_say("lesson 01, “A little more loyalty”")
HINTS = {
    "": (
        "Which retention is reached? Points are added to it.",
        "The number of years follows from the share that leaves, not from the one that stays.",
        "uplift compares the two numbers of years: how much is added, as a share of what was there before?",
    ),
    "choice": (
        "Think of one customer. How many years does the programme add, and what does a year bring?",
        "What he would have brought anyway is no gain of the programme.",
        "gain is an amount in yuan: what is added less what the programme costs. "
        "do_it is True or False: is the gain more than 0?",
    ),
}

Retention = Annotated[Share, typical(0.6, 0.88)]
Points = Annotated[Share, typical(0.02, 0.07)]


def longer(retention: Retention, points: Points) -> dict[str, float]:
    """Return the years that a customer stays before and after, and the uplift."""
    if retention + points > 0.95:
        raise BadValueError("the mean life becomes too long to be believed.")
    return {
        "before": _years(retention),
        "after": _years(retention + points),
        "uplift": float(lifecycle.retention_uplift(retention, points)),
    }


def pays(
    retention: Retention,
    points: Points,
    margin: Annotated[Cost, typical(60, 240)],
    cost: Annotated[Cost, typical(40, 240)],
) -> dict[str, float | bool]:
    """Return what the programme gains with one customer, and whether to run it."""
    years = longer(retention, points)
    gain = margin * (years["after"] - years["before"]) - cost
    return {"gain": gain, "do_it": gain > 0}


def _years(retention):
    return 1 / (1 - retention)


def _percent(retention, points):
    return retention * (1 + points)


years = AnswerCheck(
    "that is how much longer customers stay",
    longer,
    tolerance=0.0005,  # three decimals are asked
    between=(0.03, 20.1),
    mistakes={
        "percent_for_points": Mistake(
            "You take points as a percentage, of those who stay or of those who leave. "
            "They are added to the retention: 0.80 and 0.05 make 0.85.",
            [
                part(after=lambda retention, points: _years(retention) / (1 - points)),
                part(
                    after=lambda retention, points: _years(_percent(retention, points)),
                    uplift=lambda retention, points: (
                        _years(_percent(retention, points)) / _years(retention) - 1
                    ),
                ),
                part(after=lambda retention, points: _years(_percent(retention, points))),
            ],
            "points and percent are the best known mix-up with shares",
        ),
        "one_over_those_who_stay": Mistake(
            "You divide 1 by the share that stays. How long a customer stays hangs on the share that leaves: "
            "1 − retention.",
            [
                part(before=lambda retention: 1 / retention),
                part(after=lambda retention, points: 1 / (retention + points)),
            ],
        ),
        "shares_for_years": Mistake(
            "You give a share of the customers. Asked is a number of years: 1 / (1 − retention).",
            [
                part(before=lambda retention: retention),
                part(before=lambda retention: 1 - retention),
                part(after=lambda retention, points: retention + points),
                part(after=lambda retention, points: 1 - retention - points),
            ],
        ),
        "points_not_added": Mistake(
            "After the programme the retention is what it was, and the points on top: retention + points.",
            [
                part(after=lambda points: _years(points)),
                part(after=lambda retention, points: _years(retention * points)),
            ],
        ),
        "yuan_for_years": Mistake(
            "You give yuan. Asked are years, and by which share they become more: leave margin for the "
            "decision.",
            [
                part(before=lambda right, margin: margin * right["before"]),
                part(after=lambda right, margin: margin * right["after"]),
                part(uplift=lambda right, margin: margin * (right["after"] - right["before"])),
            ],
        ),
        "points_taken_off": Mistake(
            "Your customers stay a shorter time after the programme: you take the points off the retention. "
            "They are added to it.",
            part(after=lambda retention, points: _years(retention - points)),
        ),
        "years_after_the_first": Mistake(
            "You count only the years after the first one. The first year counts, too: 1 / (1 − retention).",
            [
                part(before=lambda retention: retention * _years(retention)),
                part(after=lambda right: right["after"] - 1),
            ],
            "two conventions stand side by side in the literature",
        ),
        "years_added_to_years": Mistake(
            "You add the points to the number of years. They are added to the retention.",
            part(after=lambda right, points: right["before"] + points),
        ),
        "ratio_for_uplift": Mistake(
            "Your uplift is how many times as long they stay. Asked is by how much longer: take 1 off.",
            part(uplift=lambda right: 1 + right["uplift"]),
        ),
        "uplift_upside_down": Mistake(
            "Your uplift divides the years before by those after. "
            "Asked is what is added, as a share of the years before.",
            part(uplift=lambda right: right["before"] / right["after"]),
        ),
        "years_for_uplift": Mistake(
            "Your uplift is a number of years. Give it as a share of the years before.",
            part(uplift=lambda right: right["after"] - right["before"]),
        ),
        "share_of_what_comes_after": Mistake(
            "You take the uplift of the years after. A growth is a share of what was there before.",
            part(uplift=lambda right: 1 - right["before"] / right["after"]),
        ),
        "points_for_uplift": Mistake(
            "Your uplift says by how much the retention rises. Asked is by how much longer customers stay: "
            "compare the two numbers of years.",
            [
                part(uplift=lambda retention, points: points / retention),
                part(uplift=lambda points: points),
            ],
            "“5 % more retention” is set beside a profit as if both were the same kind of growth",
        ),
    },
)

decision = AnswerCheck(
    "your decision follows from what the programme adds",
    pays,
    between=(-260, 2000),
    apart=lambda **own: (pays(**own)["gain"], 0),
    decides={"do_it": to_say("gain with 0")},
    mistakes={
        "cost_left_out": Mistake(
            "You leave the cost of the programme out. The gain is what it adds less what it costs.",
            part(gain=lambda right, cost: right["gain"] + cost),
        ),
        "whole_customer": Mistake(
            "You count all that the customer brings. A part of it would have come without the programme: "
            "count the years that it adds.",
            [
                part(gain=lambda retention, points, margin, cost: margin * _years(retention + points) - cost),
                part(gain=lambda retention, points, margin: margin * _years(retention + points)),
            ],
        ),
        "without_the_programme": Mistake(
            "You count what the customer brings without the programme. Count what the programme adds to it.",
            [
                part(gain=lambda retention, margin, cost: margin * _years(retention) - cost),
                part(gain=lambda retention, margin: margin * _years(retention)),
            ],
        ),
        "cost_added": Mistake(
            "You add the cost of the programme. It is paid: take it off.",
            part(gain=lambda right, cost: right["gain"] + 2 * cost),
        ),
        "years_for_yuan": Mistake(
            "Your gain counts years. It is an amount in yuan: multiply the years that are added by margin, "
            "then take the cost off.",
            [
                part(gain=lambda right, margin: right["gain"] / margin),
                part(
                    gain=lambda retention, points, cost: _years(retention + points) - _years(retention) - cost
                ),
                part(gain=lambda retention, points: _years(retention + points) - _years(retention)),
            ],
        ),
        "one_margin": Mistake(
            "You count the margin of one year. Multiply it by the years that the programme adds.",
            part(gain=lambda margin, cost: margin - cost),
        ),
        "return_for_gain": Mistake(
            "You divide by the cost: that is a return for each yuan. The gain is in yuan: subtract the cost.",
            [
                part(gain=lambda right, cost: right["gain"] / cost),
                part(gain=lambda right, cost: right["gain"] / cost + 1),
            ],
            "a return on a cost is given as often as the gain",
        ),
        "years_rounded": Mistake(
            "You compute with rounded numbers of years. Round nothing on the way.",
            part(
                gain=lambda retention, points, margin, cost: (
                    margin * (round(_years(retention + points)) - round(_years(retention))) - cost
                )
            ),
        ),
        "cost_every_year": Mistake(
            "You take the cost off every year. The programme costs it once a customer.",
            [
                part(
                    gain=lambda retention, points, right, cost: (
                        right["gain"] + cost - cost * _years(retention + points)
                    )
                ),
                part(
                    gain=lambda retention, points, margin, cost: (
                        (margin - cost) * (_years(retention + points) - _years(retention))
                    )
                ),
            ],
        ),
        "points_of_one_year": Mistake(
            "You count the points of a single year. They work in every year: the customer stays longer.",
            part(gain=lambda points, margin, cost: margin * points - cost),
        ),
        "uplift_of_one_margin": Mistake(
            "You multiply the margin of one year by the uplift. The uplift is a share of all that he brings: "
            "multiply the margin by the years that are added.",
            part(
                gain=lambda retention, points, margin, cost: (
                    margin * longer(retention, points)["uplift"] - cost
                )
            ),
        ),
        "percent_for_points": Mistake(
            "In your gain the retention rises by a percentage of itself. Take the years of the step before.",
            part(
                gain=lambda retention, points, margin, cost: (
                    margin * (_years(_percent(retention, points)) - _years(retention)) - cost
                )
            ),
            "points and percent are the best known mix-up with shares",
        ),
        "decision_for_gain": Mistake(
            "Your gain is True or False, which is the decision. The gain is an amount in yuan.",
            part(gain=lambda right: right["do_it"]),
            shows_in=lambda answer: hasattr(answer, "get") and isinstance(answer.get("gain"), bool),
        ),
    },
)
