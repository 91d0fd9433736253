"""The layers of the code: the files of each, and the tests that are declared for it."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_TOPICS = {*runpy.run_path(str(ROOT / "crmlab" / "__init__.py"))["TOPICS"]} - {"datasets"}

# The files of each layer, and the tests declared for it. A file belongs to the first layer that names it, and
# what is not there is passed over.
LAYERS = {
    "calculators": (f"crmlab/{{{','.join(sorted(_TOPICS))}}}{{.py,/**/*.py}}", "tests/test_*.py"),
    "judging": (
        "crmlab/exercises/{judging,checking,concepts,mistakes}.py crmlab/intake/comparing.py",
        "tests/exercises tests/intake tests/grading/test_grader.py",
    ),
    "drawing": (
        "crmlab/exercises/{drawing,own_numbers,declaring,finding,kinds}.py"
        " crmlab/declared/{quantities,tables}.py",
        "tests/exercises tests/test_{quantities,calculators}.py tests/grading/test_grader.py",
    ),
    "intake": ("crmlab/intake/**/*.py", "tests/intake tests/grading"),
    "sandbox": (
        "crmlab/sandbox/**/*.py crmlab/grading/running/{sandbox,execution,edition,sections}.py",
        "tests/grading",
    ),
    "recording": (
        "crmlab/grading/{gradebook,classes,collecting}/*.py crmlab/grading/written.py",
        "tests/grading",
    ),
    "explorers": (
        "crmlab/{explorers,figures}/**/*.py",
        "tests/test_{explorers,explorers_pages,figures}.py tests/browser/test_explorers.py",
    ),
    "build": (
        "tools/{build,prove,words}.py crmlab/exercises/proof.py",
        "tests/course tests/exercises/test_proof.py",
    ),
}


def files_of(checkout: Path) -> dict[str, list[str]]:
    """Return the files of each layer."""
    layers, taken = {}, set()
    for layer, (patterns, _) in LAYERS.items():
        found = set(paths(checkout, patterns))
        layers[layer] = sorted(found - taken)
        taken |= found
    return layers


def paths(checkout: Path, patterns: str) -> list[str]:
    """Return the files of a checkout that fit patterns."""
    return [str(one.relative_to(checkout)) for way in spread(patterns) for one in sorted(checkout.glob(way))]


def spread(patterns: str) -> list[str]:
    """Split patterns at blanks and write out what stands in braces."""
    written = []
    for pattern in patterns.split():
        head, brace, rest = pattern.partition("{")
        words, _, tail = rest.partition("}")
        written += spread(" ".join(head + word + tail for word in words.split(","))) if brace else [pattern]
    return written
