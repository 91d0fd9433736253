"""What is called published can be looked up: each mark names a work of the list, and each work is quoted."""

import pytest
import references

FIRM = """["Gupta & Lehmann 2003"]
authors = "Gupta, S., & Lehmann, D. R."
title = "Customers as assets"
where = "Journal of Interactive Marketing, 17(1), 9–24"
quoted_for = "The multiple."
known = "remembered"

["Fader, Hardie & Lee 2005"]
["Fader, Hardie & Lee 2005b"]
["TARP 1979"]
["TARP 1986"]
["Hughes 1994"]
"""
TOPICS = """[[units]]
number = "05"
name = "clv"
title = "CLV"
title_zh = "价值"
kind = "topic"
parts = ["lesson"]
"""


@pytest.fixture
def course(tmp_path):
    """Return a function that makes a course of one lesson and one docstring."""

    def write(lesson, docstring=""):
        (tmp_path / "course/clv").mkdir(parents=True)
        (tmp_path / "crmlab/clv").mkdir(parents=True)
        (tmp_path / "course/references.toml").write_text(FIRM, encoding="utf-8")
        (tmp_path / "course/topics.toml").write_text(TOPICS, encoding="utf-8")
        (tmp_path / "course/clv/lesson.py").write_text(lesson, encoding="utf-8")
        code = f'def value():\n    """{docstring}"""\n'
        (tmp_path / "crmlab/clv/lifetime.py").write_text(code, encoding="utf-8")
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("Gupta and Lehmann (2003) found", ["Gupta & Lehmann 2003"]),
        ("[published: Gupta & Lehmann 2003]", ["Gupta & Lehmann 2003"]),
        ("Gupta, S., & Lehmann, D. R. (2003). Customers as assets.", ["Gupta & Lehmann 2003"]),
        ("Fader et al. 2005", ["Fader, Hardie & Lee 2005"]),
        ("(Fader, Hardie, and Lee, 2005b)", ["Fader, Hardie & Lee 2005b"]),
        ("TARP (1979, 1986)", ["TARP 1979", "TARP 1986"]),
        ("Hughes, Strategic Database Marketing (1994)", ["Hughes 1994"]),
        ("Lehmann (2003), Hughes, and Gupta & Lehmann (2004)", []),
    ],
)
def test_a_work_is_found_however_it_is_cited(text, works, course):
    assert references.cited(text, course("")) == works


@pytest.mark.parametrize(
    "lesson",
    [
        "# A multiple of 2.5 [published].",
        "# Gupta & Lehmann have a multiple of 2.5 [published].",
        "# Gupta & Lehmann (2003) have a multiple. It is 2.5 [published].",
        "# - Gupta & Lehmann (2003) wrote on it.\n# - It is 2.5 [published: some textbooks].",
    ],
)
def test_a_mark_whose_sentence_names_no_work_and_year_is_refused(lesson, course):
    faults = [fault for fault in references.faults(course(lesson)) if "nobody quotes" not in fault]
    assert len(faults) == 1
    assert faults[0].startswith("course/clv/lesson.py: no work of course/references.toml")
    assert "2.5" in faults[0]


def test_so_is_one_in_a_docstring_but_a_mark_that_is_explained_is_none(course):
    lesson = "# [published] is a book with a name. Marks: [source document], [published], [computed].\n"
    faults = references.faults(course(lesson, "The multiple [published]."))
    (fault,) = [fault for fault in faults if "nobody quotes" not in fault]
    assert fault.startswith("clv.value: no work of")
    assert fault.endswith("in: The multiple [published].")


def test_a_work_that_nobody_quotes_is_named_and_one_that_is_quoted_says_where(course):
    root = course("# TARP (1979, 1986), after\n# Gupta and Lehmann (2003) [published].", "Hughes (1994).")
    assert [fault.split(": ")[1] for fault in references.faults(root)] == [
        "Fader, Hardie & Lee 2005",
        "Fader, Hardie & Lee 2005b",
    ]
    assert references.quoted(root)["Gupta & Lehmann 2003"] == ["[05](../notebooks/05_clv.ipynb)"]
    assert references.quoted(root)["Hughes 1994"] == ["`clv.value`"]
