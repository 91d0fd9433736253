"""Tasks of the capstone, in the order of its notebook."""

from crmlab.exercises.firm import memo, plan

TASKS = (plan, memo)
