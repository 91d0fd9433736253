"""Answers of strangers to tasks and judge: no honest one loses points, no wrong one earns."""

import blind
import pytest

pytestmark = pytest.mark.slow

# What the learner's own numbers happen to make right: his plan gains, so that he may carry it out
RIGHT_BY_LUCK = {"Carries the plan out because it keeps most, although the gain is negative."}


@pytest.mark.parametrize("name", [path.stem for path in sorted(blind.BLIND.glob("*.json"))])
def test_right_answers_of_strangers_keep_their_points_and_wrong_ones_do_not_earn(name):
    graded = list(blind.grade(name))
    assert [one.about for one in graded if one.meant_right and not one.earned] == []
    assert {one.about for one in graded if one.earned and not one.meant_right} <= RIGHT_BY_LUCK
    assert all(one.sentence for one in graded if not one.earned)
