"""Explorers of loyalty."""

from collections.abc import Mapping
from typing import Annotated

from crmlab import loyalty, value
from crmlab.declared.quantities import Quantity, Share, typical
from crmlab.declared.tables import Named
from crmlab.explorers.engine import Explorer, StandIn
from crmlab.figures.loyalty import LEAVERS, Contributions, WinBack

_CHEAPER = 0.05  # who left for the price returns only for so much less
_Returns = Named(Annotated[Share, typical(0.02, 0.6, 0.01)], ("left_service", "left_price", "left_rival"))
_Lasts = Named(
    Annotated[float, Quantity("years", 0, 50, typical=(0.5, 5), step=0.25, format=",.2f")], ("second_life",)
)
_MEASURES = tuple(dict.fromkeys(measure for six in loyalty.MEASURES.values() for measure in six))


def _rated(*ratings):
    return dict(zip(_MEASURES, ratings, strict=True))


def _chances(returns: Mapping[str, float]) -> list[float]:
    return [float(returns[f"left_{reason}"]) for _, reason, _, _ in LEAVERS]


def _second_lives(lasts: Mapping[str, float]) -> list[float]:
    """Return what each would bring in his second life, in yuan."""
    years = float(lasts["second_life"])
    return [
        round(years * (brought - (reason == "price") * _CHEAPER * sales), 2)
        for _, reason, sales, brought in LEAVERS
    ]


EXPLORERS = [
    Explorer(
        "loyalty-index",
        loyalty.loyalty_index,
        Contributions,
        # repeat purchase, spending, tolerance; time, price, rivals; share of the need, our brand
        start={"indicators": _rated(6, 5, 4, 2, 3, 2, 3, 4)},
        fixed={"weights": "None", "highest": "7"},  # equal weights, and a scale from 1 to 7
        presets={
            "loyalty-key-accounts": {"measures": "behaviour"},
            "loyalty-relationships": {"measures": "share"},
            "loyalty-habit": {"indicators": _rated(7, 6, 2, 1, 6, 5, 6, 1)},
            "loyalty-divided": {"indicators": _rated(6, 7, 5, 2, 3, 3, 2, 3)},
        },
    ),
    Explorer(
        "value-winback",
        value.expected_gain,
        WinBack,
        start={
            "chance": {"left_service": 0.25, "left_price": 0.3, "left_rival": 0.15},
            "payoff": {"second_life": 1.5},
            "cost": 600,
        },
        presets={
            "loyalty-winback-branch": {},
            "loyalty-winback-short": {"payoff": {"second_life": 0.5}},
            "loyalty-winback-rival": {
                "chance": {"left_service": 0.25, "left_price": 0.2, "left_rival": 0.3},
            },
        },
        instead={"chance": StandIn(_Returns, _chances), "payoff": StandIn(_Lasts, _second_lives)},
    ),
]
