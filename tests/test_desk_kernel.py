"""What the kernel of `crmlab lab` says to whoever runs one cell alone."""

import json
from unittest.mock import MagicMock

import pytest
from jupyter_client.manager import start_new_kernel

from crmlab import language
from crmlab.desk.kernel import Kept

CELLS = [
    ("one", "from crmlab import clv\nrate = 0.1", []),
    (
        "two",
        "clv.discount_factor(rate)",
        [{"output_type": "execute_result", "data": {"text/plain": ["0.9"]}}],
    ),
    ("three", "below = 1", []),
]


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    """A client of a fresh kernel, as Jupyter starts it for a saved notebook."""
    notebook = tmp_path_factory.mktemp("lesson") / "lesson.ipynb"
    cells = [
        {"cell_type": "code", "id": name, "source": source.splitlines(keepends=True), "outputs": shown}
        for name, source, shown in CELLS
    ]
    notebook.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JPY_SESSION_NAME", str(notebook))
        manager, client = start_new_kernel(extra_arguments=["--ext=crmlab.desk.kernel"])
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def said(client, code):
    """Run a cell and return its errors and what else it shows."""
    errors, shown = [], []

    def take(message):
        content = message["content"]
        errors.extend([content["traceback"]] if message["msg_type"] == "error" else [])
        shown.extend([content["data"]["text/plain"]] if message["msg_type"] == "display_data" else [])

    message = client.session.msg("execute_request", {"code": code, "silent": False})
    ids = [name for name, source, _ in CELLS if source == code]
    message["metadata"] = {"cellId": ids[0] if ids else "new"}
    client.shell_channel.send(message)
    while client.get_iopub_msg(timeout=60)["content"].get("execution_state") != "busy":
        pass
    while (found := client.get_iopub_msg(timeout=60))["content"].get("execution_state") != "idle":
        take(found)
    return errors, shown


@pytest.mark.parametrize(
    ("code", "name", "advice"),
    [
        (CELLS[1][1], "clv", "Run All Above Selected Cell"),
        ("def half():\n    return rate / 2\nhalf()", "rate", "Run All Above Selected Cell"),
        ("explore('clv-lifetime-value')", "explore", "from crmlab import explore"),
    ],
)
def test_a_name_of_the_course_or_of_a_cell_above_gets_one_sentence(kernel, code, name, advice):
    ((*lines,),), _ = said(kernel, code)
    assert len(lines) == 1 and lines[0].startswith(f"{name} is not known yet") and advice in lines[0]


def test_what_the_saved_cell_showed_is_shown_again_and_told_from_what_is_new(kernel):
    assert said(kernel, CELLS[1][1])[1] == ["What stood here before:", "0.9"]


@pytest.mark.parametrize("code", ["xyz", "def f():\n    rate = rate\nf()", "1 / 0", "print(below)"])
def test_a_mistake_of_ones_own_keeps_its_traceback(kernel, code):
    (lines,), shown = said(kernel, code)
    if code == "print(below)":  # a new cell stands below all others
        assert len(lines) == 1
    else:
        assert len(lines) > 2 and shown == []


def test_a_number_of_numpy_is_shown_as_a_learner_would_type_it(kernel):
    code = "import numpy as np\ndisplay((np.float64(0.876), [np.int64(25)], np.bool_(True)))"
    assert said(kernel, code)[1] == ["(0.876, [25], True)"]


@pytest.mark.parametrize(
    ("made", "shown"),
    [
        ("np.array([0.1, 1 / 3])", "[0.1, 0.33333333]"),
        ("(np.array([[1, 2], [3, 4]]), np.array(['A', 'B']))", "([[1, 2], [3, 4]], ['A', 'B'])"),
        ("pd.Series([1.5, 2], index=['a', 'b'], name='m')", "a    1.5\nb    2.0"),
        ("pd.Series([], dtype=float)", "Series([], )"),
    ],
)
def test_numbers_in_a_row_are_shown_without_words_of_the_program(kernel, made, shown):
    assert said(kernel, f"import numpy as np, pandas as pd\ndisplay({made})")[1] == [shown]


def test_a_learner_reads_on_in_his_language_after_an_error(kernel):
    said(kernel, "import crmlab.language as spoken")
    for mine in ("zh", "en"):
        said(kernel, f"spoken.use('{mine}')")
        said(kernel, CELLS[1][1])
        assert said(kernel, "display(spoken.language())")[1] == [f"'{mine}'"]


@pytest.mark.parametrize(("switched", "read"), [((), "zh"), (("zh",), "zh"), (("zh", "en"), "en")])
def test_after_a_restart_errors_are_read_as_before_it_unless_the_learner_has_switched(
    tmp_path, monkeypatch, switched, read
):
    monkeypatch.setattr(language, "_language", "zh")
    Kept(tmp_path / "kernel.json").hand_on()
    monkeypatch.setattr(language, "_language", "en")
    kept = Kept(tmp_path / "kernel.json")
    for mine in switched:
        language.use(mine)
        kept.explain(MagicMock(), NameError(name="clv"))
    kept.explain(MagicMock(), NameError(name="clv"))
    assert language.language() == read


def test_a_long_series_is_shown_as_short_as_by_pandas(kernel):
    code = "import pandas as pd\ndisplay(pd.Series(range(1000)))"
    assert len(said(kernel, code)[1][0].splitlines()) == 11
