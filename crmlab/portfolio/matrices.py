"""Customers in a table of four cells: two measures, each high or low.

Authors call the same cells by different names, and different cells by the same name. The functions here
answer with neutral keys; the names of all schemes stand in one registry (`classes`, `class_names`).
"""

from __future__ import annotations

from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab.declared import names
from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Amount, Quantity, brief
from crmlab.declared.tables import require_pairs
from crmlab.errors import BadTypeError, BadValueError
from crmlab.language import said, to_say
from crmlab.portfolio.kinds import Amounts, Classes, Orders, Values

Cells = Annotated[str, Classes(("I", "II", "III", "IV"))]
OrdersCut = Annotated[float, Quantity("", low=0, typical=(1, 20), step=0.5, format=",.1f")]
MarcusCells = Annotated[str, Classes(("best", "spender", "frequent", "uncertain"))]
Peppers = Annotated[str, Classes(("MVC", "MGC", "other", "BZ"))]


@calculator
def value_matrix(
    current: Values,
    potential: Values,
    current_cut: Amount | None = None,
    potential_cut: Amount | None = None,
) -> Cells:
    """Cell of each customer by his value today and by what he could become.

    I is low in both, II has a low current value and a high potential, III the reverse, IV is high in both.
    A value at the cut is high. What the second axis is, you decide: the growth potential (extra value), or
    the future value (with the present pattern in it). A customer can be high in one and low in the other.

    References
    ----------
    Current value and growth potential, four cells [source document].

    Examples
    --------
    >>> value_matrix(current=[100, 100, 900, 900], potential=[10, 80, 10, 80]).tolist()
    ['I', 'II', 'III', 'IV']
    >>> value_matrix([100, 100, 900, 900], [10, 80, 10, 80], potential_cut=100).tolist()
    ['I', 'I', 'III', 'III']
    """
    require_pairs(current=current, potential=potential)
    high_now = _is_high(current, current_cut)
    high_later = _is_high(potential, potential_cut)
    return np.array(["I", "II", "III", "IV"])[2 * high_now + high_later]


@calculator
def frequency_spend_matrix(
    orders: Orders,
    average: Amounts,
    orders_cut: OrdersCut | None = None,
    average_cut: Amount | None = None,
) -> MarcusCells:
    """Cell of each customer by how often he buys and how much he spends each time.

    *best* buys often and much, *spender* seldom and much, *frequent* often and little, *uncertain* seldom
    and little. A value at the cut is high. Marcus cuts at the means; medians are not moved by one very
    large customer, but where most have bought once, the median is 1 and everybody buys often: look at the
    cut, and give your own.

    References
    ----------
    Customer value matrix: Marcus (1998) [published].

    Examples
    --------
    >>> frequency_spend_matrix(orders=[9, 1, 8, 2], average=[70, 80, 20, 10]).tolist()
    ['best', 'spender', 'frequent', 'uncertain']
    """
    require_pairs(orders=orders, average=average)
    often = _is_high(orders, orders_cut)
    much = _is_high(average, average_cut)
    return np.array(["uncertain", "spender", "frequent", "best"])[2 * often + much]


@calculator
def peppers_rogers(
    actual: Values,
    strategic: Values,
    cost_to_serve: Amounts,
    actual_cut: Amount | None = None,
    growth_cut: Amount | None = None,
) -> Peppers:
    """Type of each customer by actual value, strategic value and cost to serve.

    *BZ* (below zero): neither the actual value nor the strategic value, what he would be worth if fully
    developed, covers the cost to serve him. That is more than being low: a small customer who pays his way
    is none. Of the others, *MVC* (most valuable) has a high actual value after the cost to serve; *MGC*
    (most growable) a high gap between strategic and actual value; the rest is *other*. The cuts are
    medians of those above zero; a value at the cut is high.

    References
    ----------
    Peppers & Rogers, Enterprise One to One (1997) [published]; the cuts are a convention of this course.

    Examples
    --------
    >>> actual, strategic = [900, 250, 200, 400, 20], [950, 850, 210, 420, 25]
    >>> peppers_rogers(actual, strategic, cost_to_serve=[100, 100, 80, 100, 60]).tolist()
    ['MVC', 'MGC', 'other', 'MVC', 'BZ']
    """
    require_pairs(actual=actual, strategic=strategic, cost_to_serve=cost_to_serve)
    net, gap = actual - cost_to_serve, strategic - actual
    below_zero = np.maximum(actual, strategic) < cost_to_serve
    above = ~below_zero if np.any(~below_zero) else slice(None)
    valuable = _is_high(net, np.median(net[above]) if actual_cut is None else actual_cut)
    growable = _is_high(gap, np.median(gap[above]) if growth_cut is None else growth_cut)
    return np.select([below_zero, valuable, growable], ["BZ", "MVC", "MGC"], "other")


