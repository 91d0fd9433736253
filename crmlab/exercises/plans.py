"""Checks of a plan for the firm: it is played again, so that nothing hangs on what a notebook says.

A notebook knows the luck that goes with ``me``; graded is the mean over hidden lucks, which hang on the key.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, ClassVar

from crmlab.errors import BadTypeError, BadValueError
from crmlab.exercises.declaring import AnswerCheck, Mistake
from crmlab.exercises.judging import COMPLETE, MISTAKE, RIGHT, Verdict, judge, refused
from crmlab.firm import mistakes, scoring
from crmlab.firm.decisions import decided
from crmlab.firm.game import Quarter, play_through
from crmlab.firm.luck import seed_of
from crmlab.firm.market import PLAYED
from crmlab.intake.values import Reply
from crmlab.language import said, to_say

MARKET = "capstone"  # which customers a class meets
_WORTH_NAMING = 0.6  # of the reference: who does nothing makes no mistakes, and reaches less
_OWN_LUCK = to_say(
    "Your plan can be played. With your own luck it reaches {score:.1%} of the reference. This cell asks for "
    "{least:.0%}, in the mean over {count} other lucks."
)
_BELOW = to_say(
    "over {count} lucks your plan reaches {score:.1%} of the reference; this cell asks for {least:.0%}."
)
_REACHED = to_say(
    "Right: over {count} lucks your plan reaches {score:.1%} of the reference, at least {least:.0%}."
)
_NO_PLAN = to_say(
    "there is no plan yet: put your nine decisions into the cell that ends with plan = firm.plan, and run it."
)
_TOO_LITTLE = to_say(
    "a plan that reaches {score:.0%} of the reference avoids nothing yet; first reach {least:.0%}."
)


@dataclass(frozen=True, eq=False)
class PlanCheck(AnswerCheck):
    """A check of a plan of nine decisions."""

    asks_who: ClassVar[bool] = True

    @property
    def quantities(self) -> dict[str, Any]:
        """Nothing is drawn: the plan is the learner's own."""
        return {}

    def asked_of(self, me: str, key: bytes | None) -> dict[str, Any]:
        """Return whose plan it is, and the key if it is graded."""
        return {"me": me, "key": key.hex() if key else ""}

    def judged(self, replies: Sequence[Reply]) -> Verdict:
        """Play the plan, and say what it came to; a plan that cannot be played is told why."""
        reply = replies[0]
        value = reply.value
        plan = value.get("plan") if isinstance(value, dict) else value
        if plan is None or plan == []:
            return refused(said(_NO_PLAN), "stub", answer=value)
        try:
            return replace(self._of(_kept(plan), reply), answer=None, inputs=None)
        except (BadTypeError, BadValueError) as error:
            return refused(said("this plan cannot be played. {why}", why=error), "no-plan")

    def _of(self, plan: str, reply: Reply) -> Verdict:
        raise NotImplementedError


@dataclass(frozen=True, eq=False)
class ScoreCheck(PlanCheck):
    """Whether a plan reaches a share of what the reference reaches, in the mean over the lucks.

    Attributes
    ----------
    least : float
        The share.
    keeps : bool
        Whether the plan and the name that decides its luck are kept with the grade; one cell does it.
    """

    least: float = 0.0
    keeps: bool = False

    def _of(self, plan: str, reply: Reply) -> Verdict:
        key, of = reply.inputs["key"], {"least": self.least, "count": scoring.HIDDEN}
        lucks = scoring.hidden_lucks(key) if key else [seed_of("luck", reply.inputs["me"])]
        of["score"] = score = _score(plan, tuple(lucks))
        if not key:
            return Verdict(True, said(_OWN_LUCK, **of), COMPLETE)
        reached = Verdict(True, said(_REACHED, **of), RIGHT)
        verdict = reached if score >= self.least else refused(said(_BELOW, **of), "below")
        kept = {"me": reply.inputs["me"], "plan": json.loads(plan)} if self.keeps else None
        return replace(verdict, kept=kept)


@dataclass(frozen=True, eq=False)
class AvoidsCheck(PlanCheck):
    """Whether a plan avoids some strategic mistakes, with the luck of whoever plays it.

    Attributes
    ----------
    avoids : tuple of str
        Keys of `crmlab.firm.mistakes`.
    """

    avoids: tuple[str, ...] = ()

    def _of(self, plan: str, reply: Reply) -> Verdict:
        luck = seed_of("luck", reply.inputs["me"])
        if (score := _score(plan, (luck,))) < _WORTH_NAMING:
            return refused(said(_TOO_LITTLE, score=score, least=_WORTH_NAMING), "below")
        found = [one for one in mistakes.found(_played(plan, luck)) if one.key in self.avoids]
        if found:
            return Verdict(False, str(found[0]), MISTAKE, f"{self.id}:{found[0].key}")
        return Verdict(True, said("Right: {what}.", what=self.says), RIGHT)


@dataclass(frozen=True, eq=False)
class FromPlanCheck(PlanCheck):
    """Whether a number that follows from the plan as it was played is right.

    Attributes
    ----------
    entry : str
        Where it stands in the answer, beside the plan.
    right : callable
        Takes the quarters played, and gives the number.
    slips : mapping of str to (str, callable)
        By its name: the sentence of a mistake, and what then comes of the quarters played.
    """

    entry: str = ""
    right: Callable[[Sequence[Quarter]], float] = float
    slips: Mapping[str, tuple[str, Callable[[Sequence[Quarter]], float]]] = field(default_factory=dict)

    def _of(self, plan: str, reply: Reply) -> Verdict:
        if not isinstance(reply.value, dict):
            return refused(said("a dictionary with your plan and five numbers is expected."), "no-plan")
        if reply.value.get(self.entry) is None:
            return refused(said("{entry} has no number yet.", entry=repr(self.entry)), "stub")
        played = _played(plan, seed_of("luck", reply.inputs["me"]))
        known = {
            name: Mistake(sentence, lambda wrong=wrong: wrong(played))
            for name, (sentence, wrong) in self.slips.items()
        }
        right = self.right(played)
        asked = AnswerCheck(self.says, lambda: right, tolerance=self.tolerance, mistakes=known, id=self.id)
        return judge(asked, [Reply({}, reply.value.get(self.entry))])


def _kept(plan: Any) -> str:
    """Return a plan as text, by which it is remembered; refuse what is none."""
    if not isinstance(plan, list):
        raise BadTypeError(said("A plan is a list of decisions, as firm.plan gives it."))
    if len(plan) != PLAYED:
        raise BadValueError(said("It has {got} decisions; asked are {count}.", got=len(plan), count=PLAYED))
    if not all(isinstance(one, dict) for one in plan):
        raise BadTypeError(said("Each decision in it is a dictionary, as firm.plan gives it."))
    return json.dumps(
        [decided(**{str(name): value for name, value in one.items()}).as_data() for one in plan]
    )


@lru_cache(maxsize=8)
def _played(plan: str, luck: int) -> list[Quarter]:
    return list(play_through(seed_of("market", MARKET), luck, [decided(**one) for one in json.loads(plan)]))


@lru_cache(maxsize=256)
def _score(plan: str, lucks: tuple[int, ...]) -> float:
    return scoring.mean_score(json.loads(plan), seed_of("market", MARKET), lucks)
