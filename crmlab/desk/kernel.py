"""What a notebook's kernel does beside Python: an extension of IPython that `crmlab lab` loads.

A kernel that has just started knows nothing of the cells above, so a cell that is run alone fails on the
first name of the course. It then says what to run, and shows again what JupyterLab has taken away: what the
cell had shown before the restart, else what the saved notebook holds.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import crmlab
from crmlab import language
from crmlab.explorers import all_explorers
from crmlab.intake.cells import cells_of, names_made
from crmlab.language import said, to_say

_WIDGET = "application/vnd.jupyter.widget-view+json"  # belongs to the kernel that is gone
_SCALARS = ("bool", "float64", "int64")  # of numpy: as a last line they show how they are stored
_SHORT = {"max_rows": 60, "min_rows": 10}  # as pandas shows
_RUN_ABOVE = to_say(
    "{name} is not known yet: the cell that makes it has not run since the kernel started. Choose Run → "
    "Run All Above Selected Cell, then run this cell."
)
_IMPORT = to_say(
    "{name} is not known yet: write `from crmlab import {name}` in a cell above, and run that first."
)


def load_ipython_extension(shell: Any) -> None:
    """Let a kernel help whoever runs one cell alone, and show plain numbers; IPython calls it."""
    kernel = getattr(shell, "kernel", None)
    if kernel is None:  # a terminal
        return
    kept = Kept(Path(kernel.config["IPKernelApp"].get("connection_file", "")))
    publish, end = shell.display_pub.publish, kernel.do_shutdown

    # a hook of IPython's own would not be asked in the threads that serve sliders
    def keep_and_publish(data: dict[str, Any], *more: Any, **named: Any) -> None:
        kept.keep(data, named.get("transient"))
        publish(data, *more, **named)

    shell.display_pub.publish = keep_and_publish
    help_learners(shell, kept)
    kernel.do_shutdown = lambda restart: (restart and kept.hand_on()) or end(restart)
    threading.Thread(target=_warm, daemon=True).start()


def help_learners(shell: Any, kept: Kept | None = None) -> None:
    """Show plain numbers, and say what to run first; without *kept*, nothing is shown again."""
    kept = kept or Kept(Path("kernel.json"))
    shell.events.register("pre_run_cell", kept.begin)
    plain = shell.display_formatter.formatters["text/plain"]
    for name in _SCALARS:
        plain.for_type_by_name("numpy", name, _as_in_python)
    plain.for_type_by_name("numpy", "ndarray", _as_a_list)
    for module in ("pandas", "pandas.core.series"):  # pandas 3, pandas 2
        plain.for_type_by_name(module, "Series", _as_rows)
    shell.set_custom_exc(
        (NameError,), lambda shell, kind, error, trace, tb_offset: kept.explain(shell, error)
    )


def _as_in_python(number: Any, printer: Any, cycle: bool) -> None:
    """Write 0.876 where numpy writes np.float64(0.876), also inside a pair or a list."""
    printer.text(repr(number.item()))


def _as_a_list(array: Any, printer: Any, cycle: bool) -> None:
    """Write [0.9, 0.81] where numpy writes array([0.9 , 0.81]), with no more decimals than numpy."""
    printer.pretty((array.round(8) if array.dtype.kind == "f" else array).tolist())


def _as_rows(series: Any, printer: Any, cycle: bool) -> None:
    """Write the rows of a Series, without the line that says how they are stored."""
    for place, line in enumerate(series.to_string(**_SHORT).splitlines()):
        if place:
            printer.break_()
        printer.text(line)


def _warm() -> None:
    """Import what the first explorer needs, while the learner reads."""
    with contextlib.suppress(ImportError):
        list(all_explorers())  # each topic's are imported


class Kept:
    """What is updated in place, by cell and by id; a file beside the connection's takes it over a restart."""

    def __init__(self, connection: Path) -> None:
        self._file = connection.with_name(f"{connection.stem}-kept.json")
        self._language, self.cells = self._handed_on()
        self._began_in = language.language()
        self._cell, self._before = "", {}

    def begin(self, info: Any) -> None:
        """Remember which cell runs, and what it had shown."""
        self._cell = info.cell_id or info.raw_cell
        self._before = self.cells.pop(self._cell, {})

    def keep(self, data: dict[str, Any], transient: dict[str, Any] | None) -> None:
        """Keep an output that has an id."""
        display_id = (transient or {}).get("display_id")
        if display_id:
            holding = (shown for shown in self.cells.values() if display_id in shown)
            shown = next(holding, None) or self.cells.setdefault(self._cell, {})
            shown[display_id] = data

    def hand_on(self) -> None:
        """Write what is kept for the kernel that comes after a restart."""
        with contextlib.suppress(OSError):
            self._file.write_text(json.dumps([language.language(), self.cells]), encoding="utf-8")

    def _handed_on(self) -> tuple[str, dict[str, dict[str, Any]]]:
        try:
            spoken, cells = json.loads(self._file.read_text(encoding="utf-8"))
            self._file.unlink()
        except (OSError, ValueError):
            return language.language(), {}
        return spoken, cells

    def explain(self, shell: Any, error: NameError) -> None:
        """Say in a sentence what to run, above what was there; another name is an error as any."""
        cells = _saved_cells()
        place = next((at for at, cell in enumerate(cells) if cell.get("id") == self._cell), len(cells))
        made_above = error.name in {name for cell in cells[:place] for name in names_made(cell)}
        if type(error) is not NameError or not (made_above or error.name in crmlab.__all__):
            shell.showtraceback((type(error), error, error.__traceback__), running_compiled_code=True)
            return
        if language.language() == self._began_in:  # nobody has switched yet: as before the restart
            language.use(self._language)
        self._began_in = ""
        sentence = said(_RUN_ABOVE if made_above or not cells else _IMPORT, name=error.name)
        shell._showtraceback(type(error), sentence, [sentence])
        self._show_again(shell, cells[place] if place < len(cells) else {})

    def _show_again(self, shell: Any, saved: dict[str, Any]) -> None:
        if self._before or any(True for _ in _shown(saved)):
            shell.display_pub.publish({"text/plain": said("What stood here before:")})
        for display_id, data in self._before.items():
            if _WIDGET not in data:
                shell.display_pub.publish(data, transient={"display_id": display_id})
        for data in () if self._before else _shown(saved):
            shell.display_pub.publish(data)


def _saved_cells() -> list[dict[str, Any]]:
    """Return the cells of the notebook as it was saved last; none where Jupyter does not say where it is."""
    try:
        notebook = json.loads(Path(os.environ.get("JPY_SESSION_NAME", "")).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [cell | {"source": _text(cell.get("source", ""))} for cell in cells_of(notebook)]


def _shown(cell: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what a saved cell shows, its controls and errors left out."""
    for output in cell.get("outputs", []):
        if output["output_type"] == "stream":
            yield {"text/plain": _text(output["text"])}
        elif _WIDGET not in output.get("data", {_WIDGET: ""}):
            yield {mime: _text(part) for mime, part in output["data"].items()}


def _text(lines: Any) -> Any:
    """Join the lines as which a notebook keeps a text."""
    return "".join(lines) if isinstance(lines, list) else lines
