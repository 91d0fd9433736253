"""Models and tables of buying behaviour, beside the libraries people use for them.

`python benchmarks/purchases.py` makes an environment for the rivals (once), then lets each tool do the same
work on the same input, in turn, each time in a process of its own. A rival that cannot be installed or
fails is reported and dropped. All likelihoods are computed here, by the papers' formulas, so that nobody
marks his own work.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from scipy.special import betaln, gammaln

from crmlab import datasets, purchases

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".rivals"
END = "1997-09-30"
MILLION = 1_000_000

WORK = {
    "BG/NBD, CDNOW master": ("bg-nbd", "cdnow", ("crmlab", "lifetimes", "clvkit")),
    "Gamma-Gamma, CDNOW master": ("gamma-gamma", "cdnow-repeaters", ("crmlab", "lifetimes")),
    "BG/NBD, a million customers": ("bg-nbd", "million", ("crmlab", "lifetimes")),  # clvkit: minutes
    "Gamma-Gamma, a million customers": ("gamma-gamma", "million-repeaters", ("crmlab", "lifetimes")),
    "log to table, a million lines": (
        "table",
        "log",
        ("crmlab", "pandas", "lifetimes", "pymc-marketing", "clvkit"),
    ),
}


def rivals_python() -> Path | None:
    """Return the Python of the rivals' environment, made if it is not there; None if that fails."""
    python = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not python.exists():
        made = subprocess.run([sys.executable, "-m", "venv", ENVIRONMENT], check=False)
        uv = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", str(python)]
        installed = made.returncode == 0 and subprocess.run([*uv, "-r", HERE / "rivals.txt"], check=False)
        if not installed or installed.returncode:
            return None
    return python


def simulated_customers(count: int, seed: int) -> dict[str, np.ndarray]:
    """Draw customers as BG/NBD and Gamma-Gamma have them, with the parameters of CDNOW; time in weeks."""
    source = np.random.default_rng(seed)
    rate, leaves = source.gamma(0.2426, 1 / 4.4135, count), source.beta(0.7929, 2.4258, count)
    length = source.integers(27 * 7, 39 * 7, count) / 7
    last, now, bought = np.zeros(count), np.zeros(count), np.zeros(count)
    active = np.arange(count)
    while active.size:
        now[active] += source.exponential(1 / rate[active])
        active = active[now[active] <= length[active]]
        last[active] = np.ceil(now[active] * 7) / 7  # purchases are known by the day
        bought[active] += 1
        active = active[source.random(active.size) >= leaves[active]]
    last = np.minimum(last, length)
    scale = source.gamma(3.74, 1 / 15.44, count)
    spend = source.gamma(6.25 * np.maximum(bought, 1)) / scale / np.maximum(bought, 1)
    return {"frequency": bought, "recency": last, "T": length, "monetary_value": np.round(spend, 2)}


