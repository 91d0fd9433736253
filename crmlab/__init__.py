"""CRM Lab: calculators, lessons and exercises on customer relationship management.

The calculators stand in one package a topic (`crmlab.clv`, …): whatever is no other floor is a topic. What
students call without thinking of modules is here, and loaded only when it is used.
"""

import importlib
import pkgutil
from typing import TYPE_CHECKING

__version__ = "0.2.0"

_HOME = {
    "NotYet": "crmlab.errors",
    "show": "crmlab.declared.working",
    "read_log": "crmlab.datasets.own",
    "write_excel": "crmlab.datasets.workbook",
    "explore": "crmlab.explorers",
    "picture": "crmlab.explorers.still",
    "check": "crmlab.exercises",
    "hint": "crmlab.exercises",
    "solution": "crmlab.exercises",
    "numbers": "crmlab.exercises",
    "guess": "crmlab.exercises.guesses",
    "reveal": "crmlab.exercises.guesses",
    "review": "crmlab.desk.reviewing",
    "practice": "crmlab.concepts.widget",
    "answer": "crmlab.concepts",
    "items": "crmlab.exercises",
    "glossary": "crmlab.declared.names",
    "set_language": "crmlab.declared.names",
    "set_currency": "crmlab.declared.names",
}
if TYPE_CHECKING:  # what editors see of it; nothing is loaded by this
    from crmlab.concepts import answer
    from crmlab.concepts.widget import practice
    from crmlab.datasets.own import read_log
    from crmlab.datasets.workbook import write_excel
    from crmlab.declared.names import glossary, set_currency, set_language
    from crmlab.declared.working import show
    from crmlab.desk.reviewing import review
    from crmlab.errors import NotYet
    from crmlab.exercises import check, hint, items, numbers, solution
    from crmlab.exercises.guesses import guess, reveal
    from crmlab.explorers import explore
    from crmlab.explorers.still import picture

# the floors of the house; docs/architecture.md has a picture
FLOORS = (
    ("__main__",),
    ("desk",),
    ("grading",),
    ("exercises",),
    ("concepts", "sandbox"),
    ("explorers", "firm"),
    ("figures", "scaling"),
    ("TOPICS",),
    ("datasets", "frames"),
    ("declared",),
    ("intake", "progress"),
    ("counting", "environment", "errors", "files", "language"),
)
_ROOMS = {room for floor in FLOORS for room in floor}
TOPICS = tuple(
    found.name for found in pkgutil.iter_modules(__path__) if found.name not in _ROOMS - {"datasets"}
)

__all__ = [*_HOME, *TOPICS]


def __getattr__(name: str):
    if name in _HOME:
        return getattr(importlib.import_module(_HOME[name]), name)
    if name in TOPICS:
        return importlib.import_module(f"crmlab.{name}")
    raise AttributeError(f"module 'crmlab' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
