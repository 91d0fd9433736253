"""What a learner computes in a browser is judged as it is on a desktop: asked of Pyodide, in Node."""

import itertools
import sys
from pathlib import Path

import blind
import nbformat
import pytest

BROWSER = Path(blind.ROOT) / "benchmarks" / "browser"
SOURCES = sorted(path.stem for path in blind.BLIND.glob("*.json"))


@pytest.fixture(scope="module")
def browser():
    """The modules of the benchmark, if the browser's Python can be asked here."""
    sys.path.insert(0, str(BROWSER))
    try:
        import lessons
        import pythons
        import verdicts
    finally:
        sys.path.remove(str(BROWSER))
    if reason := pythons.why_not():
        pytest.skip(reason)
    return pythons, verdicts, lessons


def test_a_lesson_runs_and_shows_in_a_browser_what_it_shows_on_a_desktop(browser):
    pythons, _, lessons = browser
    given = {name: cells for name, cells in lessons.notebooks().items() if name == "07_rfm"}
    told = pythons.in_node("lessons", given)
    assert lessons.faults(told.answers) == []
    desktop = pythons.on_desktop("lessons", given)
    assert list(lessons.differing(given, told.answers, desktop.answers)) == []


def test_an_answer_gets_the_same_sentence_and_points_in_a_browser(browser):
    pythons, verdicts, _ = browser
    asked = [next(itertools.islice(verdicts.cases(source), 5, None)) for source in SOURCES]
    assert len(asked) >= 29
    solved = nbformat.read(blind.ROOT / "solutions" / "clv" / "clv.ipynb", as_version=4)
    whole = [cell.source for cell in solved.cells if cell.cell_type == "code"]
    told = pythons.in_node("verdicts", [whole, *(case.cells for case in asked)])
    desktop = pythons.on_desktop("verdicts", [case.cells for case in asked])
    assert list(verdicts.differing(asked, told.answers[1:], desktop.answers)) == []
    of_assignment = told.answers[0]
    assert len(of_assignment) > 10
    assert [check for check, said in of_assignment.items() if not said["right"]] == []