def simulated_log(lines: int, seed: int) -> dict[str, np.ndarray]:
    """Return the CDNOW purchases again and again, each time as new customers, in the order of days."""
    log, source = datasets.load_cdnow(sample=False), np.random.default_rng(seed)
    copies = -(-lines // len(log))
    ids = np.concatenate([log["customer_id"].to_numpy() + copy * 100_000 for copy in range(copies)])[:lines]
    dates = np.tile(log["date"].to_numpy(), copies)[:lines]
    amounts = np.tile(log["amount"].to_numpy(), copies)[:lines]
    order = np.argsort(dates + source.integers(0, 86_400, lines).astype("timedelta64[s]"), kind="stable")
    return {"customer_id": ids[order], "date": dates[order], "amount": amounts[order]}


def inputs(folder: Path) -> dict[str, dict[str, np.ndarray]]:
    """Write what the tools get, and return it."""
    table = purchases.summarize(datasets.load_cdnow(sample=False), END)
    columns = ("frequency", "recency", "T", "monetary_value")
    given = {"cdnow": {column: table[column].to_numpy(dtype=float) for column in columns}}
    given["million"] = simulated_customers(MILLION, seed=1)
    for name in ("cdnow", "million"):
        spent = (given[name]["frequency"] > 0) & (given[name]["monetary_value"] > 0)
        given[f"{name}-repeaters"] = {column: given[name][column][spent] for column in columns}
    given["log"] = simulated_log(MILLION, seed=2)
    for name, arrays in given.items():
        np.savez(folder / f"{name}.npz", **arrays)
    return given


def bg_nbd_log_likelihood(params: Mapping[str, float], given: Mapping[str, np.ndarray]) -> float:
    """Log-likelihood of Fader, Hardie & Lee (2005), equation 6."""
    r, alpha, a, b = (params[name] for name in ("r", "alpha", "a", "b"))
    x, t_x, T = given["frequency"], given["recency"], given["T"]  # noqa: N806  (the paper's letters)
    stays = betaln(a, b + x) - betaln(a, b) - (r + x) * np.log(alpha + T)
    left = np.where(x > 0, betaln(a + 1, b + np.maximum(x, 1) - 1) - betaln(a, b), -np.inf)
    left = left - (r + x) * np.log(alpha + t_x)
    return float(np.sum(gammaln(r + x) - gammaln(r) + r * np.log(alpha) + np.logaddexp(stays, left)))


def gamma_gamma_log_likelihood(params: Mapping[str, float], given: Mapping[str, np.ndarray]) -> float:
    """Log-likelihood of Fader & Hardie (2013), equation 1a."""
    p, q, gamma = (params[name] for name in ("p", "q", "gamma"))
    x, m = given["frequency"], given["monetary_value"]
    px = p * x
    terms = gammaln(px + q) - gammaln(px) - gammaln(q) + q * np.log(gamma) + px * np.log(x)
    return float(np.sum(terms + (px - 1) * np.log(m) - (px + q) * np.log(gamma + x * m)))


JUDGES = {"bg-nbd": bg_nbd_log_likelihood, "gamma-gamma": gamma_gamma_log_likelihood}


def run_once(python: Path | str, work: str, tool: str, path: Path) -> dict | str:
    """Return what one run measured, or the last line of what went wrong."""
    command = [str(python), str(HERE / "one_run.py"), work, tool, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["no message"])[-1][:160]
    return json.loads(done.stdout.splitlines()[-1])


def measure(title: str, folder: Path, given: Mapping, rounds: int, python: Path | None) -> None:
    """Print one row a tool: median seconds, memory, likelihood."""
    work, name, tools = WORK[title]
    runs: dict[str, list] = {tool: [] for tool in tools}
    for _ in range(rounds):
        for tool in tools:
            of_ours = tool in {"crmlab", "pandas"}
            if (of_ours or python) and not any(isinstance(run, str) for run in runs[tool]):
                runs[tool].append(
                    run_once(sys.executable if of_ours else python, work, tool, folder / f"{name}.npz")
                )
    ours = statistics.median(run["seconds"] for run in runs["crmlab"])
    heads = ("tool", f"seconds (median of {rounds})", "times ours", "memory beyond the input", "result")
    print(f"\n### {title}\n\n| {' | '.join(heads)} |\n{'|---' * len(heads)}|")
    for tool, measured in runs.items():
        print(row(tool, measured, ours, work, given[name]))


def row(tool: str, measured: list, ours: float, work: str, given: Mapping[str, np.ndarray]) -> str:
    """Return one row of a table."""
    if not measured or isinstance(measured[-1], str):
        return (
            f"| {tool} | dropped: {measured[-1] if measured else 'its environment could not be made'} | | | |"
        )
    seconds = statistics.median(run["seconds"] for run in measured)
    memory = statistics.median(run["more_memory"] for run in measured) / measured[0]["input"]
    answer = measured[0]["answer"]
    result = (
        f"{answer['rows']:,} customers, {answer['repeats']:,.0f} repeat purchases"
        if work == "table"
        else (f"log-likelihood {JUDGES[work](answer, given):,.2f}")
    )
    return f"| {tool} | {seconds:.3f} | {seconds / ours:.1f} × | {memory:.1f} × the input | {result} |"


def main() -> None:
    """Measure everything, or what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", help="part of a title")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores")
    python = rivals_python()
    with tempfile.TemporaryDirectory() as folder:
        given = inputs(Path(folder))
        for title in WORK:
            if options.only in title:
                measure(title, Path(folder), given, options.rounds, python)


if __name__ == "__main__":
    main()
