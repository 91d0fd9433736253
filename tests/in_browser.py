"""JupyterLab in a real browser, as a student sees it: for browser tests, benchmarks and screenshots."""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import nbformat

from crmlab.desk.cli import lab_environment, lab_options, put_what_is_missing

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


@contextmanager
def running_lab():
    """Give address and course folder of a JupyterLab of its own, as a student opens it."""
    with tempfile.TemporaryDirectory(prefix="crmlab-", ignore_cleanup_errors=True) as folder:
        course = Path(folder, "my-course")
        put_what_is_missing(course)
        with served(course, lab_options(course, browser=False), lab_environment()) as address:
            yield address, course


@contextmanager
def served(place, options, environment):
    """Give the address of a JupyterLab that is started in *place*, with settings of its own."""
    with tempfile.TemporaryDirectory(prefix="crmlab-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        _attach_every_cell(home / "settings")
        folders = {"JUPYTERLAB_SETTINGS_DIR": str(home / "settings")} | {
            name: str(home / name)
            for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "XDG_DATA_HOME")
        }
        private = [f"--ServerApp.port={port}", "--IdentityProvider.token="]
        with (home / "lab.log").open("w", encoding="utf-8") as log:
            server = subprocess.Popen(
                [sys.executable, "-m", "jupyterlab", *options, *private],
                cwd=place,
                env=environment | folders,
                stdout=log,
                stderr=log,
            )
        try:
            _wait_for(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
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


def write_notebook(path, *sources):
    """Write a notebook with these code cells."""
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    made.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(made, path)


class Notebook:
    """Opens a notebook in the browser and works in its cells."""

    def __init__(self, page, address, path):
        self.page = page
        page.goto(f"{address}/lab/tree/{path}?reset")
        page.wait_for_selector(".jp-Toolbar-kernelName:has-text('Python 3')", timeout=120_000)
        self.idle()

    def idle(self):
        """Wait until the kernel has nothing to do and no cell waits for it."""
        self.page.wait_for_function(
            """() => document.querySelector(".jp-NotebookPanel-toolbar [data-status='idle']") &&
            ![...document.querySelectorAll(".jp-InputPrompt")].some(p => p.textContent.includes("*"))""",
            timeout=120_000,
        )
        dialog = self.page.locator(".jp-Dialog")
        assert dialog.count() == 0, f"JupyterLab asks: {dialog.first.inner_text()}"

    def menu(self, name, command):
        """Choose a command from a menu."""
        self.page.get_by_role("menuitem", name=name, exact=True).click()
        self.page.locator(f"li[data-command='{command}']").click()

    def run_all(self):
        """Run every cell; JupyterLab drops the command while the kernel is still connecting, so insist."""
        for _ in range(40):
            self.menu("Run", "runmenu:run-all")
            self.page.wait_for_timeout(500)
            self.idle()
            if "[ ]" not in self.page.locator(".jp-CodeCell .jp-InputPrompt").last.inner_text():
                return
        raise TimeoutError("Run All did not run the cells.")

    def cell(self, text):
        """Return the first code cell that contains *text* in its source."""
        return self.page.locator(
            ".jp-Notebook .jp-CodeCell", has=self.page.locator(".jp-InputArea", has_text=text)
        ).first

    def write(self, text, source):
        """Replace the source of the cell that contains *text*, and run it."""
        editor = self.cell(text).locator(".cm-content")
        editor.click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(source)
        self.run_selected()

    def run(self, text):
        """Run the cell that contains *text*."""
        self.cell(text).locator(".cm-content").click()
        self.run_selected()

    def run_selected(self):
        """Run the selected cell and wait."""
        self.page.keyboard.press("Control+Enter")
        self.page.wait_for_timeout(300)
        self.idle()

    def output(self, text):
        """Return the text of the output of the cell that contains *text*."""
        return self.cell(text).locator(".jp-OutputArea").inner_text()
