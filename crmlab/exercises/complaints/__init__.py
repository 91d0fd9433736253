"""Tasks of the assignment on complaints: the silent, what becomes of them, and what it is worth to listen."""

from crmlab.exercises.complaints import (
    behind,
    claim,
    counted,
    enough,
    kept,
    kind,
    loss,
    plan,
    quiz,
    table,
    words,
    working,
)

TASKS = (behind, loss, words, kept, table, plan, kind, counted, working, enough, claim, quiz)
