"""Satisfaction: what customers perceive beside what they expected, as an index, and what it leads to.

A ratio and a difference of the same two numbers are different measures (`index`, `disconfirmation`): they
can rank two offers in opposite order (`crmlab.value.compare_offers`). Perceived comes before expected
everywhere.
"""

from crmlab.satisfaction.changes import IndexChange, NetPromoter, index_change, net_promoter
from crmlab.satisfaction.comparison import (
    VERDICTS,
    Disconfirmation,
    Satisfaction,
    disconfirmation,
    index,
)
from crmlab.satisfaction.indices import Csi, acsi, csi
from crmlab.satisfaction.paths import MODELS, model_paths, path_effects

__all__ = [
    "MODELS",
    "VERDICTS",
    "Csi",
    "Disconfirmation",
    "IndexChange",
    "NetPromoter",
    "Satisfaction",
    "acsi",
    "csi",
    "disconfirmation",
    "index",
    "index_change",
    "model_paths",
    "net_promoter",
    "path_effects",
]
