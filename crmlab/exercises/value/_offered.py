"""Our offer and a cheaper one: what each costs the customer in all, and what he has of it."""

from collections.abc import Callable
from typing import Annotated, Any

import pandas as pd

from crmlab.declared.quantities import Cost, typical
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import part
from crmlab.exercises.value._numbers import HourWorth, Minutes

OFFERS = ["ours", "cheaper"]
OurBenefits = Annotated[Cost, typical(250, 600)]
OurPrice = Annotated[Cost, typical(110, 320)]
OurMinutes = Annotated[Minutes, typical(15, 35)]
CheaperBenefits = Annotated[Cost, typical(250, 600)]
CheaperPrice = Annotated[Cost, typical(70, 250)]
CheaperMinutes = Annotated[Minutes, typical(50, 200)]
Unloading = Annotated[Cost, typical(15, 45, 1)]
Available = Annotated[Cost, typical(2000, 4000, 100)]
Time = Callable[[float, float], float]


def costs_of(own: dict[str, Any], time: Time = lambda minutes, hour: minutes / 60 * hour) -> pd.DataFrame:
    """Return benefits, time in money and price of both offers."""
    return pd.DataFrame(
        {
            "offer": OFFERS,
            "benefits": [own["our_benefits"], own["cheaper_benefits"]],
            "price": [own["our_price"], own["cheaper_price"]],
            "time": [time(own["our_minutes"], own["hour"]), time(own["cheaper_minutes"], own["hour"])],
        }
    )


def offered(table: pd.DataFrame, costs: Any = None) -> pd.DataFrame:
    """Return the table of the task, with these costs in place of price and time together."""
    costs = table["price"] + table["time"] if costs is None else costs
    of_both = {"costs": costs, "difference": table["benefits"] - costs, "ratio": table["benefits"] / costs}
    return table[["offer", "time"]].assign(**of_both)


def offer_table(
    our_benefits: OurBenefits,
    our_price: OurPrice,
    our_minutes: OurMinutes,
    cheaper_benefits: CheaperBenefits,
    cheaper_price: CheaperPrice,
    cheaper_minutes: CheaperMinutes,
    hour: HourWorth,
    unloading: Unloading,
) -> pd.DataFrame:
    """Return what both offers cost the customer, and both forms of their value."""
    ours, cheaper = our_price + our_minutes / 60 * hour, cheaper_price + cheaper_minutes / 60 * hour
    differences = our_benefits - ours, cheaper_benefits - cheaper
    if cheaper_price > our_price - unloading or min(differences) < 40:
        raise BadValueError("the cheaper one must be cheaper, and both must deliver something.")
    if (differences[0] > differences[1]) == (our_benefits / ours > cheaper_benefits / cheaper):
        raise BadValueError("the two forms must disagree.")
    return offered(costs_of(locals()))


def with_costs(change: Callable[..., Any]) -> Callable[..., pd.DataFrame]:
    """Return the table in which the costs are a formula of price, time and unloading."""

    def table(**own: Any) -> pd.DataFrame:
        known = costs_of(own)
        unloading = pd.Series([own["unloading"], 0])
        return offered(known, change(known["price"], known["time"], unloading))

    return table


def with_costs_alone(change: Callable[..., Any]) -> part:
    """Return the table of which the costs alone show it: ratio and difference may follow or not."""
    return part(costs=lambda **own: with_costs(change)(**own)["costs"])


def with_difference(change: Callable[[pd.Series], Any]) -> Callable[..., pd.DataFrame]:
    """Return the table in which the differences are mixed in another way."""
    return lambda right: right.assign(difference=change(right["difference"]))


def with_time(time: Time) -> Callable[..., pd.DataFrame]:
    """Return the table in which the time is another formula of the minutes and the hour."""
    return lambda **own: offered(costs_of(own, time))
