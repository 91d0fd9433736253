"""How Sphinx makes the pages; `pages.py` stages what it reads."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import sphinx.search

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from chinese_search import TwoByTwo  # noqa: E402

project = "CRM Lab"
author = copyright = "The CRM Lab authors"  # noqa: A001 -- Sphinx names it so
release = tomllib.loads((HERE.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"][
    "version"
]

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
nb_execution_mode = "off"  # executed.py runs them
nb_ipywidgets_js: dict = {}  # cells come alive by a script of ours
myst_heading_anchors = 4
myst_enable_extensions = ["deflist"]
suppress_warnings = ["myst.header", "mystnb.unknown_mime_type"]
autodoc_typehints = "none"  # the text of a parameter says its unit
autodoc_preserve_defaults = True
napoleon_google_docstring = False
napoleon_use_rtype = False
napoleon_use_ivar = True  # or what is described twice warns

sphinx.search.languages |= {"en": TwoByTwo, "zh": TwoByTwo}

html_theme = "pydata_sphinx_theme"
html_title = "CRM Lab"
html_favicon = str(HERE / "theme" / "course.svg")
html_context = {"default_mode": "auto"}
html_static_path = [str(HERE / "theme")]
html_css_files = ["course.css"]
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {
    "navbar_end": ["theme-switcher"],
    "navbar_persistent": ["search-button"],
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
    "show_prev_next": True,
    "header_links_before_dropdown": 7,
    "footer_start": ["copyright"],
    "footer_end": [],
    "secondary_sidebar_items": ["page-toc"],
}
