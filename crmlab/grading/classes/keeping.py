"""Results of earlier runs: what is graded stays graded until the submission, the assignment or we change."""

from __future__ import annotations

import hashlib
import platform
import sys
from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from importlib import metadata, resources
from pathlib import Path

from crmlab.files import is_draft, remove_dead_draft, write_whole
from crmlab.grading.results import Assignment, Result, Submission, is_open
from crmlab.language import language

# any of them may change a result
_PACKAGES = ("crmlab", "numpy", "pandas", "scipy", "matplotlib", "IPython", "nbformat", "nbgrader")


class Kept:
    """A folder of results, one file a key; of each student the last is kept.

    Parameters
    ----------
    folder : Path
        Of one assignment; made when it is needed.
    assignment : Assignment
        What is graded.

    Attributes
    ----------
    basis : str
        A hash of all that points depend on beside the submission. Teachers' ideas change none.
    """

    def __init__(self, folder: Path, assignment: Assignment) -> None:
        self._folder, self._assignment = folder, assignment
        parts = {field.name: getattr(assignment, field.name) for field in fields(assignment)}
        del parts["ideas"]
        parts["files"] = sorted(assignment.files.items())
        self.basis = digest([repr(parts), repr(versions()), _sources(), language()])

    def find(self, submission: Submission) -> Result | None:
        """Return the result of a submission if there is one; a damaged file is none."""
        try:
            check, _, text = self._path(submission).read_bytes().partition(b"\n")
            found = Result.from_json(text.decode()) if digest([text]).encode() == check else None
            return found if found and self._is_told(found) else None
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def _is_told(self, result: Result) -> bool:
        """Whether the ideas are still those that were looked through, where they may say anything."""
        open_to = {check: one for check, one in result.verdicts.items() if is_open(one)}
        told = self._assignment.told_about
        return all(one.get("ideas", "") == told(check) for check, one in open_to.items())

    def keep(self, submission: Submission, result: Result) -> Result:
        """Write a result in place of an earlier one of the student, and return it."""
        path, text = self._path(submission), result.as_json().encode()
        write_whole(path, digest([text]).encode() + b"\n" + text)
        for other in path.parent.iterdir():
            if is_draft(other):  # perhaps of another run
                remove_dead_draft(other)
            elif other.name != path.name:
                other.unlink(missing_ok=True)
        return result

    def _path(self, submission: Submission) -> Path:
        key = digest([self.basis, submission.student, submission.file_name, submission.content])
        return self._folder / digest([submission.student])[:16] / f"{key}.json"


def digest(parts: Iterable[str | bytes]) -> str:
    """Return a hash that no other sequence of texts has."""
    found = hashlib.sha256()
    for part in parts:
        content = part if isinstance(part, bytes) else part.encode("utf-8", "surrogateescape")
        found.update(b"%d:" % len(content))
        found.update(content)
    return found.hexdigest()


@cache
def versions() -> dict[str, str]:
    """Return the versions that a result depends on; empty for a package that is not installed."""
    found = {"Python": sys.version, "machine": f"{platform.system()} {platform.machine()}"}
    for name in _PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = ""
    return found


@cache
def _sources() -> str:
    """Hash the whole package: the version stays the same while somebody works on it."""
    package = Path(str(resources.files("crmlab")))
    files = sorted(path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return digest(part for path in files for part in (str(path.relative_to(package)), path.read_bytes()))
