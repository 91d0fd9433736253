"""Whether the game is fair, fast, and names mistakes: `python benchmarks/firm`.

It prints, one after the other: how often published policies come out in their order; the band in which a
policy's score lies; what ten thousand tries on a public luck gain; how often mistakes are named of players
who make them and of those who do not; what each mistake costs; how long a quarter, the debrief and the
grading of a class take. `--small` takes a tenth of everything.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean

import numpy as np
import players
from rich.progress import track
from search import pairs, reach

from crmlab.firm import mistakes, policies
from crmlab.firm.debrief import debriefed
from crmlab.firm.decisions import BUDGET, Decision
from crmlab.firm.game import play_through
from crmlab.firm.luck import seed_of
from crmlab.firm.market import PLAYED
from crmlab.firm.scoring import hidden_lucks, mean_score, reference_equity, reference_plan


def fairness(count: int) -> None:
    """Print in which order published policies and one by lot come out, and the band of their scores."""
    names = [*policies.PUBLISHED, "by lot"]
    scores = np.array([
        [reach(_policy(name, place), pair) / reference_equity(*pair, PLAYED) for name in names]
        for place, pair in enumerate(track(pairs("fairness", count), "fairness"))
    ])  # fmt: skip
    order = np.argsort(-scores.mean(axis=0))
    print(
        f"\n{names[order[0]]} is first in {(scores.argmax(axis=1) == order[0]).mean():.1%} of {count} seeds"
    )
    for better, worse in pairwise(order):
        share = (scores[:, better] > scores[:, worse]).mean()
        print(f"{names[better]} before {names[worse]}: {share:.1%}")
    for place in order:
        low, high = np.quantile(scores[:, place], (0.025, 0.975))
        mean = scores[:, place].mean()
        print(f"score of {names[place]}: {mean:.3f}, 95 of 100 within {low:.3f} … {high:.3f}")


def _policy(name: str, seed: int) -> list[Decision]:
    return policies.by_lot(seed) if name == "by lot" else policies.published(name)


def tries(count: int) -> None:
    """Print what it gains to try so many variations of a plan on a public luck."""
    market, public = pairs("tries", 1)[0]
    hidden = hidden_lucks("tries")
    for name in ("reference", "customers"):
        plan = list(reference_plan(PLAYED)) if name == "reference" else policies.published(name)
        best, source = (reach(plan, (market, public)), plan), random.Random(1)
        for _ in track(range(count), f"tries from {name}"):
            tried = [players.varied(one, source) for one in plan]
            best = max(best, (reach(tried, (market, public)), tried), key=lambda one: one[0])
        before, after = (mean_score(_data(one), market, hidden) for one in (plan, best[1]))
        on_public = best[0] / reach(plan, (market, public)) - 1
        print(f"\n{count:,} tries from {name}: {on_public:+.1%} on the public luck")
        print(f"graded: {before:.1%} before, {after:.1%} after: {100 * (after - before):+.1f} points")


def _data(plan: Sequence[Decision]) -> list[dict]:
    return [one.as_data() for one in plan]


def naming(count: int) -> None:
    """Print how often each mistake is shown of players who make it, and of those who do not."""
    shown = {key: {True: [], False: []} for key in mistakes.KEYS}
    for place, pair in enumerate(track(pairs("naming", count), "mistakes")):
        one = players.player(place)
        named = {found.key for found in mistakes.found(list(play_through(*pair, one.plan)))}
        for key in mistakes.KEYS:
            if key in one.makes or not players.implied(key, one.makes):
                shown[key][key in one.makes].append(key in named)
    print("\nmistake: made by, shown to these, shown to the others")
    for key, by in shown.items():
        print(f"{key}: {len(by[True])}, {fmean(by[True]):.1%}, {fmean(by[False]):.1%}")


def costs(count: int) -> None:
    """Print what each mistake alone costs a good player."""
    played = pairs("costs", count)
    clean = [reach(players.with_mistakes(place, ()), pair) for place, pair in enumerate(played)]
    print("\nmistake: mean change of customer equity, share of the games in which it is a loss")
    for key in mistakes.KEYS:
        made = [reach(players.with_mistakes(place, (key,)), pair) for place, pair in enumerate(played)]
        change = np.array(made) / clean - 1
        print(f"{key}: {change.mean():+.1%}, {(change < 0).mean():.0%}")


def speed(students: int) -> None:
    """Print how long a quarter takes, and a class of students on 20 hidden lucks, on one core."""
    market, luck = pairs("speed", 1)[0]
    plan = policies.published("customers")
    reach(plan, (market, luck))
    began = time.process_time()
    games = [list(play_through(market, seed_of("luck", f"speed {one}"), plan)) for one in range(10)]
    quarter = (time.process_time() - began) / (10 * PLAYED)
    there = fmean(len(one.lived.who) for game in games for one in game)
    print(f"\na quarter with {there:,.0f} customers: {1000 * quarter:.1f} ms")
    began = time.process_time()
    debriefed(games[0])
    print(f"the debrief of {PLAYED} quarters, for which a player waits: {time.process_time() - began:.1f} s")
    began = time.process_time()
    for one in range(students):
        mean_score(_data(players.with_mistakes(one, ())), market, hidden_lucks("speed"))
    print(f"{students} students × 20 lucks: {time.process_time() - began:.0f} s of one core")


def main() -> None:
    """Measure all of it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--small", action="store_true", help="a tenth of everything")
    share = 10 if parser.parse_args().small else 1
    print(f"budget of a quarter: {BUDGET:,}")
    fairness(300 // share)
    naming(600 // share)
    costs(60 // share)
    speed(50 // share)
    tries(10_000 // share)


if __name__ == "__main__":
    main()
