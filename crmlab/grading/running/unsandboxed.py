"""nbgrader's own execution, for whoever wants no sandbox: a kernel with all his rights."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from unittest import mock

from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from nbgrader.preprocessors import Execute, LimitOutput
from nbgrader.preprocessors.execute import UnresponsiveKernelError
from nbgrader.utils import is_grade

from crmlab.grading.results import Limits
from crmlab.grading.running.outputs import bundle
from crmlab.grading.running.verdicts import not_yet
from crmlab.language import said


def execute_in_kernel(notebook: NotebookNode, limits: Limits) -> list[str]:
    """Fill in the outputs of a notebook as nbgrader would; nothing is withheld, and it judges itself.

    Parameters
    ----------
    notebook : NotebookNode
        The release with a student's answers; changed in place.
    limits : Limits
        Of these, how long a cell may take.

    Returns
    -------
    list of str
        What went wrong, for the instructor.
    """
    remarks = []
    at_grading = mock.patch.dict(os.environ, NBGRADER_EXECUTION="autograde")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, at_grading:
        kernel = Execute(timeout=int(limits.cell), record_timing=False)
        try:
            kernel.preprocess(notebook, {"metadata": {"path": folder}})
        except (DeadKernelError, UnresponsiveKernelError):
            remarks.append(said("Python ended, or did not answer any more; what follows was not run."))
    for cell in _not_run(notebook):
        cell.outputs = [not_yet(said("Not right yet: this cell was not reached."))]
    for output in (one for cell in notebook.cells for one in cell.get("outputs", [])):
        if "text/html" in output.get("data", {}):
            shown, why = bundle(output.data, limits.output)
            output.data = NotebookNode({**output.data, "text/html": "", **shown})
            remarks += [why] * bool(why)
    LimitOutput().preprocess(notebook, {})
    return remarks


def _not_run(notebook: NotebookNode) -> Iterator[NotebookNode]:
    """Yield the graded cells that the kernel did not get to."""
    for cell in notebook.cells:
        if cell.cell_type == "code" and is_grade(cell) and cell.execution_count is None:
            yield cell
