"""Tasks of the assignment on the customer life cycle, in the order of its notebook."""

from crmlab import value
from crmlab.exercises.lifecycle import (
    bucket,
    chance,
    claim,
    goals,
    points,
    quiz,
    scores,
    stay,
    staying,
    warning,
    window,
    working,
)

ALLOWED = (value.weighted_score,)  # a task is computed with it
TASKS = (staying, stay, bucket, points, scores, warning, goals, window, working, chance, claim, quiz)
