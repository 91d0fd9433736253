"""Loyalty: how it is measured, which kinds there are, what binds customers and what that brings.

To buy again is behaviour, to prefer is attitude; loyalty needs both (`loyalty_type`). The measures of two
documents are in `MEASURES`, the bonds that their strategies make in `STRATEGY_BONDS`. The names of types
and bonds stand in the glossary in English and Chinese.
"""

from crmlab.loyalty.bonds import (
    STRATEGY_BONDS,
    Programme,
    Switching,
    bond_level,
    programme_return,
    rival_discount,
)
from crmlab.loyalty.measuring import (
    LOYALTY_TYPES,
    MEASURES,
    REVERSED,
    loyalty_index,
    loyalty_type,
    share_of_wallet,
)

__all__ = [
    "LOYALTY_TYPES",
    "MEASURES",
    "REVERSED",
    "STRATEGY_BONDS",
    "Programme",
    "Switching",
    "bond_level",
    "loyalty_index",
    "loyalty_type",
    "programme_return",
    "rival_discount",
    "share_of_wallet",
]
