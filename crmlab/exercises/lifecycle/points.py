"""What some points of retention add to the value of a customer, and whether a programme for them pays."""

from typing import Annotated

from crmlab import lifecycle
from crmlab.declared.quantities import Cost, Money, Share, is_number, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, given, part

REREAD = "lesson 03, “Five points of retention”"
HINTS = (
    "How many margins does a customer bring in his life, before the programme and with it?",
    "Before: 1 / (1 − retention) margins. With it: 1 / (1 − retention − gain). The uplift is the second "
    "divided by the first, less 1.",
    "profit is margin times the margins gained, less cost; start is True when it is more than 0.",
)
NARROW = {"retention": typical(0.6, 0.88), "gain": typical(0.03, 0.06)}

Retention = Annotated[Share, NARROW["retention"]]
Gain = Annotated[Share, NARROW["gain"]]


def programme(
    margin: Annotated[Money, typical(200, 800, 20)],
    retention: Retention,
    gain: Gain,
    cost: Annotated[Cost, typical(100, 1500, 50)],
) -> dict[str, float | bool]:
    """Return what a programme that raises retention brings for each customer, and whether to start it."""
    longer = lifecycle.mean_life(1 - retention - gain) - lifecycle.mean_life(1 - retention)
    return _started(margin * longer - cost)


def _started(profit: float) -> dict[str, float | bool]:
    return {"profit": profit, "start": profit > 0}


uplift = AnswerCheck(
    "that is by how much the value of a life rises",
    lifecycle.retention_uplift,
    inputs=("retention", "gain"),
    narrow=NARROW,
    between=(0.05, 1.1),
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
            "You give by how much churn falls. Life is 1 / churn: with churn halved, it doubles.",
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
        "ratio_of_the_values": Mistake(
            "You give the new value divided by the old one. By which share it rises is this ratio less 1.",
            lambda right: 1 + right,
        ),
    },
)


def _whole_new_value(margin, retention, gain, cost):
    return _started(margin * lifecycle.mean_life(1 - retention - gain) - cost)


def _uplift_of_one_margin(margin, retention, gain, cost):
    return _started(margin * lifecycle.retention_uplift(retention, gain) - cost)


decision = AnswerCheck(
    "your decision follows from your numbers",
    programme,
    between=(-1500, 6700),
    apart=lambda **inputs: (programme(**inputs)["profit"], 0),
    mistakes={
        "next_year_only": Mistake(
            "You count the margins of next year only. "
            "Who stays brings margins in all the years after it, too.",
            lambda margin, gain, cost: _started(margin * gain - cost),
            "programmes are judged by the next year's figures",
        ),
        "whole_new_value": Mistake(
            "You count the whole value with the programme. A part was there without it: count what is added.",
            _whole_new_value,
        ),
        "cost_paid_every_year": Mistake(
            "You charge the cost in every year of the life. It is paid once for each customer.",
            given(cost=lambda retention, gain, cost: cost * lifecycle.mean_life(1 - retention - gain)),
        ),
        "uplift_of_one_margin": Mistake(
            "You apply the uplift to one margin. It is the rise of the whole life's value: apply it to that.",
            _uplift_of_one_margin,
        ),
        "cost_left_out_of_the_profit": Mistake(
            "Your profit is without the cost. It is what the programme adds, less its cost.",
            part(profit=lambda right, cost: right["profit"] + cost),
        ),
        "number_for_start": Mistake(
            "Your start is a number. "
            "It asks for your decision: True if the programme should start, else False.",
            part(start=lambda margin, retention: margin / (1 - retention)),
            shows_in=lambda answer: is_number(answer["start"]),
        ),
    },
)
