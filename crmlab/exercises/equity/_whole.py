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


def worth(group: str, margin: Two, retention: Two, rate: float) -> float:
    """Return what one customer of a group is worth; the first margin is at risk."""
    return margin[group] * retention_multiple(retention[group], rate)


def base_worth(customers: Two, margin: Two, retention: Two, rate: float) -> float:
    """Return what all customers of both groups are worth."""
    return sum(customers[group] * worth(group, margin, retention, rate) for group in customers)


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


def valued_by(value):
    """Return the answer in which another formula of margin, retention and rate gives a customer's *value*."""

    def wrong(customers, margin, retention, rate, prospects, acquired_share, acquisition_outlay):
        each = {group: value(margin[group], retention[group], rate) for group in customers}
        present = sum(customers[group] * each[group] for group in customers)
        potential = prospects * (acquired_share * each["others"] - acquisition_outlay)
        return {"present": present, "potential": potential, "equity": present + potential}

    return wrong


def valued(multiple):
    """Return the answer in which a customer is worth another *multiple* of his margin."""
    return valued_by(lambda margin, retention, rate: margin * multiple(retention, rate))


def of_the_mean_customer(customers, margin, retention, rate, weights):
    """Return what a base is worth if everybody is like the mean, with the groups weighted so."""
    total = sum(weights.values())
    means = (sum(weights[group] * one[group] for group in weights) / total for one in (margin, retention))
    mean_margin, mean_retention = means
    return sum(customers.values()) * mean_margin * retention_multiple(mean_retention, rate)


def unlike_the_groups(margin_of=None, retention_of=None):
    """Return present customers with a margin or a retention that is not that of the group."""

    def present(customers, margin, retention, rate):
        margins = margin_of(margin, customers) if margin_of else margin
        stays = retention_of(retention, customers) if retention_of else retention
        return base_worth(customers, margins, stays, rate)

    return part(present=present)


def mean_of_all(by_group, customers):
    """Give each group the mean of all customers."""
    mean = sum(customers[group] * by_group[group] for group in customers) / sum(customers.values())
    return dict.fromkeys(customers, mean)


def middle(by_group, customers):
    """Give each group what lies in the middle of both."""
    return dict.fromkeys(customers, sum(by_group.values()) / len(by_group))


def exchanged(by_group, customers):
    """Give each group what is the other one's."""
    return dict(zip(by_group, reversed(by_group.values()), strict=True))


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
