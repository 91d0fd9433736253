"""The firm under controls: what can be typed and pressed, and below it what came of it.

Only the controls are a widget. Reports and the picture of the books are an ordinary output of the cell,
updated in place, so that a saved notebook keeps them.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets
from IPython import get_ipython
from IPython.display import HTML, display

from crmlab.declared import names
from crmlab.explorers.controls import esm, without_kernel
from crmlab.figures.firm import draw_books
from crmlab.firm import fields
from crmlab.firm.decisions import BUDGET, REPORTS, Decision
from crmlab.firm.mistakes import found
from crmlab.firm.tables import report_page
from crmlab.firm.words import money, name_of
from crmlab.language import said

if TYPE_CHECKING:
    from crmlab.firm.playing import Firm


class Board(anywidget.AnyWidget):
    """The fields of a decision, the reports, and what is said of them."""

    _esm = esm(Path(__file__).parent / "board.js")
    layout_of_fields = traitlets.List().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    quarter = traitlets.Int().tag(sync=True)  # that is to be decided; 0 when all are played
    head = traitlets.Unicode().tag(sync=True)
    left = traitlets.Unicode().tag(sync=True)
    over = traitlets.Bool(False).tag(sync=True)
    reports = traitlets.List().tag(sync=True)
    says = traitlets.Unicode().tag(sync=True)
    code = traitlets.Unicode().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    def __repr__(self) -> str:
        return names.word("words", "run_again").label


class Session:
    """One game on screen, kept in a file after each step if there is one."""

    def __init__(self, firm: Firm, file: str | Path | None = None) -> None:
        self.firm, self.file = firm, file
        self._output = None
        self._books = (0, "")  # the quarter that is shown, and its picture: to draw takes most of the time
        last = firm._played[-1].decision if firm._played else Decision()
        values = fields.values_of(last)
        values |= {name: value for name, value in firm._typed.items() if name in values}
        self.board = Board(layout_of_fields=fields.layout(), values=values, words=_words(), reports=[])
        self._refresh()
        self.board.observe(self._typed, "values")
        self.board.on_msg(self._hear)
        firm._watching = self._refresh

    def display(self) -> None:
        """Show the controls, and below them reports and books."""
        display(self.board)
        self._output = display(HTML(self.page()), display_id=True)

    def _hear(self, board: Board, message: dict[str, Any], buffers: Any) -> None:
        """Buy a report, or play the quarter that the message means."""
        if message.get("buy") in REPORTS:
            self.firm.see(message["buy"])
            self.board.says = said("The report “{report}” stands below.", report=name_of(message["buy"]))
        elif message.get("decide") == self.firm.quarter and not self.firm.is_over:
            self.board.values = message["values"]
            self._decide()
        if self.firm._watching != self._refresh:  # a later board of this game is told, and this one not
            self._refresh()

    def _decide(self) -> None:
        quarter = self.firm.quarter
        if self.board.over:
            self.board.says = said("The quarter is not decided: {why}.", why=self.board.left)
            return
        try:
            books = self.firm.decide(**fields.given(self.board.values))
        except (TypeError, ValueError) as refused:
            self.board.says = str(refused)
            return
        last = books.iloc[-1]
        self.board.says = said(
            "Quarter {quarter} is played: {won} customers won, {lost} lost; cash of the quarter: {cash}.",
            quarter=quarter,
            won=last["won"],
            lost=last["lost"],
            cash=money(last["cash"]),
        )

    def _refresh(self) -> None:
        """Show the game as it stands now, and keep it."""
        firm, board = self.firm, self.board
        self._keep()
        with board.hold_sync():
            board.quarter = 0 if firm.is_over else firm.quarter
            board.head = _head(firm)
            board.reports = [_button(name, name in firm._bought) for name in REPORTS]
            self._count()
        if self._output:
            self._output.update(HTML(self.page()))

    def _keep(self) -> None:
        if self.file is not None:
            self.firm.save(self.file)

    def _typed(self, change: Any) -> None:
        self.board.says = ""
        self.firm._typed = dict(self.board.values)
        self._keep()
        self._count()

    def _count(self) -> None:
        """Say what is left of the budget, and what the plain call is."""
        board = self.board
        try:
            decision = fields.typed_decision(board.values, self.firm._bought)
        except (TypeError, ValueError) as refused:
            board.over, board.left, board.code = False, str(refused), ""
            return
        board.over, board.left = decision.cost > BUDGET, _left(decision.cost)
        board.code = fields.code(decision, _called(self.firm))

    def page(self) -> str:
        """Return what stands below the controls: the end of the game, this quarter's reports, the books."""
        firm = self.firm
        parts = [_end(firm)] if firm.is_over else []
        parts += [report_page(name, firm.see(name)) for name in firm._bought]
        parts.append(self._picture())
        return f'{without_kernel()}<div class="crmlab-page">{"".join(parts)}</div>'

    def _picture(self) -> str:
        quarter = self.firm.quarter
        if self._books[0] != quarter:
            self._books = quarter, draw_books(self.firm.see("books"))._repr_html_()
        return self._books[1]


def _words() -> dict[str, str]:
    shared = {key: names.word("words", key).label for key in ("copy", "copied", "run_again")}
    return shared | {
        "board": said("The firm"),
        "decide": said("Decide the quarter"),
        "reports": said("Reports of this quarter:"),
        "plain": said("The same as a plain call:"),
    }


def _head(firm: Firm) -> str:
    if firm.is_over:
        return repr(firm)
    return said(
        "Quarter {quarter} of {quarters}. The firm of {me} has {customers:,} customers.",
        quarter=firm.quarter,
        quarters=firm.quarters,
        me=firm.me,
        customers=int(firm._now.state.here.sum()),
    )


def _called(firm: Firm) -> str:
    """Return the name that the notebook has for a game, so that its call can be run there."""
    known = getattr(get_ipython(), "user_ns", {})
    names_of_it = (name for name, one in known.items() if one is firm and not name.startswith("_"))
    return next(names_of_it, "firm")


def _left(cost: float) -> str:
    if cost > BUDGET:
        return said("{over} more than there is", over=money(cost - BUDGET))
    return said("{left} left of {budget}", left=money(BUDGET - cost), budget=money(BUDGET))


def _button(name: str, is_bought: bool) -> dict[str, Any]:
    label = said("{report}, {price}", report=name_of(name), price=money(REPORTS[name]))
    return {"key": name, "label": f"✓ {label}" if is_bought else label, "bought": is_bought}


def _end(firm: Firm) -> str:
    """Return what the game came to, what was done wrong, and how to go on."""
    made = found(firm._played) or [said("None of the strategic mistakes was made.")]
    mistakes = "".join(f"<li>{html.escape(str(one))}</li>" for one in made)
    name = _called(firm)
    then = said(
        "To go on, in a cell: {debrief} says which decisions and reports made the difference, and "
        "{code} writes your decisions as code.",
        debrief=f"{name}.debrief()",
        code=f"print({name}.as_code())",
    )
    result = html.escape(repr(firm.result()))
    return f"<p><strong>{result}</strong></p><ul>{mistakes}</ul><p>{html.escape(then)}</p>"
