"""Tasks of the assignment on satisfaction: measures, their errors, and what they say of who stays."""

from crmlab.exercises.satisfaction import (
    cases,
    claim,
    index,
    nps,
    paths,
    quiz,
    sample,
    scale,
    sure,
    working,
)

TASKS = (index, nps, scale, paths, sure, sample, working, cases, claim, quiz)
