"""One piece of work by one tool, in a process of its own: `python one_run.py WORK TOOL INPUT`.

Runs in the project's environment and in the rivals' own, so it imports nothing but numpy, pandas and the
tool. Prints one line of JSON: seconds, peak memory beyond the input's, and what came out.
"""

import json
import logging
import sys
import time
import warnings
from pathlib import Path

import numpy as np
import pandas as pd

END = "1997-09-30"
BG_NBD, GAMMA_GAMMA = ("r", "alpha", "a", "b"), ("p", "q", "gamma")


def crmlab_bg_nbd(given):
    from crmlab.purchases import BetaGeoNBD

    return lambda: dict(BetaGeoNBD().fit(given["frequency"], given["recency"], given["T"]).params_)


def lifetimes_bg_nbd(given):
    from lifetimes import BetaGeoFitter

    return lambda: BetaGeoFitter().fit(given["frequency"], given["recency"], given["T"]).params_.to_dict()


def clvkit_bg_nbd(given):
    import clvkit

    table = pd.DataFrame({key: given[key] for key in ("frequency", "recency", "T")})
    table.index.name = "customer_id"
    base = clvkit.CustomerBase(
        table,
        time_unit="W",
        observation_period_end=pd.Timestamp(END),
        has_monetary=False,
        on_negative="net",
    )
    return lambda: clvkit.BGNBD().fit(base).params_.to_dict()


def crmlab_gamma_gamma(given):
    from crmlab.purchases import GammaGamma

    return lambda: dict(GammaGamma().fit(given["frequency"], given["monetary_value"]).params_)


def lifetimes_gamma_gamma(given):
    from lifetimes import GammaGammaFitter

    def fit():
        params = GammaGammaFitter().fit(given["frequency"], given["monetary_value"]).params_
        return params.rename({"v": "gamma"}).to_dict()

    return fit


def crmlab_table(given):
    from crmlab.purchases import summarize

    return lambda: summarize(given, END)


def pandas_table(given):
    """Do it as an analyst writes it by hand: a day is one purchase; weeks; mean of the repeat purchases."""

    def by_hand():
        days = given.groupby(["customer_id", "date"], as_index=False)["amount"].sum()
        days = days[days["date"] <= END]
        first = days.groupby("customer_id")["date"].transform("min")
        of_customer = days.assign(repeat=days["amount"].where(days["date"] > first)).groupby("customer_id")
        table = of_customer.agg(
            first=("date", "min"),
            last=("date", "max"),
            frequency=("date", "size"),
            monetary_value=("repeat", "mean"),
        )
        week = pd.Timedelta(days=7)
        return pd.DataFrame(
            {
                "frequency": table["frequency"] - 1,
                "recency": (table["last"] - table["first"]) / week,
                "T": (pd.Timestamp(END) - table["first"]) / week,
                "monetary_value": table["monetary_value"].fillna(0.0),
            }
        ).reset_index()

    return by_hand


def lifetimes_table(given):
    from lifetimes.utils import summary_data_from_transaction_data

    return lambda: summary_data_from_transaction_data(
        given, "customer_id", "date", "amount", observation_period_end=END, freq="D", freq_multiplier=7
    )


def pymc_marketing_table(given):
    from pymc_marketing.clv.utils import rfm_summary

    return lambda: rfm_summary(
        given,
        "customer_id",
        "date",
        "amount",
        observation_period_end=END,
        datetime_format="%Y-%m-%d",
        time_unit="D",
    )


def clvkit_table(given):
    import clvkit

    return lambda: clvkit.CustomerBase.from_transactions(  # it leaves later lines to the caller
        given[given["date"] <= END], time_unit="W", collapse="D", observation_period_end=END
    ).to_pandas()


def load(path):
    with np.load(path) as packed:
        given = {name: packed[name] for name in packed.files}
    return pd.DataFrame(given) if "customer_id" in given else given


def memory(line):
    """Return a figure of this process's memory in bytes (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(text.split()[1]) * 1024 for text in status.splitlines() if text.startswith(line))


def main():
    work, tool, path = sys.argv[1:]
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    given = load(path)
    run = globals()[f"{tool}_{work}".replace("-", "_")](given)
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak begins here
    before, start = memory("VmRSS"), time.perf_counter()
    answer = run()
    seconds, more = time.perf_counter() - start, memory("VmHWM") - before
    if isinstance(answer, pd.DataFrame):
        size = int(given.memory_usage(deep=True).sum())
        answer = {"rows": len(answer), "repeats": float(answer["frequency"].sum())}
    else:
        size = sum(array.nbytes for array in given.values())
        answer = {name: float(answer[name]) for name in (BG_NBD if work == "bg-nbd" else GAMMA_GAMMA)}
    print(json.dumps({"seconds": seconds, "more_memory": more, "input": size, "answer": answer}))


if __name__ == "__main__":
    main()
