"""Tasks of the assignment on complaints: the silent, what becomes of them, and what it is worth to listen."""

from crmlab.exercises.complaints import behind, claim, kept, kind, loss, plan, table, words

TASKS = (behind, loss, words, kept, table, plan, kind, claim)
