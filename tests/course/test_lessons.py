"""Every lesson: it runs from top to bottom, keeps the frame, and its numbers are what its cells compute."""

import itertools
import re
import statistics
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from crmlab.exercises.finding import find_check, find_task

REPOSITORY = Path(__file__).resolve().parents[2]
MADE_OF_ALL = {"00_explorers", "00_glossary"}
LESSONS = sorted((REPOSITORY / "notebooks").glob("*.ipynb"))
# the first pages only show the way, and readers have a frame of their own
FRAMED = [path for path in LESSONS if path.stem[:2] != "00" and not path.stem.endswith("_reader")]
MADE = [path for path in LESSONS if path.stem.endswith("_reader") or path.stem in MADE_OF_ALL]
WRITTEN = [path for path in LESSONS if path not in MADE]
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


# --- It runs -----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_a_lesson_runs_from_top_to_bottom_and_shows_what_it_speaks_of(path, run_in_kernel):
    notebook = read(path)
    notebook.cells.insert(0, new_code_cell("import warnings; warnings.simplefilter('error')"))
    executed = run_in_kernel(notebook)
    assert all(cell.execution_count for cell in code(executed))
    assert troubles(executed) == []
    assert [cell.source for cell in code(executed)[1:] if not (cell.outputs or is_silent(cell))] == []
    shown = numbers_shown(executed)
    assert [claim for claim in computed_claims(executed) if not is_shown(claim, shown)] == []


def troubles(notebook):
    """Errors, and whatever was written to stderr."""
    return [
        output.get("ename") or output.text
        for cell in code(notebook)
        for output in cell.outputs
        if output.output_type == "error" or output.get("name") == "stderr"
    ]


def is_silent(cell):
    """Whether a cell asks for nothing: it ends with an import or an assignment."""
    last = cell.source.splitlines()[-1]
    return last.startswith(("from ", "import ")) or re.match(r"[\w, ]+ = ", last)


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.stem)
def test_a_notebook_made_from_tables_runs_from_top_to_bottom(path, recwarn):
    """Readers, the glossary, all explorers: one call a cell, which needs no kernel to be tried."""
    names = {}
    for cell in code(read(path)):
        exec(compile(cell.source, cell.id, "exec"), names)
    assert [str(warning.message) for warning in recwarn] == []


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


def is_shown(claim, numbers):
    """Whether a number is among those that were computed, to as many digits as it has."""
    value, half = float(claim.replace(",", "")), 0.5000001 * 10 ** -len(claim.split(".")[1])
    return any(abs(number - value) <= half for number in numbers)


# --- It keeps the frame ------------------------------------------------------------------------


def test_a_lesson_keeps_the_frame_that_learners_know(framed):
    headings = re.findall(r"^## (.+)$", prose(framed), re.MULTILINE)
    frame = ["The question", "Try it", "Doubt it", "Exercise", "What we now know"]
    after = ["Memo", "More"]
    assert [heading for heading in headings if heading in frame] == frame
    assert headings[0] == frame[0]
    assert headings[headings.index(frame[-1]) + 1 :] in ([], after, after[:1], after[1:])


def test_a_lesson_opens_with_its_title_its_needs_and_three_verbs(framed):
    opening = framed.cells[0].source
    assert re.match(r"# \S.*\n\n\*\*About \d+ minutes", opening)
    _, _, promised = opening.partition("You will be able to:")
    verbs = re.findall(r"^- \*\*(\w+)\*\*", promised, re.MULTILINE)
    assert len(verbs) == 3
    closing = re.search(r"^## What we now know\n(.*?)(?=^## |\Z)", prose(framed), re.MULTILINE | re.DOTALL)[1]
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


def test_a_learner_gets_from_each_lesson_to_the_one_before_and_the_one_after_it():
    way = [path for path in FRAMED if path.stem[2] == "_"]  # extras only lead back
    for before, after in itertools.pairwise(way):
        assert after.name in links(read(before).cells[-1].source)
        assert before.name in links(read(after).cells[-1].source)
        assert after.name in links(prose(read(REPOSITORY / "notebooks/00_start.ipynb")))


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
