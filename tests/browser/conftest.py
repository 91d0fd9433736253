"""One JupyterLab for all browser tests of a session."""

import pytest
from in_browser import running_lab
from playwright.sync_api import expect

expect.set_options(timeout=30_000)  # beside other tests a machine is slow


@pytest.fixture(scope="session")
def lab():
    """Address and course folder of a JupyterLab of its own."""
    with running_lab() as address_and_course:
        yield address_and_course


@pytest.fixture
def page(chromium):
    """A fresh page, wide enough for a notebook."""
    page = chromium.new_page(viewport={"width": 1280, "height": 1000})
    page.set_default_timeout(60_000)
    yield page
    page.close()
