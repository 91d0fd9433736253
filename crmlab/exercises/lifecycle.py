"""Tasks of the assignment on the customer life cycle."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab import lifecycle, retention, value
from crmlab.declared.quantities import Cost, Money, Quantity, Share, Years, is_number, typical
from crmlab.exercises.concept_checks import concept_check
from crmlab.exercises.tasks import Check, Task, misconception
from crmlab.lifecycle.base import Churn, Customers, PerYear
from crmlab.retention.winback import Risks

BLIND = "answers of invented students"


def _entry(given: Any, key: str) -> Any:
    """Return an entry of a learner's dictionary, whatever he handed in."""
    return given.get(key) if hasattr(given, "get") else None


# --- Who is still there ------------------------------------------------------------------------


def yearly_churn(monthly_churn: Annotated[Share, typical(0.01, 0.05, 0.005)]) -> Share:
    """Return the share of customers who leave in a year, from the share who leave in a month."""
    return 1 - lifecycle.surviving(monthly_churn, 12)


@misconception("the worked example of the source document on the life cycle")
def same_number_every_year(churn, years):
    """You let the same number of customers go every year. The rate takes its share of those who are left."""
    return 1 - churn * years


@misconception("common slip: those who left and those who are left are easily exchanged")
def share_that_left(churn, years):
    """You give the share that has left. The task asks for the share that is still there."""
    return 1 - (1 - churn) ** years


@misconception("common slip: retention and churn are easily exchanged")
def churn_to_the_power(churn, years):
    """You raise the churn rate to a power. What repeats itself every year is staying: 1 − churn."""
    return churn**years


@misconception("Python's range ends one before its end, and the first year is easily left out")
def one_year_short(churn, years):
    """You are one year short. After one year, the share 1 − churn is left: the exponent is years."""
    return (1 - churn) ** (years - 1)


@misconception(BLIND)
def divided_as_in_discounting(churn, years):
    """You divide by 1 + churn, as in discounting. Each year takes its share away: multiply by 1 − churn."""
    return (1 + churn) ** -years


@misconception(BLIND)
def first_year_only(churn, years):
    """You give the share after one year only. If you use a loop, its return stands after it, not in it."""
    return 1 - churn


@misconception(BLIND, shows_in=lambda given: is_number(given) and given > 1)
def percent_still_there(churn, years):
    """Your result is more than 1, which no share can be. Give 0.25 for 25 %."""
    return 100 * (1 - churn) ** years


@misconception("monthly rates in reports of telecom firms are often multiplied by 12")
def monthly_times_twelve(monthly_churn):
    """You multiply by 12. In later months fewer are left to leave: compute who stays for 12 months first."""
    return 12 * monthly_churn


@misconception("common slip: those who left and those who are left are easily exchanged")
def share_still_there(monthly_churn):
    """You give the share that is still there after a year. Churn is the rest: 1 less this share."""
    return (1 - monthly_churn) ** 12


@misconception(BLIND)
def grows_like_interest(monthly_churn):
    """You let the base grow, as with interest. Churn makes it smaller: see who is left after 12 months."""
    return (1 + monthly_churn) ** 12 - 1


@misconception(BLIND)
def monthly_churn_divided_by_twelve(monthly_churn):
    """You divide by 12. monthly_churn is the share of one month already: use it as it is, month by month."""
    return 1 - (1 - monthly_churn / 12) ** 12


@misconception(BLIND)
def eleven_months(monthly_churn):
    """You are one month short: a year has 12 months, but range(1, 12) has eleven numbers."""
    return 1 - (1 - monthly_churn) ** 11


@misconception(BLIND, shows_in=lambda given: is_number(given) and given > 1)
def percent_that_left(monthly_churn):
    """Your result is more than 1, which no share can be. Give 0.25 for 25 %."""
    return 100 * yearly_churn(monthly_churn)


