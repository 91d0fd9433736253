"""The model answers of an assignment, as `solution` shows them, and which of its cells a check is about."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from nbformat import NotebookNode

from crmlab.exercises.finding import find_task
from crmlab.exercises.quizzes import is_quiz
from crmlab.intake.cells import names_made, top_level

SOLUTION_MARKS = re.compile(r"^\s*### (BEGIN|END) SOLUTION\n?", re.MULTILINE)


def model_answers(notebook: NotebookNode) -> dict[str, str]:
    """Return the model answers of an assignment by task id, as Markdown without the marks.

    Of a quiz there are none: `solution` tells a learner of the items that he got.
    """
    answers: dict[str, list[str]] = {}
    for cell in notebook.cells:
        mark = cell.metadata.get("nbgrader", {})
        task = find_task(mark["grade_id"]) if mark.get("solution") else None
        if task and not is_quiz(task):
            answers.setdefault(task.id, []).append(_shown(cell))
    return {task: "\n\n".join(sources) for task, sources in answers.items()}


def answer_cells(notebook: NotebookNode) -> dict[str, str]:
    """Return the id of the answer cell by the id of each check: the last above that makes what is given."""
    made, cells = {}, {}
    for cell in notebook.cells:
        mark = cell.metadata.get("nbgrader", {})
        if mark.get("solution"):
            made |= dict.fromkeys(names_made(cell), mark["grade_id"])
        elif mark.get("grade"):
            cells[mark["grade_id"]] = next(made[name] for name in _checked(cell) if name in made)
    return cells


def _checked(cell: NotebookNode) -> list[str]:
    """Return the names that a check is given."""
    return [one.id for one in top_level(cell)[0].value.args if isinstance(one, ast.Name)]


def _shown(cell: NotebookNode) -> str:
    text = SOLUTION_MARKS.sub("", without_stubs(cell)).strip()
    return f"```python\n{text}\n```" if cell.cell_type == "code" else text


def without_stubs(cell: NotebookNode) -> str:
    """Return the source of an answer without the values above its solution that the solution replaces."""
    lines = cell.source.splitlines(keepends=True)
    begin = next((place for place, line in enumerate(lines) if "### BEGIN SOLUTION" in line), 0)
    statements = top_level(cell)
    solution = [one for one in statements if one.lineno > begin]
    for stub in reversed([one for one in statements if one.end_lineno <= begin]):
        names = _given(stub)
        if names and all(_is_replaced(name, solution) for name in names):
            del lines[stub.lineno - 1 : stub.end_lineno]
    return "".join(lines)


def _given(statement: ast.stmt) -> set[str]:
    """Return the names to which a plain assignment gives a value."""
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _is_replaced(name: str, solution: Sequence[ast.stmt]) -> bool:
    """Whether a solution gives the name a value before it reads it."""
    first = next((one for one in solution if _uses(one, name)), None)
    return first is not None and name in _given(first) and not _uses(first.value, name)


def _uses(node: ast.AST, name: str) -> bool:
    return any(isinstance(one, ast.Name) and one.id == name for one in ast.walk(node))
