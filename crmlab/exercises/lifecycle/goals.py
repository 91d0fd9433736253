"""Which goal of a stage a measure serves."""

from crmlab.exercises.concepts import concept_check
from crmlab.exercises.declaring import Mistake
from crmlab.language import to_say
from crmlab.lifecycle import STAGES

REREAD = to_say("lesson 03, “The path: four stages”")
HINTS = (
    "Ask of each customer first: still in doubt, growing, at the height, or in danger?",
    "In doubt: shorten. Decided and growing: speed. At the height: lengthen. In danger: prevent.",
    "Look for the word that tells the stage: a trial, a growing order, a plan for years, a complaint.",
)

_STAGE_OF = {"shorten": "exploration", "speed": "formation", "lengthen": "stability", "prevent": "decline"}


def _names_stages(answer) -> bool:
    return any(str(word).strip().casefold() in STAGES for word in answer.values())


sorted = concept_check(
    "you tell which goal of a stage a measure serves",
    "lifecycle-goals",
    mistakes={
        "stage_for_goal": Mistake(
            "You answer with the name of a stage. Answer with its goal: shorten, speed, lengthen or prevent.",
            lambda right: {key: _STAGE_OF[goal] for key, goal in right.items()},
            shows_in=_names_stages,
        ),
    },
)