STAYING = Task(
    "lifecycle-staying",
    checks=[
        Check(
            "lifecycle-staying-years",
            "surviving gives the share of a group that is still there",
            lifecycle.surviving,
            narrow={"churn": typical(0.05, 0.15), "years": typical(3, 6, 1)},  # linear stays above 0
            misconceptions=[
                same_number_every_year,
                share_that_left,
                churn_to_the_power,
                one_year_short,
                divided_as_in_discounting,
                first_year_only,
                percent_still_there,
            ],
            also_right=[lambda churn, years: np.prod([1 - churn] * years)],
            between=(0.3, 0.95),
        ),
        Check(
            "lifecycle-staying-months",
            "yearly_churn turns a monthly churn rate into a yearly one",
            yearly_churn,
            misconceptions=[
                monthly_times_twelve,
                share_still_there,
                grows_like_interest,
                monthly_churn_divided_by_twelve,
                eleven_months,
                percent_that_left,
            ],
            between=(0.1, 0.5),
        ),
    ],
    hints=[
        "What share is left after one year? And which share of these is left after two?",
        "Every year multiplies by 1 − churn: for all the years that is (1 − churn) ** years.",
        "For the year made of months: 1 − surviving(monthly_churn, 12). The formula does not know what a "
        "period is.",
    ],
    reread="lesson 03, “Gone in ten years”",
)


# --- How long they stay ------------------------------------------------------------------------


@misconception("the slide in the lesson; common in reports on closed accounts")
def leavers_only(ended, running):
    """You take the mean of those who left. The longest stays are still running: their years count, too."""
    return np.mean(ended)


@misconception("common slip when some lives have not ended")
def running_taken_as_ended(ended, running):
    """You divide by all, as if those who are still there left today. Divide by the number of ends."""
    return (np.sum(ended) + np.sum(running)) / (len(ended) + len(running))


@misconception("common slip when some lives have not ended")
def years_of_leavers_per_customer(ended, running):
    """You count the years of those who left, and divide by all. The years of those still there count, too."""
    return np.sum(ended) / (len(ended) + len(running))


@misconception(BLIND)
def divided_by_those_still_there(ended, running):
    """You divide by those who are still there. Divide by those who left: only their stays have ended."""
    return (np.sum(ended) + np.sum(running)) / len(running)


@misconception(BLIND)
def customers_per_leaver(ended, running):
    """You divide customers by leavers, so the years play no part. Divide the years of all by the leavers."""
    return (len(ended) + len(running)) / len(ended)


@misconception(BLIND)
def mean_of_the_two_means(ended, running):
    """You take the mean of two means. Add the years of both lists up, and divide by those who left."""
    return (np.mean(ended) + np.mean(running)) / 2


@misconception(BLIND)
def brackets_missing(ended, running):
    """Only your running years are divided: / comes before +. Put brackets round the sum of all years."""
    return np.sum(ended) + np.sum(running) / len(ended)


STAY = Task(
    "lifecycle-stay",
    checks=[
        Check(
            "lifecycle-stay-mean",
            "mean_stay counts the years of all customers, and divides by those who left",
            lifecycle.mean_tenure,
            cases=[{"ended": [2.0], "running": [5.0, 7.5]}],
            misconceptions=[
                leavers_only,
                running_taken_as_ended,
                years_of_leavers_per_customer,
                divided_by_those_still_there,
                customers_per_leaver,
                mean_of_the_two_means,
                brackets_missing,
            ],
            also_right=[lambda ended, running: np.mean(ended) + sum(running) / len(ended)],
            between=(3, 35),
        ),
    ],
    hints=[
        "How many years of staying have gone by, for all customers together? How often did somebody leave?",
        "Both lists have years in them, but only one of them has ends.",
        "Divide sum(ended) + sum(running) by len(ended).",
    ],
    reread="lesson 03, “Who is missing?”",
)


# --- A leaky bucket ----------------------------------------------------------------------------


def settling_level(
    customers: Customers, churn: Churn, acquired: PerYear, years: Years
) -> Annotated[float, Quantity("", 0, typical=(100, 500), format=",.1f")]:
    """Return the number of customers towards which a base moves, wherever it begins."""
    return acquired * lifecycle.mean_life(churn)


def _bucket(customers: float, acquired: float, years: int, losing: Callable[[float], float]) -> pd.DataFrame:
    """Return the years of a bucket that loses some in each year, however these are counted."""
    start, rows = customers, []
    for year in range(1, years + 1):
        lost = losing(start)
        rows.append((year, start, lost, acquired, start - lost + acquired))
        start = rows[-1][-1]
    return pd.DataFrame(rows, columns=["year", "start", "lost", "acquired", "end"])


