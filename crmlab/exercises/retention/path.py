"""Satisfaction each time, when the expectation follows what was perceived."""

from crmlab import retention
from crmlab.exercises.declaring import FunctionCheck, Mistake, given
from crmlab.exercises.retention._data import (
    Adaptation,
    Level,
    Levels,
    Satisfactions,
    differences,
    expectations,
)
from crmlab.language import to_say

REREAD = to_say("lesson 09, “Expectations that move”")
EXAMPLE = {"perceived": [9, 9, 9], "expected": 5, "adaptation": 0.3}
HINTS = (
    "Two things happen each time, one after the other: the customer compares, then his expectation moves.",
    "Satisfaction is perceived − expected. Afterwards the new expectation is the old one plus "
    "adaptation · (perceived − expected).",
    "Begin with an empty list. In a loop over perceived, append the difference first, then change expected. "
    "Return the list when the loop has ended.",
)


def satisfactions(perceived: Levels, expected: Level, adaptation: Adaptation) -> Satisfactions:
    """Return perceived less expected, time by time."""
    return differences(perceived, expectations(perceived, expected, adaptation))


def _moved(move):
    """Return the formula in which the old expectation, the level and the share give the new expectation."""

    def formula(perceived, expected, adaptation):
        answer = []
        for level in perceived:
            answer.append(level - expected)
            expected = move(expected, level, adaptation)
        return answer

    return formula


def _moved_too_early(perceived, expected, adaptation):
    answer = []
    for level in perceived:
        expected = expected + adaptation * (level - expected)
        answer.append(level - expected)
    return answer


def _moved_with_this_time(perceived, expected, adaptation):
    return [perceived[0] - expected, *_moved_too_early(perceived[1:], expected, adaptation)]


def _from_the_first_expectation(perceived, expected, adaptation):
    moved = [expected + adaptation * (level - expected) for level in perceived[:-1]]
    return differences(perceived, [expected, *moved])


def _moved_by_the_change(perceived, expected, adaptation):
    """Move by a share of the change since the time before; the first change is 0."""
    before = [perceived[0], *perceived[:-1]]
    return differences(perceived, [expected + adaptation * (level - perceived[0]) for level in before])


def _faded(perceived, expected, adaptation):
    return [(level - expected) * (1 - adaptation) ** t for t, level in enumerate(perceived)]


HELD = Mistake(
    "You compare each time with the first expectation. It does not stay: after each time it moves towards "
    "what was perceived. Who is satisfied once is not satisfied for good.",
    lambda perceived, expected: [level - expected for level in perceived],
    "the expectation held constant",
)
TURNED = Mistake(
    "You move the expectation by 1 − adaptation of the difference. adaptation is the share by which it "
    "moves, not the share that stays.",
    given(adaptation=lambda adaptation: 1 - adaptation),
    "α turned round",
)
EXPECTED_LESS_PERCEIVED = Mistake(
    "Your sign is turned. Satisfaction is perceived − expected: above 0 if more came than was expected.",
    lambda right: [-number for number in right],
    "the sign of a difference is easily turned",
)
TOO_EARLY = Mistake(
    "You move the expectation by what is perceived this time, and compare afterwards. "
    "Compare first: the expectation moves only after the time.",
    [_moved_too_early, _moved_with_this_time],
    "timing: the gap before or after the update",
)
LAST_TIME = Mistake(
    "You compare with what was perceived the time before. The expectation goes only a part of the way "
    "there: the share adaptation.",
    given(adaptation=1),
)

