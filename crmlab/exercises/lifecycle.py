"""Tasks of the assignment on the customer life cycle."""

from __future__ import annotations

from typing import Annotated

import numpy as np
import pandas as pd

from crmlab import lifecycle, retention, value
from crmlab.exercises.concept_checks import concept_check
from crmlab.exercises.tasks import Check, Task, misconception
from crmlab.lifecycle.base import Churn, PerYear
from crmlab.quantities import Cost, Money, Quantity, Share, typical
from crmlab.retention.winback import Risks

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


@misconception("monthly rates in reports of telecom firms are often multiplied by 12")
def monthly_times_twelve(monthly_churn):
    """You multiply by 12. In later months fewer are left to leave: compute who stays for 12 months first."""
    return 12 * monthly_churn


@misconception("common slip: those who left and those who are left are easily exchanged")
def share_still_there(monthly_churn):
    """You give the share that is still there after a year. Churn is the rest: 1 less this share."""
    return (1 - monthly_churn) ** 12


STAYING = Task(
    "lifecycle-staying",
    checks=[
        Check(
            "lifecycle-staying-years",
            "surviving gives the share of a group that is still there",
            lifecycle.surviving,
            narrow={"churn": typical(0.05, 0.15), "years": typical(2, 6, 1)},  # linear stays above 0
            misconceptions=[same_number_every_year, share_that_left, churn_to_the_power, one_year_short],
            also_right=[lambda churn, years: np.prod([1 - churn] * years)],
            between=(0.3, 0.95),
        ),
        Check(
            "lifecycle-staying-months",
            "yearly_churn turns a monthly churn rate into a yearly one",
            yearly_churn,
            misconceptions=[monthly_times_twelve, share_still_there],
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


STAY = Task(
    "lifecycle-stay",
    checks=[
        Check(
            "lifecycle-stay-mean",
            "mean_stay counts the years of all customers, and divides by those who left",
            lifecycle.mean_tenure,
            cases=[{"ended": [2.0], "running": [5.0, 7.5]}],
            misconceptions=[leavers_only, running_taken_as_ended, years_of_leavers_per_customer],
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
    churn: Churn, acquired: PerYear
) -> Annotated[float, Quantity("", 0, typical=(100, 500), format=",.1f")]:
    """Return the number of customers towards which a base moves."""
    return acquired * lifecycle.mean_life(churn)


@misconception("common slip: newcomers and customers of the start of the year are easily taken together")
def newcomers_leave_at_once(customers, churn, acquired, years):
    """You let newcomers leave in the year in which they come. Only those of the start of a year can leave."""
    start, rows = customers, []
    for year in range(1, years + 1):
        lost = churn * (start + acquired)
        rows.append((year, start, lost, acquired, start + acquired - lost))
        start = rows[-1][-1]
    return pd.DataFrame(rows, columns=["year", "start", "lost", "acquired", "end"])


@misconception("the linear reading of churn in the source document on the life cycle")
def loses_the_same_every_year(customers, churn, acquired, years):
    """You lose the same number every year. The churn rate takes its share of the customers of that year."""
    lost = churn * customers
    year = np.arange(1, years + 1)
    end = customers + year * (acquired - lost)
    return pd.DataFrame(
        {"year": year, "start": end - acquired + lost, "lost": lost, "acquired": acquired, "end": end}
    )


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


@misconception("common slip: retention and churn are easily exchanged")
def life_by_retention(churn, acquired):
    """You divide by the share that stays. A customer stays 1 / churn years on average: divide by churn."""
    return acquired / (1 - churn)


@misconception("common slip: the balance is set up the wrong way round")
def multiplied_by_churn(churn, acquired):
    """You multiply by churn. At that level, churn times the level is what comes in: so divide."""
    return acquired * churn


BUCKET = Task(
    "lifecycle-bucket",
    checks=[
        Check(
            "lifecycle-bucket-years",
            "the table shows who is lost and won in each year",
            lifecycle.leaky_bucket,
            asks_for="answer",
            narrow={
                "customers": typical(300, 900, 10),
                "churn": typical(0.1, 0.3),
                "acquired": typical(20, 80, 5),
                "years": typical(4, 7),
            },
            misconceptions=[newcomers_leave_at_once, loses_the_same_every_year, starts_anew_every_year],
            between=(0, 1000),
        ),
        Check(
            "lifecycle-bucket-level",
            "that is the number of customers towards which the base moves",
            settling_level,
            asks_for="answer",
            narrow={"churn": typical(0.1, 0.3), "acquired": typical(20, 80, 5)},
            misconceptions=[life_by_retention, multiplied_by_churn],
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
    more = margin * (lifecycle.mean_life(1 - retention - gain) - lifecycle.mean_life(1 - retention))
    return {"profit": more - cost, "start": more > cost}


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
    return {"profit": margin * gain - cost, "start": margin * gain > cost}


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
            ],
            also_right=[lambda retention, gain: gain / (1 - retention - gain)],
            between=(0.05, 1.1),
        ),
        Check(
            "lifecycle-points-decision",
            "your decision follows from your numbers",
            programme,
            asks_for="answer",
            misconceptions=[next_year_only],
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


@misconception("common slip in weighted scores")
def all_count_the_same(weights):
    """You let all four count the same. Use your weights: they may put another candidate first."""
    return first_candidate([1, 1, 1, 1])


@misconception("common slip in weighted scores")
def sum_for_mean(weights):
    """The order is right, but your score is a sum. Divide it by the sum of the weights."""
    best = first_candidate(weights)
    return {"first": best["first"], "score": best["score"] * sum(weights)}


SCORES = Task(
    "lifecycle-scores",
    checks=[
        Check(
            "lifecycle-scores-keeping",
            "that is the score of your customer, with the rivals turned round",
            keeping_score,
            asks_for="answer",
            misconceptions=[rivals_not_turned, weights_forgotten, not_divided_by_the_weights],
            between=(1, 5),
        ),
        Check(
            "lifecycle-scores-first",
            "that candidate comes first with your weights",
            first_candidate,
            asks_for="answer",
            misconceptions=[all_count_the_same, sum_for_mean],
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
            misconceptions=[exchanged, above_the_cut_only, share_of_all_warned],
            between=(0, 1),
        ),
        Check(
            "lifecycle-warning-visits",
            "your decision follows from your numbers",
            visits,
            asks_for="answer",
            narrow=_RISKS,
            misconceptions=[false_alarms_cost_nothing, everybody_flagged_would_leave, every_visit_succeeds],
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
    ],
    reread="lesson 03, “Who is missing?” and “Doubt it”",
)

TASKS = [STAYING, STAY, BUCKET, POINTS, SCORES, WARNING, GOALS, CLAIM]
