"""What an instructor's desk finds, and how fast: `python benchmarks/desk`, or some parts, `… report bank`.

Each part is a module beside this one, and prints its figures. `--small` takes a tenth of everything.
"""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path

PARTS = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_"))


def main() -> None:
    """Measure the parts that are named, or all of them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="all if none is named")
    parser.add_argument("--small", action="store_true", help="a tenth of everything")
    asked = parser.parse_args()
    for part in asked.parts or PARTS:
        print(f"== {part}")
        importlib.import_module(part).measure(asked.small)


if __name__ == "__main__":
    main()
