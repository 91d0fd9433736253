"""How long a reader waits on a page: `python benchmarks/browser/pages.py`, after `make runtime`.

From the click to an explorer that moves, at the first and at the second visit; one move; and the memory of
the browser, without SciPy and with it.
"""

import sys
import tempfile
import time
from pathlib import Path

import psutil
from playwright.sync_api import sync_playwright

sys.path[:0] = [str(Path(__file__).resolve().parents[2] / "tests")]

import live_pages  # noqa: E402
from in_browser import CHROMIUM, QUIET  # noqa: E402

WITHOUT = ("from crmlab import clv, explore", "explore(clv.lifetime_value, rate=0.09)")
WITH = ("import scipy.special", *WITHOUT)


def main() -> None:
    print(f"{'':14}{'first':>8}{'second':>8}{'move':>8}{'memory':>10}")
    for name, sources in (("without SciPy", WITHOUT), ("with SciPy", WITH)):
        with tempfile.TemporaryDirectory() as folder:
            live_pages.build(Path(folder), *sources)
            with live_pages.served(folder) as address, sync_playwright() as play:
                first, second, move, memory = measured(play, f"{address}pages/lesson.html")
        print(f"{name:14}{first:7.1f}s{second:7.1f}s{move:7.2f}s{memory:7.0f} MB")


def measured(play, address):
    """Return seconds to the first and second life, of a move, and megabytes."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = play.chromium.launch_persistent_context(profile, executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page()
        first, second = woken(page, address), woken(page, address)
        move, memory = moved(page), megabytes(profile)
        browser.close()
    return first, second, move, memory


def woken(page, address):
    page.goto(address)
    box = page.locator(".crmlab-live").first
    begun = time.perf_counter()
    box.locator(".crmlab-wake").click()
    box.locator(".crmlab-moving input[type=range]").first.wait_for(timeout=120_000)
    return time.perf_counter() - begun


def moved(page):
    slider = page.locator(".crmlab-moving input[type=range]").first
    slider.focus()
    seconds = []
    for _ in range(5):
        before = page.locator(".crmlab-moving img").first.get_attribute("src")
        begun = time.perf_counter()
        page.keyboard.press("ArrowRight")
        page.wait_for_function(
            "before => document.querySelector('.crmlab-moving img').src !== before", arg=before
        )
        seconds.append(time.perf_counter() - begun)
    return min(seconds)


def megabytes(profile):
    """Return the private memory of the browser with this profile."""
    ours = [one for one in psutil.process_iter(["cmdline"]) if profile in " ".join(one.info["cmdline"] or [])]
    family = {child for one in ours for child in (one, *one.children(recursive=True))}
    return sum(one.memory_full_info().uss for one in family) / 1e6


if __name__ == "__main__":
    main()
