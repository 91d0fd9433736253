"""Tasks of the assignment on customer value, in the order of its notebook."""

from crmlab.exercises.value import (
    claim,
    delivered,
    fabe,
    goals,
    invest,
    offers,
    passenger,
    quiz,
    score,
    sure,
    working,
)

TASKS = (delivered, offers, score, passenger, sure, invest, goals, fabe, working, claim, quiz)