def class_names(keys: Any, scheme: str) -> np.ndarray:
    """Name the classes of customers as one author does, in the language in use.

    Parameters
    ----------
    keys : list of str
        Keys as the calculators give them, such as ``["IV", "I"]``, or one key.
    scheme : str
        Whose names: one of the schemes that `classes` lists.

    Returns
    -------
    numpy.ndarray of str
        A name for each key.

    Raises
    ------
    ValueError
        If there is no such scheme, or it has no such key: the frequency matrix has other cells than the
        value matrix, so their names cannot be exchanged.

    Examples
    --------
    >>> keys = value_matrix([100, 100, 900, 900], [10, 80, 10, 80])
    >>> class_names(keys, "metals_figure").tolist(), class_names(keys, "metals_text").tolist()
    (['lead', 'iron', 'silver', 'gold'], ['lead', 'iron', 'platinum', 'gold'])
    """
    of_scheme = {key: word.label for (of, key), word in _registry().items() if of == scheme}
    if not of_scheme:
        schemes = said(", ").join(dict.fromkeys(of for of, _ in _registry()))
        sentence = said("scheme must be one of {schemes}; got {got}.", schemes=schemes, got=brief(scheme))
        raise BadValueError(sentence)
    wanted = np.atleast_1d(np.asarray(keys, dtype=object))
    for key in wanted.ravel():
        if not isinstance(key, str) or key not in of_scheme:
            sentence = to_say("keys must be of {keys} in {scheme}; got {got}.")
            known = said(", ").join(of_scheme)
            raise BadValueError(said(sentence, keys=known, scheme=scheme, got=brief(key)))
    return np.array([of_scheme[key] for key in wanted.ravel()]).reshape(wanted.shape)


def classes(name: str | None = None) -> pd.DataFrame:
    """List the names that authors give to classes of customers, or all classes that bear one name.

    Parameters
    ----------
    name : str, optional
        An English or Chinese name.

    Returns
    -------
    pandas.DataFrame
        ``scheme, key, english, chinese, meaning``; the best class of each scheme comes first. Classes of
        different schemes with the same key are the same class.

    Raises
    ------
    TypeError
        If *name* is not a word.

    Examples
    --------
    >>> print(classes("platinum")[["scheme", "key"]].to_string(index=False))
             scheme key
        metals_text III
    metals_zeithaml   A
    """
    if name is not None and not isinstance(name, str):
        raise BadTypeError(said("name must be a word, such as 'gold'; got {got}.", got=brief(name)))
    rows = [(*place, word.en[0], word.zh[0], word.definition) for place, word in _registry().items()]
    registry = pd.DataFrame(rows, columns=["scheme", "key", "english", "chinese", "meaning"])
    if name is None:
        return registry
    wanted = name.strip().lower()
    bears_it = (registry["english"].str.lower() == wanted) | (registry["chinese"] == wanted)
    return registry[bears_it].reset_index(drop=True)


def _registry() -> dict[tuple[str, str], names.Word]:
    """Return the words for classes of customers by scheme and key."""
    return {tuple(name.split(".")): word for name, word in names.vocabulary("classes").items()}


def _is_high(values: np.ndarray, cut: float | None) -> np.ndarray:
    return values >= (np.median(values) if cut is None else cut)
