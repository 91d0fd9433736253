"""Relationships: how close to be to which customer, and what it takes to win one.

How much contact a customer gets depends on how many there are and what each brings (`kotler_level`), what it
may cost on his margin (`relationship_profit`). Winning is a matter of repeated attempts (`success_chance`,
`selling_effort`), of stages (`funnel`) and of money (`crmlab.clv.value_to_cost`,
`crmlab.clv.payback_months`), and a gift chooses who comes (`newcomer_value`). The statistics on selling
disagree: `SUCCESS_RATES` and `COST_RATIOS` hold them side by side, as inputs. Levels and statuses have their
names in the glossary, in English and Chinese.
"""

from crmlab.relationships.campaigns import Newcomer, newcomer_value
from crmlab.relationships.choosing import (
    LEVELS,
    STATUSES,
    KotlerLevel,
    RelationshipProfit,
    kotler_level,
    level_by_loyalty,
    relation_status,
    relationship_profit,
)
from crmlab.relationships.growth import compound_growth, funnel, growth_path
from crmlab.relationships.selling import (
    COST_RATIOS,
    SUCCESS_RATES,
    SellingEffort,
    selling_effort,
    success_chance,
)

__all__ = [
    "COST_RATIOS",
    "LEVELS",
    "STATUSES",
    "SUCCESS_RATES",
    "KotlerLevel",
    "Newcomer",
    "RelationshipProfit",
    "SellingEffort",
    "compound_growth",
    "funnel",
    "growth_path",
    "kotler_level",
    "level_by_loyalty",
    "newcomer_value",
    "relation_status",
    "relationship_profit",
    "selling_effort",
    "success_chance",
]
