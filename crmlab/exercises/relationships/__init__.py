"""Tasks of the assignment on relationships and winning customers, in the order of its notebook."""

from crmlab.exercises.relationships import (
    chance,
    claim,
    highest,
    level,
    lists,
    pace,
    quiz,
    stages,
    tries,
    won,
    working,
)

TASKS = (pace, won, level, lists, chance, tries, stages, working, highest, claim, quiz)