@misconception("common slip: newcomers and customers of the start of the year are easily taken together")
def newcomers_leave_at_once(customers, churn, acquired, years):
    """You let newcomers leave in the year in which they come. Only those of the start of a year can leave."""
    return _bucket(customers, acquired, years, lambda start: churn * (start + acquired))


@misconception("the linear reading of churn in the source document on the life cycle")
def loses_the_same_every_year(customers, churn, acquired, years):
    """You lose the same number every year. The churn rate takes its share of the customers of that year."""
    return _bucket(customers, acquired, years, lambda start: churn * customers)


@misconception("common slip: what the bucket keeps is easily forgotten between two years")
def starts_anew_every_year(customers, churn, acquired, years):
    """Each of your years begins with the customers of year 1. A year begins where the last one ended."""
    lost = churn * customers
    year = np.arange(1, years + 1)
    return pd.DataFrame(
        {
            "year": year,
            "start": customers,
            "lost": lost,
            "acquired": acquired,
            "end": customers - lost + acquired,
        }
    )


@misconception(BLIND)
def churn_taken_for_retention(customers, churn, acquired, years):
    """You keep the share churn and lose the rest. It is the other way round: churn is the share lost."""
    return _bucket(customers, acquired, years, lambda start: (1 - churn) * start)


@misconception(BLIND)
def newcomers_counted_twice(customers, churn, acquired, years):
    """You take the newcomers off the lost and then add them, too: they count twice. lost is churn · start."""
    return _bucket(customers, acquired, years, lambda start: churn * start - acquired)


@misconception("Python's range ends one before its end")
def last_year_missing(customers, churn, acquired, years):
    """Your last year is missing. range(1, years) ends before years: write range(1, years + 1)."""
    return lifecycle.leaky_bucket(customers, churn, acquired, years).iloc[:-1]


@misconception("common slip: retention and churn are easily exchanged")
def life_by_retention(customers, churn, acquired, years):
    """You divide by the share that stays. A customer stays 1 / churn years on average: divide by churn."""
    return acquired / (1 - churn)


@misconception("common slip: the balance is set up the wrong way round")
def multiplied_by_churn(customers, churn, acquired, years):
    """You multiply by churn. At that level, churn times the level is what comes in: so divide."""
    return acquired * churn


@misconception(BLIND)
def runs_empty(customers, churn, acquired, years):
    """You let the base run empty. Some are won every year: it settles where as many come as leave."""
    return 0


@misconception(BLIND)
def newcomers_leave_at_once_for_ever(customers, churn, acquired, years):
    """Your newcomers leave in the year in which they come. Here they can leave from the next year on."""
    return acquired * (1 - churn) / churn


@misconception(BLIND)
def end_of_the_plan(customers, churn, acquired, years):
    """You give the end of your last year. The base moves on after it, until as many come as leave."""
    return lifecycle.leaky_bucket(customers, churn, acquired, years)["end"].iloc[-1]


@misconception(BLIND)
def customers_of_today_decide(customers, churn, acquired, years):
    """You multiply the customers of today. In time they all leave: what is won each year sets the level."""
    return customers / churn


@misconception(BLIND)
def churn_in_percent(customers, churn, acquired, years):
    """You turn churn into percent. In this formula it is a share: take given["churn"] as it is."""
    return acquired / (100 * churn)


_BUCKET = {
    "customers": typical(300, 900, 10),
    "churn": typical(0.1, 0.3),
    "acquired": typical(20, 80, 5),
    "years": typical(4, 7),
}

BUCKET = Task(
    "lifecycle-bucket",
    checks=[
        Check(
            "lifecycle-bucket-years",
            "the table shows who is lost and won in each year",
            lifecycle.leaky_bucket,
            asks_for="answer",
            narrow=_BUCKET,
            misconceptions=[
                newcomers_leave_at_once,
                loses_the_same_every_year,
                starts_anew_every_year,
                churn_taken_for_retention,
                newcomers_counted_twice,
                last_year_missing,
            ],
            between=(0, 1000),
        ),
        Check(
            "lifecycle-bucket-level",
            "that is the number of customers towards which the base moves",
            settling_level,
            asks_for="answer",
            narrow=_BUCKET,
            misconceptions=[
                life_by_retention,
                multiplied_by_churn,
                runs_empty,
                newcomers_leave_at_once_for_ever,
                end_of_the_plan,
                customers_of_today_decide,
                churn_in_percent,
            ],
            between=(50, 850),
        ),
    ],
    hints=[
        "A year begins where the last one ended. Who can leave in it: also those who are won in it?",
        "Keep start in a loop: lost = churn * start, then end = start − lost + acquired, then start = end. "
        "Collect one row a year.",
        "Where nothing changes any more, lost equals acquired. With how many customers is that so?",
    ],
    reread="lesson 03, “Is your bucket leaking?”",
)


