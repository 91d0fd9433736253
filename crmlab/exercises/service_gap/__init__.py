"""Tasks of the assignment on service gaps, in the order of its notebook."""

from crmlab.exercises.service_gap import (
    backwards,
    chain,
    claim,
    dimension,
    model,
    moved,
    quiz,
    reversed,
    score,
    terms,
    working,
    zone,
)

TASKS = (dimension, reversed, score, zone, chain, model, terms, backwards, working, moved, claim, quiz)
