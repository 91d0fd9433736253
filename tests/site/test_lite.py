"""The lab in a tab: verdicts, work and progress that last, and a file that is graded as any other."""

import json

import pytest

pytest.importorskip("playwright.sync_api")
import lab_in_a_tab as lab
from points_seen import graded, shown

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not lab.BUILT, reason="needs `make lite` before"),
]
ASSIGNMENT = "exercises/clv/clv.ipynb"
RIGHT = """def present_value(flows, rate):
    return sum(flow / (1 + rate) ** year for year, flow in enumerate(flows))
"""
FORGETS_TODAY = RIGHT.replace("enumerate(flows)", "enumerate(flows, 1)")
FINITE = """def lifetime_value(margin, retention, rate, years=None):
    return sum(margin * retention**year / (1 + rate) ** year for year in range(1, (years or 500) + 1))
"""


@pytest.fixture(scope="module")
def address():
    with lab.served() as place:
        yield place


@pytest.fixture(scope="module")
def profile(tmp_path_factory):
    return tmp_path_factory.mktemp("profile")


@pytest.fixture(scope="module")
def first(chromium, address, profile):
    """What a student saw, did and took along at the first visit; the browser is closed since."""
    seen = {}
    with lab.visit(chromium.browser_type, address, profile) as page:
        opened = lab.Opened(page, address, ASSIGNMENT)
        opened.write('me = "', 'me = "anna"')
        opened.run("import numpy")
        opened.write("def present_value", FORGETS_TODAY)
        opened.run('check("clv-present-discounts"')
        seen["wrong"] = opened.output('check("clv-present-discounts"')
        opened.write("def present_value", RIGHT)
        opened.run('check("clv-present-discounts"')
        seen["right"] = opened.output('check("clv-present-discounts"')
        opened.write("def lifetime_value", FINITE)
        opened.write("present_value([-51", 'from crmlab import guess\nguess("clv-later")')
        box = opened.cell("guess(").locator("input").first
        box.fill("300")
        box.press("Enter")
        opened.idle()
        opened.run_all()
        seen["file"] = opened.downloaded("Hand in")
        seen["outside"] = page.outside
    return seen


def test_a_wrong_answer_and_a_right_one_get_their_verdicts_and_nothing_comes_from_outside(first):
    assert first["wrong"].startswith("✗")
    assert first["right"].startswith("✓")
    assert first["outside"] == []


def test_what_is_handed_in_gets_the_points_that_the_student_saw(first, tmp_path):
    name, content = first["file"]
    assert name == "clv.ipynb"
    handed_in = json.loads(content)
    assert handed_in["metadata"]["kernelspec"]["name"] == "python3"
    seen = shown(content)
    assert graded(content, tmp_path) == seen
    assert sum(seen.values()) > 3


def test_after_the_browser_was_closed_work_guesses_and_progress_are_there_and_so_is_chinese(
    first, chromium, address, profile
):
    with lab.visit(chromium.browser_type, address, profile) as page:
        opened = lab.Opened(page, address, ASSIGNMENT)
        assert "enumerate(flows)" in opened.cell("def present_value").inner_text()
        known = "from crmlab import progress\nprint(sorted(progress.right()), progress.guesses())"
        opened.write("lifetime_value(100", known)
        told = opened.output("from crmlab import progress")
        assert "clv-present-discounts" in told and "{'clv-later': 300" in told
        opened.button("中文")
        opened.run("import numpy")
        opened.run("def present_value")
        opened.run('check("clv-present-discounts"')
        assert "正确" in opened.output('check("clv-present-discounts"')
        assert page.get_by_role("button", name="提交作业").is_visible()
        page.reload()  # and it is the same notebook that stands there
        page.get_by_role("button", name="提交作业").wait_for(timeout=60_000)


FULL = """() => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    const asked = put.apply(this, given);
    this.transaction.abort(); // what Chromium does on a disk that is full
    return asked;
  };
}"""


def test_work_that_the_browser_cannot_keep_is_told_and_can_still_be_taken_home(chromium, address, tmp_path):
    with lab.visit(chromium.browser_type, address, tmp_path) as page:
        opened = lab.Opened(page, address, ASSIGNMENT)
        page.evaluate(FULL)
        opened.write('me = "', 'me = "anna"')
        opened.menu("File", "docmanager:save")
        dialog = page.locator(".jp-Dialog")
        dialog.filter(has_text="not saved, because the browser has no space left").wait_for(timeout=20_000)
        dialog.get_by_role("button", name="Close").click()
        name, content = opened.downloaded("Take home")
        assert name == "clv.ipynb"
        assert b"anna" in content
