"""Questions that are asked in both Pythons: of the desktop and of the browser. It imports what both have."""

from __future__ import annotations

import contextlib
import io
import json
import os
import tempfile
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ["MPLBACKEND"] = "agg"  # Node has no page to draw on


def answer(question: str, given: str, to: str) -> None:
    """Answer a question by its name, from a file into a file."""
    asked = json.loads(Path(given).read_text(encoding="utf-8"))
    answers = QUESTIONS[question](asked)
    Path(to).write_text(json.dumps(answers, ensure_ascii=False, default=_plain), encoding="utf-8")


def verdicts(notebooks: list[list[str]]) -> list[dict[str, Any]]:
    """Run the cells of each notebook, and return what each check says, as when it is graded."""
    os.environ["NBGRADER_EXECUTION"] = "autograde"
    return [_verdicts_of(cells) for cells in notebooks]


def _verdicts_of(cells: list[str]) -> dict[str, Any]:
    from crmlab.exercises import checking

    given: dict[str, Any] = {}
    noted = checking.note_for

    def listening(task, check, verdict, graded):
        learner, marked = noted(task, check, verdict), noted(task, check, verdict, graded)
        told = {"right": verdict.right, "kind": verdict.kind, "id": verdict.id}
        given[check.id] = told | {"read": str(learner), "graded": str(marked), "shown": learner._repr_html_()}
        return marked

    checking.note_for = listening
    names: dict[str, Any] = {"__name__": "__main__"}
    try:
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            for number, source in enumerate(cells):
                with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
                    exec(compile(source, f"cell {number}", "exec"), names)
    finally:
        checking.note_for = noted
    return given


def drawn(people: list[str]) -> dict[str, Any]:
    """Return the numbers of each task and the inputs of each check that the people named get."""
    from crmlab.exercises.declaring import FunctionCheck
    from crmlab.exercises.drawing import quantities_of
    from crmlab.exercises.finding import tasks_of, topics
    from crmlab.exercises.own_numbers import hidden_inputs, inputs_of, numbers_of

    told: dict[str, Any] = {}
    for task in (task for topic in topics() for task in tasks_of(topic)):
        for me in people:
            if quantities_of(task):
                told[f"{task.id}, numbers of {me}"] = repr(dict(numbers_of(task, me, 1)))
            for check in task.checks:
                told[f"{check.id}, inputs of {me}"] = repr(inputs_of(task, check, me, b"key"))
                if isinstance(check, FunctionCheck):
                    told[f"{check.id}, unseen by {me}"] = repr(hidden_inputs(task, check, b"key", me, 3))
    return told


def lessons(notebooks: dict[str, list[str]]) -> dict[str, dict[str, Any]]:
    """Run each notebook in a shell of IPython, top to bottom, and return how it went."""
    return {name: _run(cells) for name, cells in notebooks.items()}


def _run(cells: list[str]) -> dict[str, Any]:
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    begun = time.perf_counter()
    faults, outputs = [], []
    for source in cells:
        with capture_output() as captured:
            result = shell.run_cell(source, store_history=True)
        outputs.append(list(_shown(captured)))
        if captured.stderr:
            faults.append(f"{source}\n{captured.stderr}")
        if error := result.error_before_exec or result.error_in_exec:
            faults.append(f"{source}\n{''.join(traceback.format_exception(error))}")
            break
    return {"faults": faults, "outputs": outputs, "seconds": time.perf_counter() - begun}


def _shown(captured: Any) -> Iterator[str]:
    if captured.stdout:
        yield captured.stdout
    for one in captured.outputs:
        yield from (text for kind, text in one.data.items() if kind == "text/plain")


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else str(value)


QUESTIONS = {"verdicts": verdicts, "drawn": drawn, "lessons": lessons}
