"""The first step of autograding: nbgrader grades the released notebook with the student's answers put in."""

from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor

from crmlab.grading.gradebook.assigned import Assigned
from crmlab.grading.gradebook.weights import weights, with_points
from crmlab.grading.running.rebuilding import rebuild
from crmlab.language import said, to_say


class RebuildFromRelease(NbGraderPreprocessor):
    """Grade the released notebook with the student's answers put in.

    The first of ``Autograde.sanitize_preprocessors``, in place of nbgrader's ``ClearOutput``,
    ``DeduplicateIds``, ``OverwriteKernelspec`` and ``OverwriteCells``.
    """

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Return the notebook to be graded; remarks go to the log as warnings."""
        names = resources["nbgrader"]
        rebuilt, remarks = rebuild(self._release(names["assignment"], names["notebook"]), nb)
        for remark in remarks:
            self.log.warning("%s, %s: %s", names["student"], names["notebook"], remark)
        return rebuilt, resources

    def _release(self, assignment: str, notebook: str) -> NotebookNode:
        course = (
            self.parent.parent.coursedir
        )  # the exporter's converter has it, in the command and in formgrader
        path = Assigned(course, assignment).released / f"{notebook}.ipynb"
        if not path.is_file():
            command = f"nbgrader generate_assignment {assignment}"
            sentence = to_say("The released notebook {path} is not there: run `{command}` first.")
            raise NbGraderException(said(sentence, path=path, command=command))
        weighed = with_points(path.read_text(encoding="utf-8"), weights(Path(course.root), assignment))
        return nbformat.reads(weighed, as_version=4)
