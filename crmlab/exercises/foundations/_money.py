"""Next year's money, spent on contacts with new or with existing customers."""

from typing import Annotated

from crmlab import relationships
from crmlab.declared.quantities import Cost, Share, typical

WAYS = ("new", "existing")
Budget = Annotated[Cost, typical(20_000, 60_000, 2_000)]
CostNew = Annotated[Cost, typical(40, 90, 5)]
CostExisting = Annotated[Cost, typical(15, 35, 1)]
SuccessNew = Annotated[Share, typical(0.12, 0.28)]
SuccessExisting = Annotated[Share, typical(0.38, 0.6)]
MarginNew = Annotated[Cost, typical(180, 650, 10)]
MarginExisting = Annotated[Cost, typical(24, 90, 2)]


def sales_of(
    budget: Budget,
    cost_new: CostNew,
    success_new: SuccessNew,
    cost_existing: CostExisting,
    success_existing: SuccessExisting,
) -> dict[str, float]:
    """Return how many sales the whole budget brings with new and with existing customers."""
    new = relationships.selling_effort(success_new, cost_new).cost_per_sale
    existing = relationships.selling_effort(success_existing, cost_existing).cost_per_sale
    return {"new": budget / new, "existing": budget / existing}


def decided(
    budget: Budget,
    cost_new: CostNew,
    success_new: SuccessNew,
    margin_new: MarginNew,
    cost_existing: CostExisting,
    success_existing: SuccessExisting,
    margin_existing: MarginExisting,
) -> dict[str, float | str]:
    """Return what the budget gains with each, and where it should go."""
    sales = sales_of(budget, cost_new, success_new, cost_existing, success_existing)
    new, existing = sales["new"] * margin_new - budget, sales["existing"] * margin_existing - budget
    money = "neither" if max(new, existing) <= 0 else "new" if new > existing else "existing"
    return {"gain_new": new, "gain_existing": existing, "money": money}


def of_both(formula):
    """Return a formula of cost, success and margin, with the budget, for new and for existing customers."""

    def answer(budget, **own):
        return {
            way: formula(budget, own[f"cost_{way}"], own[f"success_{way}"], own.get(f"margin_{way}"))
            for way in WAYS
        }

    return answer
