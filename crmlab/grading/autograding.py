"""The last steps of autograding: nbgrader's command and formgrader run notebooks in the sandbox, too."""

from __future__ import annotations

from pathlib import Path

from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades
from traitlets import Bool, Float, Integer

from crmlab.errors import BadValueError, in_words
from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.graded_work import settings_in
from crmlab.grading.gradebook.weights import weighed_score, weights
from crmlab.grading.results import NOT_SANDBOXED, SANDBOXED, Limits
from crmlab.grading.running import sandbox
from crmlab.grading.running.grader import execute
from crmlab.language import said, to_say

_WITHOUT = to_say(
    "To grade without protection from what students wrote: crmlab grade --unsandboxed, "
    "or c.RunInSandbox.unsandboxed = True in nbgrader_config.py"
)


class RunInSandbox(NbGraderPreprocessor):
    """Run a notebook in the sandbox and let the judge decide, in place of nbgrader's ``Execute``.

    The first of ``Autograde.autograde_preprocessors``. `crmlab grade` follows its configuration, too.
    """

    unsandboxed = Bool(False, help="Run the students' code with your own rights.").tag(config=True)
    cell = Float(Limits.cell, help="Seconds that a cell may take.").tag(config=True)
    call = Float(Limits.call, help="Seconds that a call of a checked function may take.").tag(config=True)
    notebook = Float(Limits.notebook, help="Seconds that a notebook may take.").tag(config=True)
    memory = Integer(Limits.memory, help="Bytes that a notebook may use.").tag(config=True)
    output = Integer(Limits.output, help="Bytes that a cell may show.").tag(config=True)
    processes = Integer(Limits.processes, help="Processes that a notebook may start.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Return the notebook with its outputs; remarks go to the log as warnings."""
        names = resources["nbgrader"]
        assigned = Assigned(self.parent.parent.coursedir, names["assignment"])
        try:
            assignment = assigned.as_graded(self.level(), self.limits())
        except BadValueError as error:
            raise NbGraderException(str(error)) from None
        try:
            remarks = execute(nb, assignment, names["student"]).remarks
        except (Exception, SystemExit) as error:  # nbgrader tells it, leaves him ungraded, and goes on
            broke_down = said("crmlab itself broke down, with {error}", error=in_words(error))
            raise NbGraderException(f"{names['student']}: {broke_down}") from error
        for remark in remarks:
            self.log.warning("%s, %s: %s", names["student"], names["notebook"], remark)
        return nb, resources

    def limits(self) -> Limits:
        """Return what a submission may use."""
        return Limits(**{name: getattr(self, name) for name in Limits.__dataclass_fields__})

    def level(self) -> str:
        """Return whether code is run in the sandbox.

        Raises
        ------
        BadValueError
            If there is none here, and nobody said that it may be done without.
        """
        if self.unsandboxed:
            return NOT_SANDBOXED
        if reason := sandbox.why_not():
            raise BadValueError(said("{reason} {advice}", reason=reason, advice=said(_WITHOUT)))
        return SANDBOXED


class SaveGrades(SaveAutoGrades):
    """Save grades as nbgrader does, with the points that cells count since `crmlab drop` and `reweigh`.

    In place of ``SaveAutoGrades``, to which an answer that nobody wrote looks like one where its cell counts
    other points than the release says, and which lets a person read what counts nothing.
    """

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Save the grades of a notebook that was run."""
        course, name = self.parent.parent.coursedir, resources["nbgrader"]["assignment"]
        self._weights = weights(Path(course.root), name)
        release = Assigned(course, name).released / f"{resources['nbgrader']['notebook']}.ipynb"
        self._released = settings_in(release.read_text(encoding="utf-8")) if self._weights else {}
        return super().preprocess(nb, resources)

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict, cell_index: int
    ) -> tuple[NotebookNode, dict]:
        """Save the grade of a cell as the release counts it, then weigh it."""
        settings = cell.metadata.get("nbgrader", {})
        name = settings.get("grade_id")
        if name not in self._weights or name not in self._released:
            return super().preprocess_cell(cell, resources, cell_index)
        of, points, counted = float(self._released[name]["points"]), self._weights[name], settings["points"]
        settings["points"] = of
        super().preprocess_cell(cell, resources, cell_index)
        settings["points"] = counted
        grade = self.gradebook.find_grade(name, self.notebook_id, self.assignment_id, self.student_id)
        grade.auto_score = weighed_score(grade.auto_score, of, points)
        grade.needs_manual_grade = bool(points) and grade.needs_manual_grade
        self.gradebook.db.commit()
        return cell, resources
