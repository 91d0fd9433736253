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
from tornado.web import Application, HTTPError, RedirectHandler, RequestHandler
from tornado.websocket import WebSocketHandler

from crmlab.declared import names
from crmlab.declared.authored import Unit
from crmlab.explorers import all_explorers, by_unit
from crmlab.explorers.controls import esm
from crmlab.explorers.engine import Explorer, Session

HERE = Path(__file__).parent
SHARP = 144  # dots an inch: a projector shows the picture larger than a notebook does


def serve(explorer: Explorer | None, port: int, ready: Callable[[str], None]) -> None:
    """Serve an explorer, or the index of all, to this computer until it is interrupted.

    *ready* is told the address. Port 0 takes any that is free.

    Raises
    ------
    OSError
        If something else listens on the port.
    """
    asyncio.run(_serve(explorer, port, ready))


async def _serve(explorer: Explorer | None, port: int, ready: Callable[[str], None]) -> None:
    sockets = bind_sockets(port, "127.0.0.1")
    HTTPServer(application(explorer)).add_sockets(sockets)
    ready(f"http://127.0.0.1:{sockets[0].getsockname()[1]}/")
    await asyncio.Event().wait()


def application(explorer: Explorer | None = None) -> Application:
    """Return the web application: pages, their two scripts, and the moves of their controls.

    At its root stands *explorer*, without one the index; every explorer has its page below its name.
    """
    settings = {"explorer": explorer}
    root = ("/", _Page, settings) if explorer else ("/", _Index)
    of_an_explorer = "(?:/([a-z0-9-]+))?"
    return Application(
        [
            *(root, ("/all", _Index), (f"{of_an_explorer}/", _Page, settings)),
            (r"(?:/[a-z0-9-]+)?/(controls\.js|model\.js|page\.js)", _Script),
            (f"{of_an_explorer}/moves", _Moves, settings),
            ("(/[a-z0-9-]+)", RedirectHandler, {"url": "{0}/", "permanent": False}),  # as people type it
        ]
    )


class OnPage(Session):
    """One explorer in one browser window: what the page asks for, and what it is told."""

    def __init__(self, explorer: Explorer) -> None:
        super().__init__(explorer)
        self.controls.observe(self._pin, "pinned")

    def first(self) -> dict[str, Any]:
        """Return what the page needs to make its controls, and the first picture."""
        needed = ("controls", "start", "values", "presets", "pinned", "words", "about")
        return {name: getattr(self.controls, name) for name in needed} | self.now()

    def now(self) -> dict[str, str]:
        """Return what is to be seen for the values as they stand now."""
        return {"shown": self.render(), "code": self.code(), "sentence": self.sentence}

    def answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Return the table that a button asks for, or what is to be seen after a move."""
        if "values" not in asked:
            return {"table": self.table()}
        self.controls.values = asked["values"]
        self.controls.pinned = asked["pinned"]
        read = self.controls.values
        return self.now() | ({} if read == asked["values"] else {"values": read})


class _OfExplorer(RequestHandler):
    """What belongs to the explorer that the address names, else to the one at the root."""

    def initialize(self, explorer: Explorer | None) -> None:
        self.explorer = explorer

    def prepare(self) -> None:
        name = self.path_args[0] if self.path_args else None
        self.path_args = []
        if name:
            self.explorer = {one.name: one for one in all_explorers()}.get(name)
        if self.explorer is None:
            raise HTTPError(404)


class _Page(_OfExplorer):
    def get(self) -> None:
        words = {
            "name": self.explorer.name,
            "question": names.word("questions", self.explorer.name).label,
            "stopped": names.word("words", "page_stopped").label,
        }
        self.finish(_filled("page.html", words, around=_around(self.explorer)))


class _Index(RequestHandler):
    def get(self) -> None:
        units = (f"<h2>{_title(unit)}</h2><ul>{''.join(map(_link, some))}</ul>" for unit, some in by_unit())
        self.finish(_filled("index.html", {}, units="".join(units)))


def _filled(file: str, words: dict[str, str], **markup: str) -> str:
    """Return a page with these words, and with what is HTML already."""
    words |= {
        "language": {"en": "en", "zh": "zh-CN"}[names.language()],
        "explorers": names.word("words", "explorers").label,
    }
    page = Template((HERE / file).read_text(encoding="utf-8"))
    return page.substitute({key: html.escape(text) for key, text in words.items()} | markup)


def _title(unit: Unit) -> str:
    return html.escape(unit.title if names.language() == "en" else unit.title_zh)


def _link(explorer: Explorer) -> str:
    question = html.escape(names.word("questions", explorer.name).label)
    return f'<li><a href="/{explorer.name}/">{question}</a></li>'


def _around(explorer: Explorer) -> str:
    """Return the ways to the explorer before, to all, and to the next."""
    known = [one.name for one in all_explorers()]
    place = known.index(explorer.name) if explorer.name in known else 0
    ways = {"previous": known[place - 1 :][:1], "explorers": ["all"], "next": known[place + 1 :][:1]}
    ways["previous"] *= place > 0
    links = ((names.word("words", word).label, way) for word, found in ways.items() for way in found)
    return " ".join(f'<a href="/{way}{"/" * (way != "all")}">{html.escape(word)}</a>' for word, way in links)


class _Script(RequestHandler):
    def get(self, name: str) -> None:
        self.set_header("Content-Type", "text/javascript; charset=utf-8")  # Windows may think otherwise
        self.finish(esm(HERE / name))


class _Moves(WebSocketHandler, _OfExplorer):
    """Draws one move after the other; the page keeps those that wait, and sends the newest."""

    def open(self) -> None:
        self.set_nodelay(True)  # else a picture waits until the browser has confirmed what came before it
        picture = self.explorer.picture
        sharp = type(picture.__name__, (picture,), {"dpi": SHARP})
        self.session = OnPage(replace(self.explorer, picture=sharp))
        self.write_message(json.dumps(self.session.first()))

    def on_message(self, message: str) -> None:
        self.write_message(json.dumps(self.session.answer(json.loads(message))))
