"""Five services, perceived beside expected: by difference, by ratio, and on a scale that begins elsewhere."""

import random
from typing import Annotated

import numpy as np
import pandas as pd

from crmlab import satisfaction
from crmlab.declared.quantities import Kind
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.language import to_say

REREAD = to_say("lesson 11, “Difference, ratio, index” and “Where the scale begins”")
HINTS = {
    "": (
        "Each column is one line on whole columns of the table: data['perceived'] and data['expected'].",
        "An answer of 7 on the scale from 1 to 10 is an answer of 6 on the scale from 0 to 9. "
        "What happens to perceived, and what to expected?",
        "acceptable compares the column difference with one number, and that number is below 0.",
    ),
    "choice": (
        "Which number of your table is highest in the column difference, and in which row does it stand?",
        "idxmax finds the row of the highest number in a column; loc takes the service out of that row.",
        "Find the first by ratio in the same way. Are the two services one and the same?",
    ),
}

SERVICES = ("delivery", "hotline", "app", "claims", "invoices")
TOLERANCE = 0.5


class FiveServices(Kind):
    """Services with what is perceived and expected, in quarter points, which no computer has to round.

    Of one little is expected and of one much, and both are better than expected; two are a
    little worse, one of them on the edge of what is acceptable; one is not acceptable.
    """

    def draw(self, source: random.Random) -> dict[str, list]:
        """Draw the services in any order of their names."""
        most = source.randint(4, 8)
        other = source.choice([quarters for quarters in range(4, 10) if quarters != most])
        surplus = [most, other, -1, -2, -source.randint(3, 4)]
        expected = [source.randint(9, 14), source.randint(23, 27), *(source.randint(22, 34) for _ in "123")]
        pairs = [((e + s) / 4, e / 4) for e, s in zip(expected, surplus, strict=True)]
        perceived, expected = zip(*source.sample(pairs, 5), strict=True)
        return {"service": [*SERVICES], "perceived": [*perceived], "expected": [*expected]}

    def show(self, value: dict[str, list]) -> str:
        """Write each service with its two levels."""
        return "; ".join(
            f"{service}: {perceived:.2f} against {expected:.2f}"
            for service, perceived, expected in zip(*value.values(), strict=True)
        )


Services = Annotated[dict, FiveServices()]


def three_measures(services: Services) -> pd.DataFrame:
    """Return difference, ratio on both scales, and whether the service is still acceptable."""
    perceived, expected = _levels(services)
    difference = satisfaction.disconfirmation(perceived, expected).difference
    return pd.DataFrame(
        {
            "service": SERVICES,
            "difference": difference,
            "ratio": perceived / expected,
            "ratio_from_0": (perceived - 1) / (expected - 1),
            "acceptable": difference >= -TOLERANCE,
        }
    )


def _levels(services):
    return np.array(services["perceived"]), np.array(services["expected"])


def _column(name, formula):
    """Return the table with another formula of perceived and expected in a column."""
    return part(**{name: lambda services: formula(*_levels(services))})


