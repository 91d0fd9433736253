"""What complaints tell: of the many who keep silent, of talk, of a base that leaks."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Count, Quantity, Share, typical
from crmlab.declared.tables import Named, Table
from crmlab.errors import BadValueError
from crmlab.language import said
from crmlab.lifecycle import leaky_bucket

# Share of the dissatisfied who complain. The numbers exclude one another: they ask about different prices,
# and mean different things by "complain".
VOICE_RATES: Mapping[str, float] = MappingProxyType(
    {
        "said so at all": 0.04,  # source document on key accounts; TARP: small packaged goods
        "complained formally": 0.05,  # source document on logistics firms, top of its pyramid
        "to shop or maker": 0.08,  # the same, survey of dissatisfying purchases: 3 % + 5 %
        "supposed": 0.10,  # source document on customer value: "if only", not a survey
        "visible": 0.30,  # source document on logistics customer service: tip of the iceberg
        "formally or to the front line": 0.31,  # the pyramid again: 5 % + 26 %
        "to the front line": 0.50,  # Goodman, about
        "most serious problem": 0.69,  # TARP (1979), households with a problem
    }
)


class Parts(Named):
    """Shares of the named parts of a whole: together they are 1."""

    def validate(self, name: str, value: Any) -> pd.Series:
        """Return the shares with their names, or raise one clear sentence about *name*."""
        shares = super().validate(name, value)
        if abs(shares.sum() - 1) > 1e-6:
            sentence = said("{name} must add up to 1 (100 %); got {sum:.6g}.", name=name, sum=shares.sum())
            raise BadValueError(sentence)
        return shares

    def draw(self, source: random.Random) -> dict:
        """Draw three shares."""
        low, high = sorted(source.sample(range(1, 20), 2))
        return {"one": low / 20, "two": (high - low) / 20, "three": 1 - high / 20}


Customers = Annotated[float, Quantity("customers", 0, typical=(100, 2000), step=50, format=",.1f")]
Voice = Annotated[Share, typical(0.05, 0.7)]
Told = Annotated[float, Quantity("", 0, typical=(5, 25), format=",.1f")]
Month = Annotated[int, Quantity("", 1, 1000, format=".0f", whole=True)]
Months = Annotated[int, Quantity("months", 1, 1000, typical=(12, 36), format=".0f", whole=True)]


@calculator
def dissatisfied(complaints: Annotated[Count, typical(10, 200, 10)], voice_rate: Voice) -> Customers:
    """Dissatisfied customers who stand behind the complaints that reach the firm.

    Formula::

        customers = complaints / voice_rate

    References
    ----------
    Source document on customer value [source document]; rates: `VOICE_RATES`.

    Examples
    --------
    >>> dissatisfied(100, 0.10), dissatisfied(5, VOICE_RATES["complained formally"])
    (1000.0, 100.0)
    """
    if np.any(voice_rate == 0):
        sentence = said("voice_rate must be more than 0: silence does not tell how many are silent.")
        raise BadValueError(sentence)
    return complaints / voice_rate


@calculator
def breakdown(
    number: Annotated[float, Quantity("", 0, typical=(1, 1000), format=",.2f")],
    layers: Annotated[Any, Parts(Share)],
    known: str | None = None,
) -> Annotated[pd.DataFrame, Table(layer=None, share=Share, number=None)]:
    """Size of each layer, from the number in all or in the one layer that is known.

    One layer that can be seen gives the whole iceberg; without *known* the number is that of all layers, as
    in a survey. The shares must add up to 1.

    Formula::

        number_of_layer = number * share_of_layer / share_of_known

    References
    ----------
    Pyramid of complaints and iceberg of the source documents on logistics [source document].

    Examples
    --------
    >>> pyramid = {"formal": 0.05, "front line": 0.26, "silent": 0.69}
    >>> print(breakdown(1, pyramid, known="formal").to_string(index=False))
         layer  share  number
        formal   0.05     1.0
    front line   0.26     5.2
        silent   0.69    13.8
    """
    if known is not None and not (isinstance(known, str | int) and known in layers.index):
        names = said(", ").join(map(str, layers.index))
        raise BadValueError(said("known must be one of {names}, or left out.", names=names))
    seen = 1.0 if known is None else layers[known]
    if seen == 0:
        raise BadValueError(said("known must be a layer with a share of more than 0."))
    counts = {"layer": layers.index, "share": layers.to_numpy(), "number": number * layers.to_numpy() / seen}
    return pd.DataFrame(counts)


@calculator
def silent_loss(
    dissatisfied: Customers, voice_rate: Voice, gone_for_good: Annotated[Share, typical(0.5, 0.95)]
) -> Customers:
    """Dissatisfied customers who say nothing and never buy again.

    Formula::

        customers = dissatisfied * (1 - voice_rate) * gone_for_good

    References
    ----------
    4 % speak, 90 % of the others never come back: source document on key accounts [source document].

    Examples
    --------
    >>> round(silent_loss(1000, 0.04, 0.90), 1)
    864.0
    """
    return dissatisfied * (1 - voice_rate) * gone_for_good


@calculator
def word_of_mouth(
    dissatisfied: Customers,
    heavy_share: Annotated[Share, typical(0.05, 0.3)] = 0.13,
    heavy: Told = 20,
    light: Told = 9,
) -> Annotated[float, Quantity("people", 0, format=",.1f")]:
    """People who hear of it from dissatisfied customers.

    With the rule of 13 % it is a lower bound: those were asked in the survey behind it whether they had
    told *more than* 20 people.

    Formula::

        people = dissatisfied * (heavy_share * heavy + (1 - heavy_share) * light)

    References
    ----------
    Source document on logistics firms [source document], after TARP (1979) [published].

    Examples
    --------
    >>> round(word_of_mouth(100)), round(word_of_mouth(1), 2)
    (1043, 10.43)
    """
    return dissatisfied * (heavy_share * heavy + (1 - heavy_share) * light)


@dataclass(frozen=True)
class HiddenChurn:
    """A customer base that leaks month by month, and the first month in which it has become too small."""

    alarm_month: Month | None
    table: Annotated[pd.DataFrame, Table(month=Count, complaints=Customers, share_left=Share)]


@calculator
def hidden_churn(
    customers: Annotated[Count, typical(500, 5000, 100)],
    monthly_churn: Annotated[Share, typical(0.01, 0.05)],
    voice_rate: Voice,
    won_per_month: Annotated[Customers, typical(0, 20, 1)],
    months: Months,
    alarm: Annotated[Share, typical(0.5, 0.9, 0.05)] = 0.7,
) -> HiddenChurn:
    """Complaints that the firm sees, month by month, beside the customers that it loses.

    Those who leave are dissatisfied, and the share *voice_rate* of them complains first; newcomers can
    leave from the next month on. The alarm is the share of the base at the start below which it must not
    fall.

    Formula::

        alarm_month = earliest(
            t for t in range(1, months + 1)
            if customers * (1 - monthly_churn)**t
            + won_per_month * sum((1 - monthly_churn)**n for n in range(t)) < alarm * customers
        )

    References
    ----------
    Dyke and ant holes in the source document on customer value [source document]; the numbers of the
    example are [invented for the exercise].

    Examples
    --------
    >>> firm = hidden_churn(1000, monthly_churn=0.04, voice_rate=0.05, won_per_month=10, months=24)
    >>> firm.alarm_month, firm.table["complaints"].max().item()
    (13, 2.0)
    """
    bucket = leaky_bucket(customers, monthly_churn, won_per_month, months).rename(columns={"year": "month"})
    if customers == 0:
        raise BadValueError(said("customers must be at least 1: an empty base cannot leak."))
    bucket.insert(3, "complaints", voice_rate * bucket["lost"])
    bucket["share_left"] = bucket["end"] / customers
    below = np.flatnonzero(bucket["share_left"] < alarm - 1e-12)
    return HiddenChurn(int(below[0]) + 1 if below.size else None, bucket)
