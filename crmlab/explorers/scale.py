"""The explorer of what more lines cost."""

from crmlab import scaling
from crmlab.explorers.engine import Explorer
from crmlab.figures.scaling import Growth

MEASURED = True  # another picture on each machine: no gallery can hold it, no test compare it
EXPLORERS = [Explorer("scaling-growth", scaling.growth, Growth)]
