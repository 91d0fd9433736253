"""How loyal a customer is: an index of several measures, the type by attitude and behaviour, the wallet."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Choice, Cost, Quantity, Share, typical
from crmlab.declared.tables import Named
from crmlab.errors import BadValueError
from crmlab.language import said, to_say
from crmlab.loyalty.kinds import Term, picked

# A long choice, a close look at prices and an eye on rivals are signs of little loyalty.
REVERSED = ("choice_time", "price_sensitivity", "rival_attention")
MEASURES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "behaviour": ("repeat_purchase", "spending", "tolerance", *REVERSED),  # document on key accounts
        "share": ("repeat_purchase", "share_of_need", "brand_attention", *REVERSED),  # on relationships
    }
)
# By attitude (low, high) and behaviour (low, high)
LOYALTY_TYPES = (("no_loyalty", "spurious_loyalty"), ("latent_loyalty", "true_loyalty"))
_ALL = tuple(dict.fromkeys(measure for six in MEASURES.values() for measure in six))


class SomeOf(Named):
    """Numbers for some of the names; which ones are needed, another parameter says."""

    def validate(self, name: str, value: Any) -> pd.Series:
        """Return the numbers with their names, or raise one clear sentence about *name*."""
        has_names = isinstance(value, Mapping | pd.Series)
        given = tuple(key for key in self.keys if has_names and key in value)
        return Named(Annotated[float, self.quantity], given or self.keys).validate(name, value)


Rating = Annotated[float, Quantity("", 1, 10, typical=(1, 7), format=",.1f")]
Weight = Annotated[float, Quantity("", 0, typical=(1, 5), format=",.2f")]
Six = Annotated[str, Choice(tuple(MEASURES))]
# Drawn ratings go up to 7, so that they fit a scale that is drawn, and one that is a point shorter.
Highest = Annotated[int, Quantity("", 2, 10, typical=(8, 10), format=".0f", whole=True)]
Index = Annotated[float, Quantity("points_of_100", 0, 100, typical=(0, 100), format=",.1f")]
Level = Annotated[float, Quantity("", typical=(0, 100), format=",.1f")]


@calculator
def loyalty_index(
    indicators: Annotated[pd.Series, SomeOf(Rating, _ALL)],
    measures: Six = "behaviour",
    weights: Annotated[pd.Series, SomeOf(Weight, _ALL)] | None = None,
    highest: Highest = 10,
) -> Index:
    """Loyalty of a customer from 0 to 100, by six measures rated from 1 up.

    *measures* says which six: ``"behaviour"`` has spending and tolerance of mishaps, ``"share"`` has the
    share of the whole need and the attention to our brand; other ratings do not count. Time to choose,
    price sensitivity and attention to rivals are `REVERSED`: high ratings lower the index.

    Formula::

        good = (
            ["repeat_purchase", "spending", "tolerance"] if measures == "behaviour"
            else ["repeat_purchase", "share_of_need", "brand_attention"]
        )
        bad = (
            ["choice_time", "price_sensitivity", "rival_attention"]
            if measures in ["behaviour", "share"] else []
        )
        if weights is None:
            loyal = sum(indicators[good])
            fickle = sum(indicators[bad])
            index = 100 * (loyal - 3 + 3 * highest - fickle) / (6 * (highest - 1))
        else:
            loyal = sum(weights[good] * indicators[good])
            fickle = sum(weights[bad] * indicators[bad])
            loyal_weight = sum(weights[good])
            fickle_weight = sum(weights[bad])
            index = (
                100 * (loyal - loyal_weight + fickle_weight * highest - fickle)
                / ((loyal_weight + fickle_weight) * (highest - 1))
            )

    References
    ----------
    Two sets of six measures: source documents on key accounts and on relationships [source document]; the
    scale and the equal weights: [reconstructed].

    Examples
    --------
    >>> ratings = {"repeat_purchase": 9, "spending": 8, "tolerance": 6, "choice_time": 2,
    ...            "price_sensitivity": 4, "rival_attention": 3}
    >>> round(loyalty_index(ratings), 1)
    75.9
    """
    six = list(MEASURES[measures])
    equal = pd.Series(1.0, six)
    for name, numbers in {"indicators": indicators, "weights": equal if weights is None else weights}.items():
        if missing := [measure for measure in six if measure not in numbers]:
            sentence = to_say("{name} must have {names}; {missing} is missing.")
            raise BadValueError(said(sentence, name=name, names=said(", ").join(six), missing=missing[0]))
    rated, weight = indicators[six], equal if weights is None else weights[six]
    if np.any(rated.max() > highest):
        sentence = to_say("indicators must be at most highest; got {got:g} for {name}.")
        raise BadValueError(said(sentence, got=rated.max(), name=rated.idxmax()))
    sign = np.where(rated.index.isin(REVERSED), -1, 1)
    lowest = np.where(sign > 0, 1, np.asarray(highest)[..., None])
    points = sign * (rated.to_numpy() - lowest) @ weight.to_numpy()
    return 100 * points / ((highest - 1) * weight.sum())


@calculator
def loyalty_type(
    attitude: Level,
    behaviour: Level,
    attitude_cut: Annotated[Level, typical(40, 60)],
    behaviour_cut: Annotated[Level, typical(40, 60)],
) -> Annotated[str, Term(tuple(kind for row in LOYALTY_TYPES for kind in row), "loyalty")]:
    """Type of loyalty, by attitude and behaviour: true, latent, spurious or none.

    A value at the cut is high. Attitude and behaviour may be on any scale; each cut is on that of its own.

    References
    ----------
    Dick & Basu (1994) [published]; premium, latent and spurious loyalty in the source document on key
    accounts [source document].

    Examples
    --------
    >>> loyalty_type(80, 20, attitude_cut=50, behaviour_cut=50)
    'latent_loyalty'
    >>> loyalty_type([80, 30], [90, 90], 50, 50).tolist()
    ['true_loyalty', 'spurious_loyalty']
    """
    return picked(LOYALTY_TYPES, attitude >= attitude_cut, behaviour >= behaviour_cut)


@calculator
def share_of_wallet(
    own_spend: Annotated[Cost, typical(50, 350)], category_spend: Annotated[Cost, typical(400, 1000)]
) -> Share:
    """Share of what a customer spends on such products that he spends with the firm.

    Formula::

        share = own_spend / category_spend

    References
    ----------
    Share of wallet; standard. Share of the whole need: source document on relationships [source document].

    Examples
    --------
    >>> share_of_wallet(300, 1200)
    0.25
    """
    if np.any(own_spend > category_spend):
        sentence = said("own_spend must be at most category_spend: the wallet holds what we get, too.")
        raise BadValueError(sentence)
    return own_spend / category_spend
