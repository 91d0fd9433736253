"""Next year's money, spent on contacts with new or with existing customers."""

from typing import Annotated

from crmlab import relationships
from crmlab.declared.quantities import Cost, Share, typical

Budget = Annotated[Cost, typical(20_000, 60_000, 2_000)]
CostNew = Annotated[Cost, typical(40, 90, 5)]
CostExisting = Annotated[Cost, typical(15, 35, 1)]
SuccessNew = Annotated[Share, typical(0.12, 0.28)]
SuccessExisting = Annotated[Share, typical(0.38, 0.6)]
Anyway = Annotated[Share, typical(0.3, 0.75)]
MarginNew = Annotated[Cost, typical(150, 480, 10)]
MarginExisting = Annotated[Cost, typical(50, 170, 2)]


def sales_of(
    budget: Budget,
    cost_new: CostNew,
    success_new: SuccessNew,
    cost_existing: CostExisting,
    success_existing: SuccessExisting,
    anyway: Anyway,
) -> dict[str, float]:
    """Return how many sales come because of the whole budget, with new and with existing customers."""
    because = success_existing * (1 - anyway)
    new = relationships.selling_effort(success_new, cost_new).cost_per_sale
    existing = relationships.selling_effort(because, cost_existing).cost_per_sale
    return {"new": budget / new, "existing": budget / existing}


def decided(
    budget: Budget,
    cost_new: CostNew,
    success_new: SuccessNew,
    margin_new: MarginNew,
    cost_existing: CostExisting,
    success_existing: SuccessExisting,
    anyway: Anyway,
    margin_existing: MarginExisting,
) -> dict[str, float | str]:
    """Return what the budget gains with each, and where it should go."""
    sales = sales_of(budget, cost_new, success_new, cost_existing, success_existing, anyway)
    new, existing = sales["new"] * margin_new - budget, sales["existing"] * margin_existing - budget
    money = "neither" if max(new, existing) <= 0 else "new" if new > existing else "existing"
    return {"gain_new": new, "gain_existing": existing, "money": money}


def of_both(formula):
    """Return by way a formula of budget, cost, success and margin; success counts whom the contact moves."""

    def new(budget, cost_new, success_new, margin_new):
        return formula(budget, cost_new, success_new, margin_new)

    def existing(budget, cost_existing, success_existing, anyway, margin_existing):
        return formula(budget, cost_existing, success_existing * (1 - anyway), margin_existing)

    return {"new": new, "existing": existing}


def of_all_who_say_yes(formula):
    """Return the formula for existing customers when all who say yes count, whoever would have bought."""

    def existing(budget, cost_existing, success_existing, margin_existing):
        return formula(budget, cost_existing, success_existing, margin_existing)

    return existing
