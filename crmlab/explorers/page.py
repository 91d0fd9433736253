"""An explorer as a page of its own, for the projector: no code, no JupyterLab around it, no internet.

The controls are those of the notebook, and `page.js` stands in for Jupyter in front of them. (Voilà would
serve a notebook, but leaves outputs as they are that are updated in place, and ours are.)
"""

from __future__ import annotations

import asyncio
import html
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from string import Template
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketHandler

from crmlab.declared import names
from crmlab.explorers.controls import esm
from crmlab.explorers.engine import Explorer, Session

HERE = Path(__file__).parent
SHARP = 144  # dots an inch: a projector shows the picture larger than a notebook does


def serve(explorer: Explorer, port: int, ready: Callable[[str], None]) -> None:
    """Serve an explorer to this computer until it is interrupted; *ready* is told the address.

    Port 0 takes any that is free.

    Raises
    ------
    OSError
        If something else listens on the port.
    """
    asyncio.run(_serve(explorer, port, ready))


async def _serve(explorer: Explorer, port: int, ready: Callable[[str], None]) -> None:
    sockets = bind_sockets(port, "127.0.0.1")
    HTTPServer(application(explorer)).add_sockets(sockets)
    ready(f"http://127.0.0.1:{sockets[0].getsockname()[1]}/")
    await asyncio.Event().wait()


def application(explorer: Explorer) -> Application:
    """Return the web application: the page, its two scripts, and the moves of its controls."""
    scripts = [(f"/({name})", _Script) for name in ("controls.js", "page.js")]
    sharp = type(explorer.picture.__name__, (explorer.picture,), {"dpi": SHARP})
    moves = ("/moves", _Moves, {"explorer": replace(explorer, picture=sharp)})
    return Application([("/", _Page, {"explorer": explorer}), *scripts, moves])


class OnPage(Session):
    """One explorer in one browser window: what the page asks for, and what it is told."""

    def __init__(self, explorer: Explorer) -> None:
        super().__init__(explorer)
        self.controls.observe(self._pin, "pinned")

    def first(self) -> dict[str, Any]:
        """Return what the page needs to make its controls, and the first picture."""
        needed = ("controls", "start", "values", "presets", "pinned", "words")
        return {name: getattr(self.controls, name) for name in needed} | self.now()

    def now(self) -> dict[str, str]:
        """Return what is to be seen for the values as they stand now."""
        return {"shown": self.render(), "code": self.code()}

    def answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Return the table that a button asks for, or what is to be seen after a move."""
        if "values" not in asked:
            return {"table": self.table()}
        self.controls.values = asked["values"]
        self.controls.pinned = asked["pinned"]
        read = self.controls.values
        return self.now() | ({} if read == asked["values"] else {"values": read})


class _Page(RequestHandler):
    def initialize(self, explorer: Explorer) -> None:
        self.explorer = explorer

    def get(self) -> None:
        words = {
            "language": {"en": "en", "zh": "zh-CN"}[names.language()],
            "name": self.explorer.name,
            "question": names.word("questions", self.explorer.name).label,
            "stopped": names.word("words", "page_stopped").label,
        }
        page = Template((HERE / "page.html").read_text(encoding="utf-8"))
        self.finish(page.substitute({key: html.escape(text) for key, text in words.items()}))


class _Script(RequestHandler):
    def get(self, name: str) -> None:
        self.set_header("Content-Type", "text/javascript; charset=utf-8")  # Windows may think otherwise
        self.finish(esm(HERE / name))


class _Moves(WebSocketHandler):
    """Draws one move after the other; the page keeps those that wait, and sends the newest."""

    def initialize(self, explorer: Explorer) -> None:
        self.explorer = explorer

    def open(self) -> None:
        self.set_nodelay(True)  # else a picture waits until the browser has confirmed what came before it
        self.session = OnPage(self.explorer)
        self.write_message(json.dumps(self.session.first()))

    def on_message(self, message: str) -> None:
        self.write_message(json.dumps(self.session.answer(json.loads(message))))
