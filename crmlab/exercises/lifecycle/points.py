"""What some points of retention add to the value of a customer, and whether a programme for them pays."""

from typing import Annotated

from crmlab import lifecycle
from crmlab.declared.quantities import Cost, Money, Share, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, given, part
from crmlab.language import to_say

VERSION = 3
REREAD = to_say("lesson 03, “Five points of retention”")
HINTS = {
    "": (
        "How many margins does a customer bring in his life, before the programme and with it?",
        "Before, it is 1 / (1 − retention) margins. Which retention rate holds with the programme?",
        "Divide the margins with the programme by those before. A ratio of 1 means no rise at all.",
    ),
    "choice": (
        "Which margins are there only because of the programme?",
        "The programme adds the margins with it, less the margins before. Each is worth margin.",
        "You have what is added; the cost is paid once. Which side of 0 is the difference on?",
    ),
}
NARROW = {"retention": typical(0.6, 0.88), "gain": typical(0.03, 0.06)}

Retention = Annotated[Share, NARROW["retention"]]
Gain = Annotated[Share, NARROW["gain"]]


def programme(
    margin: Annotated[Money, typical(200, 800, 20)],
    retention: Retention,
    gain: Gain,
    cost: Annotated[Cost, typical(100, 900, 50)],
) -> dict[str, float | bool]:
    """Return what a programme that raises retention brings for each customer, and whether to start it."""
    longer = lifecycle.mean_life(1 - retention - gain) - lifecycle.mean_life(1 - retention)
    return _started(margin * longer - cost)


def _started(profit: float) -> dict[str, float | bool]:
    return {"profit": profit, "start": profit > 0}


def _with_rounded(share: float) -> tuple[float, float]:
    return share, round(share, 1)


uplift = AnswerCheck(
    "that is by how much the value of a life rises",
    lifecycle.retention_uplift,
    inputs=("retention", "gain"),
    narrow=NARROW,
    between=(0.05, 1.1),
    apart=lambda retention, gain: _with_rounded(lifecycle.retention_uplift(retention, gain)),
    also_right=[lambda retention, gain: gain / (1 - retention - gain)],
    mistakes={
        "points_taken_for_the_uplift": Mistake(
            "You give the points themselves. "
            "They change how long customers stay: compare the values of a life.",
            lambda gain: gain,
            "one source document speaks of 5 % more customers",
        ),
        "relative_change_of_retention": Mistake(
            "You compare the retention rates. The value follows the length of the life, 1 / (1 − retention).",
            lambda retention, gain: gain / retention,
            "common slip: points of retention read as a relative change",
        ),
        "relative_change_of_churn": Mistake(
            "You divide by the churn rate before, as if the value rose by the share by which churn falls. "
            "It rises more: life is 1 / churn.",
            lambda retention, gain: gain / (1 - retention),
            "common slip: a quarter less churn is taken for a quarter more life",
        ),
        "first_margin_at_risk": Mistake(
            "Your first margin is at risk. Here it is certain: a life is worth margin / (1 − retention).",
            lambda right, retention, gain: (1 + right) * (retention + gain) / retention - 1,
            "two conventions stand side by side in the literature",
        ),
        "gain_taken_as_relative": Mistake(
            "You take the gain as a share of the retention rate. Points are added to it: retention + gain.",
            given(gain=lambda retention, gain: retention * gain),
        ),
        "years_gained": Mistake(
            "You give how many margins are added. As a share: of how many margins before?",
            lambda right, retention: right / (1 - retention),
        ),
        "ratio_of_the_values": Mistake(
            "You give the new value divided by the old one. By which share it rises is this ratio less 1.",
            lambda right: 1 + right,
        ),
    },
)


def _value(margin, retention):
    return margin * lifecycle.mean_life(1 - retention)


def _without_it(margin, retention, gain, cost):
    return _started(_value(margin, retention) - cost)


def _with_it(margin, retention, gain, cost):
    return _started(_value(margin, retention + gain) - cost)


def _profit_and_what_its_sign_hides(**inputs):
    """Return the profit, 0, and the profit turned round, which may be that of another mistake."""
    profit = programme(**inputs)["profit"]
    return profit, 0, *(-wrong(**inputs)["profit"] for wrong in (_without_it, _with_it))


def _uplift_of_one_margin(margin, retention, gain, cost):
    return _started(margin * lifecycle.retention_uplift(retention, gain) - cost)


def _uplift_of_the_new_value(margin, retention, gain, cost):
    return _started(_value(margin, retention + gain) * lifecycle.retention_uplift(retention, gain) - cost)


def _fall_of_churn_for_the_uplift(margin, retention, gain, cost):
    return _started(_value(margin, retention) * gain / (1 - retention) - cost)


decision = AnswerCheck(
    "your decision follows from your numbers",
    programme,
    between=(-900, 6700),
    apart=_profit_and_what_its_sign_hides,
    decides={"start": to_say("profit with 0")},
    mistakes={
        "next_year_only": Mistake(
            "You count the margins of next year only. "
            "Who stays brings margins in all the years after it, too.",
            lambda margin, gain, cost: _started(margin * gain - cost),
            "programmes are judged by the next year's figures",
        ),
        "whole_new_value": Mistake(
            "You count the whole value with the programme. A part was there without it: count what is added.",
            _with_it,
        ),
        "value_before_the_programme": Mistake(
            "You count the value of a customer without the programme. Count what the programme adds to it.",
            _without_it,
        ),
        "cost_paid_every_year": Mistake(
            "You charge the cost in every year of the life. It is paid once for each customer.",
            [
                given(cost=lambda retention, gain, cost: cost * lifecycle.mean_life(1 - retention - gain)),
                given(cost=lambda retention, cost: cost * lifecycle.mean_life(1 - retention)),
            ],
        ),
        "uplift_of_one_margin": Mistake(
            "You apply the uplift to one margin. It is the rise of the whole life's value: apply it to that.",
            _uplift_of_one_margin,
        ),
        "uplift_of_the_new_value": Mistake(
            "You apply the uplift to the value with the programme. It is a share of the value before.",
            _uplift_of_the_new_value,
        ),
        "fall_of_churn_for_the_uplift": Mistake(
            "You divide by the churn rate before, as if the value rose by the share by which churn falls. "
            "It rises more: life is 1 / churn.",
            _fall_of_churn_for_the_uplift,
        ),
        "gain_taken_as_relative": Mistake(
            "You take the gain as a share of the retention rate. Points are added to it: retention + gain.",
            given(gain=lambda retention, gain: retention * gain),
        ),
        "cost_left_out_of_the_profit": Mistake(
            "Your profit is without the cost. It is what the programme adds, less its cost.",
            part(profit=lambda right, cost: right["profit"] + cost),
        ),
    },
)
