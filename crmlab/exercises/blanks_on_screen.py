"""The blanks of a working as labelled boxes, for the keyboard and the screen reader."""

from __future__ import annotations

from typing import Any

from crmlab.concepts.marking import Marked
from crmlab.concepts.widget import Marking
from crmlab.declared.working import Working
from crmlab.explorers.controls import OnPaper
from crmlab.language import said


class Session(Marking):
    """A working on screen, and what was said of the lines that were filled."""

    def __init__(self, working: Working) -> None:
        self.working = working
        super().__init__(
            kind="fill",
            asks=said("Fill in the blanks."),
            shown=working._repr_html_(),
            items=[
                {"key": str(number), "says": f"({number}) {blank.asks}", "sayings": []}
                for number, blank in enumerate(working.blanks, 1)
            ],
        )

    def paper(self, marked: Marked | None = None) -> OnPaper:
        """Return the working, whole once all is right, and what was said last."""
        shown = self._whole_if_right(marked)
        said_of_it = marked._repr_html_() if marked else ""
        text = "\n".join([shown.text, *([str(marked)] if marked else [])])
        return OnPaper(f"{shown._repr_html_()}{said_of_it}", text)

    def _whole_if_right(self, marked: Marked | None) -> Working:
        return self.working.whole if marked and marked.all_right else self.working

    def _hear(self, widget: Any, message: dict, buffers: Any) -> None:
        answers = message.get("answers")  # none: begin anew
        typed = [str((answers or {}).get(item["key"], "")).strip() for item in widget.items]
        self._say(None if answers is None else self.working.answer(*typed))

    def _say(self, marked: Marked | None) -> None:
        super()._say(marked)
        self.widget.shown = self._whole_if_right(marked)._repr_html_()
