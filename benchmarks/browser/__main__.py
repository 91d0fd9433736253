"""Whether the browser's Python says what the desktop's says: `python benchmarks/browser`.

It needs `make runtime` before. Some parts alone: `… verdicts lessons`. Pyodide runs in Node, with this
checkout; `… chromium` runs the lessons in a worker of a real browser. Beside this file, `pages.py` and
`lab.py` measure there how long a reader waits.
"""

from __future__ import annotations

import argparse
import importlib
import sys

import pythons

PARTS = ("drawn", "lessons", "verdicts")


def main() -> int:
    """Compare the parts that are named, or all of them; 1 if anything differs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "parts", nargs="*", choices=[*PARTS, "chromium", []], help="the three in Node if none is named"
    )
    asked = parser.parse_args()
    if reason := pythons.why_not():
        sys.exit(reason)
    differences = [_compared(part) for part in asked.parts or PARTS]
    return int(any(differences))


def _compared(part: str) -> int:
    if part == "chromium":
        return importlib.import_module("lessons").compare(pythons.in_chromium)
    return importlib.import_module(part).compare()


if __name__ == "__main__":
    sys.exit(main())
