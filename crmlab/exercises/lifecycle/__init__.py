"""Tasks of the assignment on the customer life cycle, in the order of its notebook."""

from crmlab import value
from crmlab.exercises.lifecycle import bucket, claim, goals, points, scores, stay, staying, warning

ALLOWED = (value.weighted_score,)  # a task is computed with it
TASKS = (staying, stay, bucket, points, scores, warning, goals, claim)
