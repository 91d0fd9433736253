"""Where explorers are shown: `crmlab explore`, the notebook of all, the gallery."""

import asyncio
import json
import re
import socket
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import gallery
import nbformat
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from tornado.testing import bind_unused_port
from typer.testing import CliRunner

from crmlab.declared import authored, names
from crmlab.desk import cli
from crmlab.explorers import all_explorers, find, page

REPOSITORY = Path(__file__).resolve().parents[1]
EXPLORERS = list(all_explorers())
NAMES = [explorer.name for explorer in EXPLORERS]


@pytest.fixture
def served(monkeypatch):
    """Record what would be served, and which browser windows would be opened."""
    calls, opened = [], []

    def serve(explorer, port, ready):
        calls.append((explorer and explorer.name, port, names.language()))
        ready("http://127.0.0.1:8888/")

    monkeypatch.setattr(page, "serve", serve)
    monkeypatch.setattr(cli.webbrowser, "open", opened.append)
    before = names.language()
    yield calls, opened
    names.set_language(before)


def run(*words):
    return apart(CliRunner().invoke, cli.app, ["explore", *words])


def apart(function, *arguments):
    """Call it in a thread of its own: Playwright leaves an event loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(function, *arguments).result()


# The command


@pytest.mark.parametrize("language", names.LANGUAGES)
def test_without_a_name_every_explorer_is_listed_with_its_question(served, language):
    listed = run("--language", language, "--no-browser")
    assert listed.exit_code == 0, listed.output
    lines = listed.output.splitlines()
    assert [line.split()[0] for line in lines if line[0] != " "][: len(NAMES)] == NAMES
    flat = re.sub(r"\s+", "", listed.output)
    for name in NAMES:
        assert re.sub(r"\s+", "", getattr(names.vocabulary("questions")[name], language)[0][:12]) in flat
    assert max(map(columns, lines)) <= 80
    assert served[0] == [(None, 0, language)]


def columns(line):
    """How wide a line is on a terminal."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line)


@pytest.mark.parametrize(
    ("asked", "near"), [("clv-lifetime", "clv-lifetime-value"), ("complaint-voice", "complaints-voice")]
)
def test_a_misspelt_name_gets_one_sentence_with_the_names_near_it(served, asked, near):
    refused = run(asked)
    words = re.sub(r"[\s│]+", " ", refused.output)
    assert refused.exit_code == 2
    assert f"There is no explorer '{asked}'; near it: {near}" in words
    assert not served[0]


@pytest.mark.parametrize("asked", ["service-gap-zone", "service_gap-zone", "service_gap_zone"])
def test_the_command_opens_an_explorer_by_its_older_name_too(served, asked):
    assert run(asked, "--no-browser").exit_code == 0
    assert [name for name, *_ in served[0]] == ["service-gap-zone"]


def test_a_name_like_no_other_is_told_where_the_names_are(served):
    refused = run("0000")
    assert refused.exit_code == 2
    assert "run crmlab explore to see all" in re.sub(r"[\s│]+", " ", refused.output)


def test_another_language_is_refused_and_names_both(served):
    refused = run("clv-lifetime-value", "--language", "fr")
    assert refused.exit_code == 2
    assert "there is en and zh" in refused.output


@pytest.mark.parametrize(
    ("screen", "options", "windows"),
    [(True, [], 1), (True, ["--no-browser"], 0), (False, [], 0)],
)
def test_a_browser_opens_only_where_there_is_a_screen(served, monkeypatch, screen, options, windows):
    monkeypatch.setattr(cli, "_has_screen", lambda: screen)
    done = run("clv-lifetime-value", "--language", "zh", "--port", "8888", *options)
    assert done.exit_code == 0, done.output
    assert served == ([("clv-lifetime-value", 8888, "zh")], ["http://127.0.0.1:8888/"] * windows)
    assert "http://127.0.0.1:8888/" in done.output


def test_a_port_in_use_is_a_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = run("clv-lifetime-value", "--no-browser", "--port", str(taken.getsockname()[1]))
    assert refused.exit_code == 2
    assert "is not free" in refused.output


# The page


def test_a_page_is_told_what_python_shows():
    session = page.OnPage(find("clv-lifetime-value"))
    first = session.first()
    assert json.loads(json.dumps(first))["shown"] == session.render()
    moved = session.answer({"values": {**first["values"], "margin": 500}, "pinned": False})
    assert moved["shown"] == session.render() != first["shown"]
    assert "margin=500" in moved["code"]
    beside = session.answer({"values": first["values"], "pinned": True})["shown"]
    assert beside.count("<img") == 2
    assert session.answer({"asked": "table"}) == {"table": session.table()}
    assert session.answer({"values": first["values"], "pinned": False})["shown"] == first["shown"]


@pytest.mark.parametrize("language", names.LANGUAGES)
def test_a_page_needs_nothing_from_elsewhere_and_says_its_language(language, chinese):
    names.set_language(language)
    served = apart(asyncio.run, fetched(find("clv-lifetime-value"), "/", "/controls.js", "/page.js"))
    assert not re.findall(r"(?:https?:)?//[a-z]+\.", "".join(served["/"][1]))
    assert f'<html lang="{"zh-CN" if language == "zh" else "en"}">' in served["/"][1]
    assert f"<h1>{names.word('questions', 'clv-lifetime-value').label}</h1>" in served["/"][1]
    assert {served[name][0] for name in ("/controls.js", "/page.js")} == {"text/javascript; charset=utf-8"}


