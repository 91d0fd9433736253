"""Three times two items that no reader shows. Raise the version when items are held out, or no longer."""

from crmlab.exercises.quizzes import HINTS, REREAD, quiz

__all__ = ["HINTS", "REREAD"]

VERSION = 1
one, two, three = quiz("key_accounts", cells=3)
