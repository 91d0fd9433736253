"""How unequal customers are: few bring much, and many bring little.

One curve stands behind all of it: sort the customers by value and add up. From the poorest it is the
Lorenz curve, from the richest it says what the top 20 % bring; cut across, it gives classes and tiers.
"""

from __future__ import annotations

import string
from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Amount, Count, Factor, Share
from crmlab.declared.tables import Table, require_pairs
from crmlab.errors import BadValueError
from crmlab.language import said, to_say
from crmlab.portfolio.kinds import Amounts, Classes, Cuts, Tiers, Values

AbcClass = Annotated[str, Classes(tuple("ABC"))]
Tier = Annotated[str, Classes(tuple("ABCD"))]
_LETTERS = np.array(list(string.ascii_uppercase))


@calculator
def lorenz(values: Values) -> Annotated[pd.DataFrame, Table(customer_share=Share, value_share=Share)]:
    """Share of all value that the poorest customers bring together, customer by customer.

    The Lorenz curve as a table: it runs from (0, 0) to (1, 1) and hangs below the diagonal the more, the
    more unequal the customers are.

    References
    ----------
    Lorenz (1905) [published].

    Examples
    --------
    >>> print(lorenz([60, 10, 30]).round(3).to_string(index=False))
     customer_share  value_share
              0.000          0.0
              0.333          0.1
              0.667          0.4
              1.000          1.0
    """
    rising = np.sort(values)
    return _curve(rising, _total(values))


@calculator
def whale_curve(
    values: Values,
) -> Annotated[pd.DataFrame, Table(customer_share=Share, value_share=Share)]:
    """Share of all profit that the best customers bring together, from the best to the worst.

    Give it profits after the cost to serve: where some customers lose money the curve climbs above 1, like
    the back of a whale, and the losers bring it down again.

    References
    ----------
    Whale curve of cumulative profit: Kaplan & Narayanan (2001) [published].

    Examples
    --------
    >>> print(whale_curve([80, 50, 20, -50]).to_string(index=False))
     customer_share  value_share
               0.00          0.0
               0.25          0.8
               0.50          1.3
               0.75          1.5
               1.00          1.0
    """
    return _curve(np.sort(values)[::-1], _total(values))


@calculator
def top_share(values: Values, share: Share = 0.2) -> Share:
    """Share of all value that the best customers bring, such as the best fifth.

    80 % from 20 % is an observation about some lists, not a law: compute it. Where the border falls inside
    a customer, the part of him that is needed counts.

    Formula::

        top = sum(sorted(values)[k] * min(max(k + 1 - (1 - share) * len(values), 0), 1)
                  for k in range(len(values))) / sum(values)

    References
    ----------
    Pareto (1896) saw it in incomes; the vital few: Juran, Quality Control Handbook (1951) [published].

    Examples
    --------
    >>> top_share([700, 100, 100, 50, 50]), top_share([700, 100, 100, 50, 50], 0.4)
    (0.7, 0.8)
    """
    curve = _curve(np.sort(values)[::-1], _total(values))
    return np.interp(share, curve["customer_share"], curve["value_share"])


@calculator
def gini(values: Amounts) -> Factor:
    """Gini coefficient of inequality: 0 when all customers are equal, almost 1 when one brings all.

    Twice the area between the diagonal and the Lorenz curve; also half the mean difference between two
    customers, as a share of the mean. It is the population's coefficient: 1 − 1/n where one of n brings
    all.

    Formula::

        gini = sum(sum(max(values[i] - values[j], 0) for j in range(len(values)))
                   for i in range(len(values))) / (len(values) * sum(values))

    References
    ----------
    Gini (1912) [published].

    Examples
    --------
    >>> gini([25, 25, 25, 25]), gini([0, 0, 0, 100]), gini([10, 20, 30, 40])
    (0.0, 0.75, 0.25)
    """
    customers = len(values)
    place = 2 * np.arange(customers) - customers + 1  # how many are poorer, less how many are richer
    return max(place @ np.sort(values) / (customers * _total(values)), 0.0)


@calculator
def rank_agreement(values: Values, others: Values) -> Factor:
    """Agreement of two rankings of the same customers (Kendall's tau): 1 the same, −1 turned round.

    Rank the customers by sales and by profit, take every pair of customers, and count in how many pairs
    both measures prefer the same one. Pairs that are equal in a measure are left out of its count (tau-b).

    Formula::

        agree = sum(sum((values[i] - values[j]) * (others[i] - others[j]) > 0 for j in range(i))
                    for i in range(len(values)))
        differ = sum(sum((values[i] - values[j]) * (others[i] - others[j]) < 0 for j in range(i))
                     for i in range(len(values)))
        pairs = sum(sum(values[i] != values[j] for j in range(i)) for i in range(len(values)))
        other_pairs = sum(sum(others[i] != others[j] for j in range(i)) for i in range(len(values)))
        tau = (agree - differ) / sqrt(pairs * other_pairs)

    References
    ----------
    Kendall (1938, 1945) [published].

    Examples
    --------
    >>> round(rank_agreement([900, 500, 300, 100], [90, 120, 40, 20]), 4)
    0.6667
    """
    from scipy.stats import kendalltau  # here, or every import of a topic would take a second more

    require_pairs(values=values, others=others)
    for name, numbers in (("values", values), ("others", others)):
        if not np.ptp(numbers):
            sentence = said("{name} must not all be equal: then there is nothing to rank.", name=name)
            raise BadValueError(sentence)
    return kendalltau(values, others).statistic