def test_the_index_leads_to_every_explorer_and_each_to_its_neighbours():
    served = apart(
        asyncio.run, fetched(None, "/", *(f"/{name}/" for name in NAMES[:3]), f"/{NAMES[0]}/page.js")
    )
    assert re.findall(r'href="/([\w-]+)/"', served["/"][1]) == NAMES
    assert re.findall(r'href="/([\w-]+)/?"', served[f"/{NAMES[0]}/"][1]) == ["all", NAMES[1]]
    assert re.findall(r'href="/([\w-]+)/?"', served[f"/{NAMES[1]}/"][1]) == [NAMES[0], "all", NAMES[2]]


def test_an_address_typed_without_its_last_stroke_leads_to_the_page():
    typed, whole = (f"/{NAMES[0]}{end}" for end in ("", "/"))
    served = apart(asyncio.run, fetched(None, typed, whole))
    assert served[typed] == served[whole]


async def fetched(explorer, *paths):
    """What the application answers to these paths: type and text."""
    from tornado.httpclient import AsyncHTTPClient
    from tornado.httpserver import HTTPServer

    listening, port = bind_unused_port()
    server = HTTPServer(page.application(explorer))
    server.add_sockets([listening])
    answers = {}
    for path in paths:
        answer = await AsyncHTTPClient().fetch(f"http://127.0.0.1:{port}{path}")
        answers[path] = answer.headers["Content-Type"], answer.body.decode("utf-8")
    server.stop()
    return answers


# The notebook and the gallery


def test_the_notebook_shows_every_explorer_below_its_question():
    notebook = nbformat.read(REPOSITORY / "notebooks" / "00_explorers.ipynb", as_version=4)
    cells = [cell for cell in notebook.cells if cell.source.startswith("explore(")]
    assert [cell.source for cell in cells] == [f'explore("{name}")' for name in NAMES]
    for cell, name in zip(cells, NAMES, strict=True):
        above = notebook.cells[notebook.cells.index(cell) - 1].source
        assert above.endswith(names.vocabulary("questions")[name].en[0])
        assert cell.outputs == []


def test_the_gallery_has_a_picture_with_words_for_every_explorer():
    text = (REPOSITORY / "docs" / "gallery.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[([^]]+)\]\(images/gallery/([\w-]+)\.png\)", text)
    assert [name for _, name in shown] == NAMES
    assert all(re.search(r"\d", alt) and alt.endswith(".") for alt, _ in shown)
    assert {path.stem for path in (REPOSITORY / gallery.PICTURES).iterdir()} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_of_the_gallery_is_small_and_has_the_size_of_its_picture(name):
    path = REPOSITORY / "docs" / "images" / "gallery" / f"{name}.png"
    assert path.stat().st_size < 40_000
    picture = find(name).picture
    with Image.open(path) as image:
        assert image.size == tuple(round(inches * picture.dpi) for inches in picture.size)


@pytest.fixture
def drawn_before(tmp_path, monkeypatch):
    """A checkout with the pictures of three explorers."""
    some = [find(name) for name in ("clv-lifetime-value", "complaints-voice", "complaints-market-loss")]
    clv, complaints = (unit for unit in authored.units() if unit.name in {"clv", "complaints"})
    monkeypatch.setattr(gallery, "by_unit", lambda: [(clv, some[:1]), (complaints, some[1:])])
    gallery.write(tmp_path, tmp_path)
    return tmp_path / gallery.PICTURES


def drawn_anew(pictures, out):
    """The names of the pictures that another build does not keep."""
    root = pictures.parents[len(gallery.PICTURES.parts) - 1]
    gallery.write(root, out)
    made = {path.name: path.read_bytes() for path in (out / gallery.PICTURES).iterdir()}
    kept = {path.name: path.read_bytes() for path in pictures.iterdir()}
    return {Path(name).stem for name, picture in made.items() if picture != kept.get(name)}


def test_a_picture_of_the_gallery_stays_as_other_libraries_have_drawn_it(drawn_before, tmp_path):
    with Image.open(drawn_before / "complaints-voice.png") as picture:
        other = PngInfo()
        other.add_text(gallery.SHOWS, picture.info[gallery.SHOWS])
        picture.save(drawn_before / "complaints-voice.png", compress_level=0, pnginfo=other)
    assert drawn_anew(drawn_before, tmp_path / "out") == set()


def test_a_figure_that_changes_gets_a_new_picture_and_no_other_does(drawn_before, tmp_path, monkeypatch):
    monkeypatch.setattr(find("complaints-voice").picture, "line_colours", ("red", "green", "blue"))
    assert drawn_anew(drawn_before, tmp_path / "out") == {"complaints-voice"}


@pytest.mark.parametrize("spoilt", ["missing", "no picture", "of another explorer", "without digits"])
def test_a_picture_that_is_spoilt_is_drawn_anew(spoilt, drawn_before, tmp_path):
    path, other = drawn_before / "complaints-voice.png", drawn_before / "clv-lifetime-value.png"
    if spoilt == "missing":
        path.unlink()
    elif spoilt == "no picture":
        path.write_bytes(b"drawn elsewhere")
    elif spoilt == "of another explorer":
        path.write_bytes(other.read_bytes())
    else:
        with Image.open(path) as picture:
            picture.save(path, pnginfo=PngInfo())
    assert drawn_anew(drawn_before, tmp_path / "out") == {"complaints-voice"}
