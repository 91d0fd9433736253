"""Explorers of customer scores."""

from crmlab import rfm
from crmlab.explorers.engine import Explorer
from crmlab.figures.rfm import Cells, Recency, Totals

# The customers of the CDNOW sample, as of the end of the 39 weeks in which they are watched
CDNOW = 'rfm.table(datasets.load_cdnow(), as_of="1997-09-30")'

# The whole log of the sample: everybody bought first in the first 12 of its 78 weeks
LOG = {
    "log": "datasets.load_cdnow()",
    "as_of": '"1998-06-30"',
    "customer_id": '"customer_id"',
    "date": '"date"',
    "amount": '"amount"',
}

EXPLORERS = [
    Explorer(
        "rfm-cells",
        rfm.score,
        Cells,
        fixed={"table": CDNOW},
        presets={
            "rfm-thirds": {"bins": 3},
            "rfm-hughes": {"ties": "spread"},
            "rfm-nine": {"bins": 9},
        },
    ),
    Explorer(
        "rfm-recency",
        rfm.recency_trend,
        Recency,
        start={"window": 30},
        fixed=LOG,
        presets={"rfm-fortnight": {"window": 14}, "rfm-quarter": {"window": 90}},
    ),
    Explorer(
        "rfm-weights",
        rfm.weighted_total,
        Totals,
        start={"weights": {"r_score": 3, "f_score": 2, "m_score": 1}},
        fixed={"scored": f"rfm.score({CDNOW})"},
        presets={
            "rfm-equal": {"weights": {"r_score": 1, "f_score": 1, "m_score": 1}},
            "rfm-frequency-first": {"weights": {"r_score": 3, "f_score": 5, "m_score": 2}},
            "rfm-money-first": {"weights": {"r_score": 1, "f_score": 1, "m_score": 5}},
        },
    ),
]
