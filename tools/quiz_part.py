"""The quiz of an assignment, the same for every topic: an author writes its heading, this writes the rest.

The heading is a cell of Markdown that is marked quiz="clv-quiz".
"""

from __future__ import annotations

import json

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from crmlab.exercises.finding import find_task
from crmlab.exercises.held_out import A_CELL, pool

MARK = "quiz"
_WORDS = {6: "six", 10: "ten"}
_ABOUT = """
{Ten} items that no reader shows, drawn by your `me`. They ask what the sets of the reader ask. Two items make
one point: both must be right.

Here a check says only whether both of its items have an answer. Which answers are right, and why, is in the
feedback after grading. If you study on your own, `solution("{quiz}")` shows it when all {ten} are answered;
after that, `items("{quiz}", attempt=2)` brings {ten} other items. If a teacher grades you, hand in first.
"""
_ASKS = """
Copy the last lines of what you see above into the next cell. Then write an answer in place of each `None`:
one of the words in quotes that stand with the item, in quotes, too.
"""


def with_quiz(notebook: NotebookNode) -> NotebookNode:
    """Put the cells of a quiz after the heading that asks for it, and return the notebook."""
    parts = (_part(cell) if MARK in cell.metadata else [cell] for cell in notebook.cells)
    notebook.cells = [cell for part in parts for cell in part]
    return notebook


def _part(heading: NotebookNode) -> list[NotebookNode]:
    quiz = find_task(heading.metadata.pop(MARK))
    ten = _WORDS[A_CELL * len(quiz.checks)]
    about = _ABOUT.format(quiz=quiz.id, ten=ten, Ten=ten.capitalize())
    heading.source = "\n".join([heading.source, about.rstrip()])
    answer = new_code_cell(_answer(quiz.topic), metadata={"answer": quiz.id})
    checks = [new_code_cell(f'check("{check.id}", answers)', metadata={"points": 1}) for check in quiz.checks]
    return [heading, new_code_cell(f'items("{quiz.id}")'), new_markdown_cell(_ASKS.strip()), answer, *checks]


def _answer(topic: str) -> str:
    """Return the answer cell; its model answers every item that may be drawn, and so whoever draws."""
    lines = [f"    {json.dumps(key)}: {json.dumps(item.right)}," for key, (_, item) in pool(topic).items()]
    return "\n".join(
        [
            *("answers = None", "### BEGIN SOLUTION", "answers = {  # every item that may be drawn"),
            *lines,
            *("}", "### END SOLUTION"),
        ]
    )
