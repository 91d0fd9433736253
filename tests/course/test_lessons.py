"""Every lesson: it runs from top to bottom, keeps the frame, and its numbers are what its cells compute."""

import re
import statistics
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from crmlab.exercises.tasks import find_check, find_task

REPOSITORY = Path(__file__).resolve().parents[2]
LESSONS = sorted((REPOSITORY / "notebooks").glob("*.ipynb"))
# the first pages only show the way, and readers have a frame of their own
FRAMED = [path for path in LESSONS if path.stem[:2] != "00" and not path.stem.endswith("_reader")]
MARKS = {"source document", "published", "computed", "invented", "reconstructed"}


def assignment_of(lesson):
    """Where the assignment of a lesson's topic is, if there is one."""
    topic = lesson.stem[3:]
    return REPOSITORY / "exercises" / topic / f"{topic}.ipynb"


def read(path):
    return nbformat.read(path, as_version=4)


def prose(notebook):
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def without_code(text):
    return re.sub(r"`[^`]*`", "", text)


@pytest.fixture(params=LESSONS, ids=lambda path: path.stem)
def lesson(request):
    return read(request.param)


@pytest.fixture(params=FRAMED, ids=lambda path: path.stem)
def framed(request):
    return read(request.param)


@pytest.fixture(scope="module", params=LESSONS, ids=lambda path: path.stem)
def executed(request, run_in_kernel):
    """Return a lesson after Run All in a fresh kernel in which every warning is an error."""
    notebook = read(request.param)
    strict = new_code_cell("import warnings; warnings.simplefilter('error')")
    notebook.cells.insert(0, strict)
    return run_in_kernel(notebook)


# --- It runs -----------------------------------------------------------------------------------


def test_a_lesson_runs_from_top_to_bottom_without_error_or_warning(executed):
    troubles = [
        output.get("ename") or output.text
        for cell in code(executed)
        for output in cell.outputs
        if output.output_type == "error" or output.get("name") == "stderr"
    ]
    assert troubles == []
    assert all(cell.execution_count for cell in code(executed))


def test_every_cell_that_asks_for_something_shows_it(executed):
    for cell in code(executed)[1:]:
        last = cell.source.splitlines()[-1]
        is_silent = last.startswith(("from ", "import ")) or re.match(r"[\w, ]+ = ", last)
        assert cell.outputs or is_silent, cell.source


def numbers_shown(notebook):
    """Every number in the outputs of a notebook."""
    texts = [
        text
        for cell in code(notebook)
        for output in cell.outputs
        for kind, text in output.get("data", {}).items()
        if kind.startswith("text/")
    ]
    without_pictures = re.sub(r'"data:[^"]*"', "", "\n".join(texts))
    found = re.findall(r"\d[\d,]*(?:\.\d+)?(?:e-?\d+)?", without_pictures)
    return [float(number.replace(",", "")) for number in found]


def computed_claims(notebook):
    """Numbers with two decimals or more in a sentence that says it was computed, but not by the learner."""
    text = re.sub("<details>.*?</details>", "", without_code(prose(notebook)), flags=re.DOTALL)
    sentences = re.split(r"(?<=[.?!])\s+(?=[A-Z¥])", text)
    claims = [sentence for sentence in sentences if "[computed]" in sentence]
    return [number for claim in claims for number in re.findall(r"\d[\d,]*\.\d\d+", claim)]


def test_a_number_called_computed_is_what_a_cell_shows(executed):
    shown = numbers_shown(executed)
    for claim in computed_claims(executed):
        value = float(claim.replace(",", ""))
        half = 0.5000001 * 10 ** -len(claim.split(".")[1])
        assert any(abs(number - value) <= half for number in shown), claim


# --- It keeps the frame ------------------------------------------------------------------------


def test_a_lesson_keeps_the_frame_that_learners_know(framed):
    headings = re.findall(r"^## (.+)$", prose(framed), re.MULTILINE)
    frame = ["The question", "Try it", "Doubt it", "Exercise", "What we now know"]
    assert [heading for heading in headings if heading in frame] == frame
    assert headings[0] == frame[0]
    assert headings[-1] == frame[-1]


def test_a_lesson_opens_with_its_title_its_needs_and_three_verbs(framed):
    opening = framed.cells[0].source
    assert re.match(r"# \S.*\n\n\*\*About \d+ minutes", opening)
    _, _, promised = opening.partition("You will be able to:")
    verbs = re.findall(r"^- \*\*(\w+)\*\*", promised, re.MULTILINE)
    assert len(verbs) == 3
    closing = framed.cells[-1].source
    assert re.findall(r"^- You can \*\*(\w+)\*\*", closing, re.MULTILINE) == verbs


def test_a_lesson_has_one_title(lesson):
    assert len(re.findall(r"^# ", prose(lesson), re.MULTILINE)) == 1


def test_cells_are_short_enough_to_read_at_a_glance(lesson):
    sizes = sorted(len(cell.source.splitlines()) for cell in code(lesson)) or [0]
    assert max(sizes) <= 20
    assert statistics.median(sizes) <= 3
    assert sizes[round(0.9 * (len(sizes) - 1))] <= 8


def test_prose_stands_before_every_cell(framed):
    kinds = [cell.cell_type for cell in framed.cells]
    assert kinds[0] == kinds[-1] == "markdown"
    assert not re.search("(code ){4}", " ".join(kinds) + " ")


# --- Its words ---------------------------------------------------------------------------------


def marks(text):
    """The marks of sources, such as [computed] or [published: a name]."""
    return set(re.findall(r"\[([a-z][a-z ]+)(?:: [^\]]+)?\](?!\()", without_code(text)))


def test_every_mark_of_a_source_is_explained_where_the_lesson_opens(framed):
    assert marks(prose(framed)) <= marks(framed.cells[0].source) <= MARKS


@pytest.mark.parametrize("habit", [r"\w!(?=\s|$)", r"\bsimply\b", r"\bas we all know\b", r"\bobviously\b"])
def test_the_language_is_plain(lesson, habit):
    assert re.findall(habit, without_code(prose(lesson)), re.IGNORECASE | re.MULTILINE) == []


def test_terms_are_given_in_chinese_too(framed):
    assert len(re.findall(r"[（(][\u4e00-\u9fff]+[）)]", prose(framed))) >= 3


def links(text):
    return [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]


def test_every_link_leads_to_a_file(lesson):
    for link in links(prose(lesson)):
        assert (REPOSITORY / "notebooks" / link).is_file(), link


@pytest.mark.parametrize("path", [path for path in FRAMED if assignment_of(path).exists()])
def test_a_lesson_leads_to_its_exercise(path):
    assert f"../{assignment_of(path).relative_to(REPOSITORY).as_posix()}" in links(prose(read(path)))


def test_every_task_that_a_lesson_names_is_there(lesson):
    everything = "\n".join(cell.source for cell in lesson.cells)
    for kind, named in re.findall(r'\b(hint|solution|numbers|check)\("([\w-]+)"', everything):
        assert (find_check if kind == "check" else find_task)(named)


@pytest.mark.parametrize("path", [*LESSONS, *sorted((REPOSITORY / "exercises").rglob("*.ipynb"))])
def test_two_prices_in_a_paragraph_are_not_set_as_a_formula(path):
    text = without_code(re.sub("```.*?```", "", prose(read(path)), flags=re.DOTALL))
    for paragraph in re.split(r"\n\s*\n", text):
        assert len(re.findall(r"(?<!\\)\$", paragraph)) < 2, paragraph