# --- Points of retention -----------------------------------------------------------------------

Retention = Annotated[Share, typical(0.6, 0.88)]
Gain = Annotated[Share, typical(0.03, 0.06)]


def programme(
    margin: Annotated[Money, typical(200, 800, 20)],
    retention: Retention,
    gain: Gain,
    cost: Annotated[Cost, typical(100, 1500, 50)],
) -> dict[str, float | bool]:
    """Return what a programme that raises retention brings for each customer, and whether to start it."""
    return _started(_margins_added(margin, retention, gain) - cost)


def _margins_added(margin: float, retention: float, gain: float) -> float:
    """Return what a longer life adds to the value of a customer."""
    return margin * (lifecycle.mean_life(1 - retention - gain) - lifecycle.mean_life(1 - retention))


def _started(profit: float) -> dict[str, float | bool]:
    return {"profit": profit, "start": profit > 0}


@misconception("one source document speaks of 5 % more customers")
def points_taken_for_the_uplift(retention, gain):
    """You give the points themselves. They change how long customers stay: compare the values of a life."""
    return gain


@misconception("common slip: points of retention read as a relative change")
def relative_change_of_retention(retention, gain):
    """You compare the retention rates. The value follows the length of the life, 1 / (1 − retention)."""
    return gain / retention


@misconception("common slip: a quarter less churn is taken for a quarter more life")
def relative_change_of_churn(retention, gain):
    """You give by how much churn falls. Life is 1 / churn: with churn halved, it doubles."""
    return gain / (1 - retention)


@misconception("two conventions stand side by side in the literature")
def first_margin_at_risk(retention, gain):
    """Your first margin is at risk. Here it is certain: a life is worth margin / (1 − retention)."""
    better = retention + gain
    return better / (1 - better) * (1 - retention) / retention - 1


@misconception("programmes are judged by the next year's figures")
def next_year_only(margin, retention, gain, cost):
    """You count the margins of next year only. Who stays brings margins in all the years after it, too."""
    return _started(margin * gain - cost)


@misconception(BLIND)
def gain_taken_as_relative(retention, gain):
    """You take the gain as a share of the retention rate. Points are added to it: retention + gain."""
    return (1 - retention) / (1 - retention * (1 + gain)) - 1


@misconception(BLIND)
def ratio_of_the_values(retention, gain):
    """You give the new value divided by the old one. By which share it rises is this ratio less 1."""
    return (1 - retention) / (1 - retention - gain)


@misconception(BLIND)
def whole_new_value(margin, retention, gain, cost):
    """You count the whole value with the programme. A part was there without it: count what is added."""
    return _started(margin * lifecycle.mean_life(1 - retention - gain) - cost)


@misconception(BLIND)
def cost_paid_every_year(margin, retention, gain, cost):
    """You charge the cost in every year of the life. It is paid once for each customer."""
    years = lifecycle.mean_life(1 - retention - gain)
    return _started(_margins_added(margin, retention, gain) - cost * years)


@misconception(BLIND)
def uplift_of_one_margin(margin, retention, gain, cost):
    """You apply the uplift to one margin. It is the rise of the whole life's value: apply it to that."""
    return _started(margin * lifecycle.retention_uplift(retention, gain) - cost)


@misconception(BLIND)
def cost_left_out_of_the_profit(margin, retention, gain, cost):
    """Your profit is without the cost. It is what the programme adds, less its cost."""
    more = _margins_added(margin, retention, gain)
    return {"profit": more, "start": more > cost}


@misconception(BLIND, shows_in=lambda given: is_number(_entry(given, "start")))
def number_for_start(margin, retention, gain, cost):
    """Your start is a number. It asks for your decision: True if the programme should start, else False."""
    return programme(margin, retention, gain, cost) | {"start": margin / (1 - retention)}


