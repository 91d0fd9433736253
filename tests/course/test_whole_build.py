"""The whole build in a copy of the checkout, where what was built before and course/ disagree."""

import build
import pytest
from copies import contents, copy_into, run_in

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return copy_into(tmp_path_factory.mktemp("checkout"))


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_is_wrong_is_said_nothing_is_written_and_a_mended_course_builds_with_its_own_words(copy):
    before, words = contents(copy, build.BUILT), copy / "course/clv/words.toml"
    right = words.read_text(encoding="utf-8")
    edit(words, '.en = ["', '.en = [5, "')
    edit(copy / "course/rfm/rows.toml", "[rows]", "[row")
    refused = run_in(copy, "tools/build.py")
    assert refused.returncode == 1
    assert "course/clv/words.toml: parameters." in refused.stderr
    assert "course/rfm/rows.toml: Expected" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert contents(copy, build.BUILT) == before

    words.write_text(right, encoding="utf-8")
    edit(copy / "course/rfm/rows.toml", "[row", "[rows]")
    change_an_answer_and_its_model_answer(copy)
    edit(copy / "course/words.toml", "Share of customers who leave in a period;", "Share of those who leave;")
    done = run_in(copy, "tools/build.py", "--prove", "clv")  # `make check` proves the others, unchanged
    assert (done.returncode, done.stderr) == (0, "")
    assert "Share of those who leave;" in (copy / "notebooks/00_glossary.ipynb").read_text(encoding="utf-8")
    assert "he pays for them" in (copy / "crmlab/data/solutions.json").read_text(encoding="utf-8")


def change_an_answer_and_its_model_answer(folder):
    """Hold the cost of goods for lost: nonsense, but the same nonsense in both files."""
    concepts = folder / "course/clv/concepts.toml"
    begins = "[clv-lost.items.goods]"
    head, _, item = concepts.read_text(encoding="utf-8").partition(begins)
    item = item.replace('is = "kept"', 'is = "lost"', 1).replace("not.lost", "not.kept", 1)
    concepts.write_text(head + begins + item, encoding="utf-8")
    model, changed = '"goods": "kept",  # the firm saves', '"goods": "lost",  # he pays for them, not'
    edit(folder / "course/clv/assignment.py", model, changed)
