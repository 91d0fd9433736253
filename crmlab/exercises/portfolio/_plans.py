"""Two plans for customers who lose money: what each changes, and where it changes nothing."""

from collections.abc import Callable
from typing import Annotated

from crmlab import portfolio, value
from crmlab.declared.quantities import Cost, Count, Share, typical
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import part

Losers = Annotated[Count, typical(20, 60)]
Margin = Annotated[Cost, typical(800, 3200, 50)]
Hours = Annotated[float, portfolio.profit.Hours.__metadata__[0], typical(15, 40)]
Hourly = Annotated[Cost, typical(100, 180)]
Freed = Annotated[Share, typical(0.2, 0.9)]
Fee = Annotated[Cost, typical(200, 800, 20)]
Leave = Annotated[Share, typical(0.05, 0.4)]
Formula = Callable[..., float]


def plans(
    customers: Losers,
    margin: Margin,
    service_hours: Hours,
    hourly_cost: Hourly,
    freed: Freed,
    fee: Fee,
    leave: Leave,
) -> dict[str, float | str]:
    """Return what each plan changes, and what to do."""
    if margin > 0.95 * service_hours * hourly_cost:
        raise BadValueError("they must lose money after all their hours.")
    drop = float(customers * (freed * service_hours * hourly_cost - margin))
    charge = customers * float(value.expected_gain(1 - leave, fee, cost=leave * margin))
    return {"drop": drop, "charge": charge, "do": _best(drop, charge)}


def _best(drop: float, charge: float) -> str:
    return "keep" if max(drop, charge) <= 0 else "drop" if drop > charge else "charge"


def changed_by_dropping(formula: Formula) -> part:
    """Return the answer in which parting changes something else."""
    return part(
        drop=lambda customers, margin, service_hours, hourly_cost, freed: formula(
            customers, margin, service_hours * hourly_cost, freed
        )
    )


def changed_by_charging(formula: Formula) -> part:
    """Return the answer in which the fee changes something else."""
    return part(charge=formula)


def borders(margin: Margin, service_hours: Hours, hourly_cost: Hourly, fee: Fee) -> dict[str, float]:
    """Return the shares at which the two plans change nothing."""
    return {"hours_away": margin / (service_hours * hourly_cost), "leaving": fee / (fee + margin)}
