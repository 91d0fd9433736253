"""Cases of a test that is the same for each: some are run by `make test`, the others by `make test-slow`."""

import pytest


def quickly(cases, is_quick):
    """The cases as parameters; those that are not quick are marked as slow."""
    return [pytest.param(case, marks=[] if is_quick(case) else [pytest.mark.slow]) for case in cases]