POINTS = Task(
    "lifecycle-points",
    checks=[
        Check(
            "lifecycle-points-uplift",
            "that is by how much the value of a life rises",
            lifecycle.retention_uplift,
            inputs=("retention", "gain"),
            narrow={"retention": typical(0.6, 0.88), "gain": typical(0.03, 0.06)},
            asks_for="answer",
            misconceptions=[
                points_taken_for_the_uplift,
                relative_change_of_retention,
                relative_change_of_churn,
                first_margin_at_risk,
                gain_taken_as_relative,
                ratio_of_the_values,
            ],
            also_right=[lambda retention, gain: gain / (1 - retention - gain)],
            between=(0.05, 1.1),
        ),
        Check(
            "lifecycle-points-decision",
            "your decision follows from your numbers",
            programme,
            asks_for="answer",
            misconceptions=[
                next_year_only,
                whole_new_value,
                cost_paid_every_year,
                uplift_of_one_margin,
                cost_left_out_of_the_profit,
                number_for_start,
            ],
            between=(-1500, 6700),
            apart=lambda **given: (programme(**given)["profit"], 0),
        ),
    ],
    hints=[
        "How many margins does a customer bring in his life, before the programme and with it?",
        "Before: 1 / (1 − retention) margins. With it: 1 / (1 − retention − gain). The uplift is the second "
        "divided by the first, less 1.",
        "profit is margin times the margins gained, less cost; start is True when it is more than 0.",
    ],
    reread="lesson 03, “Five points of retention”",
)


# --- Scores ------------------------------------------------------------------------------------

# of a customer: service, needs, rivals; of a candidate: business so far, new line, satisfaction, prospects
KEEPING_WEIGHTS = (2, 1, 2)
CANDIDATES = {"Anda": (5, 2, 4, 3), "Boyuan": (3, 4, 3, 5), "Caiyun": (2, 5, 4, 2)}

Points = Quantity("", 1, 5, typical=(1, 5), format=".0f", whole=True, series=(3, 3))
Weights = Quantity("", 0, 10, typical=(1, 6), format=".0f", whole=True, series=(4, 4))
Score = Annotated[float, Quantity("", typical=(1, 5), format=",.2f")]


def keeping_score(scores: Annotated[list[int], Points]) -> Score:
    """Return the score of an existing customer, with the strength of rivals turned round."""
    service, needs, rivals = scores
    return value.weighted_score([service, needs, 6 - rivals], KEEPING_WEIGHTS).score


def first_candidate(weights: Annotated[list[int], Weights]) -> dict[str, str | float]:
    """Return whom to offer the new line first, and his score."""
    reached = _scores_of_candidates(weights)
    first = max(reached, key=reached.get)
    return {"first": first, "score": reached[first]}


def _scores_of_candidates(weights) -> dict[str, float]:
    return {name: value.weighted_score(scores, weights).score for name, scores in CANDIDATES.items()}


@misconception("common slip: a scale on which much is bad")
def rivals_not_turned(scores):
    """You count strong rivals as good. On this scale 5 is bad for you: turn it round with 6 − score."""
    return value.weighted_score(scores, KEEPING_WEIGHTS).score


@misconception("common slip in weighted scores")
def weights_forgotten(scores):
    """You let all three count the same. Multiply each by its weight, and divide by the sum of the weights."""
    service, needs, rivals = scores
    return value.weighted_score([service, needs, 6 - rivals]).score


@misconception("common slip in weighted scores")
def not_divided_by_the_weights(scores):
    """You have the sum of weight times score. Divide it by the sum of the weights, to be between 1 and 5."""
    return keeping_score(scores) * sum(KEEPING_WEIGHTS)


@misconception(BLIND)
def turned_round_with_five(scores):
    """You turn round with 5 − score: the strongest rivals get 0. On a scale from 1 to 5 it is 6 − score."""
    service, needs, rivals = scores
    return np.average([service, needs, 5 - rivals], weights=KEEPING_WEIGHTS)


@misconception(BLIND)
def rivals_subtracted(scores):
    """You subtract the rivals, and the score leaves the scale. Turn theirs round, then add it, too."""
    service, needs, rivals = scores
    return np.average([service, needs, -rivals], weights=KEEPING_WEIGHTS)


@misconception(BLIND)
def rivals_left_out(scores):
    """You leave the rivals out. What they offer counts, too: turn their score round and add it."""
    return value.weighted_score(scores[:2], KEEPING_WEIGHTS[:2]).score


