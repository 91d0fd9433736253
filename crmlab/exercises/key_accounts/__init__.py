"""Tasks of the assignment on key accounts, in the order of its notebook: half of the usual size."""

from crmlab.exercises.key_accounts import managers, profit, quiz, table, working

TASKS = (profit, table, managers, working, quiz)
