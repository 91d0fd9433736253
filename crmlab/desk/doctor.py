"""What `crmlab doctor` looks at: each finding is ok, or says in a sentence what to do."""

from __future__ import annotations

import functools
import importlib.metadata
import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from crmlab.language import said, to_say

_KERNEL, _EXTENSION, _DATA = to_say("kernel"), to_say("nbgrader in JupyterLab"), to_say("data")
_FONT, _SANDBOX, _YOUR_FOLDER = to_say("font"), to_say("sandbox"), to_say("your folder")
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
        verdict = f"→ {self.advice}" if self.advice else said("mended") if self.mended else said("ok")
        parts = {"subject": self.subject, "found": self.found, "verdict": verdict}
        return said("{subject}: {found}  {verdict}", **parts)


def findings(folder: Path) -> Iterator[Finding]:
    """Look at everything a lesson and an exercise need; one failing look never hides the others."""
    looks: dict[str, Callable[[], Finding]] = {"Python": _python}
    looks |= {name: functools.partial(_package, name, least) for name, least in _wanted().items()}
    looks |= {_KERNEL: _kernel, _EXTENSION: _extension, _DATA: _data, _FONT: _font, _SANDBOX: _sandbox}
    looks |= {_YOUR_FOLDER: functools.partial(_folder, folder)}
    for subject, look in looks.items():
        try:
            found = look()
        except Exception as error:  # the report is most needed where something is broken
            found = Finding(subject, f"{type(error).__name__}: {error}", said("install CRM Lab again"))
        yield replace(found, subject=said(found.subject))


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    advice = "" if sys.version_info >= (3, 11) else said("install Python 3.11 or newer")
    return Finding("Python", version, advice)


def _package(name: str, least: str) -> Finding:
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        advice = said("install CRM Lab with its extra: pip install 'crmlab[lab]'")
        return Finding(name, said("missing"), advice)
    enough = _parts(version) >= _parts(least)
    advice = "" if enough else said("version {least} or newer is needed: update it", least=least)
    return Finding(name, version, advice)


def _kernel() -> Finding:
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        spec = KernelSpecManager().get_kernel_spec("python3")
    except NoSuchKernel:
        advice = said("run: {command}", command="python -m ipykernel install --sys-prefix")
        return Finding(_KERNEL, said("none called python3"), advice)
    command = Path(spec.argv[0])  # "python" stands for the Python that JupyterLab itself runs on
    ours = not command.is_absolute() or command.resolve() == Path(sys.executable).resolve()
    install = f"{sys.executable} -m ipykernel install --sys-prefix"
    advice = "" if ours else said("it is another Python; run: {command}", command=install)
    return Finding(_KERNEL, str(command), advice)


def _extension() -> Finding:
    from jupyter_core.paths import jupyter_path

    places = [Path(folder, "labextensions/@jupyter/nbgrader/package.json") for folder in jupyter_path()]
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        return Finding(_EXTENSION, said("missing"), said("install nbgrader again"))
    version = json.loads(found.read_text(encoding="utf-8"))["version"]
    return Finding(_EXTENSION, version)


def _data() -> Finding:
    from crmlab.datasets import load_cdnow

    return Finding(_DATA, said("CDNOW sample, {lines:,} lines", lines=len(load_cdnow())))


def _font() -> Finding:
    from crmlab.figures.fonts import chinese

    return Finding(_FONT, said("{font}, for Chinese in pictures", font=chinese()))


def _sandbox() -> Finding:
    """Find whether a class can be graded safely here; whoever learns needs no sandbox."""
    from crmlab.grading.running.sandbox import why_not

    reason = why_not()
    if not reason:
        return Finding(_SANDBOX, said("bubblewrap works, for whoever grades a class"))
    found = said("none, which matters only to whoever grades a class. {reason}", reason=reason)
    return Finding(_SANDBOX, found)


def _folder(folder: Path) -> Finding:
    place = folder if folder.is_dir() else folder.resolve().parent
    try:
        with tempfile.TemporaryFile(dir=place):
            to_come = said("{folder}, which crmlab lab will make", folder=folder)
            return Finding(_YOUR_FOLDER, str(folder) if folder.is_dir() else to_come)
    except OSError:
        advice = said("choose a folder that you may write to: crmlab lab FOLDER")
        return Finding(_YOUR_FOLDER, said("{folder} cannot be written", folder=folder), advice)


def _wanted() -> dict[str, str]:
    """Return the packages that CRM Lab asks for, with their lowest versions, as its own metadata says."""
    asked = [re.match(r"([\w-]+).*?>=([\d.]+)", line) for line in importlib.metadata.requires("crmlab") or []]
    needed = [line for line in asked if line and not _NOT_FOR_LESSONS.search(line.string)]
    return {line[1]: line[2] for line in needed}


def _parts(version: str) -> list[int]:
    return [int(part) for part in version.split(".")[:3] if part.isdigit()]
