"""What an offer is worth to a customer: benefits less costs, scores with weights, what to improve first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Cost, Count, Money, Quantity, typical
from crmlab.declared.tables import Named, Table, Weights, labels_in
from crmlab.errors import BadValueError
from crmlab.language import said, to_say

BENEFITS = ("product", "service", "personnel", "image")  # the usual names; any others will do
COSTS = ("money", "time", "energy", "psychic")

Benefits = Annotated[pd.Series, Named(Annotated[Cost, typical(50, 500)])]
Costs = Annotated[pd.Series, Named(Annotated[Cost, typical(20, 200)])]
Amount = Annotated[Cost, typical(40, 200)]
NotFree = Annotated[float, Quantity("money", 0.01, typical=(40, 200), step=10)]
Ratio = Annotated[float, Quantity("times", 0, typical=(0.5, 3), step=0.1, format=",.3f")]
Score = Annotated[float, Quantity("", -1e9, 1e9, typical=(1, 5), step=0.5, format=",.2f")]
Scores = Annotated[pd.Series, Named(Score)]
Weight = Annotated[float, Quantity("", 0, 1e9, typical=(0.1, 1), step=0.1, format=",.2f")]

_OFFER = {"offer": None, "benefits": Cost, "costs": Cost}
_FORMS = {"difference": Money, "ratio": Ratio, "rank_by_difference": Count, "rank_by_ratio": Count}


@calculator
def delivered_value(benefits: Benefits, costs: Costs) -> Money:
    """Value delivered to a customer: all he gets less all he gives, in money.

    The usual benefits are product, service, personnel and image; the usual costs money, time, energy and
    psychic cost. Time counts as hours times what an hour is worth to him.

    Formula::

        value = sum(benefits) - sum(costs)

    References
    ----------
    Kotler, Marketing Management (1994) [published]; the main form of the source documents [source document].

    Examples
    --------
    >>> benefits = {"product": 80, "service": 20, "personnel": 10, "image": 10}
    >>> delivered_value(benefits, {"money": 90, "time": 10})
    20.0
    """
    return benefits.sum() - costs.sum()


@calculator
def value_ratio(benefits: Benefits, costs: Costs) -> Ratio:
    """Value for each unit of cost: all a customer gets divided by all he gives.

    It may rank offers in another order than the difference does: see `compare_offers`.

    Formula::

        ratio = sum(benefits) / sum(costs)

    References
    ----------
    The auxiliary form of the source document on logistics firms [source document].

    Examples
    --------
    >>> value_ratio(120, 100), round(value_ratio(24, 18), 3)
    (1.2, 1.333)
    """
    return benefits.sum() / costs.sum()


@calculator
def compare_offers(
    offers: Annotated[pd.DataFrame, Table(**_OFFER)],
) -> Annotated[pd.DataFrame, Table(**_OFFER, **_FORMS, reversed_with=None)]:
    """Compare offers by the difference and by the ratio of benefits and costs, with both ranks.

    ``reversed_with`` names the offers that the two forms put on different sides of this one. Equal values
    share a rank.

    Formula::

        difference = benefits - costs
        ratio = benefits / costs

    References
    ----------
    Both forms: source document on logistics firms [source document]; the reversal [computed].

    Examples
    --------
    >>> import pandas as pd
    >>> offers = pd.DataFrame({"offer": ["P", "Q"], "benefits": [120, 24], "costs": [100, 18]})
    >>> compared = compare_offers(offers)
    >>> print(compared[["offer", "difference", "rank_by_difference", "rank_by_ratio", "reversed_with"]]
    ...     .to_string(index=False))
    offer  difference  rank_by_difference  rank_by_ratio reversed_with
        P        20.0                   1              2             Q
        Q         6.0                   2              1             P
    """
    names = labels_in("offer", offers["offer"]).astype(str)
    benefits, costs = (offers[column].to_numpy(dtype=float) for column in ("benefits", "costs"))
    if np.any(costs == 0):
        sentence = to_say("costs[{place}] must be more than 0: nothing is free of effort.")
        raise BadValueError(said(sentence, place=np.argmin(costs)))
    difference, ratio = np.round(benefits - costs, 9), np.round(benefits / costs, 9)
    turned = np.sign(difference[:, None] - difference) * np.sign(ratio[:, None] - ratio) < 0
    return offers.assign(
        difference=difference,
        ratio=ratio,
        rank_by_difference=1 + np.sum(difference > difference[:, None], axis=1),
        rank_by_ratio=1 + np.sum(ratio > ratio[:, None], axis=1),
        reversed_with=[", ".join(names[others]) for others in turned],
    )


@calculator
def missing_benefits(benefits: Amount, costs: NotFree, rival_benefits: Amount, rival_costs: NotFree) -> Cost:
    """Benefits that an offer lacks to be as good as a rival's by difference and by ratio.

    It is 0 where the offer is as good already. Where it is not, one form may ask for more than the other.

    Formula::

        by_difference = costs + rival_benefits - rival_costs
        by_ratio = costs * rival_benefits / rival_costs
        missing = max(benefits, by_difference, by_ratio) - benefits

    References
    ----------
    Both forms: source document on logistics firms [source document]; solved for the benefits [computed here].

    Examples
    --------
    >>> round(missing_benefits(120, 100, rival_benefits=24, rival_costs=18), 2)
    13.33
    """
    by_difference = costs + np.asarray(rival_benefits) - rival_costs
    by_ratio = costs * np.asarray(rival_benefits) / rival_costs
    return np.maximum(np.maximum(by_difference, by_ratio), benefits) - benefits


@dataclass(frozen=True)
class WeightedScore:
    """A weighted mean of scores, and the name of the lowest."""

    score: Score
    weakest: str


@calculator
def weighted_score(
    scores: Scores, weights: Annotated[pd.Series, Weights(Weight)] | None = None
) -> WeightedScore:
    """Weighted mean of named scores, and the weakest of them.

    Weights are divided by their sum; without them all scores count the same. The mean hides a weak score
    behind a strong one, so the lowest is named; of equal ones the first.

    Formula::

        if weights is None:
            score = sum(scores) / len(scores)
        else:
            score = sum(scores * weights) / sum(weights)

    References
    ----------
    Weighted mean; standard.

    Examples
    --------
    >>> weighted_score({"food": 4, "service": 2, "price": 3})
    WeightedScore(score=3.00, weakest=service)
    >>> weighted_score({"food": 4, "service": 2, "price": 3}, {"food": 2, "service": 1, "price": 1}).score
    3.25
    """
    counted = np.ones(len(scores)) if weights is None else _aligned("weights", weights, scores).to_numpy()
    mean = np.sum(scores.to_numpy() * counted) / counted.sum()
    return WeightedScore(mean, scores.index[scores.argmin()])


@calculator
def importance_performance(
    importance: Scores,
    performance: Scores,
    importance_cut: Score | None = None,
    performance_cut: Score | None = None,
) -> Annotated[pd.DataFrame, Table(item=None, importance=Score, performance=Score, quadrant=None)]:
    """Sort items by importance and performance: where to concentrate, keep up, leave, or do less.

    The cuts are the means unless given; a value at the cut is high. The quadrants are keys of the
    glossary: ``concentrate_here``, ``keep_up``, ``low_priority``, ``possible_overkill``.

    References
    ----------
    Martilla & James (1977) [published].

    Examples
    --------
    >>> importance = {"on time": 5, "undamaged": 4, "tracking": 3, "gifts": 1}
    >>> performance = {"on time": 2, "undamaged": 4, "tracking": 2, "gifts": 5}
    >>> importance_performance(importance, performance)["quadrant"].tolist()
    ['concentrate_here', 'keep_up', 'low_priority', 'possible_overkill']
    """
    performance = _aligned("performance", performance, importance)
    matters = importance >= (importance.mean() if importance_cut is None else importance_cut)
    is_good = performance >= (performance.mean() if performance_cut is None else performance_cut)
    quadrant = np.select(
        [matters & ~is_good, matters & is_good, ~matters & ~is_good],
        ["concentrate_here", "keep_up", "low_priority"],
        "possible_overkill",
    )
    table = {"item": importance.index, "importance": importance.array, "performance": performance.array}
    return pd.DataFrame({**table, "quadrant": quadrant})


def _aligned(name: str, numbers: pd.Series, others: pd.Series) -> pd.Series:
    """Return *numbers* in the order of the names of *others*; a list has no names and is in order."""
    if set(numbers.index) == set(others.index):
        return numbers.reindex(others.index)
    is_list = list(numbers.index) == list(range(1, len(others) + 1))
    if not is_list:
        sentence = to_say("{name} must have one number for each of {names}.")
        raise BadValueError(said(sentence, name=name, names=said(", ").join(map(str, others.index))))
    return pd.Series(numbers.to_numpy(), index=others.index)
