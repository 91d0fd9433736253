"""What a whole customer base is worth, and how it is computed wrongly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from crmlab.clv.lifetime import retention_multiple
from crmlab.declared.quantities import Cost, Count, Share, typical
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import part
from crmlab.exercises.equity._data import Each, Interest

Numbers = Annotated[
    dict, Each(Annotated[Count, typical(1, 100)], key=typical(20, 80, 1), others=typical(300, 900, 10))
]
Margins = Annotated[dict, Each(Cost, key=typical(2000, 6000, 100), others=typical(100, 400, 10))]
Stays = Annotated[dict, Each(Share, key=typical(0.82, 0.94, 0.01), others=typical(0.5, 0.74, 0.01))]
Prospects = Annotated[Count, typical(1000, 5000, 100)]
Won = Annotated[Share, typical(0.04, 0.12)]
Spent = Annotated[Cost, typical(3, 16, 1)]
Brought = Annotated[Count, typical(4, 15)]
Two = Mapping[str, float]


def _multiple(retention: float, rate: float) -> float:
    return retention_multiple(retention, rate)


def worth(group: str, margin: Two, retention: Two, rate: float, multiple=_multiple) -> float:
    """Return what one customer of a group is worth; the first margin is at risk."""
    return margin[group] * multiple(retention[group], rate)


def base_worth(customers: Two, margin: Two, retention: Two, rate: float, multiple=_multiple) -> float:
    """Return what all customers of both groups are worth."""
    return sum(customers[group] * worth(group, margin, retention, rate, multiple) for group in customers)


def whole_base(
    customers: Numbers,
    margin: Margins,
    retention: Stays,
    rate: Interest,
    prospects: Prospects,
    acquired_share: Won,
    acquisition_outlay: Spent,
) -> dict[str, float]:
    """Return what present and potential customers are worth, and both together."""
    present = base_worth(customers, margin, retention, rate)
    potential = prospects * (acquired_share * worth("others", margin, retention, rate) - acquisition_outlay)
    if potential < 1000:
        raise BadValueError("the prospects must be worth what is spent on them.")
    return {"present": present, "potential": potential, "equity": present + potential}


def valued(multiple):
    """Return the answer in which a customer is worth another *multiple* of his margin."""

    def wrong(customers, margin, retention, rate, prospects, acquired_share, acquisition_outlay):
        present = base_worth(customers, margin, retention, rate, multiple)
        each = worth("others", margin, retention, rate, multiple)
        potential = prospects * (acquired_share * each - acquisition_outlay)
        return {"present": present, "potential": potential, "equity": present + potential}

    return wrong


def of_the_mean_customer(customers, margin, retention, rate, weights):
    """Return what a base is worth if everybody is like the mean, with the groups weighted so."""
    total = sum(weights.values())
    means = (sum(weights[group] * one[group] for group in weights) / total for one in (margin, retention))
    mean_margin, mean_retention = means
    return sum(customers.values()) * mean_margin * _multiple(mean_retention, rate)


def prospects_worth(formula):
    """Return another potential: a formula of the share won, the spending and the worth of both groups."""
    return part(
        potential=lambda prospects, acquired_share, acquisition_outlay, margin, retention, rate: formula(
            prospects,
            acquired_share,
            acquisition_outlay,
            *(worth(group, margin, retention, rate) for group in ("key", "others")),
        )
    )


def counted_once(
    customers: Numbers,
    margin: Margins,
    retention: Stays,
    rate: Interest,
    prospects: Prospects,
    acquired_share: Won,
    acquisition_outlay: Spent,
    brought: Brought,
) -> dict[str, float]:
    """Return what hangs on one key account with those whom he brought, and the equity of all."""
    own = (customers, margin, retention, rate, prospects, acquired_share, acquisition_outlay)
    key, others = (worth(group, margin, retention, rate) for group in ("key", "others"))
    return {"with_referrals": key + brought * others, "equity": whole_base(*own)["equity"]}


def hangs_on_a(formula):
    """Return another worth of A: a formula of both values, how many he brought, and the margins."""
    return part(
        with_referrals=lambda margin, retention, rate, brought: formula(
            *(worth(group, margin, retention, rate) for group in ("key", "others")), brought, margin
        )
    )
