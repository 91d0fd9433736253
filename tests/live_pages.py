"""A small page with live cells, built without Sphinx and served under the policy of the site."""

import html
import subprocess
import sys
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import nbclient
import nbformat

ROOT = Path(__file__).parents[1]
SITE = ROOT / "tools" / "site"
PYTHON = ROOT / ".venv-site" / "bin" / "python"
sys.path.append(str(SITE))  # its modules stand side by side, as its scripts find them

import cells  # noqa: E402

POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; worker-src 'self'"
)


def build(site, *sources, language="en"):
    """Write a page of these cells, its scripts and its runtime; the runtime must have been made before."""
    code = [nbformat.v4.new_code_cell(source) for source in sources]
    notebook = nbformat.v4.new_notebook(cells=code)
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(site)}}).execute()
    (site / "runtime").symlink_to(ROOT / "site" / "runtime", target_is_directory=True)
    cells.write(site / "live")
    made = cells.alive(notebook, language, "../live", "../runtime", offline="../offline.js")
    (site / "pages").mkdir()
    body = "\n".join(map(_shown, made.cells))
    page = f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>A lesson</title>'
    page += f"<main><h1>A lesson</h1>{body}</main></html>"
    (site / "pages" / "lesson.html").write_text(page, encoding="utf-8")
    (site / "offline.js").write_text(
        (cells.STATIC / "offline.js").read_text(encoding="utf-8"), encoding="utf-8"
    )


def make_pages(site, topic):
    """Write the pages of one topic, as `make site` writes those of all."""
    made = [PYTHON, SITE / "pages.py", "--only", topic, "--site", site]
    done = subprocess.run(made, capture_output=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]


def _shown(cell):
    if cell.cell_type == "markdown":
        return cell.source
    outputs = [output.get("data", {}).get("text/html", "") for output in cell.outputs]
    return f'<pre tabindex="0">{html.escape(cell.source)}</pre>{"".join(outputs)}'


class Silent(SimpleHTTPRequestHandler):
    """Any web server, that tells of nothing."""

    def log_message(self, *_):
        pass


class Strict(Silent):
    """A web server with the policy of the site."""

    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


@contextmanager
def served(folder, handler=Strict):
    """Give the address of a folder, served as a web server would."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
