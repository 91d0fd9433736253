"""From the attributes of a service along a means-end chain to the goals of a customer."""

import math
import random
from typing import Annotated, Any

import pandas as pd

from crmlab import value
from crmlab.declared.quantities import Kind
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.language import to_say

REREAD = to_say("lesson 04, “From attribute to goal”")
HINTS = (
    "Each row is one way from an attribute to a goal. What does this one way bring?",
    "A row brings score · to_consequence · to_goal; a negative number takes away. A goal adds up its rows.",
    "For lift, look at the rows of calm only: one point more of an attribute adds to_consequence · to_goal "
    "in each "
    "of its rows. Add these up for each attribute, without the score.",
)

Columns = dict[str, list]
ATTRIBUTES = ("tracking", "messages", "packing")
GOALS = ("calm", "time")
_WAYS = {
    ("tracking", "knows where it is"): ("calm", "time"),
    ("messages", "knows where it is"): ("calm", "time"),
    ("messages", "is interrupted"): ("calm", "time"),
    ("packing", "nothing breaks"): ("calm",),
}
_HINDERS = "is interrupted"


class Ladders(Kind):
    """Ways from three attributes to two goals, with their scores and strengths; one consequence hinders."""

    def draw(self, source: random.Random) -> Columns:
        """Draw the score of each attribute and the strength of each step."""
        scores = {attribute: source.randint(2, 5) for attribute in ATTRIBUTES}
        steps: dict[tuple[str, str], float] = {}
        rows = []
        for (attribute, use), goals in _WAYS.items():
            first = source.randint(2, 9) / 10
            for goal in goals:
                sign = -1 if use == _HINDERS else 1
                then = steps.setdefault((use, goal), sign * source.randint(2, 9) / 10)
                rows.append((attribute, use, goal, scores[attribute], first, then))
        names = ("attribute", "consequence", "goal", "score", "to_consequence", "to_goal")
        return {name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}

    def show(self, ladders: Columns) -> str:
        """Write one way after the other."""
        return "; ".join(
            f"{attribute} ({score}) {first:.1f} → {use} {then:.1f} → {goal}"
            for attribute, use, goal, score, first, then in zip(*ladders.values(), strict=True)
        )


def _in_calm(ladders: Columns, score: bool) -> dict[str, float]:
    """Return what each attribute does for calm, in all or by a point."""
    rows = pd.DataFrame(ladders).query("goal == 'calm'")
    does = rows["to_consequence"] * rows["to_goal"] * (rows["score"] if score else 1)
    return does.groupby(rows["attribute"]).sum().to_dict()


def _strongest(of_each: dict[str, float]) -> str:
    return max(of_each, key=of_each.get)


def reached(ladders: Annotated[Columns, Ladders()]) -> dict[str, Any]:
    """Return the score of each goal, and the attribute whose next point does most for calm."""
    by_point = _in_calm(ladders, score=False)
    if abs(sorted(by_point.values())[-1] - sorted(by_point.values())[-2]) < 0.02:
        raise BadValueError("two attributes do nearly the same.")
    scores = value.means_end(pd.DataFrame(ladders)).set_index("goal")["score"]
    return {goal: float(scores[goal]) for goal in GOALS} | {"lift": _strongest(by_point)}


def _summed(formula):
    """Return the answer in which a row brings something else."""

    def wrong(ladders, right):
        rows = pd.DataFrame(ladders)
        scores = formula(rows).groupby(rows["goal"]).sum()
        return right | {goal: float(scores[goal]) for goal in GOALS}

    return wrong


def _of_each_goal(how):
    def wrong(ladders, right):
        rows = pd.DataFrame(ladders)
        brought = (rows["score"] * rows["to_consequence"] * rows["to_goal"]).groupby(rows["goal"])
        scores = getattr(brought, how)()
        return right | {goal: float(scores[goal]) for goal in GOALS}

    return wrong


def _both(formula):
    return lambda ladders, right: right | dict.fromkeys(GOALS, float(formula(pd.DataFrame(ladders))))


