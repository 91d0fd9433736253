"""Notebooks that are JSON, but not as they should be: of old formats, with damaged cells.

The cell of the third task, or none, is the damaged one: what stands in the others counts.
"""

from __future__ import annotations

import inspect
import json
import random
from collections.abc import Callable

import nbformat

from catalogue.frame import HONEST, VALUE, Case, model_answers
from catalogue.messy import finished

RIGHT = HONEST + VALUE
LAST_LOST = tuple(name for name in RIGHT if not name.startswith("clv-payback"))


def damaged(change: Callable[[dict], object], **expected) -> Case:
    """Return the case of a finished notebook that was changed as plain JSON; the function tells its name."""
    made = json.loads(json.dumps(finished()))
    changed = change(made)
    text = json.dumps(made if changed is None else changed, indent=1)
    content = text.replace('"@"', "9" * 5000).encode("ascii")  # half characters are escaped
    name = f"json-with-{change.__name__.replace('_', '-')}"
    return Case(name, inspect.getdoc(change), content, **{"earns": RIGHT, **expected})


def cell(made: dict, name: str = "clv-payback") -> dict:
    """Return a cell of plain JSON by its id."""
    return next(one for one in made["cells"] if isinstance(one, dict) and one.get("id") == name)


# --- the notebook -----------------------------------------------------------------------------------


def version_3(made):
    """Version 3 keeps its cells in worksheets, and sources under another name."""
    return json.loads(nbformat.v3.writes_json(nbformat.convert(finished(), 3)))


def two_worksheets(made):
    """Version 3 could have several worksheets; a right answer stands on the second."""
    old = version_3(made)
    (sheet,) = old["worksheets"]
    old["worksheets"].append({**sheet, "cells": sheet["cells"][12:]})
    del sheet["cells"][12:]
    return old


def version_4_2_without_ids(made):
    """Before version 4.5 cells had no ids."""
    made["nbformat_minor"] = 2
    for one in made["cells"]:
        del one["id"]


def names_and_ids_gone(made):
    """An editor has kept the cells' text only; every check stands."""
    for one in made["cells"]:
        del one["id"]
        one["metadata"] = {}


def version_5(made):
    """A version that does not exist yet."""
    made["nbformat"], made["nbformat_minor"] = 5, 0


def version_as_text(made):
    """The version is a text, and the minor one is missing."""
    made["nbformat"] = "4.5"
    del made["nbformat_minor"]


def cells_only(made):
    """Neither metadata nor version, only cells."""
    return {"cells": made["cells"]}


def metadata_as_list(made):
    """The metadata of the notebook is a list."""
    made["metadata"] = ["python3"]


def metadata_null(made):
    """The metadata of the notebook is null, and there is a key that no version knows."""
    made["metadata"], made["comment"] = None, "done!"


def kernel_unknown(made):
    """The kernel is one of the student's own machine."""
    made["metadata"]["kernelspec"] = {
        "name": "conda-env-crm-py",
        "display_name": "我的环境",
        "language": "python",
    }


def kernel_of_r(made):
    """R was chosen by mistake; the answers are Python."""
    made["metadata"] = {"kernelspec": {"name": "ir", "display_name": "R"}, "language_info": {"name": "R"}}


def kernel_of_julia(made):
    """Julia was chosen by mistake, without a display name."""
    made["metadata"] = {"kernelspec": {"name": "julia-1.10"}, "language_info": {"name": "julia"}}


def kernel_of_wrong_types(made):
    """Kernel and language are of wrong types."""
    made["metadata"] = {"kernelspec": "python3", "language_info": ["python"]}


def huge_integers(made):
    """Numbers of 5,000 digits, at which int() raises, where nobody reads them."""
    cell(made, "clv-present")["execution_count"] = "@"
    made["metadata"]["size"] = "@"


def numbers_that_are_none(made):
    """NaN and Infinity, which are no JSON, in the metadata."""
    made["metadata"]["size"] = [float("nan"), float("inf"), -float("inf")]


def deep_metadata(made):
    """Metadata 400 levels deep: JSON reads it, recursion may not copy it."""
    inner = made["metadata"]
    for _ in range(400):
        inner["more"] = {}
        inner = inner["more"]


# --- last year's ------------------------------------------------------------------------------------


def ids_of_last_year(made):
    """The second task had another name last year: its answer runs as a cell of the student's own."""
    for one in made["cells"]:
        if one["id"].startswith("clv-value"):
            one["id"] = one["id"].replace("clv-value", "clv-lifetime")
            if "nbgrader" in one["metadata"]:
                one["metadata"]["nbgrader"]["grade_id"] = one["id"]


def schema_of_last_decade(made):
    """nbgrader's metadata of schema version 1, with a checksum of the wrong kind."""
    for one in made["cells"]:
        settings = one["metadata"].get("nbgrader", {})
        settings |= {"schema_version": 1, "checksum": 5} if settings else {}


# --- cells ------------------------------------------------------------------------------------------


def cells_that_are_null(made):
    """Among the cells stand null, a number, a text, a list and an empty mapping."""
    for place, odd in enumerate([None, 5, "cell", [], {}, True, [[{}]]]):
        made["cells"].insert(3 * place, odd)


