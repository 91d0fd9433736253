"""Customers as a portfolio: how unequal they are, who is who, who earns money, and where they move.

First the concentration of value (`lorenz`, `top_share`, `gini`, `abc`, `tiers`, `pyramid`, `whale_curve`,
`rank_agreement`), then matrices of two measures and the names that authors give to their cells
(`value_matrix`, `frequency_spend_matrix`, `peppers_rogers`, `class_names`, `classes`), then profit and what
to do (`customer_profit`, `discounted_margin`, `choose`), then indicators (`indicators`, `value_index`) and
moves between tiers (`count_moves`, `migrate`, `long_run`).
"""

from crmlab.portfolio.concentration import (
    abc,
    gini,
    lorenz,
    pyramid,
    rank_agreement,
    tiers,
    top_share,
    whale_curve,
)
from crmlab.portfolio.indicators import FAMILIES, indicators, value_index
from crmlab.portfolio.matrices import (
    class_names,
    classes,
    frequency_spend_matrix,
    peppers_rogers,
    value_matrix,
)
from crmlab.portfolio.migration import count_moves, long_run, migrate
from crmlab.portfolio.profit import choose, customer_profit, discounted_margin

__all__ = [
    "FAMILIES",
    "abc",
    "choose",
    "class_names",
    "classes",
    "count_moves",
    "customer_profit",
    "discounted_margin",
    "frequency_spend_matrix",
    "gini",
    "indicators",
    "long_run",
    "lorenz",
    "migrate",
    "peppers_rogers",
    "pyramid",
    "rank_agreement",
    "tiers",
    "top_share",
    "value_index",
    "value_matrix",
    "whale_curve",
]