def _divided(by):
    """Return the answer in which the sum of each goal is divided by that of something else."""

    def wrong(ladders, right):
        rows = pd.DataFrame(ladders)
        sums = by(rows).groupby(rows["goal"]).sum()
        return right | {goal: right[goal] / float(sums[goal]) if sums[goal] else math.inf for goal in GOALS}

    return wrong


def _of_columns(how):
    """Return the answer in which the three columns are put together before they are multiplied."""

    def wrong(ladders, right):
        rows = pd.DataFrame(ladders).groupby("goal")[["score", "to_consequence", "to_goal"]]
        products = getattr(rows, how)().prod(axis=1)
        return right | {goal: float(products[goal]) for goal in GOALS}

    return wrong


def _the_third(ladders, right):
    named = {right["lift"], _strongest(_in_calm(ladders, score=True))}
    return next(attribute for attribute in ATTRIBUTES if attribute not in named)


scores = AnswerCheck(
    "you carry the scores along the chain, and see which point does most",
    reached,
    between=(-10, 15),
    words={"lift": dict.fromkeys(ATTRIBUTES, ())},
    mistakes={
        "hindering_as_helping": Mistake(
            "You count what hinders as a help. A negative strength takes something away: keep its sign.",
            [
                _summed(lambda rows: rows["score"] * rows["to_consequence"] * rows["to_goal"].abs()),
            ],
            "every attribute is thought to be good for something",
        ),
        "hindering_left_out": Mistake(
            "You leave out what hinders. An attribute may help in one way and hinder in another: add both.",
            _summed(lambda rows: rows["score"] * rows["to_consequence"] * rows["to_goal"].clip(lower=0)),
        ),
        "scores_left_out": Mistake(
            "You multiply the two strengths and leave out the score. "
            "A way brings score · strength · strength.",
            _summed(lambda rows: rows["to_consequence"] * rows["to_goal"]),
        ),
        "first_step_alone": Mistake(
            "You stop at the consequence. Multiply by the strength of the step to the goal, too.",
            _summed(lambda rows: rows["score"] * rows["to_consequence"]),
        ),
        "second_step_alone": Mistake(
            "You leave out the step from attribute to consequence. Multiply by both strengths.",
            _summed(lambda rows: rows["score"] * rows["to_goal"]),
        ),
        "strengths_added": Mistake(
            "You add the strengths of the two steps. Multiply them: what is half as strong at each step is a "
            "quarter as strong in the end.",
            [
                _summed(lambda rows: rows["score"] * (rows["to_consequence"] + rows["to_goal"])),
                _summed(lambda rows: rows["score"] + rows["to_consequence"] + rows["to_goal"]),
            ],
        ),
        "mean_of_the_ways": Mistake(
            "You take the mean of the ways to a goal. Each of them brings something more: add them up.",
            [
                _of_each_goal("mean"),
                _divided(lambda rows: rows["to_consequence"] * rows["to_goal"]),
                _divided(lambda rows: rows["score"]),
            ],
        ),
        "last_way_alone": Mistake(
            "You give one way to each goal. Several lead there: add them up with +=.",
            [_of_each_goal("last"), _of_each_goal("first"), _of_each_goal("max")],
        ),
        "all_ways_together": Mistake(
            "You add up all ways. Each goal has its own: add up the rows of calm, and those of time.",
            _both(lambda rows: (rows["score"] * rows["to_consequence"] * rows["to_goal"]).sum()),
        ),
        "strengths_left_out": Mistake(
            "You add up scores alone. A way brings score · to_consequence · to_goal.",
            _summed(lambda rows: rows["score"]),
        ),
        "columns_before_rows": Mistake(
            "You add up or average the columns first, and multiply then. Multiply in each row, then add up.",
            [_of_columns("sum"), _of_columns("mean")],
        ),
        "most_today": Mistake(
            "You lift the attribute that does most for calm today. "
            "Its score is in that; asked is what one point "
            "more does.",
            part(lift=lambda ladders: _strongest(_in_calm(ladders, score=True))),
            "what is large already is taken for what is worth raising",
        ),
        "another_does_more": Mistake(
            "A point of another attribute does more for calm. "
            "Add up to_consequence · to_goal over the rows of calm, "
            "for each attribute.",
            part(lift=_the_third),
        ),
    },
)
