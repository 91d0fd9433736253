"""Honest work of strangers, graded by nbgrader and in the sandbox: nobody's points depend on which."""

import honest
import pytest

from crmlab.grading.running.sandbox import why_not

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(why_not()), reason=why_not())]

TOPIC = "rfm"  # it has tables, and a function that its students may call
EVERY = 10  # `python tools/honest.py` takes all of them, of all topics


def test_the_sandbox_gives_each_cell_the_points_that_nbgrader_gives():
    some = dict([(name, made) for topic, name, made in honest.submissions() if topic == TOPIC][::EVERY])
    ours = {name: honest.sandboxed_scores(TOPIC, name, made) for name, made in some.items()}
    assert ours == honest.stock_scores(TOPIC, some)
