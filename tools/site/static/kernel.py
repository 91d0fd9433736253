"""Runs the cells of a page in its worker: a light IPython, and widgets whose messages go to the page.

IPython itself takes two seconds to import, and a page needs of it only that something is shown.
"""

import ast
import base64
import html
import io
import json
import os
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any


class Shell:
    """What widgets ask of a shell: events, and to hear of errors in what a message has started."""

    class events:  # noqa: N801
        """Nobody listens to them here."""

        @staticmethod
        def trigger(*_: Any) -> None:
            """Do nothing."""

    def __init__(self) -> None:
        self.error: BaseException | None = None
        self.user_ns: dict[str, Any] = {"__name__": "__main__"}

    def showtraceback(self) -> None:
        """Remember what went wrong, for the page."""
        self.error = sys.exc_info()[1]


class HTML:
    """HTML that is shown as it is."""

    def __init__(self, data: str) -> None:
        self.data = data

    def _repr_html_(self) -> str:
        return self.data


class Shown:
    """An output that can be written anew in its place."""

    count = 0

    def __init__(self) -> None:
        Shown.count += 1
        self.display_id = f"shown-{Shown.count}"

    def update(self, shown: Any) -> None:
        """Show something else there."""
        tell({"kind": "update", "id": self.display_id, "html": as_html(shown)})


def display(*shown: Any, display_id: Any = None, **_: Any) -> Shown | None:
    """Show something on the page; with an id it can be written anew."""
    place = Shown()
    for one in shown:
        if hasattr(one, "_ipython_display_"):  # it knows best, as in a notebook
            one._ipython_display_()
        elif hasattr(one, "model_id"):
            tell({"kind": "widget", "model": one.model_id})
        else:
            tell({"kind": "output", "id": place.display_id, "html": as_html(one)})
    return place if display_id else None


def as_html(shown: Any) -> str:
    """Return something as HTML: its own, a picture of a figure, or its text."""
    if hasattr(shown, "_repr_html_") and (own := shown._repr_html_()) is not None:
        return own
    if hasattr(shown, "savefig"):
        picture = io.BytesIO()
        shown.savefig(picture, format="png", bbox_inches="tight")
        coded = base64.b64encode(picture.getvalue()).decode()
        return f'<img alt="{html.escape(getattr(shown, "words", ""))}" src="data:image/png;base64,{coded}">'
    return f"<pre>{html.escape(repr(shown))}</pre>"


def stand_in(shell: Shell) -> None:
    """Let `import IPython` find what stands here."""
    contents = {
        "IPython": {"get_ipython": lambda: shell, "version_info": (8, 23, 0), "__version__": "8.23.0"},
        "IPython.display": {"display": display, "HTML": HTML, "clear_output": lambda **_: None},
        "IPython.core": {},
        "IPython.core.pylabtools": {},  # Matplotlib looks there for windows, and finds none
        "IPython.core.interactiveshell": {"InteractiveShell": Shell},
    }
    for name, inside in contents.items():
        module = types.ModuleType(name)
        module.__path__ = []
        vars(module).update(inside)
        sys.modules[name] = module
        above, _, last = name.rpartition(".")
        if above:
            setattr(sys.modules[above], last, module)


def connect() -> None:
    """Send what widgets say to the page."""
    import comm

    class ToPage(comm.BaseComm):
        def publish_msg(self, msg_type: str, data: Any = None, **_: Any) -> None:
            data = data or {}
            if msg_type == "comm_open" or data.get("method") == "update":
                tell({"kind": "state", "model": self.comm_id, "state": data.get("state", {})})
            elif data.get("method") == "custom":
                tell({"kind": "message", "model": self.comm_id, "content": data["content"]})

    comm.create_comm = ToPage


class Page:
    """The cells of one page: what has run, and what its widgets are told."""

    def __init__(self, language: str, remembered: str) -> None:
        os.environ |= {"CRMLAB_LANG": language, "MPLBACKEND": "agg"}
        self.shell = Shell()
        self.stopped = False  # whether the last cell ended with an error, which it has told
        stand_in(self.shell)
        connect()
        from crmlab import progress

        self._kept = Path(progress.path())
        if remembered:
            self._kept.parent.mkdir(parents=True, exist_ok=True)
            self._kept.write_text(remembered, encoding="utf-8")

    def remembers(self) -> str:
        """Return what the reader's progress is, for the browser to keep."""
        return self._kept.read_text(encoding="utf-8") if self._kept.is_file() else ""

    def run(self, source: str) -> str:
        """Run a cell, tell what it shows, and return the name of a package that is missing."""
        self.stopped = False
        tree = ast.parse(source)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        try:
            exec(compile(tree, "<cell>", "exec"), self.shell.user_ns)
            if last is not None:
                value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), self.shell.user_ns)
                if value is not None and not source.rstrip().endswith(";"):
                    display(value)
        except Exception as error:
            return self._told(error)
        return ""

    def hear(self, model: str, message: str) -> str:
        """Give a message of the page to its widget, and return the name of a package that is missing."""
        import comm

        data = json.loads(message) | {"buffer_paths": []}
        one = comm.get_comm_manager().comms[model]
        again, self.shell.error = isinstance(self.shell.error, ModuleNotFoundError), None
        one.handle_msg({"content": {"data": data}, "buffers": []})
        if again:  # the values are there already, and only who draws them has not heard of it
            self._hear_again(model, data.get("state", {}))
        return self._told(self.shell.error) if self.shell.error else ""

    def _hear_again(self, model: str, state: dict[str, Any]) -> None:
        from ipywidgets.widgets.widget import _instances

        widget = _instances[model]
        for name in state:
            value = getattr(widget, name)
            widget.notify_change({"name": name, "old": None, "new": value, "owner": widget, "type": "change"})

    def _told(self, error: BaseException) -> str:
        if isinstance(error, ModuleNotFoundError) and error.name:
            return error.name.partition(".")[0]
        self.stopped = True
        sentence = html.escape(str(error) or type(error).__name__)
        tell({"kind": "output", "id": "", "html": f'<div role="alert"><strong>{sentence}</strong></div>'})
        return ""


def tell(news: dict[str, Any]) -> None:
    """Send the page what a cell shows or a widget says."""
    to_page(json.dumps(news))


def start(send: Callable[[str], None], language: str, remembered: str) -> Page:
    """Begin a page; *send* takes what it tells, as JSON."""
    global to_page
    to_page = send
    return Page(language, remembered)
