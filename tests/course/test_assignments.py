"""Every assignment: it gives the points that are due, to nobody else, and says them right.

That the model answers earn all points, and the untouched stubs none, is proved by the build (tools/prove.py).
"""

import copy
import re
from pathlib import Path

import build
import nbformat
import prove
import pytest
from model_answers import SOLUTION_MARKS

from crmlab import __version__
from crmlab.declared import authored
from crmlab.exercises import checking, hints
from crmlab.exercises.finding import find_check, find_task
from crmlab.exercises.judging import Verdict
from crmlab.intake.releases import IN_KERNEL, made_with

REPOSITORY = Path(__file__).resolve().parents[2]
TOPICS = authored.with_assignment()
STUDENT = 'me = "20231234"'


def read(folder, topic):
    return nbformat.read(REPOSITORY / folder / topic / f"{topic}.ipynb", as_version=4)


def mark(cell):
    return cell.metadata.get("nbgrader", {})


def model_answers(topic):
    """The sources of all answer cells by their ids, as a student would have written them."""
    cells = [cell for cell in read("solutions", topic).cells if mark(cell).get("solution")]
    return {mark(cell)["grade_id"]: SOLUTION_MARKS.sub("", cell.source) for cell in cells}


def handed_in(topic, **answers):
    """The release with these answers written into its answer cells."""
    notebook = copy.deepcopy(read("exercises", topic))
    for cell in notebook.cells:
        if cell.id.endswith("-me"):
            cell.source = STUDENT
        cell.source = answers.get(mark(cell).get("grade_id", ""), cell.source)
    return notebook


def points(topic):
    """The points of each cell that earns some, by its id."""
    return {
        cell.id: mark(cell)["points"] for cell in read("exercises", topic).cells if "points" in mark(cell)
    }


def earned(notebook):
    return {check_id for check_id, fine in prove.run(notebook).items() if fine}


@pytest.fixture(params=TOPICS)
def topic(request):
    return request.param


@pytest.fixture
def shown(monkeypatch):
    """The notes that checks display."""
    notes = []
    monkeypatch.setattr(checking, "display", notes.append)
    return notes


# --- Points ------------------------------------------------------------------------------------


def test_an_answer_that_fails_costs_only_the_points_of_its_own_task():
    answers = model_answers("clv")
    for broken in answers:
        task = find_task(broken).id
        rest = handed_in("clv", **{**answers, broken: "raise RuntimeError('an accident')"})
        others = {c for c in points("clv") if find_task(c).id != task}
        assert earned(rest) >= others - answers.keys()


def test_a_task_that_is_left_undone_earns_nothing_though_all_others_are_done(topic):
    answers = model_answers(topic)
    for task in dict.fromkeys(find_task(answer).id for answer in answers):
        rest = {answer: source for answer, source in answers.items() if find_task(answer).id != task}
        due = {check_id for check_id in points(topic) if find_task(check_id).id != task}
        assert earned(handed_in(topic, **rest)) == due - answers.keys(), task


def test_the_points_in_the_text_are_the_points_in_the_notebook(topic):
    opening = read("exercises", topic).cells[0].source
    assert re.findall(r"(\d+) points", opening) == [f"{sum(points(topic).values()):g}"]


