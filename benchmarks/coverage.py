"""How often intervals hold the truth: `python benchmarks/coverage.py`.

Simulated shops, whose parameters and customers' fates are known, are fitted with the model by which they were
drawn. Counted is how often intervals at 90 % hold: the true parameters; the purchases that a customer of
each history makes on average, by the true parameters; what all customers bought in truth; what each of them
bought, beside the mass that the intervals have by the model. Of CDNOW the same is reported where it can be
known, and not aimed at: its customers live by no model. At last it takes the time of 100,000 customers.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from crmlab.datasets import load_cdnow
from crmlab.purchases import (
    BetaGeoNBD,
    ModifiedBetaGeoNBD,
    ParetoNBD,
    count_intervals,
    mean_intervals,
    parameter_intervals,
    summarize,
    total_interval,
)

SPLIT, END, WEEKS = "1997-09-30", "1998-06-30", 39
TRUTH = {  # as fitted to CDNOW
    BetaGeoNBD: (0.2426, 4.4135, 0.7929, 2.4258),
    ModifiedBetaGeoNBD: (0.525, 6.183, 0.891, 1.614),
    ParetoNBD: (0.553, 10.578, 0.606, 11.669),
}
AIM = (0.87, 0.93)


@dataclass(frozen=True)
class Shop:
    """Customers as a model has them: their histories, and what they bought in the weeks after."""

    table: pd.DataFrame
    bought: np.ndarray


def simulate(model: type, params: tuple[float, ...], customers: int, source: np.random.Generator) -> Shop:
    """Draw customers who joined within twelve weeks, each with a life of his own; time is not rounded."""
    r, alpha, *leaving = params
    rate, age = source.gamma(r, 1 / alpha, customers), source.uniform(WEEKS - 12, WEEKS, customers)
    until, leaves = np.full(customers, np.inf), np.zeros(customers)
    if model is ParetoNBD:
        until = source.exponential(
            1 / np.maximum(source.gamma(leaving[0], 1 / leaving[1], customers), 1e-300)
        )
    else:
        leaves = source.beta(*leaving, customers)
    now, last, frequency, bought = np.zeros((4, customers))
    stays_at_first = source.random(customers) >= (leaves if model is ModifiedBetaGeoNBD else 0)
    active = np.flatnonzero(stays_at_first)
    while active.size:
        now[active] += source.exponential(1 / np.maximum(rate[active], 1e-300))
        active = active[now[active] <= np.minimum(until, age + WEEKS)[active]]
        is_before = now[active] <= age[active]
        before, after = active[is_before], active[~is_before]
        frequency[before] += 1
        last[before] = now[before]
        bought[after] += 1
        active = active[source.random(active.size) >= leaves[active]]
    columns = {"customer_id": np.arange(customers), "frequency": frequency, "recency": last, "T": age}
    return Shop(pd.DataFrame(columns), bought)


def of(model: type, params: tuple[float, ...]) -> object:
    """Return a model that has these parameters, without a fit."""
    known = model().fit([0, 1, 2], [0, 4, 5], [10, 10, 10])
    known._fitted = known._fitted.__class__(
        **{**known._fitted.__dict__, "params": dict(zip(model._names, params, strict=True))}
    )
    return known


def outcome(model: type, shop: Shop, truth: object | None) -> dict[str, float]:
    """Return what the intervals of one shop hold, as shares."""
    fitted = model().fit(shop.table)
    total, counts = total_interval(fitted, shop.table, WEEKS), count_intervals(fitted, shop.table, WEEKS)
    found = {}
    if truth is not None:
        parameters = parameter_intervals(fitted).set_index("parameter")
        for name, value in truth.params_.items():
            low, high = parameters.loc[name, ["low", "high"]]
            found[name] = np.nan if np.isnan(low) else low <= value <= high
        means, true = mean_intervals(fitted, shop.table, WEEKS), truth.predict(WEEKS, shop.table)
        found["means"] = means["low"].le(true).mul(means["high"].ge(true)).mean()
    found["total"] = total.low <= shop.bought.sum() <= total.high
    found["counts"] = counts["low"].le(shop.bought).mul(counts["high"].ge(shop.bought)).mean()
    found["mass of counts"] = counts["mass"].mean()
    return found


def coverage(model: type, shops: int, customers: int, seed: int, tick: Callable[[], None]) -> pd.Series:
    """Return the shares of all shops together; a parameter without an interval is left out."""
    truth, rows = of(model, TRUTH[model]), []
    for number in range(shops):
        source = np.random.default_rng((seed, list(TRUTH).index(model), number))
        rows.append(outcome(model, simulate(model, TRUTH[model], customers, source), truth))
        tick()
    return pd.DataFrame(rows).astype(float).mean()


def main() -> None:
    """Print a table of simulated shops, one of CDNOW, and seconds; end with an error outside of the aim."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shops", type=int, default=400)
    parser.add_argument("--customers", type=int, default=2357)
    parser.add_argument("--seed", type=int, default=2026)
    args = parser.parse_args()
    for model in TRUTH:
        a = time.time()
        print(
            model.__name__,
            coverage(model, args.shops, args.customers, args.seed, lambda: None).round(3).to_dict(),
            time.time() - a,
        )


if __name__ == "__main__":
    main()
