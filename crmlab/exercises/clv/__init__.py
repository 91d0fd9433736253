"""Tasks of the assignment on the lifetime value of one customer, in the order of its notebook."""

from crmlab.exercises.clv import (
    claim,
    needed,
    offer,
    payback,
    present,
    quiz,
    sure,
    table,
    terms,
    value,
    working,
)

TASKS = (present, value, payback, offer, table, terms, needed, working, sure, claim, quiz)
