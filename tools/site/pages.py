"""Make the course as pages: `make site`, or `python tools/site/pages.py`, writes site/ and site/zh/.

Nothing in them comes from outside; any web server can carry them, under any path. Where site/runtime is
(`make runtime`), cells come alive. The text of lessons is English; in site/zh/ pictures, workings, sentences
and the words around are Chinese.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Annotated

import typer
from cells import alive, offline, words_in, write
from executed import executed
from nbformat import NotebookNode
from slides import deck
from staging import LAB, ROOT, has_slides, lessons, stage
from strict import strict

HERE = Path(__file__).resolve().parent
BUILD = ROOT / "build" / "site"
SITE = ROOT / "site"
OTHERS = ("runtime", "lab")  # made by other commands
LANGUAGES = {"en": "", "zh": "zh"}  # and in which folder of the site
SPHINX_SAYS = {"en": "en", "zh": "zh_CN"}
NO_LAB = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>No lab here</title>'
    "<h1>No lab here</h1><p>This copy of the course has no lab. <code>make lite</code> adds it.</p></html>\n"
)


def main(
    site: Annotated[Path, typer.Option(help="Where the pages go.")] = SITE,
    only: Annotated[list[str], typer.Option(help="Topics; all without.")] = (),
    language: Annotated[list[str], typer.Option(help="en, zh; both without.")] = tuple(LANGUAGES),
) -> None:
    """Make the pages."""
    begun = time.perf_counter()
    run = {one: executed(lessons(only), one) for one in language}
    made = {one: _pages(site, one, tuple(only), run[one]) for one in language}
    _clear(site)
    for one, pages in made.items():
        place = site / LANGUAGES[one]
        shutil.copytree(pages, place, dirs_exist_ok=True)
        write(place / "_static" / "live")
        ours = [place / path.relative_to(pages) for path in pages.rglob("*.html")]
        strict(place, [*ours, *_decks(place / "slides", one, run[one])])
    if not (site / LAB).is_file():
        (site / LAB).parent.mkdir(parents=True, exist_ok=True)
        (site / LAB).write_text(NO_LAB, encoding="utf-8", newline="\n")
    if _has_runtime(site):
        offline(site)
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    print(f"site: {site}, {size / 1e6:.0f} MB with lab and runtime, in {time.perf_counter() - begun:.0f} s")


def _clear(site: Path) -> None:
    site.mkdir(parents=True, exist_ok=True)
    for old in site.iterdir():
        if old.name not in OTHERS:
            shutil.rmtree(old) if old.is_dir() else old.unlink()


def _pages(site: Path, language: str, only: tuple[str, ...], run: dict[Path, NotebookNode]) -> Path:
    """Make the pages in one language, and return their folder."""
    build = BUILD / "-".join([language, *only])
    up = "../" if LANGUAGES[language] else ""
    ways = {"static": "../_static/live", "runtime": f"../{up}runtime" if _has_runtime(site) else ""}
    living = {path: alive(one, language, **ways, offline=f"../{up}offline.js") for path, one in run.items()}
    stage(build / "sources", living, only, up, words_in(language))
    _sphinx(build, language)
    return build / "html"


def _decks(folder: Path, language: str, run: dict[Path, NotebookNode]) -> list[Path]:
    """Write the slides of every lesson, and return their files."""
    folder.mkdir(parents=True, exist_ok=True)
    decks = {folder / f"{path.stem}.html": path for path in filter(has_slides, run)}
    for to, path in decks.items():
        made = deck(run[path], path, language, words_in(language))
        to.write_text(made, encoding="utf-8", newline="\n")
    return list(decks)


def _sphinx(build: Path, language: str) -> None:
    """Run Sphinx, which can be run once in a process."""
    asked = ["-q", "-W", "--keep-going", "-j", "2", "-c", HERE, "-d", build / "doctrees"]
    said = ["-D", f"language={SPHINX_SAYS[language]}"]
    command = [sys.executable, "-m", "sphinx", *asked, *said, build / "sources", build / "html"]
    if subprocess.run(command, check=False).returncode:
        raise SystemExit("site: Sphinx has warned of something above, and no page was changed.")


def _has_runtime(site: Path) -> bool:
    return (site / "runtime" / "pyodide.mjs").is_file()


if __name__ == "__main__":
    typer.run(main)
