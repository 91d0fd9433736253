"""Answers of strangers to tasks and judge: no honest one loses points, no wrong one earns."""

import blind
import pytest

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("topic", [path.stem for path in sorted(blind.BLIND.glob("*.json"))])
def test_right_answers_of_strangers_keep_their_points_and_wrong_ones_do_not_earn(topic):
    graded = list(blind.grade(topic))
    assert [one.about for one in graded if one.meant_right and not one.earned] == []
    assert [one.about for one in graded if one.earned and not one.meant_right] == []
    assert all(one.sentence for one in graded if not one.earned)
