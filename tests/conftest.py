"""What all tests share: the same drawn numbers on every machine, and the language put back."""

import pytest
from hypothesis import settings

from crmlab import names

# The same examples everywhere: a change that passes here passes there; nothing is timed, nothing is written.
settings.register_profile("crmlab", derandomize=True, deadline=None, database=None, max_examples=50)
settings.load_profile("crmlab")
names.set_language("en")  # whatever CRMLAB_LANG says


@pytest.fixture
def chinese():
    """Words in Chinese for one test."""
    before = names.language()
    names.set_language("zh")
    yield
    names.set_language(before)
