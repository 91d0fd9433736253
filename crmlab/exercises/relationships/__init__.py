"""Tasks of the assignment on relationships and winning customers, in the order of its notebook."""

from crmlab.exercises.relationships import chance, claim, highest, level, pace, stages, tries, won, working

TASKS = (pace, won, level, chance, tries, stages, working, highest, claim)
