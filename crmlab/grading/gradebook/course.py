"""An instructor's course folder, and what a class gets of it."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path

from crmlab.environment import commands_first
from crmlab.errors import BadValueError
from crmlab.files import write_whole
from crmlab.language import said, to_say

CONFIG = "nbgrader_config.py"
RELEASED = ".released"  # in what a class gets: the assignments once more, to compare with when they are done
_OURS = "crmlab.grading"  # stands in the configuration of a course folder of ours
_GLOBS = set("[]*?")  # nbgrader takes them in a path for wildcards
_KEY_BYTES = 32
_LEFT_OUT = {".ipynb_checkpoints", "__pycache__"}
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a zip knows; the same bytes at every run


def assignments_of(folder: Path) -> list[str]:
    """Return the assignments that stand in a folder such as solutions/ or exercises/."""
    return sorted(path.parent.name for path in folder.glob("*/*.ipynb") if path.stem == path.parent.name)


def chosen(names: str, known: Sequence[str]) -> list[str]:
    """Return the assignments that *names* lists, such as ``"clv,rfm"``; all if it is empty."""
    wanted = [name.strip() for name in names.split(",") if name.strip()] or list(known)
    if missing := [name for name in wanted if name not in known]:
        there = said(", ").join(known) or said("none")
        sentence = to_say("There is no assignment {name}; there is {known}.")
        raise BadValueError(said(sentence, name=repr(missing[0]), known=there))
    return wanted


def set_up(folder: Path, material: Path, assignments: Sequence[str]) -> Iterator[Path]:
    """Make an instructor's course in *folder*, or add what it lacks; yield the new paths.

    Parameters
    ----------
    folder : Path
        An empty or new folder, or one that was set up before.
    material : Path
        Where nbgrader_config.py and solutions/ of CRM Lab stand.
    assignments : sequence of str
        Names of assignments.

    Raises
    ------
    BadValueError
        If the folder is somebody else's; nothing is written then.
    """
    _require_own(folder)
    yield from _add_files(folder, material, assignments)
    for name in assignments:
        if not (folder / "exercises" / name).exists():
            nbgrader(folder, "generate_assignment", name)
            yield folder / "exercises" / name / f"{name}.ipynb"


def require_course(folder: Path) -> None:
    """Refuse a folder that is no course of ours."""
    if not _is_ours(folder):
        sentence = to_say("{folder} is no course folder; make one with: crmlab course {folder}")
        raise BadValueError(said(sentence, folder=folder))


def _require_own(folder: Path) -> None:
    if _GLOBS & set(str(folder.resolve())):
        sentence = to_say("nbgrader cannot work in {folder}: choose a path without [ ] * ?")
        raise BadValueError(said(sentence, folder=folder.resolve()))
    if folder.exists() and not folder.is_dir():
        raise BadValueError(said("{folder} is a file; name a folder.", folder=folder))
    if folder.is_dir() and any(folder.iterdir()) and not _is_ours(folder):
        sentence = said("{folder} has other files in it; name a new or an empty folder.", folder=folder)
        raise BadValueError(sentence)


def _is_ours(folder: Path) -> bool:
    config = folder / CONFIG
    return config.is_file() and _OURS in config.read_text(encoding="utf-8", errors="replace")


def _add_files(folder: Path, material: Path, assignments: Sequence[str]) -> Iterator[Path]:
    """Copy what is not there yet, the configuration first: it says whose folder it is."""
    template = resources.files("crmlab") / "data" / "course_folder"
    wanted = {CONFIG: material / CONFIG}
    wanted |= {name: template / name.lstrip(".") for name in (".gitignore", "README.md", "roster.csv")}
    for name in assignments:
        source = material / "solutions"
        wanted |= {f"solutions/{path.relative_to(source).as_posix()}": path for path in _files(source / name)}
    for name, source in wanted.items():
        if not (folder / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            content = source.read_bytes()
            (folder / name).write_bytes(_naming(content, assignments) if name == "README.md" else content)
            yield folder / name


def _naming(template: bytes, assignments: Sequence[str]) -> bytes:
    """Let the examples in a text be about an assignment that is there."""
    return template.replace(b"{assignment}", (*assignments, "clv")[0].encode())


def nbgrader(folder: Path, *arguments: str) -> None:
    """Run one of nbgrader's commands in a course folder."""
    command = [sys.executable, "-m", "nbgrader", *arguments]
    environment = os.environ | {"PATH": commands_first(), "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", errors="replace"
    )
    if done.returncode:
        sentence = said("{command} failed:", command=f"nbgrader {' '.join(arguments)}")
        raise BadValueError("\n".join([sentence, done.stderr]))


def configuration(folder: Path):
    """Return nbgrader's configuration of a course folder."""
    from traitlets.config import PyFileConfigLoader

    return PyFileConfigLoader(CONFIG, path=str(folder.resolve())).load_config()


def course_key(folder: Path) -> bytes:
    """Return the key with which a course's hidden inputs are drawn; made when it is not there.

    Raises
    ------
    BadValueError
        If its file is damaged: with another key the same work would be graded on other inputs.
    """
    path = folder / "course_key"
    if not path.exists():
        write_whole(path, secrets.token_hex(_KEY_BYTES).encode())
        path.chmod(0o600)
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except ValueError:
        key = b""
    if len(key) != _KEY_BYTES:
        sentence = to_say(
            "{path} is damaged: restore it from a backup, or delete it; then grade everybody again."
        )
        raise BadValueError(said(sentence, path=path))
    return key


def hand_out(target: Path, material: Path, exercises: Path, assignments: Sequence[str]) -> int:
    """Write what a class gets, a zip or a folder; the same bytes every time.

    Parameters
    ----------
    target : Path
        A path that is not there yet; one that ends with .zip becomes a zip.
    material : Path
        Where notebooks/ of CRM Lab stands.
    exercises : Path
        The released assignments.
    assignments : sequence of str
        Those of them that are handed out.

    Returns
    -------
    int
        The number of files that are for reading and writing.
    """
    if target.exists():
        sentence = said("{path} is there already; name another, or delete it first.", path=target)
        raise BadValueError(sentence)
    template = resources.files("crmlab") / "data" / "handout" / "READ_ME.md"
    files = {"READ_ME.md": _naming(template.read_bytes(), assignments)}
    for place, folders in (
        (material / "notebooks", [material / "notebooks"]),
        (exercises, [exercises / name for name in assignments]),
    ):
        for path in (one for inner in folders for one in _files(inner)):
            files[f"{place.name}/{path.relative_to(place).as_posix()}"] = path.read_bytes()
    kept = {f"{RELEASED}/{name}": text for name, text in files.items() if name.startswith("exercises/")}
    (_zip if target.suffix.lower() == ".zip" else _folder)(target, files | kept)
    return len(files)


def _files(folder: Path) -> list[Path]:
    """Return the files of a folder that are worth passing on, in a fixed order."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in found if not _LEFT_OUT & set(path.parts) and path.name != ".DS_Store")


def _zip(target: Path, files: dict[str, bytes]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "x") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # as on Unix, wherever it is made
            archive.writestr(entry, files[name], zipfile.ZIP_STORED)  # compressors differ between machines


def _folder(target: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(content)
