"""Tasks of the assignment on customer value, in the order of its notebook."""

from crmlab.exercises.value import (
    claim,
    delivered,
    goals,
    invest,
    offers,
    passenger,
    score,
    sure,
    working,
)

TASKS = (delivered, offers, score, passenger, sure, invest, goals, working, claim)