def cells_in_a_mapping(made):
    """The cells are a mapping by number instead of a list: no cell can be found."""
    made["cells"] = {str(number): one for number, one in enumerate(made["cells"])}


def a_cell_without_source(made):
    """A cell has no source: that answer is lost."""
    del cell(made)["source"]


def a_source_of_null(made):
    """A source is null: that answer is lost."""
    cell(made)["source"] = None


def a_source_of_a_number(made):
    """A source is a number: that answer is lost."""
    cell(made)["source"] = 12.5


def a_source_of_a_mapping(made):
    """A source is a mapping: that answer is lost."""
    cell(made)["source"] = {"text": model_answers()["clv-payback"]}


def sources_of_lines(made):
    """All sources are lists of lines, as nbformat writes them."""
    for one in made["cells"]:
        one["source"] = one["source"].splitlines(keepends=True)


def sources_of_letters(made):
    """All sources are lists of single letters."""
    for one in made["cells"]:
        one["source"] = list(one["source"])


def sources_of_lines_and_others(made):
    """Between the lines of a source stand null, numbers and lists."""
    lines = cell(made)["source"].splitlines(keepends=True)
    cell(made)["source"] = [part for line in lines for part in (line, None, 7, ["x"])]


def metadata_of_cells_as_lists(made):
    """The metadata of all cells are lists: the cells are known by their ids."""
    for one in made["cells"]:
        one["metadata"] = ["nbgrader"]


def metadata_of_cells_missing(made):
    """No cell has metadata: the cells are known by their ids."""
    for one in made["cells"]:
        del one["metadata"]


def nbgrader_as_text(made):
    """nbgrader's metadata of a cell is a text, that of another has a list for a name."""
    cell(made, "clv-present")["metadata"]["nbgrader"] = "clv-present"
    cell(made)["metadata"]["nbgrader"] = {"grade_id": ["clv-payback"], "solution": "yes", "points": "many"}


def cell_types_of_all_kinds(made):
    """Types of cells that no version knows, or none."""
    for number, one in enumerate(one for one in made["cells"] if one["cell_type"] == "markdown"):
        one["cell_type"] = ["heading", "Markdown", None, 5, [], "raw"][number % 6]
    made["cells"][0].pop("cell_type")


def outputs_of_wrong_types(made):
    """Outputs are null, a text, a mapping; counts are texts; keys are missing."""
    code = [one for one in made["cells"] if one["cell_type"] == "code"]
    for number, one in enumerate(code):
        one["outputs"] = [None, "text", {"a": 1}, [None, 5, {}, {"output_type": "unknown"}]][number % 4]
        one["execution_count"] = "seven"
    del code[0]["outputs"], code[1]["execution_count"]


def ids_all_the_same(made):
    """All cells have one id, as after a careless script; their grade_ids are right."""
    for one in made["cells"]:
        one["id"] = "cell"


def ids_of_wrong_types(made):
    """Ids are numbers, null, too long, or have characters that are not allowed."""
    odd = [1, None, "x" * 65, "a b/ü", "", [], {}]
    for number, one in enumerate(one for one in made["cells"] if "nbgrader" in one["metadata"]):
        one["id"] = odd[number % len(odd)]


def grade_ids_twice(made):
    """Every answer cell stands twice; the second of each has the same words."""
    made["cells"] = [
        one
        for each in made["cells"]
        for one in ([each, {**each, "id": f"{each['id']}-2"}] if "nbgrader" in each["metadata"] else [each])
    ]


def cells_in_disorder(made):
    """All cells are shuffled."""
    random.Random(7).shuffle(made["cells"])


def attachments_of_wrong_types(made):
    """Attachments of the written answer are of wrong types."""
    cell(made, "clv-claim")["attachments"] = {"a": None, "b": {"image/png": 5}, "c": []}


LOST = {"earns": LAST_LOST}
CASES = [
    *map(damaged, [
        version_3, two_worksheets, version_4_2_without_ids, version_5, version_as_text, cells_only,
        metadata_as_list, metadata_null, kernel_unknown, kernel_of_r, kernel_of_julia,
        kernel_of_wrong_types, huge_integers, numbers_that_are_none, deep_metadata, schema_of_last_decade,
        cells_that_are_null,
        sources_of_lines, sources_of_letters, sources_of_lines_and_others, metadata_of_cells_as_lists,
        metadata_of_cells_missing, nbgrader_as_text, cell_types_of_all_kinds, outputs_of_wrong_types,
        ids_all_the_same, ids_of_wrong_types, grade_ids_twice, cells_in_disorder, attachments_of_wrong_types,
    ]),
    damaged(ids_of_last_year, said="clv-value"),
    damaged(names_and_ids_gone, said="their names are lost: ['clv-present'"),
    damaged(cells_in_a_mapping, earns=(), said="no notebook"),
    *(
        damaged(change, **LOST)
        for change in (
            a_cell_without_source, a_source_of_null, a_source_of_a_number, a_source_of_a_mapping,
        )
    ),
]  # fmt: skip