measures = AnswerCheck(
    "the table has the three measures, and says what is acceptable",
    three_measures,
    tolerance=0.0005,
    between=(-3, 4),
    mistakes={
        "expected_less_perceived": Mistake(
            "You turn the difference. It is perceived less expected: below 0 the service is worse than "
            "expected.",
            _column("difference", lambda perceived, expected: expected - perceived),
            "what is missing is thought of as a plus",
        ),
        "signs_dropped": Mistake(
            "Your differences have no sign. Perceived less expected is below 0 where a service disappoints.",
            _column("difference", lambda perceived, expected: abs(perceived - expected)),
        ),
        "difference_in_percent_of_expected": Mistake(
            "You divide the difference by expected. The column asks for the difference itself, in points.",
            _column("difference", lambda perceived, expected: (perceived - expected) / expected),
        ),
        "expected_by_perceived": Mistake(
            "Your ratio is upside down. It is perceived divided by expected: "
            "above 1 the service is better than expected.",
            _column("ratio", lambda perceived, expected: expected / perceived),
            "the two letters of C = b / a are easily exchanged",
        ),
        "part_of_the_scale": Mistake(
            "You divide perceived by the end of the scale. The ratio compares it with expected.",
            [
                _column("ratio", lambda perceived, expected: perceived / 10),
                _column("ratio_from_0", lambda perceived, expected: (perceived - 1) / 9),
                _column("ratio_from_0", lambda perceived, expected: perceived / 9),
            ],
        ),
        "surplus_on_the_other_scale": Mistake(
            "Your ratio_from_0 has the difference above the line. Divide perceived − 1 by expected − 1.",
            _column("ratio_from_0", lambda perceived, expected: (perceived - expected) / (expected - 1)),
        ),
        "surplus_for_ratio": Mistake(
            "Your ratio is the surplus as a share of expected: the ratio less 1. "
            "Divide perceived by expected.",
            _column("ratio", lambda perceived, expected: perceived / expected - 1),
        ),
        "ratio_up_to_one": Mistake(
            "You cut the ratio at 1. It is above 1 where customers get more than they expected.",
            _column("ratio", lambda perceived, expected: np.minimum(1, perceived / expected)),
            "C is said to lie between 0 and 1",
        ),
        "same_ratio_on_both_scales": Mistake(
            "You take the same ratio on both scales. From 0 to 9 every answer is 1 lower: "
            "compute both levels anew, then divide.",
            _column("ratio_from_0", lambda perceived, expected: perceived / expected),
            "a ratio is believed not to depend on where its scale begins",
        ),
        "ratio_moved": Mistake(
            "You subtract 1 from the ratio. Subtract it from perceived and from expected, then divide.",
            _column("ratio_from_0", lambda perceived, expected: perceived / expected - 1),
        ),
        "one_level_moved": Mistake(
            "You move only one of the two levels. On the other scale both are 1 lower.",
            [
                _column("ratio_from_0", lambda perceived, expected: (perceived - 1) / expected),
                _column("ratio_from_0", lambda perceived, expected: perceived / (expected - 1)),
            ],
        ),
        "brackets_forgotten": Mistake(
            "Brackets are missing: division comes before subtraction. "
            "Subtract 1 from each level in brackets of its own, then divide.",
            [
                _column("ratio_from_0", lambda perceived, expected: perceived - 1 / expected - 1),
                _column("ratio_from_0", lambda perceived, expected: (perceived - 1) / expected - 1),
                _column("ratio_from_0", lambda perceived, expected: perceived - 1 / (expected - 1)),
            ],
        ),
        "moved_upwards": Mistake(
            "You move the levels up. A scale from 0 to 9 begins lower: subtract 1.",
            _column("ratio_from_0", lambda perceived, expected: (perceived + 1) / (expected + 1)),
        ),
        "turned_on_the_other_scale": Mistake(
            "On the scale from 0 to 9 your ratio is upside down: perceived stands above.",
            _column("ratio_from_0", lambda perceived, expected: (expected - 1) / (perceived - 1)),
        ),
        "edge_left_out": Mistake(
            "You do not accept the service that is exactly half a point worse than expected. "
            "It is acceptable: difference >= −0.5.",
            _column("acceptable", lambda perceived, expected: perceived - expected > -TOLERANCE),
            "> written where “at most” is meant",
        ),
        "no_tolerance": Mistake(
            "You call a service acceptable only if it reaches what is expected. "
            "Half a point less is acceptable, too.",
            _column("acceptable", lambda perceived, expected: perceived >= expected),
            "the tolerance is forgotten",
        ),
        "tolerance_to_both_sides": Mistake(
            "You call a service not acceptable that is far better than expected. "
            "The tolerance is for what lies below.",
            [
                _column("acceptable", lambda perceived, expected: abs(perceived - expected) <= TOLERANCE),
                _column("acceptable", lambda perceived, expected: perceived - expected <= TOLERANCE),
            ],
        ),
        "turned_round": Mistake(
            "You mark services that are worse than expected, not those that are acceptable: "
            "difference >= −0.5.",
            [
                _column("acceptable", lambda perceived, expected: perceived - expected < -TOLERANCE),
                _column("acceptable", lambda perceived, expected: perceived - expected <= -TOLERANCE),
            ],
        ),
        "all_acceptable": Mistake(
            "All services are acceptable in your table. One lies more than half a point below expected.",
            part(acceptable=True),
        ),
    },
)


def ranked(services: Services) -> dict[str, str | bool]:
    """Return which service is best by each measure, and whether both name the same."""
    best = {name: _in_order(services)[name][0] for name in ("by_difference", "by_ratio")}
    return best | {"same": best["by_difference"] == best["by_ratio"]}


def _measures(services):
    perceived, expected = _levels(services)
    return {"by_difference": perceived - expected, "by_ratio": perceived / expected}


def _in_order(services):
    """Return by each measure the services, the best first."""
    return {
        name: [SERVICES[place] for place in np.argsort(-numbers)]
        for name, numbers in _measures(services).items()
    }


def _two_best(services):
    difference, ratio = map(np.sort, _measures(services).values())
    return [*difference[-2:], *(100 + ratio[-2:])]


def _another(entry):
    """Return the answers that name another service than the best."""
    return [
        part(**{entry: lambda services, place=place: _in_order(services)[entry][place]})
        for place in range(1, len(SERVICES))
    ]


first = AnswerCheck(
    "you say which service is best by each measure, and whether they agree",
    ranked,
    apart=_two_best,
    words={name: dict.fromkeys(SERVICES, ()) for name in ("by_difference", "by_ratio")},
    mistakes={
        "not_the_highest_difference": Mistake(
            "The service in by_difference does not have the highest difference. "
            "Subtract for each of the five, with the sign, and take the highest number, not a ratio.",
            _another("by_difference"),
            "ratio and difference are believed to name the same",
        ),
        "not_the_highest_ratio": Mistake(
            "The service in by_ratio does not have the highest ratio. "
            "Divide perceived by expected for each of the five, and take the highest number.",
            _another("by_ratio"),
            "ratio and difference are believed to name the same",
        ),
        "same_does_not_follow": Mistake(
            "Your same does not follow from the two services: "
            "it is True if by_difference and by_ratio name one and the same, else False.",
            part(same=lambda right: not right["same"]),
        ),
    },
)
