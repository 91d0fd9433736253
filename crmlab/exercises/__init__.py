"""Tasks that check themselves: `check`, `hint`, `solution`, `numbers`, and the `judge` behind them.

`tasks` says what a task declares; a topic's tasks stand in the module of its name. `judge` decides what
is right and wrong and does nothing else; `checking` only executes a learner's objects and shows the verdict.
"""

from crmlab.errors import NotYet
from crmlab.exercises.checking import check
from crmlab.exercises.hints import hint, solution
from crmlab.exercises.inputs import numbers
from crmlab.exercises.judging import judge

__all__ = ["NotYet", "check", "hint", "judge", "numbers", "solution"]
