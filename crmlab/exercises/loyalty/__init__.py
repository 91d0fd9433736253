"""Tasks of the assignment on loyalty: who is loyal, who has left and why, whom to call first."""

from crmlab.exercises.loyalty import (
    calls,
    causes,
    claim,
    index,
    kinds,
    offers,
    programme,
    warning,
    winback,
    working,
)

TASKS = (index, kinds, programme, causes, warning, offers, winback, calls, working, claim)
