"""Tasks of the assignment on retention: moving expectations, holes of the bucket, experiments."""

from crmlab.exercises.retention import (
    claim,
    clinic,
    counts,
    gift,
    holes,
    mood,
    path,
    quiz,
    reverse,
    terms,
    working,
)

TASKS = (path, gift, clinic, counts, holes, working, reverse, mood, terms, claim, quiz)
