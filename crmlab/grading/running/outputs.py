"""What a student's cell has shown, as a notebook keeps it: harmless, whatever was sent."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any

import nh3
from nbformat import NotebookNode

from crmlab.language import said, to_say

ELEMENTS = {"b", "blockquote", "br", "code", "dd", "details", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4"}
ELEMENTS |= {"hr", "i", "li", "ol", "p", "pre", "s", "small", "span", "strong", "sub", "summary", "sup", "ul"}
ELEMENTS |= {"caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
_CLEANER = nh3.Cleaner(
    tags=ELEMENTS,
    clean_content_tags={"script", "style", "iframe", "object", "embed", "svg", "math", "template", "title"},
    attributes={"*": {"style", "title"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}},
    filter_style_properties={"color", "background-color", "font-weight", "font-style", "text-align", "width"},
    allowed_classes={"table": {"dataframe"}},
    url_schemes=set(),
    link_rel=None,
)
_DEEPEST = 40  # elements in one another; a table is eight deep
_MOST_WORK = 3_000_000  # tags times characters
_MOST_SIGNS = 250_000  # ampersands, some of which take the square of their number
_GIVEN = (
    r"""(?:\s++[\w:-]++(?:\s*+=\s*+(?:"[^"<>]*+"|'[^'<>]*+'|[\w.#%:-]++))?+)*+\s*+"""  # without surprises
)
_EMPTY = re.compile(rf"<(?:br|hr|col|img|input|wbr){_GIVEN}/?>|<!--[^<>-]*+-->", re.IGNORECASE)
_CLOSED = re.compile(rf"<([a-zA-Z]\w*+){_GIVEN}>[^<>]*+</\1\s*+>", re.IGNORECASE)
_PNG = b"\x89PNG\r\n\x1a\n"
_STREAMS = ("stdout", "stderr")  # no set: what is looked for in it may have no hash
_UNWRITABLE = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1a\\x1c-\\x1f\\x7f\\u202a-\\u202e\\u2066-\\u2069]")
_ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,}\b")


def cleaned(html: str) -> str:
    """Return HTML that can only be looked at: no scripts, no links, nothing that is fetched or laid over.

    What would take for ever, or grow without end, is dropped.
    """
    return _CLEANER.clean(readable(html)) if _is_tame(html) else ""


def why_left_out(html: str, most: int) -> str:
    """Say why some HTML of which nothing is shown is left out; nothing if it is for what it would do."""
    size = len(html)
    if size > most:
        return said("HTML of {size:,} characters was left out; {most:,} are allowed.", size=size, most=most)
    sentence = to_say(
        "HTML of {size:,} characters was left out: too much in it is not closed or stands in one another; "
        "{deepest} elements in one another are allowed."
    )
    return "" if _is_tame(html) else said(sentence, size=size, deepest=_DEEPEST)


def left_out_of(outputs: list[NotebookNode]) -> str:
    """Say the first that was left out of the outputs of a cell."""
    return next(filter(None, (one.get("metadata", {}).get("left_out") for one in outputs)), "")


def _is_tame(html: str) -> bool:
    """Whether cleaning makes little more of some HTML than it is.

    What is closed where it should be does; of the rest, each tag may be repeated at every other one.
    """
    if html.count("&") > _MOST_SIGNS:
        return False
    left = _EMPTY.sub("", html)
    for _ in range(_DEEPEST):
        before, left = left, _CLOSED.sub("", left)
        if left == before:
            break
    return "<" not in left or html.count("<") * len(left) <= _MOST_WORK


def readable(text: Any, most: int | None = None) -> str:
    """Return a text that can be stored and shown, the same at every run: addresses in memory are not kept."""
    if not isinstance(text, str):
        return ""
    text = text[:most].encode("utf-8", "replace").decode("utf-8")
    return _ADDRESS.sub("0x…", _UNWRITABLE.sub("�", text))


def outputs_of(messages: Any, number: int, most: int) -> list[NotebookNode]:
    """Return the outputs that a cell has sent.

    Parameters
    ----------
    messages : object
        What the sandbox sent; whatever is no output is left out.
    number : int
        The number of the cell, as in ``Out[3]``.
    most : int
        Characters that are kept of a text.
    """
    known = [one for one in messages if isinstance(one, list)] if isinstance(messages, list) else []
    return list(filter(None, (_output(*one[:4], number=number, most=most) for one in known if one)))


def _output(kind: Any, *content: Any, number: int, most: int) -> NotebookNode | None:
    if kind == "stream" and len(content) == 2 and content[0] in _STREAMS:
        return NotebookNode(output_type="stream", name=content[0], text=readable(content[1], most))
    if kind == "missing" and len(content) == 2:
        return NotebookNode(output_type="stream", name="stderr", text=f"{not_here(*content)}\n")
    if kind == "error" and len(content) == 3:
        name, text, lines = content
        lines = [readable(line, most) for line in lines] if isinstance(lines, list) else []
        return error_output(readable(name, 100), readable(text, most), lines)
    if kind not in ("display", "result") or not content or not isinstance(content[0], dict):
        return None
    data, why = bundle(content[0], most)
    if not data:
        return None
    made = data_output("display_data", data)
    if kind == "result":
        made = data_output("execute_result", data, execution_count=number)
    made.metadata.update({"left_out": why} if why else {})
    return made


def missing_in(messages: Any) -> list[str]:
    """Say which modules a cell did not find."""
    known = messages if isinstance(messages, list) else []
    return [
        not_here(*one[1:])
        for one in known
        if isinstance(one, list) and one[:1] == ["missing"] and len(one) == 3
    ]


def not_here(module: Any, why: Any) -> str:
    """Say that a module is not in the sandbox."""
    return said("{module} is not here: {why}", module=readable(module, 60), why=readable(why, 200))


def data_output(kind: str, data: dict[str, str], **more: Any) -> NotebookNode:
    """Return an output of data by their kinds."""
    return NotebookNode(output_type=kind, data=NotebookNode(data), metadata=NotebookNode(), **more)


def error_output(name: str, sentence: str, lines: list[str]) -> NotebookNode:
    """Return the output of an error."""
    return NotebookNode(output_type="error", ename=name, evalue=sentence, traceback=lines)


def bundle(sent: dict, most: int) -> tuple[dict[str, str], str]:
    """Return of what was sent all that can only be looked at, and what is said of HTML that is left out."""
    text, html, picture = (sent.get(mime) for mime in ("text/plain", "text/html", "image/png"))
    html = html if isinstance(html, str) else ""
    clean = cleaned(html) if len(html) <= most else ""
    why = "" if clean else why_left_out(html, most)
    texts = [readable(text, most)] if isinstance(text, str) else []
    found = {"text/plain": "\n".join(texts + [why] * bool(why))} if texts or why else {}
    found |= {"text/html": clean} if clean else {}
    return found | ({"image/png": picture} if _is_picture(picture) else {}), why


def _is_picture(sent: Any) -> bool:
    try:
        return isinstance(sent, str) and base64.b64decode(sent, validate=True).startswith(_PNG)
    except (binascii.Error, ValueError):
        return False
