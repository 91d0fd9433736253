"""The rows about models: from a log to their table, and the fit of a million customers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
from page import Row
from runs import run, say

sys.path.insert(1, str(Path(__file__).resolve().parents[1]))

import purchases as rivals  # noqa: E402  (of this folder's parent)


def table_row(folder: Path, lines: int, rounds: int) -> Row:
    """Make the table that the models read from a log, beside the libraries for them."""
    log = _saved(folder / "log.npz", rivals.simulated_log(lines, seed=2))
    tools = [tool for tool in rivals.WORK["log to table, a million lines"][2] if tool != "pandas"]
    found = _race("table", tools, log, rounds)
    ours, theirs = found.pop("crmlab"), {tool: one for tool, one in found.items() if isinstance(one, dict)}
    fastest = min(theirs, key=lambda tool: theirs[tool]["seconds"])
    times = theirs[fastest]["seconds"] / ours["seconds"]
    return Row(
        f"log → model table, {lines:,} lines",
        "lifetimes, pymc-marketing, clvkit",
        "≥ 5 × the fastest of them",
        f"{times:.1f} × {fastest}; {_seconds(ours, found)}",
        times >= 5,
        f"{_tables(ours)} from crmlab; " + ", ".join(f"{_tables(one)} from {t}" for t, one in theirs.items()),
    )


def fit_row(folder: Path, customers: int, rounds: int) -> Row:
    """Fit BG/NBD, beside lifetimes and beside what no fit can do without."""
    given = rivals.simulated_customers(customers, seed=1)
    path = _saved(folder / "customers.npz", given)
    found = _race("bg-nbd", ("crmlab", "lifetimes"), path, rounds)
    ours = found.pop("crmlab")
    say("BG/NBD: the floor")
    floor = run("fit_floor.py", path)
    of_floor = ours["seconds"] / floor["of_all"] / floor["steps"]
    closer = ours["seconds"] / floor["of_histories"] / floor["evaluations"]
    times, heights = np.nan, f"{_height(ours, given)} by crmlab"
    if isinstance(lifetimes := found["lifetimes"], dict):
        times = lifetimes["seconds"] / ours["seconds"]
        heights += f", {_height(lifetimes, given)} by lifetimes"
    return Row(
        f"BG/NBD fit, {customers:,} customers",
        "lifetimes; one likelihood evaluation × iterations as the floor",
        "≥ 20 ×; ≤ 3 × the floor",
        f"{times:.0f} × lifetimes; {of_floor:.1f} × the floor; {_seconds(ours, found)}",
        times >= 20 and of_floor <= 3,
        f"log-likelihood {heights}. The floor is one evaluation of the paper's formula for all customers, "
        f"{floor['of_all']:.2f} s, × {floor['steps']} Newton steps. Evaluations on the "
        f"{floor['histories']:,} different histories take {1000 * floor['of_histories']:.0f} ms with the "
        f"gradient; the steps need {floor['evaluations']} of them, since second derivatives are "
        f"differences of gradients: the fit takes {closer:.1f} × the time of these",
    )


def _race(work: str, tools: Any, path: Path, rounds: int) -> dict[str, dict | str]:
    """Return the fastest run of each tool, or what went wrong."""
    found: dict[str, dict | str] = {}
    if not (python := rivals.rivals_python()):
        sys.exit("The environment of the rivals could not be made; benchmarks/rivals.txt names them.")
    for number in range(rounds):
        for tool in tools:
            if isinstance(found.get(tool), str):
                continue
            say(f"{work}: {tool}, {number + 1} of {rounds}")
            one = rivals.run_once(sys.executable if tool == "crmlab" else python, work, tool, path)
            best = found.get(tool, one)
            is_better = isinstance(one, str) or one["seconds"] < best["seconds"]
            found[tool] = one if is_better else best
    return found


def _saved(path: Path, arrays: dict[str, np.ndarray]) -> Path:
    np.savez(path, **arrays)
    return path


def _seconds(ours: dict, others: dict[str, dict | str]) -> str:
    spent = {"crmlab": ours, **others}
    return ", ".join(
        f"{tool} dropped: {one}" if isinstance(one, str) else f"{tool} {one['seconds']:.2f} s"
        for tool, one in spent.items()
    )


def _tables(one: dict) -> str:
    return f"{one['answer']['repeats']:,.0f} repeat purchases of {one['answer']['rows']:,}"


def _height(one: dict, given: dict) -> str:
    return f"{rivals.bg_nbd_log_likelihood(one['answer'], given):,.2f}".replace("-", "−")
