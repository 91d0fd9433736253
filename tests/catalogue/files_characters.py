"""Notebooks whose sources have characters that editors, transfers and pasted pages leave behind."""

from __future__ import annotations

import json

from catalogue.files_cells import LOST, cell, damaged
from catalogue.messy import finished, own_cell


def half_characters(made):
    """Half a character of two code units stands in a comment, as an editor leaves it that cuts an emoji."""
    for name in ("clv-value", "clv-claim"):
        cell(made, name)["source"] = f"# done \ud83d\n{cell(made, name)['source']}"


def nul_in_his_own_cell(made):
    """A NUL stands in a cell of the student's own, which Python cannot compile."""
    made["cells"].insert(9, json.loads(json.dumps(own_cell(finished(), "note = 'a\0b'"))))


def nul_in_an_answer(made):
    """A NUL stands in an answer, which Python cannot compile: that answer is lost, here as in JupyterLab."""
    cell(made)["source"] += "\n# a\0b"


def blanks_that_do_not_break(made):
    """Code pasted from a page has blanks that are none for Python: that answer is lost, as in JupyterLab."""
    cell(made)["source"] = cell(made)["source"].replace("    ", "\u00a0\u00a0\u00a0\u00a0")


def line_ends_of_windows(made):
    """All sources have CRLF line ends."""
    for one in made["cells"]:
        one["source"] = one["source"].replace("\n", "\r\n")


def line_ends_of_old_macs(made):
    """An answer has CR line ends, which Python reads as line ends."""
    cell(made)["source"] = cell(made)["source"].replace("\n", "\r")


def signs_of_direction(made):
    """Marks of byte order and direction stand in comments, where an editor put them."""
    cell(made, "clv-value")["source"] += "  # \u202eנעשה\u202c \ufeff\u2066"


def own_cells_of_all_characters(made):
    """A Markdown cell has every character of the first plane, half ones and no characters among them."""
    every = "".join(map(chr, range(0x10000)))
    made["cells"].append({"cell_type": "markdown", "id": "every", "metadata": {}, "source": every})


CASES = [
    *map(damaged, [
        half_characters, nul_in_his_own_cell, line_ends_of_windows, line_ends_of_old_macs, signs_of_direction,
        own_cells_of_all_characters,
    ]),
    damaged(nul_in_an_answer, **LOST),
    damaged(blanks_that_do_not_break, **LOST),
]  # fmt: skip