path = FunctionCheck(
    "satisfactions compares each time with an expectation that follows",
    satisfactions,
    between=(-5, 6),
    also_right=[
        lambda perceived, expected, adaptation: retention.expectation_path(perceived, expected, adaptation)[
            "satisfaction"
        ]
    ],
    mistakes={
        "held_constant": HELD,
        "share_turned_round": TURNED,
        "expected_less_perceived": EXPECTED_LESS_PERCEIVED,
        "moved_too_early": TOO_EARLY,
        "compared_with_last_time": LAST_TIME,
        "expectations_given": Mistake(
            "You give what is expected each time. Asked is the satisfaction: perceived − expected.",
            expectations,
        ),
        "from_the_first_expectation": Mistake(
            "Each new expectation of yours begins at the first one. It moves on from the last one: "
            "keep the new value for the next time.",
            _from_the_first_expectation,
            "disappointment measured against the first expectation",
        ),
        "share_of_the_level_added": Mistake(
            "You add a share of what was perceived. The expectation moves by a share of the difference, "
            "perceived − expected; mind the brackets.",
            [
                _moved(lambda expected, level, adaptation: expected + adaptation * level),
                _moved(lambda expected, level, adaptation: expected + adaptation * level - expected),
            ],
        ),
        "grown_by_a_share": Mistake(
            "You let the expectation grow by a share of itself. It moves towards what was perceived: "
            "by a share of the difference, perceived − expected.",
            _moved(lambda expected, level, adaptation: expected * (1 + adaptation)),
        ),
        "moved_away": Mistake(
            "Your expectation moves away from what was perceived. Add adaptation · (perceived − expected).",
            _moved(lambda expected, level, adaptation: expected - adaptation * (level - expected)),
        ),
        "share_itself_added": Mistake(
            "You add adaptation itself. It is a share of something: of the difference, perceived − expected.",
            _moved(lambda expected, level, adaptation: expected + adaptation),
        ),
        "faded_by_a_rule": Mistake(
            "You shrink the difference from the first expectation by a power. That holds if the same level "
            "comes every time; here the levels differ: move the expectation step by step.",
            _faded,
        ),
        "moved_by_the_change": Mistake(
            "You move the expectation by a share of how the level has changed since the time before. "
            "It moves by a share of perceived − expected, whatever came before.",
            _moved_by_the_change,
        ),
        "share_of_the_satisfaction": Mistake(
            "You multiply the satisfaction by adaptation. That is the step of the expectation; the "
            "satisfaction is the whole difference, perceived − expected.",
            lambda right, adaptation: [adaptation * number for number in right],
        ),
        "ratio_for_difference": Mistake(
            "You divide. Satisfaction is a difference here: perceived − expected, in points.",
            [
                lambda perceived, expected, adaptation: [
                    level / hope
                    for level, hope in zip(
                        perceived, expectations(perceived, expected, adaptation), strict=True
                    )
                ],
                lambda perceived, expected, adaptation: [
                    level / hope - 1
                    for level, hope in zip(
                        perceived, expectations(perceived, expected, adaptation), strict=True
                    )
                ],
                lambda right, expected: [number / expected for number in right],
            ],
        ),
        "mean_of_all_so_far": Mistake(
            "Your expectation is a mean of all that came so far. It moves on from its last value, by the "
            "share adaptation of the difference.",
            [
                lambda perceived, expected: [
                    level - sum([expected, *perceived[:t]]) / (t + 1) for t, level in enumerate(perceived)
                ],
                lambda perceived, expected: [
                    level - (sum(perceived[:t]) / t if t else expected) for t, level in enumerate(perceived)
                ],
            ],
        ),
        "one_time_only": Mistake(
            "You give one time of several. Collect the satisfaction of each time in a list, and return the "
            "list after the loop, not in it.",
            [lambda right: right[-1], lambda right: right[0]],
        ),
        "mean_or_sum": Mistake(
            "You give one number for all times. Asked is the satisfaction of each time, as a list.",
            [lambda right: sum(right), lambda right: sum(right) / len(right)],
        ),
    },
)

ends = FunctionCheck(
    "satisfactions is right for a single time, for an expectation that stays or follows at once, and for "
    "a disappointment",
    satisfactions,
    calls=0,
    cases=[
        {"perceived": [7], "expected": 5, "adaptation": 0.3},
        {"perceived": [8, 6, 7], "expected": 5, "adaptation": 0},
        {"perceived": [8, 6, 9], "expected": 5, "adaptation": 1},
        {"perceived": [9, 5, 4.5], "expected": 6, "adaptation": 0.25},
    ],
    between=(-5, 6),
    mistakes={
        "held_constant": HELD,
        "share_turned_round": TURNED,
        "expected_less_perceived": EXPECTED_LESS_PERCEIVED,
        "moved_too_early": TOO_EARLY,
        "compared_with_last_time": LAST_TIME,
        "no_disappointment": Mistake(
            "You give 0 where less came than was expected. Then the satisfaction is below 0: "
            "a disappointment counts.",
            lambda right: [max(number, 0) for number in right],
        ),
        "size_for_sign": Mistake(
            "You drop the sign. Below 0 is a disappointment, and it must show.",
            lambda right: [abs(number) for number in right],
        ),
        "never_falls": Mistake(
            "Your expectation only rises. It follows what was perceived downwards, too.",
            _moved(lambda expected, level, adaptation: expected + adaptation * max(level - expected, 0)),
            "expectations rise, says the quotation; the rule moves them both ways",
        ),
    },
)
