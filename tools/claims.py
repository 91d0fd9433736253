"""The tables of claims: course/*/claims.toml and the library become docs/claims.md.

Each computed number comes from a call that is evaluated here. How it is shown follows from what the author
expects: ``is = "3,544.83"`` shows two decimals, ``is = "34.9%"`` a percentage with one, and a sequence fills
one number after the other: ``is = "−51, −21, 21"``.
"""

from __future__ import annotations

import functools
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from rows import ROOT
from tables import TableError, table

import crmlab
from crmlab.declared import authored

NUMBER = re.compile(r"(?P<sign>[+−]?)[\d,]*\d(?:\.(?P<decimals>\d+))?(?P<percent> ?%)?")
HEAD = """# Claims and computed numbers

<!-- made by `make build` from course/*/claims.toml and the library; edit there -->

The course grew out of five Chinese teaching documents, some of them cut off, all without their pictures. The
first table says what they claim, what comes out when it is computed, and why the two differ; the second
compares the library with published numbers. Every computed number is the answer of the call before it.

| verdict | means |
|---|---|
| exact | the claim's own inputs give the claim's number |
| exact with a condition | they do, under an assumption that is not stated |
| reconstructed | the inputs are lost and were found by search, or taken from a public version |
| not identifiable | the inputs are lost, and many would fit |
| inconsistent | the claim contradicts itself or the arithmetic |
| disputed | it can be computed, but the number depends on where, when and of what it was measured |
"""


def claims_page(root: Path) -> str:
    """Return docs/claims.md."""
    claimed = [
        (", ".join([key, *one.get("also", [])]), one["claim"], _computed(one, root), _judged(one))
        for key, one in sorted(claims(root)["claims"].items(), key=_by_number)
    ]
    published = [
        (
            one["what"],
            one["source"],
            one["published"],
            _computed(one, root),
            f"{one['tolerance']:.5f}".rstrip("0").rstrip("."),
            "yes" if agrees(one, root) else "no",
        )
        for one in claims(root)["published"]
    ]
    names = [(f"`{name}`", f"`{expression}`") for name, expression in claims(root)["names"].items()]
    return "\n".join(
        [
            HEAD,
            "## Claims of the documents\n",
            table("no. | claim | computed | verdict and why", claimed),
            "## Published numbers\n",
            table("what | source | published | computed | tolerance | agrees", published),
            "## Names in the calls\n",
            table("name | stands for", names),
        ]
    )


def claims(root: Path = ROOT) -> dict:
    """Return the claims of all topics; the calls of one may use the names that another has defined."""
    return authored.merged("claims", root)


def _by_number(claim: tuple[str, dict]) -> tuple[str, int, str]:
    """Put N9 before N10, and N6a before N6b."""
    letter, number, part = re.fullmatch(r"(\D)(\d+)(.*)", claim[0]).groups()
    return letter, int(number), part


def agrees(entry: dict, root: Path = ROOT) -> bool:
    """Whether every computed number is within the tolerance of the published one."""
    answers = np.concatenate([np.ravel(evaluate(one["call"], root)) for one in entry["computed"]])
    published = [_value(number[0]) for number in NUMBER.finditer(entry["published"])]
    return np.allclose(answers, published, rtol=0, atol=entry["tolerance"])


@functools.cache
def evaluate(call: str, root: Path = ROOT) -> Any:
    """Return the answer of a call, which may use the topic modules and the names that claims define."""
    defined = claims(root)["names"]
    used = {name: evaluate(defined[name], root) for name in defined if re.search(rf"\b{name}\b", call)}
    topics = {name: importlib.import_module(f"crmlab.{name}") for name in crmlab.TOPICS}
    try:
        return eval(call, {"np": np, "pd": pd} | topics | used)
    except Exception as error:
        raise TableError(f"course/*/claims.toml: {call} cannot be computed: {error}") from error


def written(answer: Any, like: str) -> str:
    """Return *answer* as text in the form of *like*, its numbers replaced one by one."""
    if answer is None or isinstance(answer, str | bool | np.bool_):
        return str(answer)
    numbers: Iterator = iter(np.ravel(answer).tolist())
    text = NUMBER.sub(lambda found: _like(next(numbers, np.nan), found), like)
    return " ".join([text, *map(str, numbers)])


def _like(number: float, found: re.Match) -> str:
    sign, decimals, percent = found["sign"].replace("−", ""), len(found["decimals"] or ""), found["percent"]
    scaled = number * 100 if percent else number
    return f"{scaled:{sign}z,.{decimals}f}{percent or ''}".replace("-", "−")


def _value(number: str) -> float:
    return float(number.replace(",", "").replace("−", "-"))


def _judged(entry: dict) -> str:
    return f"**{entry['verdict']}**. {entry['why']}"


def _computed(entry: dict, root: Path) -> str:
    answers = [
        f"`{one['call']}` → {written(evaluate(one['call'], root), one['is'])}" for one in entry["computed"]
    ]
    return "<br>".join(answers)
