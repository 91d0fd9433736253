"""A student's cells, run as by a Jupyter kernel, without one; what they show is kept, up to a limit."""

from __future__ import annotations

import base64
import builtins
import io
import json
import sys
from collections.abc import Mapping
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from crmlab.language import said, to_say
from crmlab.sandbox.absent import OneByOne, install_nothing, share_by_files

_SHOWN = ("text/plain", "text/html", "image/png")


class Outputs:
    """What a cell shows, in order, until it is too much."""

    def __init__(self) -> None:
        self.kept: list[list] = []
        self._room = self._most = 0

    @property
    def shown(self) -> list[list]:
        """What was kept, what was written in a row as one text."""
        return [[*one[:2], "".join(one[2])] if one[0] == "stream" else one for one in self.kept]

    def start(self, room: int) -> None:
        """Forget what was kept; from now on keep up to *room* bytes."""
        self.kept, self._room, self._most = [], room, room

    def add(self, *output: Any) -> None:
        """Keep an output, or say that it was too much."""
        size = len(json.dumps(output))
        if 0 <= self._room < size:
            sentence = to_say("… what follows was too much to show: a cell may show {most:,} bytes.")
            self.kept.append(["stream", "stderr", [said(sentence, most=self._most)]])
            self._room = -1
        elif self._room >= size:
            self.kept.append(list(output))
            self._room -= size

    def stream(self, name: str, text: str) -> None:
        """Keep what was written, together with what was written just before."""
        last = self.kept[-1] if self.kept else None
        size = len(text) if len(text) > self._room else len(json.dumps(text)) - 2  # as it is sent
        if last and last[:2] == ["stream", name] and self._room >= size:
            last[2].append(text)  # joined at the end: texts that grow are copied at every line
            self._room -= size
        else:
            self.add("stream", name, [text[: max(self._room, 0) + 1]])


OUTPUTS = Outputs()


class Stream(io.TextIOBase):
    """Standard output or standard error of a notebook."""

    encoding = "utf-8"

    def __init__(self, name: str) -> None:
        self._name = name

    def write(self, text: str) -> int:
        """Keep what is written."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        OUTPUTS.stream(self._name, text)
        return len(text)

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True


class _Publisher(DisplayPublisher):
    def publish(self, data: Mapping[str, Any], metadata: Any = None, **_: Any) -> None:
        OUTPUTS.add("display", _bundle(data))

    def clear_output(self, wait: bool = False) -> None:
        OUTPUTS.kept.clear()


class _Hook(DisplayHook):
    def write_output_prompt(self) -> None:
        """Write none: the notebook has its own."""

    def write_format_data(self, format_dict: Mapping[str, Any], md_dict: Any = None) -> None:
        OUTPUTS.add("result", _bundle(format_dict))

    def finish_displayhook(self) -> None:
        """Write no end of line."""


class Shell(InteractiveShell):
    """IPython without a terminal and without a history."""

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        OUTPUTS.add("error", etype.__name__, _text(evalue), [str(line) for line in stb])

    call_pdb = property(lambda self: False, lambda self, wanted: None)  # nobody is there to debug

    def debugger(self, force: bool = False) -> None:
        """Open none."""

    def ask_exit(self) -> None:
        """Go on: the notebook has more cells."""

    def tell_missing(self, error: ModuleNotFoundError) -> None:
        """Say that a module is not here; whoever grades tells the instructor."""
        OUTPUTS.add("missing", str(error.name), _text(error))

    def enable_gui(self, gui: str | None = None) -> None:
        """Show figures in the notebook, whatever window was asked for."""


def make_shell() -> Shell:
    """Return the shell in which the cells of a notebook run."""
    config = Config()
    config.HistoryManager.enabled = False  # it would start a thread
    config.Shell.colors = "NoColor"
    shell = Shell.instance(config=config, display_pub_class=_Publisher, displayhook_class=_Hook)
    shell.display_pub = _Publisher(parent=shell)
    shell.ast_transformers.append(OneByOne())
    install_nothing(shell)
    share_by_files()
    builtins.input = lambda prompt="": ""  # nobody is there to answer
    sys.breakpointhook = lambda *_, **__: None
    return shell


def connect() -> None:
    """Let what is written be an output, from here on."""
    sys.stdin, sys.stdout, sys.stderr = io.StringIO(), Stream("stdout"), Stream("stderr")


def run_cell(shell: Shell, source: str, room: int) -> list[list]:
    """Run a cell and return what it shows."""
    OUTPUTS.start(room)
    connect()  # whatever an earlier cell has put in their place
    try:
        shell.run_cell(source, store_history=True)
    except (
        BaseException
    ) as error:  # what IPython lets through, such as an interrupt that the cell sends itself
        OUTPUTS.add("error", type(error).__name__, _text(error), [])
    return OUTPUTS.shown


def _bundle(data: Mapping[str, Any]) -> dict[str, str]:
    kept = {mime: data[mime] for mime in _SHOWN if mime in data}
    return {
        mime: base64.b64encode(content).decode() if isinstance(content, bytes) else str(content)
        for mime, content in kept.items()
    }


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except BaseException:  # an exception of the student's own that cannot be written
        return ""
