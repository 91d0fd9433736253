"""Where a notebook names the version of crmlab that it was made with: in its metadata, and to its kernel."""

from __future__ import annotations

import re
from typing import Any

IN_KERNEL = "made_with_crmlab"  # a kernel does not see the metadata of its notebook
_VERSION = re.compile(r"[0-9][0-9A-Za-z.+!-]{0,30}")


def made_with(notebook: dict) -> str | None:
    """Return the version that a notebook names, as it was parsed; None if it names none."""
    match notebook:
        case {"metadata": {"crmlab": {"made_with": version}}}:
            return as_version(version)
    return None


def name_version(notebook: dict, version: str | None) -> None:
    """Let the metadata of a notebook name a version, or none."""
    notebook["metadata"].pop("crmlab", None)
    if version:
        notebook["metadata"]["crmlab"] = {"made_with": version}


def as_version(named: Any) -> str | None:
    """Return what is named if it looks like a version: students can write anything there."""
    return named if isinstance(named, str) and _VERSION.fullmatch(named) else None
