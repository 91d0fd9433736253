"""Every explorer at a glance: the notebook of all, and docs/gallery.md with their pictures.

Both follow from the explorers that there are, by topic. The bytes of a picture depend on the versions of the
libraries that draw it, so a picture carries the digits of what it shows, and stays as long as they are right.
"""

from __future__ import annotations

import html
import io
import re
from pathlib import Path

from drawn import digest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from crmlab.declared import names
from crmlab.explorers import by_unit
from crmlab.explorers.engine import Explorer, Session

PICTURES = Path("docs/images/gallery")
ESCAPED = str.maketrans({bracket: f"\\{bracket}" for bracket in "[]"})
SHOWS = "Shows"  # the entry in a picture's file that has the digits
COLOURS = 64  # of the palette: enough for flat colours and the edges of letters
NOTEBOOK = """# %% [markdown]
# # All explorers
#
# **As long as you like · needs nothing · gives you every slider of the course**
#
# Each explorer answers a question when you move something. Run its cell with **Shift + Enter**; *Reset* goes
# back to where it began, and *Case* has numbers to begin from.
#
# For one of them on a page of its own, as for a projector, type its name in a terminal:
# `crmlab explore clv-lifetime-value`.

# %%
from crmlab import explore
"""
GALLERY = """# Gallery

<!-- made by `make build` from the explorers -->

Every explorer as it begins, with the question that it answers. To move it, run the first line in a notebook
or the second in a terminal; [notebooks/00_explorers.ipynb](../notebooks/00_explorers.ipynb) has them all.
"""
ENTRY = """### {question}

![{sentence}](images/gallery/{name}.png)

```
explore("{name}")
crmlab explore {name}
```
"""


def notebook() -> str:
    """Return the notebook of all explorers as an author would write it."""
    parts = [NOTEBOOK]
    for unit, explorers in by_unit():
        heading = f"# ## {unit.title}\n#\n"
        for one in explorers:
            parts.append(f'# %% [markdown]\n{heading}# {question(one)}\n\n# %%\nexplore("{one.name}")\n')
            heading = ""
    return "\n".join(parts)


def write(root: Path, out: Path) -> None:
    """Write docs/gallery.md and its pictures; of those that *root* has, what shows the same is kept."""
    (out / PICTURES).mkdir(parents=True, exist_ok=True)
    names.set_language("en")  # whatever CRMLAB_LANG says
    parts = [GALLERY]
    for unit, explorers in by_unit():
        parts.append(f"## {unit.title}\n")
        for one in explorers:
            session = Session(one)
            sentence = html.unescape(re.search('alt="([^"]*)"', session.render())[1]).translate(ESCAPED)
            kept, shows = root / PICTURES / f"{one.name}.png", digest(session.picture.figure)
            is_right = digest_in(kept) == shows
            picture = kept.read_bytes() if is_right else small(session.picture.png(), shows)
            (out / PICTURES / kept.name).write_bytes(picture)
            parts.append(ENTRY.format(question=question(one), sentence=sentence, name=one.name))
    (out / "docs" / "gallery.md").write_text("\n".join(parts), encoding="utf-8", newline="\n")


def question(explorer: Explorer) -> str:
    """Return what an explorer is there to answer."""
    return names.vocabulary("questions")[explorer.name].en[0]


def digest_in(path: Path) -> str:
    """Return the digits that a picture carries; nothing where there is no picture, or one of another make."""
    try:
        with Image.open(path) as picture:
            return picture.info.get(SHOWS, "")
    except OSError:
        return ""


def small(png: bytes, shows: str) -> bytes:
    """Return a picture with a palette, in few bytes, with the digits of what it shows."""
    file, carried = io.BytesIO(), PngInfo()
    carried.add_text(SHOWS, shows)
    picture = Image.open(io.BytesIO(png)).quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(file, "png", optimize=True, pnginfo=carried)
    return file.getvalue()
