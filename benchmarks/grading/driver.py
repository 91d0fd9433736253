"""Run a command of a module, then write down how much memory its process took: `driver.py REPORT MODULE …`.

What it starts is not counted, nor what was there before it: both stand in `resource.getrusage`.
"""

from __future__ import annotations

import re
import runpy
import sys
from pathlib import Path


def main() -> None:
    """Do it."""
    report, module, *arguments = sys.argv[1:]
    sys.argv = [module, *arguments]
    del sys.path[0]  # this folder
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    finally:
        peak = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
        Path(report).write_text(peak[1], encoding="ascii")


if __name__ == "__main__":
    main()