@misconception(BLIND)
def divided_by_the_number_of_scores(scores):
    """You divide by how many scores there are. Divide by the sum of the weights."""
    return keeping_score(scores) * sum(KEEPING_WEIGHTS) / len(scores)


@misconception("common slip in weighted scores")
def all_count_the_same(weights):
    """You let all four count the same. Use your weights: they may put another candidate first."""
    return first_candidate([1, 1, 1, 1])


@misconception("common slip in weighted scores")
def sum_for_mean(weights):
    """The order is right, but your score is a sum. Divide it by the sum of the weights."""
    best = first_candidate(weights)
    return {"first": best["first"], "score": best["score"] * sum(weights)}


@misconception(BLIND)
def new_line_only(weights):
    """You look at the new line only. All four things count, each with its weight."""
    return first_candidate([0, 1, 0, 0])


@misconception(BLIND)
def old_business_left_out(weights):
    """You leave the old business out. How it runs is one of the four things that count."""
    return first_candidate([0, *weights[1:]])


@misconception(BLIND)
def lowest_score_first(weights):
    """You take the lowest score. A high score marks the candidate who is most likely to say yes."""
    reached = _scores_of_candidates(weights)
    last = min(reached, key=reached.get)
    return {"first": last, "score": reached[last]}


@misconception(
    BLIND,
    shows_in=lambda given: is_number(_entry(given, "first")) and isinstance(_entry(given, "score"), str),
)
def entries_exchanged(weights):
    """You have exchanged the two entries: the name belongs under first, the number under score."""
    right = first_candidate(weights)
    return {"first": right["score"], "score": right["first"]}


SCORES = Task(
    "lifecycle-scores",
    checks=[
        Check(
            "lifecycle-scores-keeping",
            "that is the score of your customer, with the rivals turned round",
            keeping_score,
            asks_for="answer",
            misconceptions=[
                rivals_not_turned,
                weights_forgotten,
                not_divided_by_the_weights,
                turned_round_with_five,
                rivals_subtracted,
                rivals_left_out,
                divided_by_the_number_of_scores,
            ],
            between=(1, 5),
        ),
        Check(
            "lifecycle-scores-first",
            "that candidate comes first with your weights",
            first_candidate,
            asks_for="answer",
            misconceptions=[
                all_count_the_same,
                sum_for_mean,
                new_line_only,
                old_business_left_out,
                lowest_score_first,
                entries_exchanged,
            ],
            between=(2, 5),
            apart=lambda weights: list(_scores_of_candidates(weights).values()),
        ),
    ],
    hints=[
        "Is a high score good for you on each of the three scales?",
        "Turn the rivals round: 5 becomes 1, 4 becomes 2. Then multiply each by its weight, add up, and "
        "divide by the sum of the weights.",
        "value.weighted_score(scores, weights).score does the second part, for a list or a dictionary.",
    ],
    reread="lesson 03, “Before the first order: whom to call?”",
)


# --- Early warning -----------------------------------------------------------------------------

Cut = Annotated[Share, typical(0.4, 0.6, 0.05)]


def quality(risk_left: Risks, risk_stayed: Risks, cut: Cut) -> dict[str, float]:
    """Return precision and recall of a warning."""
    found = retention.warning_quality(risk_left, risk_stayed, cut)
    return {"precision": found.precision, "recall": found.recall}


def visits(
    risk_left: Risks,
    risk_stayed: Risks,
    cut: Cut,
    chance: Annotated[Share, typical(0.1, 0.4, 0.05)],
    value: Annotated[Cost, typical(2000, 8000, 500)],
    cost: Annotated[Cost, typical(200, 1000, 50)],
) -> dict[str, float | bool]:
    """Return what a visit to each flagged customer brings, and whether to make them."""
    warned = retention.warning_quality(risk_left, risk_stayed, cut)
    return _worth(float(warned.found * chance * value - warned.flagged * cost))


def _worth(profit: float) -> dict[str, float | bool]:
    return {"profit": profit, "visit": profit > 0}


@misconception("precision and recall are exchanged more often than any other two measures")
def exchanged(risk_left, risk_stayed, cut):
    """You have exchanged the two. Precision is a share of the warnings, recall a share of those who left."""
    right = quality(risk_left, risk_stayed, cut)
    return {"precision": right["recall"], "recall": right["precision"]}


