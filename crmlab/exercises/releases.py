"""What a learner is told when his notebook was made with another crmlab than the one that is installed."""

from __future__ import annotations

from crmlab import __version__, progress
from crmlab.environment import advice, differing
from crmlab.exercises.own_numbers import names_of_notebook
from crmlab.intake.releases import IN_KERNEL, as_version
from crmlab.language import said

_told: set[str | None] = set()  # the versions that were spoken of since the kernel started


def remark() -> str:
    """Say once how the notebook that calls differs from the installed crmlab; empty if it does not."""
    names = names_of_notebook()
    version = as_version(names.get(IN_KERNEL))
    is_assignment = IN_KERNEL in names or "me" in names
    if version in {__version__, *_told} or not is_assignment or progress.at_grading():
        return ""
    _told.add(version)
    if version is None:
        return said(
            "This notebook names no version of crmlab: ask your teacher whether there is a newer release."
        )
    return said(
        "This notebook was {differing}: {advice}.", differing=differing(version), advice=advice(version)
    )
