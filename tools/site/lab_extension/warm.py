"""What a kernel of the lab does before a learner's first cell; the extension runs it (`kernel.js`).

It brings the course to memory, in the language of the lab, with what the browser remembers of the learner,
and it tells the browser whatever changes there. SciPy is large: it is loaded when something asks for it.
"""

import asyncio
import importlib.abc
import importlib.machinery
import os
import sys
from importlib import invalidate_caches
from types import ModuleType
from typing import Any

from js import Object, crossOriginIsolated, postMessage
from pyodide.ffi import can_run_sync, run_sync, to_js
from pyodide_js import loadPackage

LATER = "scipy"
READING = 5  # seconds after which explorers are brought to memory: a verdict needs none


class Later(importlib.abc.MetaPathFinder):
    """Loads a large package when it is imported for the first time."""

    def find_spec(
        self, name: str, path: object = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Load the package, and find it then."""
        if name != LATER or not can_run_sync():
            return None
        sys.meta_path.remove(self)
        run_sync(loadPackage(LATER))
        invalidate_caches()
        return importlib.machinery.PathFinder.find_spec(name)


async def begin(language: str, remembered: str, path: str) -> None:
    """Begin a kernel for the notebook at *path*."""
    os.environ |= {"CRMLAB_LANG": language, "JPY_SESSION_NAME": f"/drive/{path}"}
    # a look into the learner's folder asks the page, so it comes last
    sys.path[:] = [*filter(None, sys.path), ""]
    sys.meta_path.append(Later())
    if not can_run_sync():
        await loadPackage(LATER)
    _go_on()
    _remember(remembered)
    _help()
    _shell().execution_count = 0  # this was none of the learner's cells


def _shell() -> Any:
    from IPython import get_ipython

    return get_ipython()


def _go_on() -> None:
    """Let a cell that may fail, as its tag says, keep no cell below it from running.

    The lab drops all that waits when a reply says "error", so the error is shown, and the reply says "ok".
    """
    kernel = _shell().kernel
    run = kernel.run

    async def run_on(code: str) -> dict:
        result, asked = await run(code), kernel._parent_header
        if result["status"] != "error" or asked["content"].get("stop_on_error", True) or crossOriginIsolated:
            return result
        error = {name: result[name] for name in ("ename", "evalue", "traceback")}
        message = {"type": "execute_error", "bundle": error, "parentHeader": asked["header"]}
        postMessage(to_js({"_kernelMessage": message}, dict_converter=Object.fromEntries))
        return {"status": "ok", "payload": result.get("payload", [])}

    kernel.run = run_on


def _remember(remembered: str) -> None:
    """Keep what the browser remembers where crmlab reads it, and tell the browser of what is new."""
    from comm import create_comm

    from crmlab import progress

    kept = progress.path()
    kept.parent.mkdir(parents=True, exist_ok=True)
    if remembered:
        kept.write_text(remembered, encoding="utf-8")
    comm, told = create_comm(target_name="crmlab-progress"), remembered

    def tell(*_: object) -> None:
        nonlocal told
        now = kept.read_text(encoding="utf-8") if kept.exists() else ""
        if now != told:
            comm.send({"progress": now})
            told = now

    _shell().events.register("post_execute", tell)


def _help() -> None:
    """Show what cells show, and explain what a restart has forgotten, as `crmlab lab` does."""
    from crmlab.desk import kernel
    from crmlab.explorers import all_explorers

    kernel.help_learners(_shell())
    asyncio.get_running_loop().call_later(READING, lambda: list(all_explorers()))
