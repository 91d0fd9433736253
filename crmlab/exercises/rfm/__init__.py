"""Tasks of the assignment on customer data and RFM, in the order of its notebook."""

from crmlab import purchases
from crmlab.exercises.rfm import flyers, letter, loyal, model, record, score, table, total

ALLOWED = (purchases.outlook,)  # its task is to read it, not to write it
TASKS = (table, score, total, flyers, letter, model, record, loyal)
