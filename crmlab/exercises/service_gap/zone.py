"""Where a bank's services lie in their zone of tolerance, and which one to improve first."""

from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab import service_gap
from crmlab.declared.quantities import Quantity
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import AnswerCheck, Mistake, part

REREAD = "lesson 10, “Is it still acceptable”"
HINTS = (
    "The zone has a lower end, adequate, and an upper end, desired. Measure perceived from each of them.",
    "With arrays each column is one line: perceived − adequate, perceived − desired, desired − adequate.",
    "inside is (adequacy >= 0) & (superiority <= 0). For the decision look for the lowest adequacy.",
)

SERVICES = ["counter", "telephone", "app", "letters"]


def _four(low: float, high: float) -> Quantity:
    return Quantity("", 1, 9, typical=(low, high), step=0.1, format=".1f", series=(4, 4))


FourPerceived = Annotated[list[float], _four(5, 8)]
FourAdequate = Annotated[list[float], _four(4, 6.8)]
FourDesired = Annotated[list[float], _four(7, 8)]


def _refuse_plain_cases(perceived: list[float], adequate: list[float], desired: list[float]) -> None:
    """Refuse numbers in which every service is inside, or the wrong rules find the right service."""
    adequacy, superiority = np.subtract(perceived, adequate), np.subtract(perceived, desired)
    at_first_sight = {np.argmin(superiority), np.argmin(perceived)}
    if adequacy.min() > -0.1 or superiority.max() < 0.1 or np.argmin(adequacy) in at_first_sight:
        raise BadValueError("one service must be below its zone, one above, and another look worse.")


def zone_table(perceived: FourPerceived, adequate: FourAdequate, desired: FourDesired) -> pd.DataFrame:
    """Return where each service lies in its zone, and how wide the zone is."""
    _refuse_plain_cases(perceived, adequate, desired)
    zone = service_gap.zone_of_tolerance(perceived, adequate, desired)
    columns = {"adequacy": zone.adequacy, "superiority": zone.superiority}
    width = np.round(np.subtract(desired, adequate), 9)
    return pd.DataFrame({"service": SERVICES, **columns, "width": width, "inside": zone.inside})


def _is_no_width(answer: Any) -> bool:
    """Return whether the width repeats how far the perceived level is from one of the two ends."""
    sizes = pd.DataFrame(answer)[["adequacy", "superiority", "width"]].astype(float).abs()
    return any(np.allclose(sizes["width"], sizes[end], atol=0.005) for end in ("adequacy", "superiority"))


table = AnswerCheck(
    "the table says where each service lies in its zone",
    zone_table,
    between=(-5, 5),
    mistakes={
        "ends_of_the_zone_exchanged": Mistake(
            "You exchanged the two ends: adequacy is measured from adequate, superiority from desired.",
            part(
                adequacy=lambda right: right["superiority"],
                superiority=lambda right: right["adequacy"],
            ),
            "adequate and desired are easily exchanged; both are called expectations",
        ),
        "adequate_less_perceived": Mistake(
            "Your signs are turned. Both are perceived less a level: adequacy below 0 means not acceptable.",
            part(adequacy=lambda right: -right["adequacy"]),
            "the sign of a gap is easily turned",
        ),
        "desired_less_perceived": Mistake(
            "The sign of your superiority is turned. It is perceived less desired: "
            "above 0 is more than hoped.",
            part(superiority=lambda right: -right["superiority"]),
            "the sign of a gap is easily turned",
        ),
        "signs_of_adequacy_dropped": Mistake(
            "You drop the sign of adequacy. It says what is not accepted: "
            "take perceived less adequate as it is.",
            part(adequacy=lambda right: right["adequacy"].abs()),
        ),
        "width_from_perceived": Mistake(
            "You measure the width from the perceived level. It is how far desired is above adequate.",
            lambda right: right.assign(width=right["adequacy"].abs()),
            "width and place in the zone are confused",
            shows_in=_is_no_width,
        ),
        "width_below_zero": Mistake(
            "Your widths are below 0. A width is a length: take the lower end, adequate, from the upper one.",
            part(width=lambda right: -right["width"]),
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
    adequacy = zone_table(perceived, adequate, desired)["adequacy"]
    return _rise(adequacy.argmin(), adequacy)


def _rise(row: int, distance: pd.Series) -> dict[str, Any]:
    return {"first": SERVICES[row], "points": -distance.iloc[row]}


def _furthest_from_desired(**levels: list[float]) -> dict[str, Any]:
    superiority = zone_table(**levels)["superiority"]
    return _rise(superiority.argmin(), superiority)


def _lowest_perceived(**levels: list[float]) -> dict[str, Any]:
    return _rise(np.argmin(levels["perceived"]), zone_table(**levels)["adequacy"])


def _lowest_up_to_the_middle(perceived: list[float]) -> dict[str, Any]:
    return {"first": SERVICES[np.argmin(perceived)], "points": 5 - min(perceived)}  # the scale is from 1 to 9


def _largest_adequacy(**levels: list[float]) -> dict[str, Any]:
    adequacy = zone_table(**levels)["adequacy"]
    return {"first": SERVICES[adequacy.argmax()], "points": adequacy.max()}


def _largest_adequacy_turned(**levels: list[float]) -> dict[str, Any]:
    adequacy = zone_table(**levels)["adequacy"]
    return _rise(adequacy.argmax(), adequacy)


def _up_to_the_desired(right: dict[str, Any], **levels: list[float]) -> dict[str, Any]:
    return _rise(SERVICES.index(right["first"]), zone_table(**levels)["superiority"])


first = AnswerCheck(
    "your decision follows from the rule and your numbers",
    first_service,
    between=(0, 3),
    apart=lambda **levels: zone_table(**levels)["adequacy"].tolist(),
    mistakes={
        "furthest_from_desired": Mistake(
            "You choose the service furthest from what is desired. The rule asks for what is adequate.",
            _furthest_from_desired,
            "the longest way to the hope taken for the worst",
        ),
        "lowest_perceived": Mistake(
            "You choose the lowest mark. A low mark may still be accepted: compare it with what is adequate.",
            [_lowest_perceived, _lowest_up_to_the_middle],
            "lowest marks taken for the largest shortfall",
        ),
        "largest_adequacy": Mistake(
            "You choose the service that is best accepted. Below 0 is bad: look for the lowest adequacy.",
            [_largest_adequacy, _largest_adequacy_turned],
        ),
        "up_to_the_desired": Mistake(
            "You let the service rise to what is desired. "
            "It is accepted as soon as it reaches what is adequate.",
            _up_to_the_desired,
        ),
        "row_for_service": Mistake(
            "You give the number of a row. Give the name of the service that stands in it.",
            part(first=lambda right: SERVICES.index(right["first"])),
            "idxmin gives the label of a row, which here is a number",
            shows_in=lambda answer: isinstance(answer["first"], int),
        ),
        "rise_below_zero": Mistake(
            "Your points are below 0. Asked is by how much the service must rise: turn the sign.",
            lambda right: right | {"points": -right["points"]},
        ),
    },
)
