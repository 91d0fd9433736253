"""Explorers of customer scores."""

from crmlab import rfm
from crmlab.explorers.engine import Explorer
from crmlab.figures.rfm import Cells

# The customers of the CDNOW sample, as of the end of the 39 weeks in which they are watched
CDNOW = 'rfm.table(datasets.load_cdnow(), as_of="1997-09-30")'

EXPLORERS = [Explorer("rfm-cells", rfm.score, Cells, fixed={"table": CDNOW})]
