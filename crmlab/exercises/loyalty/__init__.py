"""Tasks of the assignment on loyalty: who is loyal, who has left and why, whom to call first."""

from crmlab.exercises.loyalty import (
    budget,
    claim,
    index,
    kinds,
    leavers,
    offers,
    precision,
    programme,
    quiz,
    terms,
    winback,
    working,
)

TASKS = (index, kinds, programme, leavers, precision, offers, winback, budget, working, terms, claim, quiz)
