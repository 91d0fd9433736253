"""Pages under a strict policy: no script in the page itself, nothing from outside."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; worker-src 'self'"
)
INLINE = re.compile(r"<script(?![^>]*\b(?:src|type)=)[^>]*>(.*?)</script>", re.DOTALL)
META = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'


def strict(site: Path, pages: Iterable[Path]) -> None:
    """Give pages of a site the policy, and put the scripts that stood in them into files beside them."""
    scripts = site / "_static" / "inline"
    scripts.mkdir(parents=True, exist_ok=True)
    for path in pages:
        beside = os.path.relpath(scripts, path.parent).replace(os.sep, "/")
        page = path.read_text(encoding="utf-8")
        moved = INLINE.sub(lambda found, to=beside: _moved(found[1], scripts, to), page)
        named = moved.replace("<th></th>", "<td></td>")  # pandas heads its index with nothing
        path.write_text(named.replace("<head>", f"<head>{META}", 1), encoding="utf-8", newline="\n")


def _moved(script: str, scripts: Path, beside: str) -> str:
    """Write a script into a file of its own, named by what is in it, and return the call of it."""
    name = f"{hashlib.sha256(script.encode()).hexdigest()[:12]}.js"
    (scripts / name).write_text(script, encoding="utf-8", newline="\n")
    return f'<script src="{beside}/{name}"></script>'