# What students write who hold a misconception: answer cell, source, checks that it costs, sentence they read
MISTAKES = {
    "a first payment discounted": (
        "clv-present",
        """
def present_value(flows, rate):
    return sum(flow / (1 + rate) ** (t + 1) for t, flow in enumerate(flows))
""",
        {"clv-present-discounts"},
        "You discount the first payment, too.",
    ),
    "nothing discounted": (
        "clv-present",
        """
def present_value(flows, rate):
    return sum(flows)
""",
        {"clv-present-discounts"},
        "You add the payments up as they are.",
    ),
    "churn for retention": (
        "clv-value",
        """
def lifetime_value(margin, retention, rate, years=None):
    stays = (1 - retention) / (1 + rate)
    return sum(margin * stays**t for t in range(1, (years or 2000) + 1))
""",
        {"clv-value-finite", "clv-value-endless", "clv-value-loyal"},
        "You use the share that leaves.",
    ),
    "a range that ends too early": (
        "clv-value",
        """
def lifetime_value(margin, retention, rate, years=None):
    stays = retention / (1 + rate)
    return sum(margin * stays**t for t in range(1, years or 2000))
""",
        {"clv-value-finite"},
        "The last year is missing.",
    ),
    "a position for a year": (
        "clv-payback",
        """
def payback_year(acquisition_cost, profits):
    for year, total in enumerate(np.cumsum(profits)):
        if total >= acquisition_cost:
            return year
""",
        {"clv-payback-year", "clv-payback-never"},
        "You give the position in the list, which begins at 0.",
    ),
    "a payment now forgotten": (
        "clv-offer",
        """
later = sum(1 / (1 + given["rate"]) ** t for t in range(1, given["years"] + 1))
base_value = given["first_purchase"] + given["yearly"] * later - given["acquisition_cost"]
addon = given["addon"] * later
""",
        {"clv-offer-addon", "clv-offer-decision"},
        "You left out the payment that comes now",
    ),
    "a table that is not discounted": (
        "clv-table",
        """
table = pd.DataFrame({"year": range(1, mine["years"] + 1)})
table["staying"] = mine["retention"] ** table.year
table["margin"] = table["present_value"] = mine["margin"] * table.staying
""",
        {"clv-table-years"},
        "Your present values are not discounted",
    ),
    "sunk cost counted": (
        "clv-terms",
        """
lost = {"advertising": "lost", "margin": "lost", "first-purchase": "kept", "friends": "lost", "goods": "kept"}
""",
        {"clv-terms-lost"},
        "“the advertising that won him”: The advertising is spent whether he stays or goes",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_misconception_costs_just_its_points_and_is_named(mistake, shown):
    answer, source, lost, sentence = MISTAKES[mistake]
    notebook = handed_in("clv", **{**model_answers("clv"), answer: source})
    assert prove.run(notebook).keys() - earned(notebook) == lost
    assert any(note.text.startswith(sentence) for note in shown if note.mark in "✗◐")


# --- What a student opens ----------------------------------------------------------------------


def test_the_release_holds_stubs_and_no_model_answers(topic):
    released = {mark(cell).get("grade_id"): cell for cell in read("exercises", topic).cells}
    everything = "\n".join(cell.source for cell in released.values())
    assert "SOLUTION" not in everything
    for grade_id, answer in model_answers(topic).items():
        assert released[grade_id].source != answer
        assert "Your answer goes here" in released[grade_id].source or "NotYet" in released[grade_id].source


def test_a_learner_gives_his_name_in_the_first_cell_of_code(topic):
    first = next(cell for cell in read("exercises", topic).cells if cell.cell_type == "code")
    assert first.id == f"{topic.replace('_', '-')}-me"
    assert re.fullmatch(r'me = "[^"]+"', first.source)


def test_a_learner_and_whoever_grades_him_can_know_with_which_crmlab_a_release_was_made(topic):
    for folder in ("exercises", "solutions"):
        notebook = read(folder, topic)
        assert made_with(notebook) == __version__
        (importing,) = [cell for cell in notebook.cells if "from crmlab import" in cell.source]
        assert importing.source.endswith(f'\n{IN_KERNEL} = "{__version__}"')


def test_work_on_a_release_finds_its_cells_in_that_of_the_next_version(topic, monkeypatch):
    monkeypatch.setattr(build, "__version__", "0.2.0")
    text = build.assignment_notebook(REPOSITORY / "course" / topic / "assignment.py")
    assert [cell.id for cell in text.cells] == [cell.id for cell in read("solutions", topic).cells]
    assert made_with(text) == "0.2.0"


def test_every_task_that_an_assignment_names_is_there(topic):
    everything = "\n".join(cell.source for cell in read("exercises", topic).cells)
    for kind, named in re.findall(r'\b(hint|solution|numbers|check)\("([\w-]+)"', everything):
        assert (find_check if kind == "check" else find_task)(named)


# --- In a real kernel --------------------------------------------------------------------------


def verdicts(notebook):
    """The outputs of each automatically graded cell."""
    return {cell.id: cell.outputs for cell in notebook.cells if mark(cell).get("grade") and "outputs" in cell}


def written_to_stderr(notebook):
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return [output.text for output in outputs if output.get("name") == "stderr"]


def test_run_all_of_a_release_reaches_the_end_and_every_check_says_why(run_in_kernel):
    executed = run_in_kernel(read("exercises", "clv"))  # an error in an untagged cell would be raised here
    assert all(cell.execution_count for cell in executed.cells if cell.cell_type == "code")
    assert written_to_stderr(executed) == []
    for message, error in verdicts(executed).values():
        assert message.data["text/html"].startswith('<div role="status"')
        assert message.data["text/plain"].startswith("✗ ")
        assert error.traceback == ["Not right yet; the message above says why."]


def test_run_all_with_right_answers_says_right_everywhere_and_of_a_quiz_that_it_is_complete(run_in_kernel):
    executed = run_in_kernel(handed_in("clv", **model_answers("clv")))
    assert written_to_stderr(executed) == []
    for cell, (message,) in verdicts(executed).items():
        sign, said = ("○", "Complete") if "-quiz-" in cell else ("✓", "Right")
        assert f">{sign}</strong> {said}: " in message.data["text/html"]
        assert message.data["text/plain"].startswith(f"{sign} {said}: ")


# --- Where a check sends --------------------------------------------------------------------------


def own_cells(topic):
    """The answer cell above each check, as one reads the notebook."""
    cells, above = {}, None
    for cell in read("exercises", topic).cells:
        above = mark(cell)["grade_id"] if mark(cell).get("solution") else above
        if cell.source.startswith("check("):
            cells[mark(cell)["grade_id"]] = above
    return cells


@pytest.mark.parametrize("is_untouched", [True, False])
@pytest.mark.parametrize("topic", TOPICS)
def test_a_check_names_the_hints_of_its_own_step(topic, is_untouched, progress_file, monkeypatch):
    notes = []
    monkeypatch.setattr(hints, "display", notes.append)
    verdict = Verdict(False, "Not right yet.", id="stub" if is_untouched else "another-value")
    for check_id, cell in own_cells(topic).items():
        task, check = find_check(check_id)
        progress_file.unlink(missing_ok=True)  # who has read all hints of a step is led to the next one
        line = checking.note_for(task, check, verdict).details[-1]
        hints.hint(re.search(r"hint\('(.+?)'\)", line)[1])
        assert notes.pop().text in task.hints[cell], check_id


@pytest.mark.parametrize("topic", TOPICS)
def test_an_untouched_cell_says_that_it_is_untouched_and_not_that_a_name_is_missing(topic):
    sources = [cell.source for cell in read("exercises", topic).cells if cell.cell_type == "code"]
    raised = any("raise NotYet(" in source for source in sources)
    assert raised is any(re.search(r"^from crmlab import .*\bNotYet\b", source, re.M) for source in sources)
