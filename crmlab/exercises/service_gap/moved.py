"""What moved between two waves: the largest gap is not always the cause."""

from typing import Annotated, Any

from crmlab.errors import BadValueError
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.service_gap._data import INSIDE, LEVELS, NUMBERS_OF_GAPS, TWO_DECIMALS
from crmlab.exercises.service_gap._kinds import TwoWaves
from crmlab.language import to_say

REREAD = to_say("lesson 10, “Where inside the firm it is lost”")
HINTS = (
    "Do not begin with the gaps. Compare each level of December with the same level of June.",
    "A level that moves changes two gaps: the one that ends there, and the one that begins there.",
    "Who is at work between a level and the one before it? Of your two gaps, where has that work changed?",
)

Waves = Annotated[dict, TwoWaves()]


def _gaps(levels: dict[str, float]) -> dict[int, float]:
    sizes = {number: levels[LEVELS[number]] - levels[LEVELS[number - 1]] for number in INSIDE}
    return sizes | {5: levels["perceived"] - levels["expected"]}


def _largest_in_december(levels: dict[str, dict[str, float]]) -> int:
    gaps = _gaps(levels["December"])
    return max(INSIDE, key=lambda number: abs(gaps[number]))


def _change(levels: dict[str, dict[str, float]], number: int) -> float:
    return _gaps(levels["December"])[number] - _gaps(levels["June"])[number]


def _move(levels: dict[str, dict[str, float]], level: str) -> float:
    return levels["December"][level] - levels["June"][level]


def what_moved(levels: Waves) -> dict[str, Any]:
    """Return the level inside the firm that moved, the gap that ends there, and how that gap changed."""
    number = max(INSIDE, key=lambda number: abs(_move(levels, LEVELS[number])))
    if _largest_in_december(levels) in (number, number + 1):
        raise BadValueError("the largest gap must be one that was there before.")
    if abs(_change(levels, number)) > abs(_change(levels, number + 1)) - TWO_DECIMALS:
        raise BadValueError("the gap that only followed must have changed more.")
    return {"level": LEVELS[number], "gap": number, "change": _change(levels, number)}


cause = AnswerCheck(
    "you found what moved, and the gap that shows it",
    what_moved,
    tolerance=TWO_DECIMALS,
    between=(-1.2, 4),
    apart=lambda levels: [abs(_gaps(levels["December"])[number]) for number in INSIDE],
    decides={
        "level": to_say("each level of December with the same level of June"),
        "gap": to_say("the level that moved with the two ends of each gap"),
    },
    words={"level": dict.fromkeys(LEVELS[1:5], ()), "gap": NUMBERS_OF_GAPS},
    mistakes={
        "felt_taken_for_done": Mistake(
            "You name what customers feel. Asked is a level inside the firm.",
            part(level="perceived"),
        ),
        "level_that_hardly_moved": Mistake(
            "The level that you name hardly moved. The gap before it changed because of its other end.",
            part(level=lambda right: LEVELS[right["gap"] + 1]),
            "a gap that changed is laid at the door of those at its end",
        ),
        "largest_in_december": Mistake(
            "You name the gap that is the largest in December. Ask which one changed since June, and why.",
            part(gap=_largest_in_december),
            "the largest gap is taken for the cause",
        ),
        "gap_that_only_followed": Mistake(
            "That gap changed only because the level moved at which it begins. "
            "Where it ends, all is nearly as in June.",
            part(gap=lambda right: right["gap"] + 1),
            "in the lesson gap 4 opens, although nobody advertised more",
        ),
        "customer_gap_taken_for_a_cause": Mistake(
            "You name gap 5. It is what customers feel: look inside the firm.",
            [part(gap=5), part(gap="5"), part(gap="gap_5"), part(gap="gap 5")],
        ),
        "change_of_the_level": Mistake(
            "You give how far the level moved. The gap has two ends, and its other end moved a little, too.",
            part(change=lambda levels, right: _move(levels, right["level"])),
        ),
        "size_for_change": Mistake(
            "You give how large the gap is in December. Asked is how much it changed since June.",
            part(change=lambda levels, right: _gaps(levels["December"])[right["gap"]]),
        ),
        "change_of_the_next_gap": Mistake(
            "You give the change of the gap that begins at that level. Asked is the gap that ends there.",
            part(change=lambda levels, right: _change(levels, right["gap"] + 1)),
        ),
        "change_of_the_customer_gap": Mistake(
            "You give how gap 5 changed. Asked is the gap inside the firm.",
            part(change=lambda levels: _change(levels, 5)),
        ),
    },
)
