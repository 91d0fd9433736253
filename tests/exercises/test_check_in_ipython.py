"""`check` in a real IPython shell: what stands below the cell."""

import json
import os
import subprocess
import sys

import pytest

IPYTHON = """
import json, sys
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
told = []
for cell in json.load(sys.stdin):
    lines = []
    shell._showtraceback = lambda kind, error, traceback: lines.extend(traceback)
    with capture_output() as captured:
        result = shell.run_cell(cell)
    shown = [output.data for output in captured.outputs]
    told.append({"error": lines, "shown": shown, "out": captured.stdout, "err": captured.stderr})
print(json.dumps(told))
"""
CELLS = [
    "me = '20231234'\nfrom crmlab import check, NotYet",
    "def present_value(flows, rate):\n    raise NotYet('Put your code here.')",
    "check('clv-present-discounts', present_value)",
    "check('clv-offer-base', 1)",
    "check('clv-no-such', 1)",
    """import logging, sys, warnings
def present_value(flows, rate):
    warnings.simplefilter("always")
    warnings.warn("careful")
    logging.getLogger("learner").warning("careful")
    print("careful", file=sys.stderr)
    return sum(flow / (1 + rate) ** t for t, flow in enumerate(flows))""",
    "check('clv-present-discounts', present_value)",
]


@pytest.fixture(scope="module")
def cells(tmp_path_factory):
    environment = {"IPYTHONDIR": str(tmp_path_factory.mktemp("ipython")), "NBGRADER_EXECUTION": "autograde"}
    run = subprocess.run(
        [sys.executable, "-c", IPYTHON],
        input=json.dumps(CELLS),
        capture_output=True,
        encoding="utf-8",
        env=os.environ | environment,
        check=True,
    )
    return [*json.loads(run.stdout.splitlines()[-1])]


def test_in_a_notebook_a_wrong_cell_ends_with_one_line_below_its_message(cells):
    for number in (2, 3):
        assert cells[number]["error"] == ["Not right yet; the message above says why."]
        (shown,) = cells[number]["shown"]
        assert shown["text/html"].startswith('<div role="status"')
        assert shown["text/plain"].startswith("✗ ")
    assert len(cells[4]["error"]) == 1


def test_in_a_notebook_a_right_cell_shows_its_message_and_nothing_else(cells):
    assert cells[6]["error"] == []
    assert [shown["text/plain"][:9] for shown in cells[6]["shown"]] == ["✓ Right: "]
    assert all(cell["err"] == "" and cell["out"] == "" for cell in cells)
