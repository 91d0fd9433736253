"""Text in pictures: the bundled subset of Noto Sans SC, so that Chinese shows on every machine."""

from __future__ import annotations

import functools
from importlib import resources
from typing import Any

from matplotlib import font_manager


def text_settings() -> dict[str, Any]:
    """Return matplotlib's settings for the text of our pictures."""
    return {"font.family": ["DejaVu Sans", chinese()], "font.size": 10, "axes.unicode_minus": True}


@functools.cache
def chinese() -> str:
    """Make the bundled font known to matplotlib and return its name."""
    with resources.as_file(resources.files("crmlab") / "data" / "fonts" / "NotoSansSC-subset.otf") as path:
        font_manager.fontManager.addfont(str(path))
        return font_manager.FontProperties(fname=str(path)).get_name()
