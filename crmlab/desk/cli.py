"""The `crmlab` command."""

from __future__ import annotations

import contextlib
import difflib
import os
import subprocess
import sys
import webbrowser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from crmlab.declared import names
from crmlab.desk import about_class, everyday, teaching
from crmlab.desk.doctor import Finding, findings
from crmlab.desk.frame import App, one_sentence
from crmlab.desk.own_folder import course_folder, lab_environment, lab_options, put_what_is_missing, set_aside
from crmlab.errors import BadValueError
from crmlab.grading.gradebook.course import RELEASED
from crmlab.language import said, to_say

app = App(add_completion=False, no_args_is_help=True)


@app.callback()
def main() -> None:
    """Play with customer relationship management, compute with it, be graded by it."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a Chinese name on a console that has no Chinese letters


@app.command()
def lab(
    folder: Annotated[Path, typer.Argument(help=to_say("Your own folder; made if it is not there."))] = Path(
        "my-course"
    ),
    browser: Annotated[bool, typer.Option(help=to_say("Open a browser window."))] = True,
    fresh: Annotated[
        str, typer.Option(help=to_say("Set one notebook back, such as 05_clv; yours is kept beside it."))
    ] = "",
) -> None:
    """Open JupyterLab on your own copy of the course; what you have changed is never touched."""
    if fresh:
        typer.echo(said("yours is kept as {path}", path=set_aside(folder, fresh)))
    for path in put_what_is_missing(folder):
        typer.echo(said("new in {folder}: {path}", folder=folder, path=path.as_posix()))
    command = [sys.executable, "-m", "jupyterlab", *lab_options(folder, browser and _has_screen())]
    raise typer.Exit(subprocess.run(command, env=lab_environment()).returncode)


@app.command()
def explore(
    name: Annotated[
        str, typer.Argument(help=to_say("Name of an explorer, such as clv-lifetime-value; without it, all."))
    ] = "",
    language: Annotated[str, typer.Option(help=to_say("en or zh."))] = names.language(),
    port: Annotated[int, typer.Option(help=to_say("Where the page is served; 0 takes any port."))] = 0,
    browser: Annotated[bool, typer.Option(help=to_say("Open a browser window."))] = True,
) -> None:
    """Open an explorer as a page of its own, for the projector; without a name, an index of all."""
    if language not in names.LANGUAGES:
        sentence = said("there is en and zh; got {got}.", got=language)
        raise typer.BadParameter(sentence, param_hint="--language")
    names.set_language(language)
    from crmlab.explorers import all_explorers, find, page  # widgets and pictures: slow to import

    known = [explorer.name for explorer in all_explorers()]
    if not name:
        _in_columns((name, names.word("questions", name).label) for name in known)
        if browser and not sys.stdout.isatty():  # whoever reads the list from a pipe waits for its end
            return
    try:
        explorer = find(name) if name else None
    except BadValueError:
        raise typer.BadParameter(_no_explorer(name, known), param_hint="NAME") from None
    with contextlib.suppress(KeyboardInterrupt):  # the usual way to stop it
        try:
            page.serve(explorer, port, lambda address: _opened(address, browser and _has_screen()))
        except OSError:
            sentence = said("{port} is not free; leave it out.", port=port)
            raise typer.BadParameter(sentence, param_hint="--port") from None


def _in_columns(rows: Iterable[Iterable[str]]) -> None:
    """Print rows side by side within the width of a narrow window; only the last column is broken.

    A Chinese sentence has no spaces to break at: it is folded, or its end would be cut off.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    for *whole, last in rows:
        table.add_row(*(Text(cell, no_wrap=True) for cell in whole), Text(last, overflow="fold"))
    Console(width=80, highlight=False).print(table)


def _no_explorer(name: str, known: list[str]) -> str:
    near = said(", ").join(difflib.get_close_matches(name, known, n=3, cutoff=0.4))
    see_all = to_say("There is no explorer {name}; run crmlab explore to see all.")
    sentence = to_say("There is no explorer {name}; near it: {near}.") if near else see_all
    return said(sentence, name=repr(name), near=near)


def _opened(address: str, browser: bool) -> None:
    typer.echo(said("{address} (Ctrl+C stops it)", address=address))
    if browser:
        webbrowser.open(address)


@app.command()
def doctor(
    folder: Annotated[Path, typer.Argument(help=to_say("The folder in which you work."))] = Path("my-course"),
) -> None:
    """Look at everything the course needs; each line says ok or what to do."""
    raise typer.Exit(_told(findings(folder)))


@app.command()
def ready(
    notebook: Annotated[
        Path, typer.Argument(help=to_say("Such as exercises/clv/clv.ipynb."), exists=True, dir_okay=False)
    ],
    seconds: Annotated[int, typer.Option(help=to_say("The longest that a cell may take."), min=1)] = 30,
) -> None:
    """Look over an assignment before you hand it in: mend what would cost points for nothing, run it all."""
    from crmlab.desk import handing_in  # slow to import, as all that reads notebooks

    with one_sentence():
        seen = handing_in.look_over(notebook, *releases(notebook))
    to_do = _told(seen.findings)
    from crmlab.desk import fresh_run

    code = [cell for cell in seen.notebook.cells if cell.cell_type == "code"]
    with typer.progressbar(length=len(code), label=said("running all cells"), file=sys.stderr) as bar:
        found, scores = fresh_run.run(seen.notebook, seen.path.parent, seconds, lambda: bar.update(1))
    to_do |= _told(found)
    _in_columns(score.row for score in scores)
    typer.echo(fresh_run.total(scores))
    raise typer.Exit(to_do)


def releases(notebook: Path) -> Iterator[Path]:
    """Yield where released assignments stand: what was handed out with a notebook, then the course's."""
    for folder in notebook.resolve().parents:
        if (folder / RELEASED).is_dir():
            yield folder / RELEASED / "exercises"
    yield course_folder() / "exercises"


@app.command("progress")
def show_progress(
    forget: Annotated[bool, typer.Option("--forget", help=to_say("Delete what is remembered."))] = False,
) -> None:
    """Show what you have done, by topic. Nothing graded reads it."""
    from crmlab import progress
    from crmlab.desk import standing

    if not forget:
        typer.echo(standing.heading())
        for one in standing.by_topic():
            typer.echo(one.line)
        typer.echo(standing.footnote())
    elif typer.confirm(said("Delete {path}?", path=progress.path())):
        progress.forget()
        typer.echo(said("Forgotten."))


@app.command()
def review() -> None:
    """Answer ten questions about what you have learned; Ctrl+C ends it, and keeps what you have answered."""
    from crmlab.desk import reviewing  # the tasks, and pandas with them

    reviewing.in_the_terminal()


def _told(found: Iterable[Finding]) -> bool:
    """Print each finding and return whether something is left to do."""
    to_do = False
    for finding in found:
        typer.echo(finding.line)
        to_do |= bool(finding.advice)
    return to_do


def _has_screen() -> bool:
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


for _command in (*teaching.COMMANDS, *everyday.COMMANDS, *about_class.COMMANDS):
    app.command()(_command)
