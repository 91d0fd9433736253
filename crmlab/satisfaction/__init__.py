"""Satisfaction: what customers perceive beside what they expected, as an index, and what it leads to.

A ratio and a difference of the same two numbers are different measures (`index`, `disconfirmation`): they
can rank two offers in opposite order (`compare`). Perceived comes before expected everywhere.
"""

from crmlab.satisfaction.comparison import (
    VERDICTS,
    Disconfirmation,
    Satisfaction,
    compare,
    disconfirmation,
    index,
)
from crmlab.satisfaction.indices import LEVELS, Csi, acsi, csi, level
from crmlab.satisfaction.paths import MODELS, expected_retention, model_paths, path_effects

__all__ = [
    "LEVELS",
    "MODELS",
    "VERDICTS",
    "Csi",
    "Disconfirmation",
    "Satisfaction",
    "acsi",
    "compare",
    "csi",
    "disconfirmation",
    "expected_retention",
    "index",
    "level",
    "model_paths",
    "path_effects",
]
