"""Tasks of the capstone, in the order of its notebook."""

from crmlab.exercises.firm import memo, numbers, plan

TASKS = (plan, numbers, memo)
