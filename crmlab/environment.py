"""What other programs are started with."""

from __future__ import annotations

import os
import sysconfig


def commands_first() -> str:
    """Return the path with the commands of this Python first: nbgrader starts some of them by name."""
    return os.pathsep.join(filter(None, [sysconfig.get_path("scripts"), os.environ.get("PATH")]))
