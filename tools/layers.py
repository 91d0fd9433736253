"""Imports point downwards only: contracts made from the floors and from what stands on them, and checked.

`python tools/layers.py`; docs/architecture.md has the floors as a picture.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from importlinter import cli

import crmlab

CALCULATORS = sorted({*crmlab.TOPICS, "declared", "frames"})
NO_NOTEBOOKS = ("IPython", "ipywidgets", "jupyterlab", "matplotlib", "nbformat", "nbgrader")
DOORS = "autograding : exporting : formgrading : sanitizer : written"
STATIONS = (
    "authorship : bank : everyday : ideas : platforms : reporting",
    "classes : collecting",
    DOORS,
    "gradebook",
    "running",
    "results",
)
CONTRACTS = """
[importlinter]
root_package = crmlab
include_external_packages = True
exclude_type_checking_imports = True

[importlinter:contract:floors]
name = Imports point downwards only
type = layers
containers = crmlab
exhaustive = True
layers =
{floors}

[importlinter:contract:stations]
name = Grading goes from station to station
type = layers
containers = crmlab.grading
exhaustive = True
layers =
{stations}

[importlinter:contract:circles]
name = No modules import each other in a circle
type = acyclic_siblings
ancestors =
    crmlab
    crmlab.**

[importlinter:contract:calculators]
name = Calculators know nothing of notebooks
type = forbidden
source_modules =
{calculators}
forbidden_modules =
{notebooks}
allow_indirect_imports = True
"""


def contracts() -> str:
    """Return what import-linter is asked to check."""
    topics = [name for name in crmlab.TOPICS if name != "datasets"]
    floors = (topics if floor == ("TOPICS",) else floor for floor in crmlab.FLOORS)
    return CONTRACTS.format(
        floors=_lines(" : ".join(floor) for floor in floors),
        stations=_lines(STATIONS),
        calculators=_lines(f"crmlab.{name}" for name in CALCULATORS),
        notebooks=_lines(NO_NOTEBOOKS),
    )


def _lines(entries) -> str:
    return "\n".join(f"    {entry}" for entry in entries)


def main() -> None:
    """Check, and end as import-linter ends."""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, "contracts.ini")
        config.write_text(contracts(), encoding="utf-8")
        sys.exit(cli.lint_imports(config_filename=str(config), no_cache=True))


if __name__ == "__main__":
    main()
