"""What a fit of BG/NBD cannot do without, in a process of its own: `python fit_floor.py INPUT`.

Prints one line of JSON: the Newton steps of the fit; the seconds of one likelihood by the paper's formula, of
all customers; and of one with its gradient, of the different histories only.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

sys.path.insert(1, str(Path(__file__).resolve().parents[1]))

from one_run import load  # noqa: E402
from purchases import bg_nbd_log_likelihood  # noqa: E402

from crmlab.purchases import BetaGeoNBD  # noqa: E402
from crmlab.purchases.fitting import Likelihood  # noqa: E402
from crmlab.purchases.histories import different_histories  # noqa: E402

given = load(sys.argv[1])
histories = different_histories(given["frequency"], given["recency"], given["T"])
spent, evaluated, steps = 0.0, 0, 0


class Watched(BetaGeoNBD):
    """A model that notes how often its likelihood is computed, and for how long."""

    @staticmethod
    def _log_likelihood(params, buyers):
        global spent, evaluated
        start = time.perf_counter()
        answer = BetaGeoNBD._log_likelihood(params, buyers)
        spent, evaluated = spent + time.perf_counter() - start, evaluated + len(buyers.x)
        return answer


def counted(self, *where, compute=Likelihood.curvature):
    global steps
    steps += 1
    return compute(self, *where)


Likelihood.curvature = counted
model = Watched().fit(given["frequency"], given["recency"], given["T"])
times = []
for _ in range(3):
    start = time.perf_counter()
    bg_nbd_log_likelihood(model.params_, given)
    times.append(time.perf_counter() - start)
evaluations = evaluated / len(histories.x)
print(
    json.dumps(
        {
            "steps": steps,
            "evaluations": round(evaluations),
            "histories": len(histories.x),
            "of_all": min(times),
            "of_histories": spent / evaluations,
        }
    )
)
