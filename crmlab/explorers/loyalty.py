"""Explorers of loyalty."""

from crmlab import loyalty
from crmlab.explorers.engine import Explorer
from crmlab.figures.loyalty import Contributions

_MEASURES = tuple(dict.fromkeys(measure for six in loyalty.MEASURES.values() for measure in six))


def _rated(*ratings):
    return dict(zip(_MEASURES, ratings, strict=True))


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
]
