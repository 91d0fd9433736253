"""Tasks of the assignment on cohorts and customer equity, in the order of its notebook."""

from crmlab.exercises.equity import (
    base,
    claim,
    left,
    needed,
    reach,
    shortcut,
    spend,
    switch,
    table,
    working,
    worth,
)

TASKS = (left, worth, table, base, reach, spend, switch, working, needed, shortcut, claim)
