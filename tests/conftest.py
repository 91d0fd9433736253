"""What all tests share: the same drawn numbers on every machine, and the language put back."""

import os

import pytest
from hypothesis import settings

from crmlab import progress
from crmlab.declared import names

# The same examples everywhere: a change that passes here passes there; nothing is timed, nothing is written.
settings.register_profile("crmlab", derandomize=True, deadline=None, database=None, max_examples=50)
settings.load_profile("crmlab")
names.set_language("en")  # whatever CRMLAB_LANG says


def pytest_collection_modifyitems(items):
    """Let the file that takes longest begin first, beside all others."""
    items.sort(key=lambda item: item.path.stem != "test_catalogue")


@pytest.fixture(scope="session", autouse=True)
def warned_of_encodings_here_only():
    """What tests start (kernels, commands) loads much of others, and need not warn of their files."""
    os.environ.pop("PYTHONWARNDEFAULTENCODING", None)


@pytest.fixture(scope="session")
def chromium():
    """A headless browser, one for all that a process tests: there can't be two ways to it at once."""
    from in_browser import CHROMIUM, QUIET
    from playwright.sync_api import sync_playwright

    if CHROMIUM is None:
        pytest.skip(
            "Browser tests need Chromium: apt-get install chromium (tools/system-packages.sh does it)."
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def chinese():
    """Words in Chinese for one test."""
    before = names.language()
    names.set_language("zh")
    yield
    names.set_language(before)


@pytest.fixture
def progress_file(monkeypatch, tmp_path):
    """An empty progress file of this test alone, in place of the one in the home folder."""
    file = tmp_path / "home" / "progress.json"
    monkeypatch.setattr(progress, "path", lambda: file)
    monkeypatch.setattr(progress, "_unsaved", {})
    return file
