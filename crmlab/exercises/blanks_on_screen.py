"""The blanks of a working as labelled boxes, for the keyboard and the screen reader."""

from __future__ import annotations

import html
from dataclasses import asdict
from typing import Any

from IPython.display import display

from crmlab.concepts.marking import SIGNS, Marked, in_a_word
from crmlab.concepts.widget import WORDS, Practice
from crmlab.declared import names
from crmlab.declared.working import Working
from crmlab.explorers.controls import without_kernel
from crmlab.language import said


class Session:
    """A working on screen, and what was said of the lines that were filled."""

    def __init__(self, working: Working) -> None:
        self.working = working
        self.widget = Practice(
            kind="fill",
            asks=said("Fill in the blanks."),
            shown=working._repr_html_(),
            items=[
                {"key": str(number), "says": f"({number}) {blank.asks}", "sayings": []}
                for number, blank in enumerate(working.blanks, 1)
            ],
            words={key: names.word("words", key).label for key in WORDS},
            verdicts={verdict: [sign, in_a_word(verdict)] for verdict, sign in SIGNS.items()},
        )
        self.widget.on_msg(self._hear)
        self._output = None

    def display(self) -> None:
        """Show the boxes, and below them the same on paper, which stays when the notebook is closed."""
        display(self.widget)
        self._output = display(self._on_paper(None), raw=True, display_id=True)

    def _on_paper(self, marked: Marked | None) -> dict[str, str]:
        shown = self._whole_if_right(marked)
        said_of_it = marked._repr_html_() if marked else ""
        summary = html.escape(names.word("words", "on_paper").label)
        page = (
            f'{without_kernel()}<details class="crmlab-page"><summary>{summary}</summary>'
            f"{shown._repr_html_()}{said_of_it}</details>"
        )
        return {"text/html": page, "text/plain": "\n".join([shown.text, *([str(marked)] if marked else [])])}

    def _whole_if_right(self, marked: Marked | None) -> Working:
        return self.working.whole if marked and marked.all_right else self.working

    def _hear(self, widget: Any, message: dict, buffers: Any) -> None:
        answers = message.get("answers")  # none: begin anew
        typed = [str((answers or {}).get(item["key"], "")).strip() for item in widget.items]
        self._say(None if answers is None else self.working.answer(*typed))

    def _say(self, marked: Marked | None) -> None:
        remarks = marked.remarks if marked else ()
        self.widget.remarks = {one.item: asdict(one) for one in remarks}
        self.widget.summary = {"verdict": marked.verdict, "sentence": marked.summary} if marked else {}
        self.widget.shown = self._whole_if_right(marked)._repr_html_()
        if self._output:
            self._output.update(self._on_paper(marked), raw=True)
