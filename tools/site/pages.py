"""Make the course as pages: `make site`, or `python tools/site/pages.py`, writes site/ and site/zh/.

Nothing in them comes from outside; any web server can carry them, under any path. Where site/runtime is
(`make runtime`), cells come alive. The text of lessons is English; in site/zh/ pictures, workings, sentences
and the words around are Chinese.
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Annotated

import typer
from cells import alive, offline, write
from executed import executed
from sphinx.application import Sphinx
from staging import LAB, ROOT, lessons, stage
from strict import strict

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
    made = {one: _pages(site, one, tuple(only)) for one in language}
    _clear(site)
    for one, pages in made.items():
        place = site / LANGUAGES[one]
        shutil.copytree(pages, place, dirs_exist_ok=True)
        write(place / "_static" / "live")
        strict(place, [place / path.relative_to(pages) for path in pages.rglob("*.html")])
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


def _pages(site: Path, language: str, only: tuple[str, ...]) -> Path:
    """Make the pages in one language, and return their folder."""
    build = BUILD / "-".join([language, *only])
    up = "../" if LANGUAGES[language] else ""
    ways = {"static": "../_static/live", "runtime": f"../{up}runtime" if _has_runtime(site) else ""}
    run = executed(lessons(only), language)
    living = {path: alive(one, language, **ways, offline=f"../{up}offline.js") for path, one in run.items()}
    stage(build / "sources", living, only)
    _sphinx(build, language)
    return build / "html"


def _sphinx(build: Path, language: str) -> None:
    app = Sphinx(
        srcdir=build / "sources",
        confdir=Path(__file__).parent,
        outdir=build / "html",
        doctreedir=build / "doctrees",
        buildername="html",
        confoverrides={"language": SPHINX_SAYS[language]},
        status=None,
        warningiserror=True,
        parallel=2,
    )
    app.build()
    if app.statuscode:
        raise SystemExit("site: Sphinx has warned of something above, and no page was changed.")


def _has_runtime(site: Path) -> bool:
    return (site / "runtime" / "pyodide.mjs").is_file()


if __name__ == "__main__":
    typer.run(main)
