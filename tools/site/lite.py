"""Make site/lab/: the course in JupyterLite, with its notebooks and a kernel on ../runtime/.

`make lite`, or `python tools/site/lite.py` after the runtime. Nothing in it comes from outside; any web
server can carry it beside the runtime, under any path.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from crmlab import __version__
from crmlab.desk.own_folder import put_what_is_missing

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SITE = ROOT / "site"
EXTENSION = HERE / "lab_extension"
SHARED = Path(sys.prefix, "share", "jupyter", "labextensions")
# their versions are pinned with the site; all else that is installed beside them stays away
EXTENSIONS = (
    SHARED / "@jupyterlite" / "pyodide-kernel-extension",
    SHARED / "@jupyter-widgets" / "jupyterlab-manager",
    SHARED / "anywidget",
    ROOT / "crmlab" / "data" / "jupyter" / "labextensions" / "crmlab",
)
# what the kernel would else ask for one by one, and then the course
AT_ONCE = ("ssl", "sqlite3", "ipykernel", "comm", "pyodide_kernel", "jedi", "ipython", "micropip", "piplite")
LISTED = "course.json"  # the files of the course, by their hashes: the extension finds newer ones by it


def main() -> None:
    """Make the lab beside the runtime."""
    make(SITE / "lab")
    print(f"lite: {(SITE / 'lab').relative_to(ROOT)}")


def make(target: Path) -> None:
    """Make the lab in *target*; its kernel runs on the runtime beside it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="crmlab-lite-") as folder:
        work = Path(folder)
        course = work / "course"
        put_what_is_missing(course)
        extension = _extension(course, work / "extension")
        (work / "jupyter-lite.json").write_text(json.dumps(_settings()), encoding="utf-8")
        config = _config(course, (*EXTENSIONS, extension))
        (work / "jupyter_lite_config.json").write_text(json.dumps(config), encoding="utf-8")
        build = (sys.executable, "-m", "jupyterlite_core", "build", "--output-dir", work / "made")
        done = subprocess.run(build, cwd=work, capture_output=True, encoding="utf-8", check=False)
        if done.returncode:
            sys.exit(f"lite: JupyterLite could not be built.\n{done.stdout}{done.stderr}")
        shutil.rmtree(target, ignore_errors=True)
        shutil.move(work / "made", target)


def _extension(course: Path, to: Path) -> Path:
    """Copy the extension, with the list of what the course gives."""
    shutil.copytree(EXTENSION, to)
    files = {
        path.relative_to(course).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:16]
        for path in sorted(course.rglob("*.ipynb"))
    }
    listed = {"version": __version__, "files": files}
    (to / LISTED).write_text(json.dumps(listed, indent=1), encoding="utf-8")
    return to


def _config(course: Path, extensions: tuple[Path, ...]) -> dict:
    """Return how JupyterLite is built."""
    lite = {
        "apps": ["lab"],
        "contents": [str(course)],
        "federated_extensions": [str(one) for one in extensions],
        "ignore_sys_prefix": ["federated_extensions"],
        "no_sourcemaps": True,
        "no_unused_shared_packages": True,
    }
    return {"LiteBuildConfig": lite}


def _settings() -> dict:
    """Return what the lab is told at its start."""
    kernel = {
        "pyodideUrl": "./../runtime/pyodide.js",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {"packages": [*AT_ONCE, "crmlab"]},
    }
    told = {
        "appName": "CRM Lab",
        "appVersion": __version__,
        "litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": kernel},
    }
    return {"jupyter-lite-schema-version": 0, "jupyter-config-data": told}


if __name__ == "__main__":
    main()
