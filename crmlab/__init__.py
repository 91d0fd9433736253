"""CRM Lab: calculators, lessons and exercises on customer relationship management.

The calculators stand in one module a topic (`crmlab.clv`, …). What students call without thinking of
modules is here, and loaded only when it is used.
"""

import importlib

__version__ = "0.1.0"

_HOME = {
    "NotYet": "crmlab.errors",
    "show": "crmlab.working",
    "explore": "crmlab.explorers",
    "check": "crmlab.exercises",
    "hint": "crmlab.exercises",
    "solution": "crmlab.exercises",
    "numbers": "crmlab.exercises",
    "practice": "crmlab.concepts.widget",
    "answer": "crmlab.concepts",
    "items": "crmlab.concepts",
    "glossary": "crmlab.names",
    "set_language": "crmlab.names",
}
TOPICS = (
    "clv",
    "complaints",
    "datasets",
    "equity",
    "lifecycle",
    "loyalty",
    "portfolio",
    "purchases",
    "relationships",
    "retention",
    "rfm",
    "satisfaction",
    "service_gap",
    "survey",
    "value",
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
