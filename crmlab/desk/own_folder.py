"""A student's own folder: what is put there, set back or opened, and nothing that he has changed."""

from __future__ import annotations

import json
import os
import secrets
from importlib import resources
from pathlib import Path

import typer

from crmlab.declared import authored
from crmlab.environment import commands_first
from crmlab.files import first_free
from crmlab.grading.gradebook.course import RELEASED
from crmlab.language import said, to_say

MATERIAL = ("notebooks", "exercises")


def course_folder() -> Path:
    """Return the folder that holds the built notebooks: the clone's own, else the package's."""
    return authored.ROOT


def put_what_is_missing(folder: Path) -> list[Path]:
    """Copy what is not yet in *folder* and return the new paths, relative to it."""
    wanted = {
        path.relative_to(course): path
        for course in (course_folder(), folder / RELEASED)  # what was handed out counts
        for part in MATERIAL
        for path in sorted((course / part).rglob("*.ipynb"))
    }
    missing = [path for path in wanted if not (folder / path).exists()]
    for path in missing:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(_with_name(wanted[path]))
    return missing


def set_aside(folder: Path, name: str) -> Path:
    """Rename your copy of a notebook, so that a fresh one is put in its place; return its new path."""
    found = [path for part in MATERIAL for path in sorted((folder / part).rglob(f"{name}.ipynb"))]
    if not found:
        course = (path for part in MATERIAL for path in sorted((course_folder() / part).rglob("*.ipynb")))
        known = said(", ").join(path.stem for path in course)
        sentence = to_say("{folder} has no notebook {name}; the course has {known}.")
        sentence = said(sentence, folder=folder, name=repr(name), known=known)
        raise typer.BadParameter(sentence, param_hint="--fresh")
    return found[0].rename(first_free(lambda number: found[0].with_stem(f"{name}-mine-{number}")))


def _with_name(path: Path) -> bytes:
    """Return a notebook's bytes, its `me` filled in where JupyterHub knows who opens it."""
    user = os.environ.get("JUPYTERHUB_USER")
    notebook = json.loads(path.read_text(encoding="utf-8"))
    own = [cell for cell in notebook["cells"] if str(cell.get("id", "")).endswith("-me")]
    if not user or not own:
        return path.read_bytes()
    for cell in own:
        cell["source"] = [f"me = {json.dumps(user, ensure_ascii=False)}"]
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def lab_options(folder: Path, browser: bool) -> list[str]:
    """Return JupyterLab's options for a student's folder."""
    options = [f"--ServerApp.root_dir={folder.resolve()}"]
    options += ["--LabApp.default_url=/lab/tree/notebooks/00_start.ipynb"]
    # a course works without the internet: no news, no search for updates
    options += ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    prompt = "crmlab.desk.prompt_connection.PromptConnection"
    options += [f"--ServerApp.kernel_websocket_connection_class={prompt}"]
    options += ["--log-level=ERROR", '--ServerApp.jpserver_extensions={"crmlab.desk.address": True}']
    if not browser:
        options.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--allow-root")  # in a container the only user is root
    return options


def lab_environment() -> dict[str, str]:
    """Return the environment of a student's JupyterLab.

    The settings that come with the package leave out what only instructors need, and its kernel says what
    to run after a restart.
    """
    settings = str(resources.files("crmlab") / "data" / "jupyter")
    ours = {
        name: os.pathsep.join(filter(None, [settings, os.environ.get(name)]))
        for name in ("JUPYTER_CONFIG_PATH", "JUPYTER_PATH")
    }
    token = os.environ.get("JUPYTER_TOKEN") or secrets.token_urlsafe()  # its own Jupyter would announce
    return os.environ | ours | {"PATH": commands_first(), "JUPYTER_TOKEN": token}
