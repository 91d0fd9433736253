"""The explorer of what more lines cost; its picture is another on each machine and each day."""

from crmlab import scaling
from crmlab.explorers.engine import Explorer
from crmlab.figures.scaling import Growth

EXPLORERS = [Explorer("scaling-growth", scaling.growth, Growth)]
