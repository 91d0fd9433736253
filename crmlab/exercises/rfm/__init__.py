"""Tasks of the assignment on customer data and RFM, in the order of its notebook."""

from crmlab import purchases
from crmlab.exercises.rfm import (
    flyers,
    letter,
    loyal,
    model,
    promise,
    quiz,
    record,
    score,
    table,
    ties,
    total,
    working,
)

ALLOWED = (purchases.outlook,)  # its task is to read it, not to write it
TASKS = (table, score, ties, total, flyers, letter, promise, model, working, record, loyal, quiz)
