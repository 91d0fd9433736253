"""Whether the browser's Python says what the desktop's says: `python benchmarks/browser`.

It needs `make runtime` before. Some parts alone: `… verdicts lessons`. Pyodide runs in Node, with this
checkout; with `--chromium` in a worker of a real browser. Beside this file, `pages.py` and `lab.py` measure
there how long a reader waits.
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
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="all if none is named")
    parser.add_argument("--chromium", action="store_true", help="in a worker of a real browser, not in Node")
    asked = parser.parse_args()
    if reason := pythons.why_not(in_node=not asked.chromium):
        sys.exit(reason)
    ask = pythons.in_chromium if asked.chromium else pythons.in_node
    differences = [importlib.import_module(part).compare(ask) for part in asked.parts or PARTS]
    return int(any(differences))


if __name__ == "__main__":
    sys.exit(main())
