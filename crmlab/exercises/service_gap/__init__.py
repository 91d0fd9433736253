"""Tasks of the assignment on service gaps, in the order of its notebook."""

from crmlab.exercises.service_gap import chain, claim, dimension, model, reversed, score, terms, zone

TASKS = (dimension, reversed, score, zone, chain, model, terms, claim)
