"""Tasks of the assignment on cohorts and customer equity, in the order of its notebook."""

from crmlab.exercises.equity import (
    base,
    claim,
    cohort,
    left,
    needed,
    quiz,
    reach,
    shortcut,
    spend,
    switch,
    working,
    worth,
)

TASKS = (left, worth, cohort, base, reach, spend, switch, working, needed, shortcut, claim, quiz)
