"""How a learner's answer is said to differ from the right one."""

from typing import Any

from crmlab.intake.comparing import fault


def difference(expected: Any, got: Any, tolerance: float) -> str | None:
    """Return the clause alone; None when the two are equal."""
    found = fault(expected, got, tolerance)
    return found and found.clause
