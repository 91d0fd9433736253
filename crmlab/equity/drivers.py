"""The three drivers of customer equity, by way of what customers choose: value, brand, relationship.

The drivers are no parts of customer equity. A better rating makes a customer more likely to choose the
brand again, or to come back to it, and so his lifetime value rises.
"""

from __future__ import annotations

from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Cost, Money, Quantity, Rate, Share, Years, typical
from crmlab.declared.tables import Named, Table, labels_in
from crmlab.errors import BadValueError
from crmlab.language import said, to_say

DRIVERS = ("value", "brand", "relationship")

# How much a driver counts in an industry. The order is that of the source document on customer value
# (car rental: relationship first; car sales: value first); the sizes are invented for the exercise.
INDUSTRY_WEIGHTS = {
    "car rental": {"value": 0.2, "brand": 0.2, "relationship": 0.6},
    "car sales": {"value": 0.6, "brand": 0.3, "relationship": 0.1},
}

Rating = Annotated[float, Quantity("", 0, 10, typical=(2, 9), step=0.5, format=".2f")]
Weight = Annotated[float, Quantity("", 0, 100, typical=(0.1, 0.9), step=0.1, format=".2f")]
Ratings = Annotated[pd.DataFrame, Table(name=None, **dict.fromkeys(DRIVERS, Rating))]
DriverWeights = Annotated[pd.Series, Named(Weight, DRIVERS)]


@calculator
def switching_probabilities(
    ratings: Ratings, driver_weights: DriverWeights, inertia: Weight = 0.0
) -> Annotated[pd.DataFrame, Table(last=None)]:
    """Probability of each brand at the next purchase, a row for each brand bought last.

    A brand's attraction grows with its ratings on the three drivers, each times its weight; the brand
    bought last has *inertia* on top. The columns after ``last`` are the brands.

    Formula::

        attraction = sum(driver_weights * ratings) + inertia * bought_last
        probability = exp(attraction) / sum(exp(attractions))

    References
    ----------
    Multinomial logit, simplified after Rust, Lemon & Zeithaml (2004) [published].

    Examples
    --------
    >>> import pandas as pd
    >>> ratings = pd.DataFrame({"name": ["ours", "theirs"], "value": [7, 6], "brand": [5, 6],
    ...                         "relationship": [6, 5]})
    >>> weights = {"value": 0.6, "brand": 0.3, "relationship": 0.1}
    >>> print(switching_probabilities(ratings, weights, inertia=1).round(3).to_string(index=False))
      last  ours  theirs
      ours 0.802   0.198
    theirs 0.354   0.646
    """
    brands, switching = _switching(ratings, driver_weights, inertia)
    table = pd.DataFrame(switching, columns=brands)
    table.insert(0, "last", brands)
    return table


@calculator
def switching_value(
    ratings: Ratings,
    driver_weights: DriverWeights,
    margin: Annotated[Cost, typical(50, 500)],
    rate: Rate,
    years: Years,
    inertia: Weight = 0.0,
) -> Annotated[pd.DataFrame, Table(name=None, repeat=Share, lifetime_value=Money)]:
    """Lifetime value, to each brand, of a customer who has just bought it and may leave and come back.

    He buys once a year. ``repeat`` is the probability that he takes the same brand the next time. Who
    left for ever in the retention model may return here, so the value is never smaller.

    Formula::

        lifetime_value = sum(margin * probability_in_year / (1 + rate)**t for t in range(1, years + 1))

    References
    ----------
    Brand switching as a Markov chain, simplified after Rust, Lemon & Zeithaml (2004) [published].

    Examples
    --------
    >>> import pandas as pd
    >>> ratings = pd.DataFrame({"name": ["ours", "theirs"], "value": [7, 6], "brand": [5, 6],
    ...                         "relationship": [6, 5]})
    >>> weights = {"value": 0.6, "brand": 0.3, "relationship": 0.1}
    >>> worth = switching_value(ratings, weights, margin=100, rate=0.1, years=5, inertia=1)
    >>> print(worth.round(2).to_string(index=False))
      name  repeat  lifetime_value
      ours    0.80          267.60
    theirs    0.65          179.38
    """
    brands, switching = _switching(ratings, driver_weights, inertia)
    worth, reached = np.zeros(len(brands)), np.eye(len(brands))
    for year in range(1, years + 1):
        reached = reached @ switching
        worth += margin * np.diag(reached) / (1 + rate) ** year
    return pd.DataFrame({"name": brands, "repeat": np.diag(switching), "lifetime_value": worth})


