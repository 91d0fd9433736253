"""One JupyterLab and one browser for all browser tests of a session."""

import pytest
from in_browser import CHROMIUM, QUIET, running_lab
from playwright.sync_api import expect, sync_playwright

expect.set_options(timeout=30_000)  # beside other tests a machine is slow


@pytest.fixture(scope="session")
def lab():
    """Address and course folder of a JupyterLab of its own."""
    with running_lab() as address_and_course:
        yield address_and_course


@pytest.fixture(scope="session")
def chromium():
    """A headless browser."""
    if CHROMIUM is None:
        pytest.skip(
            "Browser tests need Chromium: apt-get install chromium (tools/system-packages.sh does it)."
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A fresh page, wide enough for a notebook."""
    page = chromium.new_page(viewport={"width": 1280, "height": 1000})
    page.set_default_timeout(60_000)
    yield page
    page.close()
