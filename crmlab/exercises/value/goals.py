"""From the attributes of a service along a means-end chain to the goals of a customer."""

import math
import random
from collections.abc import Callable
from statistics import fmean
from typing import Annotated, Any

from crmlab.declared.quantities import Kind
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.language import to_say

REREAD = to_say("lesson 04, “From attribute to goal”")
HINTS = (
    "Each row is one way from an attribute to a goal. What does this one way bring?",
    "A row brings score · to_consequence · to_goal; a negative number takes away. A goal adds up its rows.",
    "For lift, look at the rows of calm only: one point more of an attribute adds to_consequence · to_goal "
    "in each of its rows. Add these up for each attribute, without the score.",
)

Columns = dict[str, list]
Way = Callable[[float, float, float], float]
NAMES = ("attribute", "consequence", "goal", "score", "to_consequence", "to_goal")
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
    """Ways from three attributes to two goals, with their scores and strengths; one consequence hinders.

    The attribute that does most for calm today is not the one whose next point does most. Each attribute is
    as often the one to lift, and neither the lowest score nor the strongest single way tells which it is.
    """

    def draw(self, source: random.Random) -> Columns:
        """Draw until the first place is clear, changes hands, and no shorter rule finds it too often."""
        lift = source.choice(ATTRIBUTES)
        is_lowest, is_in_one_way = source.random() < 0.5, source.random() < 0.5 or lift == "messages"
        while True:
            ladders = self._draw(source)
            second, first = sorted(_in_calm(ladders, score=False).values())[-2:]
            clear = first - second > 0.03 and lift != _strongest(ladders, score=True)
            if (
                clear
                and lift == _strongest(ladders, score=False)
                and is_lowest == (lift == _with_lowest_score(ladders))
                and is_in_one_way == (lift == _in_the_strongest_way(ladders))
            ):
                return ladders

    def _draw(self, source: random.Random) -> Columns:
        scores = {attribute: source.randint(2, 5) for attribute in ATTRIBUTES}
        steps: dict[tuple[str, str], float] = {}
        rows = []
        for (attribute, use), goals in _WAYS.items():
            first = source.randint(2, 9) / 10
            for goal in goals:
                sign = -1 if use == _HINDERS else 1
                then = steps.setdefault((use, goal), sign * source.randint(2, 9) / 10)
                rows.append((attribute, use, goal, scores[attribute], first, then))
        return {name: list(column) for name, column in zip(NAMES, zip(*rows, strict=True), strict=True)}

    def show(self, ladders: Columns) -> str:
        """Write one way after the other."""
        return "; ".join(
            f"{attribute} ({score}) {first:.1f} → {use} {then:.1f} → {goal}"
            for attribute, use, goal, score, first, then in _rows(ladders)
        )


def _rows(ladders: Columns) -> list[tuple]:
    return [*zip(*(ladders[name] for name in NAMES), strict=True)]


def _in_calm(ladders: Columns, score: bool) -> dict[str, float]:
    """Return what each attribute does for calm, in all or by a point."""
    does = dict.fromkeys(ATTRIBUTES, 0.0)
    for attribute, _, goal, points, first, then in _rows(ladders):
        does[attribute] += (goal == "calm") * first * then * (points if score else 1)
    return does


def _strongest(ladders: Columns, score: bool) -> str:
    of_each = _in_calm(ladders, score)
    return max(of_each, key=of_each.get)


def _with_lowest_score(ladders: Columns) -> str:
    return min(_rows(ladders), key=lambda row: row[3])[0]


def _in_the_strongest_way(ladders: Columns) -> str:
    in_calm = [row for row in _rows(ladders) if row[2] == "calm"]
    return max(in_calm, key=lambda row: row[4] * row[5])[0]


def _brought(ladders: Columns, way: Way) -> dict[str, list[float]]:
    """Return by goal what each of its ways brings, by this formula of the score and the two strengths."""
    return {goal: [way(*row[3:]) for row in _rows(ladders) if row[2] == goal] for goal in GOALS}


def _of_a_way(score: float, first: float, then: float) -> float:
    return score * first * then


def reached(ladders: Annotated[Columns, Ladders()]) -> dict[str, Any]:
    """Return the score of each goal, and the attribute whose next point does most for calm."""
    scores = {goal: sum(ways) for goal, ways in _brought(ladders, _of_a_way).items()}
    return scores | {"lift": _strongest(ladders, score=False)}


