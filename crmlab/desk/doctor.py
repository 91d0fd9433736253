"""What `crmlab doctor` looks at: each finding is ok, or says in a sentence what to do."""

from __future__ import annotations

import functools
import importlib.metadata
import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

_NOT_FOR_LESSONS = re.compile("extra == '(dev|engines)'")


@dataclass(frozen=True)
class Finding:
    """One line of the report.

    Attributes
    ----------
    subject : str
        What was looked at.
    found : str
        What was found.
    advice : str
        What to do about it; empty when all is well.
    mended : bool
        Whether it was put right on the spot.
    """

    subject: str
    found: str
    advice: str = ""
    mended: bool = False

    @property
    def line(self) -> str:
        """The finding as it is printed."""
        verdict = f"→ {self.advice}" if self.advice else "mended" if self.mended else "ok"
        return f"{self.subject}: {self.found}  {verdict}"


def findings(folder: Path) -> Iterator[Finding]:
    """Look at everything a lesson and an exercise need; one failing look never hides the others."""
    looks: dict[str, Callable[[], Finding]] = {"Python": _python}
    looks |= {name: functools.partial(_package, name, least) for name, least in _wanted().items()}
    looks |= {"kernel": _kernel, "nbgrader in JupyterLab": _extension, "data": _data, "font": _font}
    looks |= {"sandbox": _sandbox}
    looks |= {"your folder": functools.partial(_folder, folder)}
    for subject, look in looks.items():
        try:
            yield look()
        except Exception as error:  # the report is most needed where something is broken
            yield Finding(subject, f"{type(error).__name__}: {error}", "install CRM Lab again")


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", version, "" if sys.version_info >= (3, 11) else "install Python 3.11 or newer")


def _package(name: str, least: str) -> Finding:
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, "missing", "install CRM Lab with its extra: pip install 'crmlab[lab]'")
    enough = _parts(version) >= _parts(least)
    return Finding(name, version, "" if enough else f"version {least} or newer is needed: update it")


def _kernel() -> Finding:
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        spec = KernelSpecManager().get_kernel_spec("python3")
    except NoSuchKernel:
        return Finding("kernel", "none called python3", "run: python -m ipykernel install --sys-prefix")
    command = Path(spec.argv[0])  # "python" stands for the Python that JupyterLab itself runs on
    ours = not command.is_absolute() or command.resolve() == Path(sys.executable).resolve()
    advice = "" if ours else f"it is another Python; run: {sys.executable} -m ipykernel install --sys-prefix"
    return Finding("kernel", str(command), advice)


def _extension() -> Finding:
    from jupyter_core.paths import jupyter_path

    places = [Path(folder, "labextensions/@jupyter/nbgrader/package.json") for folder in jupyter_path()]
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        return Finding("nbgrader in JupyterLab", "missing", "install nbgrader again")
    version = json.loads(found.read_text(encoding="utf-8"))["version"]
    return Finding("nbgrader in JupyterLab", version)


def _data() -> Finding:
    from crmlab.datasets import load_cdnow

    return Finding("data", f"CDNOW sample, {len(load_cdnow()):,} lines")


def _font() -> Finding:
    from crmlab.figures.fonts import chinese

    return Finding("font", f"{chinese()}, for Chinese in pictures")


def _sandbox() -> Finding:
    """Find whether a class can be graded safely here; whoever learns needs no sandbox."""
    from crmlab.grading.running.sandbox import why_not

    reason = why_not()
    if not reason:
        return Finding("sandbox", "bubblewrap works, for whoever grades a class")
    return Finding("sandbox", f"none, which matters only to whoever grades a class. {reason}")


def _folder(folder: Path) -> Finding:
    place = folder if folder.is_dir() else folder.resolve().parent
    try:
        with tempfile.TemporaryFile(dir=place):
            return Finding("your folder", str(folder))
    except OSError:
        advice = "choose a folder that you may write to: crmlab lab FOLDER"
        return Finding("your folder", f"{folder} cannot be written", advice)


def _wanted() -> dict[str, str]:
    """Return the packages that CRM Lab asks for, with their lowest versions, as its own metadata says."""
    asked = [re.match(r"([\w-]+).*?>=([\d.]+)", line) for line in importlib.metadata.requires("crmlab") or []]
    needed = [line for line in asked if line and not _NOT_FOR_LESSONS.search(line.string)]
    return {line[1]: line[2] for line in needed}


def _parts(version: str) -> list[int]:
    return [int(part) for part in version.split(".")[:3] if part.isdigit()]
