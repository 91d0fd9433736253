"""Where a bank's services lie in their zone of tolerance, and which one to improve first."""

from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab import service_gap
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.service_gap._data import TWO_DECIMALS
from crmlab.exercises.service_gap._kinds import FourOf
from crmlab.language import to_say

VERSION = 2
REREAD = to_say("lesson 10, “Is it still acceptable”")
HINTS = {
    "": (
        "The zone has a lower end, adequate, and an upper end, desired. Measure perceived from each of them.",
        "Make the three lists NumPy arrays. Then each column is one line, with a difference of two of them.",
        "A level is inside if two things are true of it, one at each end; & joins two conditions on arrays.",
    ),
    "choice": (
        "Which of your columns says how far a service is from what customers accept?",
        "Below 0 is not accepted. So the service that you look for has the lowest number in that column.",
        "How far below 0 it lies is how far it must rise. idxmin finds its row, and the row has its name.",
    ),
}

SERVICES = ["counter", "telephone", "app", "letters"]

# One service lies below its zone, one on each of its ends, and one above it: the ranges make that likely
LOWER, UPPER = (4.6, 4.8), (7.1, 7.4, 7.7)
BELOW, ABOVE = (5.0, 5.1, 5.3, 5.4, 5.6, 5.7), (7.9, 8.0, 8.2, 8.3, 8.5)
HARD_TO_PLEASE = (5.8, 5.9, 6.1, 6.2, 6.4, 6.5)
FourPerceived = Annotated[list[float], FourOf(LOWER, BELOW, UPPER, ABOVE)]
FourAdequate = Annotated[list[float], FourOf(LOWER, LOWER, HARD_TO_PLEASE, HARD_TO_PLEASE)]
FourDesired = Annotated[list[float], FourOf(UPPER, UPPER, UPPER, UPPER)]


def zone_table(perceived: FourPerceived, adequate: FourAdequate, desired: FourDesired) -> pd.DataFrame:
    """Return where each service lies in its zone, and how wide the zone is."""
    zone = service_gap.zone_of_tolerance(perceived, adequate, desired)
    columns = {"adequacy": zone.adequacy, "superiority": zone.superiority}
    width = np.round(np.subtract(desired, adequate), 9)
    return pd.DataFrame({"service": SERVICES, **columns, "width": width, "inside": zone.inside})


table = AnswerCheck(
    "the table says where each service lies in its zone",
    zone_table,
    tolerance=TWO_DECIMALS,
    between=(-5, 5),
    edges={
        "the lower end": lambda perceived, adequate: np.subtract(perceived, adequate),
        "the upper end": lambda perceived, desired: np.subtract(perceived, desired),
    },
    mistakes={
        "services_in_another_order": Mistake(
            "Your services stand in another order than the numbers: "
            "the lists begin with the counter and end with the letters.",
            lambda right: right.assign(service=sorted(SERVICES)),
        ),
        "ends_of_the_zone_exchanged": Mistake(
            "You exchanged the two ends: adequacy is measured from adequate, superiority from desired.",
            part(
                adequacy=lambda right: right["superiority"],
                superiority=lambda right: right["adequacy"],
            ),
            "adequate and desired are easily exchanged; both are called expectations",
        ),
        "level_less_perceived": Mistake(
            "You turn a sign. Both are perceived less a level: adequacy below 0 is not acceptable, "
            "superiority above 0 delights.",
            lambda right: right.assign(adequacy=-right["adequacy"], superiority=-right["superiority"]),
            "the sign of a gap is easily turned: what is missing is thought of as a plus",
        ),
        "levels_for_distances": Mistake(
            "You give a level itself. Adequacy and superiority are distances: perceived less that level.",
            [
                part(adequacy=lambda adequate: np.array(adequate)),
                part(superiority=lambda desired: np.array(desired)),
            ],
        ),
        "width_from_perceived": Mistake(
            "You measure the width from the perceived level. It is how far desired is above adequate.",
            [
                part(width=lambda right: right["adequacy"]),
                part(width=lambda right: -right["superiority"]),
            ],
            "width and place in the zone are confused",
        ),
        "all_inside": Mistake(
            "You count every service as inside. A level must meet two conditions, one at each end.",
            part(inside=True),
            "the two conditions joined by or",
        ),
        "ends_left_out": Mistake(
            "You leave out an end of the zone. A level that is just adequate or just desired is inside.",
            [
                part(inside=lambda right: (right["adequacy"] > 0) & (right["superiority"] < 0)),
                part(inside=lambda right: (right["adequacy"] > 0) & (right["superiority"] <= 0)),
                part(inside=lambda right: (right["adequacy"] >= 0) & (right["superiority"] < 0)),
            ],
            "< written where “at least” and “at most” are meant",
        ),
        "no_upper_end": Mistake(
            "You count a level above desired as inside. The zone has two ends; "
            "above it, customers are delighted.",
            part(inside=lambda right: right["adequacy"] >= 0),
            "better than adequate taken for inside",
        ),
        "no_lower_end": Mistake(
            "You count a level below adequate as inside. "
            "The zone has two ends, and adequate is the lower one.",
            part(inside=lambda right: right["superiority"] <= 0),
        ),
    },
)