@calculator
def switching_table(
    ours: Annotated[pd.Series, Named(Rating, DRIVERS)],
    theirs: Annotated[pd.Series, Named(Rating, DRIVERS)],
    driver_weights: DriverWeights,
    margin: Annotated[Cost, typical(50, 500)],
    rate: Rate,
    years: Years,
    inertia: Weight = 0.0,
) -> Annotated[
    pd.DataFrame, Table(year=Years, stays=Share, comes=Share, worth_stays=Money, worth_comes=Money)
]:
    """Who chooses us in each year, of our customers and of our rival's, and what that is worth today.

    Everybody buys once a year, at its end, from us or from the one rival, and may come back. ``stays`` is
    the share of those who buy from us today, ``comes`` that of those who buy from the rival. The sums of
    the last two columns are the lifetime values of a present and of a potential customer.

    Formula::

        gap = sum(driver_weights * (ours - theirs))
        repeat = 1 / (1 + exp(-(gap + inertia)))
        switch = 1 / (1 + exp(-(gap - inertia)))
        stays = stays_before * repeat + (1 - stays_before) * switch
        comes = comes_before * repeat + (1 - comes_before) * switch
        worth = margin * share / (1 + rate)**year

    References
    ----------
    Brand switching as a Markov chain of two brands, simplified after Rust, Lemon & Zeithaml (2004)
    [published].

    Examples
    --------
    >>> ours = {"value": 7, "brand": 5, "relationship": 6}
    >>> theirs = {"value": 6, "brand": 6, "relationship": 5}
    >>> weights = {"value": 0.6, "brand": 0.3, "relationship": 0.1}
    >>> table = switching_table(ours, theirs, weights, margin=100, rate=0.1, years=5, inertia=1)
    >>> table[["stays", "comes"]].head(2).round(3).to_numpy().tolist()
    [[0.802, 0.354], [0.714, 0.513]]
    >>> table[["worth_stays", "worth_comes"]].sum().round(2).tolist()
    [267.6, 199.69]
    """
    ratings = pd.DataFrame([ours, theirs]).assign(name=["ours", "theirs"])
    _, switching = _switching(ratings, driver_weights, inertia)
    year = np.arange(1, years + 1)
    ours_in_year = np.array([np.linalg.matrix_power(switching, after)[:, 0] for after in year])
    shares = pd.DataFrame(ours_in_year.reshape(-1, 2), columns=["stays", "comes"])
    worth = (shares * margin).div((1 + rate) ** year, axis=0).add_prefix("worth_")
    return pd.concat([pd.Series(year, name="year"), shares, worth], axis=1)


def _switching(ratings: pd.DataFrame, weights: pd.Series, inertia: float) -> tuple[list, np.ndarray]:
    """Return the brands and the probability of each (column) after each (row)."""
    brands = labels_in("name", ratings["name"]).tolist()
    if len(set(brands)) < len(brands) or "last" in brands:
        sentence = to_say("name must be another one in each row of ratings, and not 'last'; got {brands}.")
        raise BadValueError(said(sentence, brands=brands))
    attraction = ratings[list(DRIVERS)].to_numpy(dtype=float) @ weights.to_numpy()
    attraction = attraction + inertia * np.eye(len(brands))
    odds = np.exp(attraction - attraction.max(axis=1, keepdims=True))  # so that none is too large
    return brands, odds / odds.sum(axis=1, keepdims=True)
