"""Tasks of the assignment on satisfaction: measures, their errors, and what they say of who stays."""

from crmlab.exercises.satisfaction import (
    claim,
    index,
    nps,
    paths,
    sample,
    scale,
    sure,
    working,
)

TASKS = (index, nps, scale, paths, sure, sample, working, claim)
