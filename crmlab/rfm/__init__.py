"""Scoring customers by when they last bought (recency), how often (frequency) and for how much (monetary).

A purchase log becomes a table with one row a customer (`table`); each measure is cut into bins of about
equally many customers (`cut_points`) and scored, best = highest (`score`; at cut points of one's own
`score_at`); and three scores together give a customer's segment (`segment`). A score compares customers of
one table with each other, nothing more.
"""

from crmlab.rfm.measures import next_purchase, recency_trend, table, visit_priority
from crmlab.rfm.own_cuts import score_at
from crmlab.rfm.rules import RULES, Rule
from crmlab.rfm.scoring import bin_sizes, cut_points, nested_score, score
from crmlab.rfm.segmentation import segment, weighted_total

__all__ = [
    "RULES",
    "Rule",
    "bin_sizes",
    "cut_points",
    "nested_score",
    "next_purchase",
    "recency_trend",
    "score",
    "score_at",
    "segment",
    "table",
    "visit_priority",
    "weighted_total",
]
