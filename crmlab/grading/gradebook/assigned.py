"""An assignment of a course folder: where nbgrader keeps what belongs to it, and what it is graded as."""

from __future__ import annotations

import fnmatch
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.coursedir import CourseDirectory

from crmlab.errors import BadValueError
from crmlab.exercises.finding import topics
from crmlab.grading.gradebook.course import assignments_of, configuration, course_key, require_course
from crmlab.grading.gradebook.named_ideas import named_ideas
from crmlab.grading.results import SANDBOXED, Assignment, Limits
from crmlab.language import said, to_say


@dataclass(frozen=True, eq=False)
class Assigned:
    """An assignment of a course folder.

    Attributes
    ----------
    course : CourseDirectory
        The folder as nbgrader sees it.
    name : str
        The assignment's name, which is that of its notebook and topic, too.
    handed_in_by : mapping of str to str
        Who of a group has handed in for whom.
    """

    course: CourseDirectory
    name: str
    handed_in_by: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def in_folder(cls, folder: Path, name: str) -> Assigned:
        """Return an assignment of a folder, with the configuration that stands there.

        Raises
        ------
        BadValueError
            If the folder is no course of ours.
        """
        require_course(folder)
        return cls(CourseDirectory(config=configuration(folder)), name)

    @property
    def root(self) -> Path:
        """The course folder."""
        return Path(self.course.root)

    @property
    def notebook(self) -> str:
        """The name of its notebook's file."""
        return f"{self.name}.ipynb"

    @property
    def source(self) -> Path:
        """The folder of the instructor's own version."""
        return self._folder(self.course.source_directory)

    @property
    def released(self) -> Path:
        """The folder of what was handed out."""
        return self._folder(self.course.release_directory)

    def submitted(self, student: str) -> Path:
        """Return the folder of what a student handed in."""
        return self._folder(self.course.submitted_directory, student)

    def autograded(self, student: str) -> Path:
        """Return the folder of a student's graded work."""
        return self._folder(self.course.autograded_directory, student)

    def graded_notebook(self, student: str) -> Path:
        """Return the path of a student's graded notebook."""
        return self.autograded(student) / self.notebook

    def feedback(self, student: str) -> Path:
        """Return the folder of what a student gets back."""
        return self._folder(self.course.feedback_directory, student)

    def files_in(self, folder: Path, *left_out: str) -> dict[str, Path]:
        """Return the regular files of a folder by their paths in it: no links, nothing that is ignored."""
        files = _regular_files(folder, [*self.course.ignore, *left_out])
        return {path.relative_to(folder).as_posix(): path for path in files}

    def as_graded(self, level: str, limits: Limits) -> Assignment:
        """Return it as it is registered with nbgrader, with the files that its notebook reads.

        Raises
        ------
        BadValueError
            If there is none of this name, it is not registered yet, or its file of ideas cannot be read.
        """
        self.require_registered()
        if level == SANDBOXED and self.name not in topics():
            sentence = to_say(
                "{name} is no assignment of CRM Lab, so no judge outside of the sandbox knows it; to "
                "grade it with your own rights, set c.RunInSandbox.unsandboxed = True in nbgrader_config.py"
            )
            raise BadValueError(said(sentence, name=self.name))
        release = (self.released / self.notebook).read_text(encoding="utf-8")
        beside = {name: path.read_bytes() for name, path in self.files_in(self.source, "*.ipynb").items()}
        ideas = named_ideas(self.root, self.name)
        return Assignment(self.name, release, course_key(self.root), level, limits, beside, ideas)

    def require_registered(self) -> None:
        """Refuse an assignment that nbgrader does not know, or that is not there."""
        if self.name not in (known := assignments_of(self.root / self.course.release_directory)):
            there = said(", ").join(known) or said("none")
            sentence = to_say("There is no assignment {name} in {folder}; there is {known}.")
            raise BadValueError(said(sentence, name=repr(self.name), folder=self.root, known=there))
        is_file = self.course.db_url.startswith("sqlite")  # to open it would make it
        if is_file and not (self.root / "gradebook.db").is_file():
            sentence = to_say("There is no gradebook in {folder} yet: run {command}")
            command = f"nbgrader generate_assignment {self.name}"
            raise BadValueError(said(sentence, folder=self.root, command=command))

    def _folder(self, step: str, student: str = ".") -> Path:
        return Path(self.course.format_path(step, student, self.name))


def _regular_files(folder: Path, ignore: Iterable[str]) -> Iterator[Path]:
    """Yield the files of a folder in a fixed order, without pipes and links."""
    for place, inner, names in os.walk(folder):
        inner[:] = sorted(name for name in inner if not _is_ignored(name, ignore))
        for name in sorted(names):
            path = Path(place, name)
            if not _is_ignored(name, ignore) and stat.S_ISREG(path.lstat().st_mode):
                yield path


def _is_ignored(name: str, ignore: Iterable[str]) -> bool:
    return any(fnmatch.fnmatch(name, pattern) for pattern in ignore)
