"""Honest work of strangers, graded by nbgrader and in the sandbox: nobody's points depend on which."""

import honest
import pytest

from crmlab.grading.sandbox import why_not

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(why_not()), reason=why_not())]

EVERY = 10  # `python tools/honest.py` takes all of them


@pytest.mark.parametrize("topic", honest.TOPICS)
def test_the_sandbox_gives_each_cell_the_points_that_nbgrader_gives(topic):
    some = dict([(name, made) for of, name, made in honest.submissions() if of == topic][::EVERY])
    ours = {name: honest.sandboxed_scores(topic, name, made) for name, made in some.items()}
    assert ours == honest.stock_scores(topic, some)