def _summed(way: Way):
    """Return the answer in which a way brings something else."""
    return _from_ways(sum, way)


def _from_ways(how: Callable[[list[float]], float], way: Way = _of_a_way):
    """Return the answer in which the ways of a goal are put together in another manner."""
    return _both(lambda ladders, goal, right: how(_brought(ladders, way)[goal]))


def _both(of_a_goal: Callable[[Columns, str, float], float]):
    """Return the answer with other scores of both goals; what is lifted may follow from them or not."""
    return part(
        calm=lambda ladders, right: of_a_goal(ladders, "calm", right["calm"]),
        time=lambda ladders, right: of_a_goal(ladders, "time", right["time"]),
    )


def _divided(by: Way):
    """Return the answer in which the sum of each goal is divided by that of something else."""

    def divided(ladders, goal, right):
        by_this = sum(_brought(ladders, by)[goal])
        return right / by_this if by_this else math.inf

    return _both(divided)


def _of_columns(how: Callable[[list[float]], float]):
    """Return the answer in which each column is put together before they are multiplied."""

    def multiplied(ladders, goal, right):
        columns = [_brought(ladders, lambda *row, n=n: row[n])[goal] for n in range(3)]
        return math.prod(map(how, columns))

    return _both(multiplied)


def _all_ways(ladders, goal, right):
    return sum(_of_a_way(*row[3:]) for row in _rows(ladders))


def _the_third(ladders, right):
    named = {right["lift"], _strongest(ladders, score=True)}
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
                _summed(lambda score, first, then: score * first * abs(then)),
            ],
            "every attribute is thought to be good for something",
        ),
        "hindering_left_out": Mistake(
            "You leave out what hinders. An attribute may help in one way and hinder in another: add both.",
            _summed(lambda score, first, then: score * first * max(then, 0)),
        ),
        "scores_left_out": Mistake(
            "You multiply the two strengths and leave out the score. "
            "A way brings score · strength · strength.",
            _summed(lambda score, first, then: first * then),
        ),
        "first_step_alone": Mistake(
            "You stop at the consequence. Multiply by the strength of the step to the goal, too.",
            _summed(lambda score, first, then: score * first),
        ),
        "second_step_alone": Mistake(
            "You leave out the step from attribute to consequence. Multiply by both strengths.",
            _summed(lambda score, first, then: score * then),
        ),
        "strengths_added": Mistake(
            "You add the strengths of the two steps. Multiply them: what is half as strong at each step is a "
            "quarter as strong in the end.",
            [
                _summed(lambda score, first, then: score * (first + then)),
                _summed(lambda score, first, then: score + first + then),
            ],
        ),
        "mean_of_the_ways": Mistake(
            "You divide as for a mean. Each way to a goal brings something more: add up, and do not divide.",
            [
                _from_ways(fmean),
                _divided(lambda score, first, then: first * then),
                _divided(lambda score, first, then: score),
            ],
        ),
        "last_way_alone": Mistake(
            "You give one way to each goal. Several lead there: add them up with +=.",
            [_from_ways(lambda ways: ways[-1]), _from_ways(lambda ways: ways[0]), _from_ways(max)],
        ),
        "after_the_lift": Mistake(
            "Your calm is the one after the lift. Give what is reached with the scores as they are now.",
            part(calm=lambda ladders, right: right["calm"] + max(_in_calm(ladders, score=False).values())),
        ),
        "all_ways_together": Mistake(
            "You add up all ways. Each goal has its own: add up the rows of calm, and those of time.",
            _both(_all_ways),
        ),
        "strengths_left_out": Mistake(
            "You add up scores alone. A way brings score · to_consequence · to_goal.",
            _summed(lambda score, first, then: score),
        ),
        "columns_before_rows": Mistake(
            "You add up or average the columns first, and multiply then. Multiply in each row, then add up.",
            [_of_columns(sum), _of_columns(fmean)],
        ),
        "most_today": Mistake(
            "The attribute that you lift does most for calm today, with its score. "
            "Asked is what one point more does: leave the score out.",
            lambda ladders, right: right | {"lift": _strongest(ladders, score=True)},
            "what is large already is taken for what is worth raising",
        ),
        "another_does_more": Mistake(
            "A point of another attribute does more for calm. "
            "Add up to_consequence · to_goal over the rows of calm, "
            "for each attribute.",
            lambda ladders, right: right | {"lift": _the_third(ladders, right)},
        ),
    },
)
