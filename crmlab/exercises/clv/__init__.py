"""Tasks of the assignment on the lifetime value of one customer, in the order of its notebook."""

from crmlab.exercises.clv import claim, offer, payback, present, table, terms, value

TASKS = (present, value, payback, offer, table, terms, claim)
