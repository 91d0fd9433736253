"""The lab in a tab, as `make lite` has built it: served as any web server would, and worked in."""

import json
from contextlib import contextmanager
from pathlib import Path

import live_pages
from in_browser import CHROMIUM, QUIET, Notebook

SITE = live_pages.ROOT / "site"
BUILT = (SITE / "lab" / "jupyter-lite.json").is_file()
TRACKER = "@jupyterlab/notebook-extension:tracker"


class _AllCells(live_pages.Silent):
    """Lets JupyterLab keep cells outside of the window in the page, so that tests find them."""

    def do_GET(self):  # noqa: N802 -- the library names it so
        if self.path.partition("?")[0] != "/lab/jupyter-lite.json":
            return super().do_GET()
        settings = json.loads(Path(self.directory, "lab", "jupyter-lite.json").read_text(encoding="utf-8"))
        overrides = settings["jupyter-config-data"].setdefault("settingsOverrides", {})
        overrides[TRACKER] = {"windowingMode": "none"}
        content = json.dumps(settings).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return self.wfile.write(content)


def served(all_cells=True, folder=SITE):
    """Give the address of the site; a benchmark wants it as it is."""
    return live_pages.served(folder, _AllCells if all_cells else live_pages.Silent)


@contextmanager
def visit(browser_type, address, profile, **more):
    """Give a page in a browser with this profile, and close the browser after; `outside` lists requests."""
    browser = browser_type.launch_persistent_context(
        str(profile),
        executable_path=CHROMIUM,
        args=QUIET,
        viewport={"width": 1366, "height": 900},
        **more,
    )
    page = browser.new_page()
    page.outside = []
    ours = (address, "blob:", "data:")
    page.on("request", lambda one: one.url.startswith(ours) or page.outside.append(one.url))
    browser.route(lambda url: not url.startswith(address), lambda route: route.abort())
    try:
        yield page
    finally:
        browser.close()


class Opened(Notebook):
    """A notebook that is open in the lab."""

    def __init__(self, page, address, path):
        self.page = page
        page.goto(f"{address}lab/lab/index.html?path={path}")
        page.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=60_000)
        page.locator(".jp-Toolbar-kernelName:has-text('Pyodide')").wait_for(timeout=60_000)

    def button(self, name):
        """Press a button of the course's own in the toolbar."""
        self.page.locator(".jp-NotebookPanel-toolbar").get_by_role("button", name=name, exact=True).click()

    def downloaded(self, name):
        """Return the name and the content of the file that a button gives."""
        with self.page.expect_download() as coming:
            self.button(name)
        return coming.value.suggested_filename, coming.value.path().read_bytes()
