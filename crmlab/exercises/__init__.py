"""Tasks that check themselves: `check`, `hint`, `solution`, `numbers`, `items`, and the `judge` behind them.

A topic's tasks stand in the package of its name, one module a task, in the words of `declaring`; what
several of them draw is in `kinds`. `judge` decides what is right and wrong and does nothing else; `checking`
only executes a learner's objects and shows the verdict; `proof` shows that tasks grade as they declare.
"""

from crmlab.errors import NotYet
from crmlab.exercises.checking import check
from crmlab.exercises.hints import hint
from crmlab.exercises.judging import judge
from crmlab.exercises.own_numbers import numbers
from crmlab.exercises.quizzes import items
from crmlab.exercises.solutions import solution

__all__ = ["NotYet", "check", "hint", "items", "judge", "numbers", "solution"]
