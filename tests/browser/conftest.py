"""One JupyterLab and one browser for all browser tests of a session."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import sync_playwright

from crmlab.cli import lab_environment, lab_options, put_what_is_missing

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """Address and course folder of a JupyterLab of its own."""
    home = tmp_path_factory.mktemp("lab")
    course = home / "my-course"
    put_what_is_missing(course)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    _attach_every_cell(home / "settings")
    folders = {"JUPYTERLAB_SETTINGS_DIR": str(home / "settings")} | {
        name: str(home / name)
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "XDG_DATA_HOME")
    }
    options = [*lab_options(course, browser=False), f"--ServerApp.port={port}", "--IdentityProvider.token="]
    with (home / "lab.log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options],
            env=lab_environment() | folders,
            stdout=log,
            stderr=log,
        )
    address = f"http://127.0.0.1:{port}"
    _wait_for(address)
    yield address, course
    server.terminate()
    server.wait(30)


def _attach_every_cell(settings):
    """Let JupyterLab keep cells outside of the window in the page, so that tests find them."""
    tracker = settings / "@jupyterlab/notebook-extension/tracker.jupyterlab-settings"
    tracker.parent.mkdir(parents=True)
    tracker.write_text('{"windowingMode": "none"}', encoding="utf-8")


def _wait_for(address):
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{address}/api")  # noqa: S310
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.5)
    raise TimeoutError("JupyterLab did not start.")


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
