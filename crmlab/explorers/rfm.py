"""Explorers of customer scores."""

import functools

from crmlab import rfm
from crmlab.datasets import load_cdnow
from crmlab.explorers.engine import Explorer
from crmlab.figures.rfm import Cells


@functools.cache
def _cdnow() -> dict:
    """Return the customers of the CDNOW sample, as of the end of the 39 weeks in which they are watched."""
    return {"table": rfm.table(load_cdnow(), as_of="1997-09-30")}


EXPLORERS = [Explorer("rfm-cells", rfm.score, Cells, fixed=_cdnow)]
