"""An assignment of a course folder, as it is graded."""

from __future__ import annotations

from pathlib import Path

from nbgrader.coursedir import CourseDirectory

from crmlab.errors import BadValueError
from crmlab.exercises.finding import topics
from crmlab.grading.gradebook.course import assignments_of, course_key
from crmlab.grading.gradebook.handed_in import files_beside
from crmlab.grading.results import SANDBOXED, Assignment, Limits


def assignment_of(course: CourseDirectory, name: str, level: str, limits: Limits) -> Assignment:
    """Return an assignment as it is registered with nbgrader, with the files that its notebook reads.

    Raises
    ------
    BadValueError
        If there is none of this name, or it is not registered yet.
    """
    root = Path(course.root)
    release = Path(course.format_path(course.release_directory, ".", name), f"{name}.ipynb")
    if name not in (known := assignments_of(root / course.release_directory)):
        known = ", ".join(known) or "none"
        raise BadValueError(f"There is no assignment {name!r} in {root}; there is {known}.")
    is_file = course.db_url.startswith("sqlite")  # to open it would make it
    if is_file and not (root / "gradebook.db").is_file():
        raise BadValueError(f"There is no gradebook in {root} yet: run nbgrader generate_assignment {name}")
    if level == SANDBOXED and name not in topics():
        raise BadValueError(
            f"{name} is no assignment of CRM Lab, so no judge outside of the sandbox knows it; "
            "to grade it with your own rights, set c.RunInSandbox.unsandboxed = True in nbgrader_config.py"
        )
    source = Path(course.format_path(course.source_directory, ".", name))
    files = files_beside(source, [*course.ignore, "*.ipynb"])
    beside = {path.relative_to(source).as_posix(): path.read_bytes() for path in files}
    return Assignment(name, release.read_text(encoding="utf-8"), course_key(root), level, limits, beside)