@misconception("common slip: more than for at least")
def above_the_cut_only(risk_left, risk_stayed, cut):
    """You leave out those whose risk is just the cut. Flagged is who reaches it: >=, not >."""
    return quality(risk_left, risk_stayed, cut + 0.001)


@misconception("false alarms are easily forgotten")
def share_of_all_warned(risk_left, risk_stayed, cut):
    """Your precision is the share of customers who were flagged. It is the share of right warnings."""
    warned = retention.warning_quality(risk_left, risk_stayed, cut)
    everybody = len(risk_left) + len(risk_stayed)
    return {"precision": warned.flagged / everybody, "recall": warned.recall}


@misconception(BLIND)
def accuracy_for_precision(risk_left, risk_stayed, cut):
    """You give the share of customers judged rightly. Precision looks at the flagged: who of them left?"""
    warned = retention.warning_quality(risk_left, risk_stayed, cut)
    rightly = warned.found + sum(risk < cut for risk in risk_stayed)
    return {"precision": rightly / (len(risk_left) + len(risk_stayed)), "recall": warned.recall}


@misconception(BLIND)
def share_of_stayers_left_alone(risk_left, risk_stayed, cut):
    """You give the share of stayers without a warning. Precision looks at the flagged: who of them left?"""
    left_alone = sum(risk < cut for risk in risk_stayed)
    return quality(risk_left, risk_stayed, cut) | {"precision": left_alone / len(risk_stayed)}


@misconception(BLIND)
def all_customers_below_both(risk_left, risk_stayed, cut):
    """You divide by all customers. Precision divides by all who were flagged, recall by all who left."""
    warned = retention.warning_quality(risk_left, risk_stayed, cut)
    everybody = len(risk_left) + len(risk_stayed)
    return {"precision": warned.found / everybody, "recall": warned.found / everybody}


@misconception(BLIND)
def flagged_below_recall_above_all(risk_left, risk_stayed, cut):
    """You divide by all customers. Precision divides by all who were flagged, recall by all who left."""
    warned = retention.warning_quality(risk_left, risk_stayed, cut)
    everybody = len(risk_left) + len(risk_stayed)
    return {"precision": warned.found / everybody, "recall": warned.flagged / everybody}


@misconception(BLIND)
def low_scores_flagged(risk_left, risk_stayed, cut):
    """You flag the low scores. A high score is a high risk: flagged is whoever has the cut or more."""
    found, false_alarms = (sum(risk <= cut for risk in risks) for risks in (risk_left, risk_stayed))
    return {"precision": found / max(found + false_alarms, 1), "recall": found / len(risk_left)}


@misconception(BLIND)
def lower_scores_flagged(risk_left, risk_stayed, cut):
    """You flag the low scores. A high score is a high risk: flagged is whoever has the cut or more."""
    return low_scores_flagged.wrong(risk_left, risk_stayed, cut - 0.001)


@misconception(
    BLIND,
    shows_in=lambda given: any(
        is_number(_entry(given, key)) and given[key] > 1 for key in ("precision", "recall")
    ),
)
def shares_above_one(risk_left, risk_stayed, cut):
    """No share is above 1. Put brackets round a sum by which you divide, and do not turn it into percent."""
    warned = retention.warning_quality(risk_left, risk_stayed, cut)
    return {
        "precision": 1 + warned.flagged - warned.found,
        "recall": 1 + len(risk_left) - warned.found,
    }


@misconception("false alarms are easily forgotten")
def false_alarms_cost_nothing(risk_left, risk_stayed, cut, chance, value, cost):
    """You pay only for visits to leavers. Nobody knows beforehand who they are: all flagged are visited."""
    warned = retention.warning_quality(risk_left, risk_stayed, cut)
    return _worth(warned.found * (chance * value - cost))


@misconception("false alarms are easily forgotten")
def everybody_flagged_would_leave(risk_left, risk_stayed, cut, chance, value, cost):
    """You count a gain for each flagged customer. Those who would have stayed anyway bring nothing new."""
    warned = retention.warning_quality(risk_left, risk_stayed, cut)
    return _worth(warned.flagged * (chance * value - cost))


@misconception("a call is easily taken for a success")
def every_visit_succeeds(risk_left, risk_stayed, cut, chance, value, cost):
    """You count each leaver who is visited as saved. A visit keeps him only with the given chance."""
    warned = retention.warning_quality(risk_left, risk_stayed, cut)
    return _worth(warned.found * value - warned.flagged * cost)


