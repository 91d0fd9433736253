"""Make the API pages: `python tools/docs.py` writes site/, to be opened from disk without the internet."""

from __future__ import annotations

import ast
import inspect
import re
import shutil
import textwrap
import warnings
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pdoc
from pdoc import render
from pdoc.doc_types import safe_eval_type as resolve
from pdoc.docstrings import rst as to_markdown
from pdoc.render_helpers import to_html
from rows import calculators_of, in_order_of_source, topic_modules

import crmlab

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
TABLES = {
    "coverage": "What carries the subject",
    "claims": "Claims and computed numbers",
    "references": "References",
}
FORMULA = re.compile(r"^Formula::\n\n((?:    .*\n|\n)+)", re.MULTILINE)
STARS = re.compile(r"^\*args, \*\*|^\*\*(?=\w+$)", re.MULTILINE)  # Markdown would take them for bold type
NO_PARTS = r"!crmlab\.\w+\."  # a topic is one page, however many files it has
SOURCE_LINK = re.compile(r'<a href="\.\./crmlab/[\w/]+\.py"><code>(\w+)\.(\w+)')
BESIDE = re.compile(r'href="(\w+)\.md"')
NOTEBOOK_LINK = re.compile(r'<a href="\.\./notebooks/[^"]*">(.*?)</a>')  # a browser cannot run one


def main(site: Path = SITE) -> None:
    """Write all pages anew."""
    prepare()
    shutil.rmtree(site, ignore_errors=True)
    render.configure(docformat="numpy", template_directory=ROOT / "tools" / "docs_pages")
    with (
        patch("pdoc.doc.safe_eval_type", short),
        patch("pdoc.doc_types.safe_eval_type", short),
        patch("pdoc.docstrings.rst", marked_down),
        warnings.catch_warnings(),
    ):
        warnings.filterwarnings("error", "Error parsing type annotation")
        warnings.filterwarnings("ignore", "Cannot determine where")  # of objects that name their topic
        pdoc.pdoc("crmlab", NO_PARTS, output_directory=site)
    for name, title in TABLES.items():
        (site / f"{name}.html").write_text(page(name, title), encoding="utf-8", newline="\n")
    print(f"docs: open {site / 'index.html'}")


def prepare() -> None:
    """Put before pdoc what it would not find by itself, in the order in which it should stand."""
    for name in crmlab._HOME:  # is loaded only when it is used
        setattr(crmlab, name, getattr(crmlab, name))
    for module in topic_modules():
        module.__all__ = in_order_of_source(module)
        for calculator in calculators_of(module).values():
            if inspect.isclass(calculator):
                make_whole(calculator)
            elif hasattr(calculator, "parameters"):  # pdoc looks through the decorator
                calculator.__wrapped__.__doc__ = calculator.__doc__
    crmlab.__doc__ += landing()


def make_whole(model: type) -> None:
    """Give a model the methods that it inherits, as pdoc shows only a class's own."""
    for name, member in inspect.getmembers_static(model):
        if not name.startswith("_"):
            setattr(model, name, member)


def short(annotation: Any, *context: Any) -> Any:
    """Resolve an annotation as pdoc does, but leave a quantity as its name, without all that it holds."""
    try:
        resolved = resolve(annotation, *context)
    except UserWarning:  # a name of another file than the one that the object says it is from
        resolved = "Annotated["
    if not isinstance(annotation, str) or "Annotated[" not in repr(resolved):
        return resolved
    name = ast.unparse(Narrowed().visit(ast.parse(annotation)))
    return type(name, (), {"__module__": "builtins"})  # is printed as the name alone


class Narrowed(ast.NodeTransformer):
    """Takes ``Annotated[Share, typical(0, 1)]`` for a ``Share``."""

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:  # noqa: N802
        """Drop what narrows a quantity."""
        is_narrowed = ast.unparse(node.value) == "Annotated"
        return node.slice.elts[0] if is_narrowed else self.generic_visit(node)


def marked_down(docstring: str, source: Path | None) -> str:
    """Turn what pdoc does not know of our docstrings into Markdown, before it does the rest."""
    text = FORMULA.sub(_highlighted, docstring)
    return to_markdown(STARS.sub(_escaped, text), source).replace("::\n", ":\n")


def _highlighted(formula: re.Match) -> str:
    return f"###### Formula\n\n```python\n{textwrap.dedent(formula[1]).strip()}\n```\n\n"


def _escaped(stars: re.Match) -> str:
    return stars[0].replace("*", r"\*")


def landing() -> str:
    """Return what the first page says after the docstring of the package."""
    rows = [f"| `{module.__name__}` | {_first_line(module)} |" for module in topic_modules()]
    tables = [f"- [{title}]({name}.html)" for name, title in TABLES.items()]
    return "\n".join(["", "", "| module | what it is about |", "|---|---|", *rows, "", *tables])


def _first_line(documented: object) -> str:
    return inspect.getdoc(documented).splitlines()[0]


def page(name: str, title: str) -> str:
    """Return a table of docs/ as a page whose links stay among the pages."""
    html = to_html((ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8"))
    body = NOTEBOOK_LINK.sub(r"\1", BESIDE.sub(r'href="\1.html"', html))
    body = SOURCE_LINK.sub(r'<a href="crmlab/\1.html#\2"><code>\1.\2', body)
    template = render.env.get_template("page.html.jinja2")
    return template.render(title=title, contents=html.toc_html, body=body)


if __name__ == "__main__":
    main()
