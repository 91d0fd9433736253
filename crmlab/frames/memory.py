"""How much memory DuckDB may take where this process may not have all of the machine's."""

from __future__ import annotations

import functools
import os
import tempfile
from pathlib import Path
from typing import Any

_A_THREAD = 512 * 2**20  # its buffers, and the addresses that its stack and its heap reserve


def settings() -> dict[str, Any]:
    """Return the settings of DuckDB that keep it below the memory limit of this process.

    DuckDB itself goes by the memory of the machine, or of its container, and knows nothing of a limit
    set for one process (``ulimit -v``). A third of what is left is for its tables; the rest is for the
    buffers that it does not count, and for the answer. What does not fit waits in a temporary folder.
    """
    left = _left()
    if left is None:
        return {"temp_directory": _folder().name}
    threads = max(1, min(os.cpu_count() or 1, left // _A_THREAD))
    memory = f"{left // 3 // 2**20}MiB"
    return {"temp_directory": _folder().name, "memory_limit": memory, "threads": threads, "async_threads": 0}


@functools.cache
def _folder() -> tempfile.TemporaryDirectory:
    """Return a folder that only this user can read, and that goes with the process."""
    return tempfile.TemporaryDirectory(prefix="crmlab-", ignore_cleanup_errors=True)


def _left() -> int | None:
    """Return how many bytes of memory this process may still take; None where no limit is set."""
    try:
        import resource  # Windows has none
    except ImportError:
        return None
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    taken = Path("/proc/self/statm")
    if limit == resource.RLIM_INFINITY or not taken.exists():
        return None
    pages = int(taken.read_text(encoding="ascii").split()[0])
    return max(limit - pages * resource.getpagesize(), 0)