def first_service(perceived: FourPerceived, adequate: FourAdequate, desired: FourDesired) -> dict[str, Any]:
    """Return the service that is furthest below what is accepted, and by how much it must rise."""
    adequacy, superiority = np.subtract(perceived, adequate), np.subtract(perceived, desired)
    row = int(adequacy.argmin())
    if row in {superiority.argmin(), np.argmin(perceived)}:
        raise BadValueError("another service must look worse at first sight.")
    return {"first": SERVICES[row], "points": round(-float(adequacy[row]), 9)}


def _with_the_lowest_mark(perceived: list[float]) -> int:
    return int(np.argmin(perceived))


def _best_accepted(perceived: list[float], adequate: list[float]) -> int:
    return int(np.subtract(perceived, adequate).argmax())


def _furthest_from_desired(perceived: list[float], desired: list[float]) -> dict[str, Any]:
    superiority = np.subtract(perceived, desired)
    return {"first": SERVICES[int(superiority.argmin())], "points": -float(superiority.min())}


def _also_accepted(right: dict[str, Any], perceived: list[float], adequate: list[float]) -> str:
    named = {
        right["first"],
        SERVICES[_with_the_lowest_mark(perceived)],
        SERVICES[_best_accepted(perceived, adequate)],
    }
    return next(service for service in SERVICES if service not in named)


def _of_the_first(right: dict[str, Any], one: list[float], other: list[float]) -> float:
    row = SERVICES.index(right["first"])
    return round(one[row] - other[row], 9)


first = AnswerCheck(
    "your decision follows from the rule and your numbers",
    first_service,
    tolerance=TWO_DECIMALS,
    between=(0, 3),
    apart=lambda perceived, adequate, **_: np.subtract(perceived, adequate).tolist(),
    decides={"first": to_say("the adequacy of each service with that of the others")},
    words={"first": dict.fromkeys(SERVICES, ())},
    mistakes={
        "furthest_from_desired": Mistake(
            "You choose the service furthest from what is desired. The rule asks for what is adequate.",
            _furthest_from_desired,
            "the longest way to the hope taken for the worst",
        ),
        "lowest_perceived": Mistake(
            "You choose the lowest mark. A low mark may still be accepted: compare it with what is adequate.",
            part(first=lambda perceived: SERVICES[_with_the_lowest_mark(perceived)]),
            "lowest marks taken for the largest shortfall",
        ),
        "largest_adequacy": Mistake(
            "You choose the service that is best accepted. Below 0 is bad: look for the lowest adequacy.",
            part(first=lambda perceived, adequate: SERVICES[_best_accepted(perceived, adequate)]),
        ),
        "accepted_already": Mistake(
            "You choose a service that is accepted already: what is perceived there is not below adequate.",
            part(first=_also_accepted),
        ),
        "up_to_the_desired": Mistake(
            "You let the service rise to what is desired. "
            "It is accepted as soon as it reaches what is adequate.",
            part(points=lambda right, perceived, desired: _of_the_first(right, desired, perceived)),
        ),
        "width_for_points": Mistake(
            "Your points are the width of a zone. Asked is how far the service must rise to its lower end.",
            part(points=lambda right, adequate, desired: _of_the_first(right, desired, adequate)),
        ),
        "level_for_points": Mistake(
            "Your points are a level, the adequate one. Asked is by how much the service must rise to it.",
            part(points=lambda right, adequate: adequate[SERVICES.index(right["first"])]),
        ),
    },
)
