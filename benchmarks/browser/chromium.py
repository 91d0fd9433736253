"""The browser's Python in a real browser: in a worker of a page, as the course runs it."""

from __future__ import annotations

import shutil
import sys
import zipfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from pythons import HERE, ROOT, RUNTIME

sys.path.append(str(ROOT / "tests"))

import live_pages  # noqa: E402
from in_browser import CHROMIUM, QUIET  # noqa: E402

ASK = """question => new Promise((told, failed) => {
  const worker = new Worker("worker.mjs", { type: "module" });
  worker.onerror = (error) => failed(new Error(error.message));
  worker.onmessage = ({ data }) => told(data);
  worker.postMessage(question);
})"""


def ask(folder: Path, question: str) -> dict[str, float]:
    """Answer the question in the folder's given.json into its answers.json; return what that took."""
    (folder / "runtime").symlink_to(RUNTIME.resolve(), target_is_directory=True)
    for script in ("worker.mjs", "asked.mjs"):
        shutil.copy(HERE / script, folder)
    (folder / "index.html").write_text("<!doctype html><title>Asked</title>", encoding="utf-8")
    _pack(folder / "checkout.zip")
    with live_pages.served(folder) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page()
        page.route(lambda url: not url.startswith(address), lambda route: route.abort())
        page.goto(address)
        told = page.evaluate(ASK, question)
        browser.close()
    (folder / "answers.json").write_text(told["answers"], encoding="utf-8")
    return told["took"]


def _pack(to: Path) -> None:
    """Write what the course reads of this checkout, and the questions, into an archive."""
    with zipfile.ZipFile(to, "w") as packed:
        for place in ("crmlab", "course", "benchmarks/browser"):
            for path in sorted((ROOT / place).rglob("*")):
                if path.is_file() and "__pycache__" not in path.parts:
                    packed.write(path, path.relative_to(ROOT).as_posix())
