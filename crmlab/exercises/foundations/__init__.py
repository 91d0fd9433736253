"""Tasks of the assignment on the foundations, in the order of its notebook."""

from crmlab.exercises.foundations import (
    budget,
    chance,
    claim,
    growth,
    quiz,
    sale,
    sure,
    system,
    uplift,
    wheat,
    working,
)

TASKS = (sale, chance, growth, budget, wheat, uplift, system, working, sure, claim, quiz)
