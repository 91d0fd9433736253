"""Search for the reference: the best plan of whoever knows the rules of the game, and no luck.

`python benchmarks/firm/search.py --write` begins with the same decision in each quarter, and changes by
chance anything that a decision may have, in one quarter or in many. What reaches more stays, in the mean over
markets and lucks that are only for this. They are many, because a plan fitted to few is worse with others:
the reference gives way only to a plan that is better by a part in two hundred with markets and lucks that the
search has not seen.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from statistics import fmean

from changes import Pair, Plan, climbed

from crmlab.firm.decisions import decided, whom
from crmlab.firm.game import equity, play_through
from crmlab.firm.luck import seed_of
from crmlab.firm.playing import LENGTHS
from crmlab.firm.scoring import reference_plan

_BETTER = 0.005  # by which a plan must exceed the reference to replace it
WRITTEN = Path(__file__).parents[2] / "crmlab" / "data" / "firm.json"


def start(quarters: int) -> Plan:
    """Return what the search begins with: letters in every second quarter, and all else in each."""
    usual = {
        "winning": {
            "online": {"small": 5_200, "middle": 8_600, "large": 5_400},
            "fairs": {"small": 6_600, "middle": 9_100, "large": 2_900},
            "partners": {"small": 5_500, "middle": 9_500, "large": 200},
        },
        "keeping": {"middle": 2_800, "large": 1_900},
        "service": 30_200,
        "recovery": 3_000,
        "promise": 5.5,
        "call": whom("profit", most=130),
        "reports": ["customers"],
    }
    letters = whom("profit", most=700)
    return [decided(**usual, write=None if quarter % 2 else letters) for quarter in range(quarters)]


def pairs(use: str, count: int) -> list[Pair]:
    """Return markets and lucks that are only for one use."""
    return [(seed_of("market", f"{use} {one}"), seed_of("luck", f"{use} {one}")) for one in range(count)]


def reach(plan: Plan, pair: Pair) -> float:
    """Return the customer equity of a plan with a market and a luck."""
    return equity(play_through(*pair, plan)).total


def mean(plan: Plan) -> float:
    """Return the mean of what a plan reaches with markets and lucks that no search sees."""
    return fmean(reach(plan, pair) for pair in pairs("search judged", 40))


def main() -> None:
    """Search for both lengths of the game."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, default=24, help="markets and lucks of each trial")
    parser.add_argument("--tries", type=int, default=300, help="plans that are tried for each length")
    parser.add_argument("--write", action="store_true", help="write the reference")
    asked = parser.parse_args()
    plans = {quarters: list(reference_plan(quarters)) for quarters in LENGTHS}
    for quarters, before in plans.items():
        source = random.Random(quarters)
        plan = climbed(start(quarters), reach, pairs("search", asked.seeds), asked.tries, source)
        better = mean(plan) / mean(before) - 1
        print(f"{quarters} quarters: {better:+.2%} beside the reference", flush=True)
        if better > _BETTER:
            plans[quarters] = plan
    if asked.write:
        data = {str(quarters): [one.as_data() for one in plan] for quarters, plan in plans.items()}
        WRITTEN.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