@misconception(BLIND)
def chance_counts_for_the_cost_too(risk_left, risk_stayed, cut, chance, value, cost):
    """You multiply the cost by the chance, too. Each visit is paid, whether it keeps somebody or not."""
    warned = retention.warning_quality(risk_left, risk_stayed, cut)
    return _worth(chance * (warned.found * value - warned.flagged * cost))


@misconception(BLIND)
def successful_visits_paid(risk_left, risk_stayed, cut, chance, value, cost):
    """You pay only for the visits that keep somebody. Each flagged customer costs a visit all the same."""
    warned = retention.warning_quality(risk_left, risk_stayed, cut)
    return _worth(warned.found * chance * (value - cost))


@misconception(BLIND)
def one_visit_paid(risk_left, risk_stayed, cut, chance, value, cost):
    """You subtract the cost of one visit. All flagged customers are visited: subtract it for each of them."""
    warned = retention.warning_quality(risk_left, risk_stayed, cut)
    return _worth(warned.found * chance * value - cost)


@misconception(BLIND, shows_in=lambda given: is_number(_entry(given, "visit")))
def number_for_visit(risk_left, risk_stayed, cut, chance, value, cost):
    """Your visit is a number. It asks for your decision: True if the visits would have paid, else False."""
    warned = retention.warning_quality(risk_left, risk_stayed, cut)
    return visits(risk_left, risk_stayed, cut, chance, value, cost) | {"visit": warned.flagged}


_RISKS = {"risk_left": typical(0.3, 1, 0.05), "risk_stayed": typical(0, 0.7, 0.05)}

WARNING = Task(
    "lifecycle-warning",
    checks=[
        Check(
            "lifecycle-warning-quality",
            "these are the precision and the recall of your warning",
            quality,
            asks_for="answer",
            narrow=_RISKS,
            misconceptions=[
                exchanged,
                above_the_cut_only,
                share_of_all_warned,
                accuracy_for_precision,
                share_of_stayers_left_alone,
                all_customers_below_both,
                flagged_below_recall_above_all,
                low_scores_flagged,
                lower_scores_flagged,
                shares_above_one,
            ],
            between=(0, 1),
        ),
        Check(
            "lifecycle-warning-visits",
            "your decision follows from your numbers",
            visits,
            asks_for="answer",
            narrow=_RISKS,
            misconceptions=[
                false_alarms_cost_nothing,
                everybody_flagged_would_leave,
                every_visit_succeeds,
                chance_counts_for_the_cost_too,
                successful_visits_paid,
                one_visit_paid,
                number_for_visit,
            ],
            between=(-12_000, 26_000),
            apart=lambda **given: (visits(**given)["profit"], 0),
        ),
    ],
    hints=[
        "Count first: how many leavers reach the cut, and how many of those who stayed? Both are flagged.",
        "Precision: flagged leavers among all flagged. Recall: flagged leavers among all leavers.",
        "Each flagged customer costs a visit. Only flagged leavers can bring something: chance · value each.",
    ],
    reread="lesson 03, “Decline: who leaves next?”",
)


# --- One goal for each stage ---------------------------------------------------------------------


GOALS = Task(
    "lifecycle-goals",
    checks=[
        concept_check(
            "lifecycle-goals-sorted", "you tell which goal of a stage a measure serves", "lifecycle-goals"
        ),
    ],
    hints=[
        "Ask of each customer first: still in doubt, growing, at the height, or in danger?",
        "In doubt: shorten. Decided and growing: speed. At the height: lengthen. In danger: prevent.",
        "Look for the word that tells the stage: a trial, a growing order, a plan for years, a complaint.",
    ],
    reread="lesson 03, “The path: four stages”",
)


# --- An open question ----------------------------------------------------------------------------

CLAIM = Task(
    "lifecycle-claim",
    checks=[],
    hints=[
        "Whose contracts are in the list, and whose are not?",
        "Is every year of a customer worth the same? Does every customer leave with the same chance?",
        "For each doubt say which way it moves the number, and how you would find out with the contracts.",
    ],
    reread="lesson 03, “Who is missing?” and “Doubt it”",
)

ALLOWED = (value.weighted_score,)  # a task is computed with it
TASKS = [STAYING, STAY, BUCKET, POINTS, SCORES, WARNING, GOALS, CLAIM]