@calculator
def abc(values: Values, cuts: Cuts = (0.8, 0.95)) -> AbcClass:
    """Class of each customer by his part in the whole: A the few who bring most, then B, then C.

    Sort from the best to the worst and add up. A customer is in class A when those *before* him bring
    together less than the first cut, in B when less than the second, and so on; so the customer who
    reaches a cut still belongs above it. Equal values stand in one class, the better one.

    References
    ----------
    Dickie (1951), for stocks; cuts at 80 % and 95 % are common practice [published].

    Examples
    --------
    >>> abc([60, 500, 100, 300, 40]).tolist()
    ['B', 'A', 'B', 'A', 'C']
    """
    total = _total(values)
    distinct, which, customers = np.unique(values, return_inverse=True, return_counts=True)
    from_the_top = np.cumsum((distinct * customers)[::-1])[::-1]
    before = (from_the_top - distinct * customers) / total
    return _letters(before, cuts)[which]


@calculator
def tiers(values: Values, shares: Tiers = (0.01, 0.19, 0.30, 0.50)) -> Tier:
    """Tier of each customer in the pyramid: the best *shares* of the customers, one tier after the other.

    A customer is in the first tier when the share of customers *before* him, those with larger values, is
    less than the first of the *shares*. Equal values stand in one tier, the better one, so that a tier may
    hold more than its share.

    References
    ----------
    VIP 1 %, main 19 %, ordinary 30 %, small 50 % of the customers [source document].

    Examples
    --------
    >>> tiers([5, 90, 40, 5, 10], shares=[0.2, 0.2, 0.6]).tolist()
    ['C', 'A', 'B', 'C', 'C']
    """
    distinct, which, customers = np.unique(values, return_inverse=True, return_counts=True)
    before = (len(values) - np.cumsum(customers)) / len(values)
    return _letters(before, np.cumsum(shares)[:-1])[which]


@calculator
def pyramid(
    values: Values, shares: Tiers = (0.01, 0.19, 0.30, 0.50)
) -> Annotated[pd.DataFrame, Table(tier=None, customers=Count, value=Amount, value_share=Share)]:
    """Count the customers in each tier of the pyramid, from the top, and add up what they bring.

    `tiers` says who stands where, and what happens with equal values. Take sales and then profit after the
    cost to serve as *values*, and compare.

    References
    ----------
    VIP 1 %, main 19 %, ordinary 30 %, small 50 % of the customers [source document]. The customer
    pyramid of Curry & Curry (2000) has 1, 4, 15 and 80 % [published].

    Examples
    --------
    >>> print(pyramid([5, 90, 40, 5, 10], shares=[0.2, 0.2, 0.6]).to_string(index=False))
    tier  customers  value  value_share
       A          1   90.0     0.600000
       B          1   40.0     0.266667
       C          3   20.0     0.133333
    """
    tier_of, total = tiers(values, shares), _total(values)
    members = [values[tier_of == tier] for tier in _LETTERS[: len(shares)]]
    value = np.array([np.sum(members_of_tier) for members_of_tier in members])
    customers = [len(members_of_tier) for members_of_tier in members]
    found = {"tier": _LETTERS[: len(shares)], "customers": customers, "value": value}
    return pd.DataFrame(found | {"value_share": value / total})


def _curve(ordered: np.ndarray, total: float) -> pd.DataFrame:
    """Add up the values in their order, from (0, 0) to (1, 1)."""
    shares = np.concatenate([[0.0], np.cumsum(ordered) / total])
    shares[-1] = 1.0
    return pd.DataFrame({"customer_share": np.arange(len(shares)) / len(ordered), "value_share": shares})


def _letters(before: np.ndarray, cuts: np.ndarray) -> np.ndarray:
    """Return A below the first cut, B from there on, …; 80 % is 80 % although 0.1 + 0.7 is a little less."""
    return _LETTERS[np.searchsorted(np.round(cuts, 9), np.round(before, 9), side="right")]


def _total(values: np.ndarray) -> float:
    total = float(np.sum(values))
    if not 0 < total < np.inf:
        sentence = to_say("values must add up to more than 0, to have shares; the sum is {total:g}.")
        raise BadValueError(said(sentence, total=total))
    return total
