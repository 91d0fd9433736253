"""What a student has written into text cells, as formgrader and feedback show it: nothing in it can act."""

from __future__ import annotations

import re
from typing import Any

import nh3
from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.filters.markdown_mistune import InvalidNotebook, IPythonRenderer, MarkdownWithMath

from crmlab.grading.running.outputs import ELEMENTS
from crmlab.language import said

_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")


def _only_own_pictures(element: str, attribute: str, value: str) -> str | None:
    """Keep the text of a picture, and the picture if it was pasted in: no other is fetched."""
    return value if attribute == "alt" or _PICTURE.fullmatch(value) else None


_CLEANER = nh3.Cleaner(
    tags={*ELEMENTS, "img"},
    attributes={"img": {"alt", "src"}},
    attribute_filter=_only_own_pictures,
    url_schemes={"data"},
    link_rel=None,
)


class _Renderer(IPythonRenderer):
    def image(self, *about: Any, **named: Any) -> str:
        """Return a picture; of one that was not handed in, nothing."""
        try:
            return super().image(*about, **named)
        except InvalidNotebook:
            return said("[a picture that is not there]")


@pass_context
def markdown2html(context: Context, source: str) -> str:
    """Return Markdown as HTML, as nbconvert's filter of this name does; HTML in it stays text."""
    attachments = context.get("cell", {}).get("attachments", {})
    renderer: Any = _Renderer(escape=True, attachments=attachments, exclude_anchor_links=True)
    return _CLEANER.clean(MarkdownWithMath(renderer=renderer).render(source))
