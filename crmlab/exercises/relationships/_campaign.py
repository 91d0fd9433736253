"""A campaign that gives a handset to everybody who joins: some leave after a year, the others stay."""

from typing import Annotated

from crmlab.declared.quantities import Cost, Count, Share, Years, typical

Joined = Annotated[Count, typical(2000, 9000, 100)]
Advertising = Annotated[Cost, typical(150_000, 900_000, 10_000)]
Subsidy = Annotated[Cost, typical(280, 520, 10)]
Network = Annotated[Cost, typical(20_000_000, 60_000_000, 500_000)]
Switchers = Annotated[Share, typical(0.3, 0.75)]
SwitcherYearly = Annotated[Cost, typical(60, 150)]
StayerYearly = Annotated[Cost, typical(180, 320)]
StayYears = Annotated[Years, typical(3, 6)]


def cost(joined, advertising, subsidy) -> float:
    """Return what the campaign cost in all."""
    return advertising + joined * subsidy


def value(switchers, switcher_yearly, stayer_yearly, years) -> float:
    """Return what one who joined brings on average, before the cost of winning him."""
    return switchers * switcher_yearly + (1 - switchers) * stayer_yearly * years


def highest(cost_each, switcher_yearly, stayer_yearly, years) -> float:
    """Return the share of switchers at which one who joined brings just what he costs."""
    stays = stayer_yearly * years
    return (stays - cost_each) / (stays - switcher_yearly)


VALUED_WRONGLY = {
    "value_of_a_stayer": (
        "Your value is that of a stayer. It is to be an average over all who joined: only the share 1 − "
        "switchers stays, the others bring one margin and leave.",
        [lambda stayer_yearly, years: stayer_yearly * years],
    ),
    "mix_forgotten": (
        "You take the plain average of the two kinds. Weigh each kind by its share of those who joined.",
        [
            lambda switcher_yearly, stayer_yearly, years: (switcher_yearly + stayer_yearly * years) / 2,
            lambda switcher_yearly, stayer_yearly, years: (switcher_yearly + stayer_yearly) / 2 * years,
        ],
    ),
    "kinds_added_up": (
        "You add both kinds in full. One who joined is of one kind only: weigh each kind by its share.",
        [lambda switcher_yearly, stayer_yearly, years: switcher_yearly + stayer_yearly * years],
    ),
    "one_year_for_everybody": (
        "You count one year for everybody. Who stays brings his margin in each of the years.",
        [
            lambda switchers, switcher_yearly, stayer_yearly: (
                switchers * switcher_yearly + (1 - switchers) * stayer_yearly
            )
        ],
    ),
    "all_years_for_everybody": (
        "You count all years for everybody. Who comes for the handset leaves after one year.",
        [
            lambda switchers, switcher_yearly, stayer_yearly, years: (
                (switchers * switcher_yearly + (1 - switchers) * stayer_yearly) * years
            )
        ],
    ),
    "switchers_bring_nothing": (
        "You leave out what the switchers bring. They leave after a year, but in that year they bring a "
        "margin.",
        [lambda switchers, stayer_yearly, years: (1 - switchers) * stayer_yearly * years],
    ),
    "shares_exchanged": (
        "You exchanged the two shares. The share switchers leaves after one year; 1 − switchers stays.",
        [
            lambda switchers, switcher_yearly, stayer_yearly, years: value(
                1 - switchers, switcher_yearly, stayer_yearly, years
            )
        ],
    ),
    "stayers_lose_a_year": (
        "You count one year too few for those who stay: their years include the first one.",
        [
            lambda switchers, switcher_yearly, stayer_yearly, years: value(
                switchers, switcher_yearly, stayer_yearly, years - 1
            )
        ],
    ),
    "first_year_twice": (
        "You count one year too many for those who stay: their years include the first one.",
        [
            lambda switchers, switcher_yearly, stayer_yearly, years: value(
                switchers, switcher_yearly, stayer_yearly, years + 1
            )
        ],
    ),
    "first_year_alike": (
        "In your first year everybody brings the margin of a switcher. A stayer brings his own from the "
        "first year on.",
        [
            lambda switchers, switcher_yearly, stayer_yearly, years: (
                switcher_yearly + (1 - switchers) * stayer_yearly * (years - 1)
            ),
            lambda switchers, switcher_yearly, stayer_yearly, years: (
                switcher_yearly + (1 - switchers) * stayer_yearly * years
            ),
        ],
    ),
    "switchers_leave_every_year": (
        "You let the share switchers leave again every year. The switchers leave once, after the first year; "
        "all others stay to the end.",
        [
            lambda switchers, switcher_yearly, stayer_yearly, years: (
                switchers * switcher_yearly
                + sum(stayer_yearly * (1 - switchers) ** t for t in range(1, years + 1))
            ),
            lambda switchers, stayer_yearly, years: sum(
                stayer_yearly * (1 - switchers) ** t for t in range(1, years + 1)
            ),
            lambda switchers, stayer_yearly, years: sum(
                stayer_yearly * (1 - switchers) ** t for t in range(years)
            ),
        ],
    ),
}
