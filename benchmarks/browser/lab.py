"""Seconds to a verdict in the lab: `python benchmarks/browser/lab.py`, after `make lite`."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "benchmarks" / "browser")]

import lab_in_a_tab as lab  # noqa: E402
from pages import megabytes  # noqa: E402

ASSIGNMENT = "exercises/clv/clv.ipynb"
CHECK = 'check("clv-present-discounts"'


def main() -> None:
    with lab.served() as address, sync_playwright() as play, tempfile.TemporaryDirectory() as profile:
        for visit in ("first", "second"):
            with lab.visit(play.chromium, address, profile) as page:
                opening, checking = verdicts(page, address)
                print(f"{visit} visit: {opening:.1f} s to a verdict, {checking:.1f} s to the next", end="")
                print(f", {megabytes(profile):.0f} MB")


def verdicts(page, address):
    """Return the seconds from opening the lab to a verdict, and from there to the next."""
    begun = time.perf_counter()
    opened = lab.Opened(page, address, ASSIGNMENT)
    for cell in ("import numpy", "def present_value", CHECK):
        opened.run(cell)
    opened.output(CHECK)
    first = time.perf_counter()
    opened.run(CHECK)
    opened.output(CHECK)
    return first - begun, time.perf_counter() - first


if __name__ == "__main__":
    main()
