"""The `crmlab` command."""

import importlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import typer
from typer.testing import CliRunner

from crmlab import progress
from crmlab.concepts import sets
from crmlab.desk import address, cli
from crmlab.desk.frame import one_sentence
from crmlab.desk.prompt_connection import PromptConnection
from crmlab.files import write_whole


@pytest.fixture
def started(monkeypatch):
    """Record what would be started instead of starting it."""
    calls = []

    def run(command, env):
        calls.append((command, env))
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(cli.subprocess, "run", run)
    return calls


def test_a_new_folder_gets_every_lesson_and_exercise(tmp_path):
    new = cli.put_what_is_missing(tmp_path / "my-course")
    assert {path.as_posix() for path in new} >= {"notebooks/05_clv.ipynb", "exercises/clv/clv.ipynb"}
    for path in new:
        assert (tmp_path / "my-course" / path).read_bytes() == (cli.course_folder() / path).read_bytes()


def test_what_a_student_wrote_is_never_overwritten(tmp_path):
    cli.put_what_is_missing(tmp_path)
    mine = tmp_path / "exercises/clv/clv.ipynb"
    mine.write_text("my work", encoding="utf-8")
    (tmp_path / "notebooks/05_clv.ipynb").unlink()
    assert [path.as_posix() for path in cli.put_what_is_missing(tmp_path)] == ["notebooks/05_clv.ipynb"]
    assert mine.read_text(encoding="utf-8") == "my work"


def test_jupyterhub_fills_in_who_the_student_is(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTERHUB_USER", '李"雷')
    cli.put_what_is_missing(tmp_path)
    notebook = json.loads((tmp_path / "exercises/clv/clv.ipynb").read_text(encoding="utf-8"))
    me = next(cell for cell in notebook["cells"] if cell["id"] == "clv-me")
    names = {}
    exec("".join(me["source"]), names)
    assert names["me"] == '李"雷'


def test_the_lab_opens_on_the_students_folder_and_finds_nbgraders_commands(tmp_path, monkeypatch, started):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli.app, ["lab", "--no-browser"])
    assert result.exit_code == 0, result.output
    command, env = started[0]
    assert f"--ServerApp.root_dir={tmp_path / 'my-course'}" in command
    assert "--no-browser" in command
    assert env["PATH"].startswith(str(Path(sys.executable).parent))
    assert "new in my-course: notebooks/05_clv.ipynb" in result.output


def test_the_command_is_installed_and_says_what_it_can_do():
    command = [sys.executable, "-m", "crmlab", "--help"]
    shown = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    assert "lab" in shown


def test_a_fresh_notebook_keeps_the_students_own_beside_it(tmp_path, started):
    cli.put_what_is_missing(tmp_path)
    mine = tmp_path / "notebooks/05_clv.ipynb"
    for number, work in enumerate(("first try", "second try"), 1):
        mine.write_text(work, encoding="utf-8")
        result = CliRunner().invoke(cli.app, ["lab", str(tmp_path), "--no-browser", "--fresh", "05_clv"])
        assert result.exit_code == 0, result.output
        assert mine.read_bytes() == (cli.course_folder() / "notebooks/05_clv.ipynb").read_bytes()
        assert mine.with_stem(f"05_clv-mine-{number}").read_text(encoding="utf-8") == work


def test_a_fresh_notebook_of_an_unknown_name_touches_nothing_and_names_the_known(tmp_path, started):
    cli.put_what_is_missing(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.ipynb")}
    result = CliRunner().invoke(cli.app, ["lab", str(tmp_path), "--fresh", "05_cvl"])
    assert result.exit_code == 2
    assert "05_clv" in result.output
    assert not started
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*.ipynb")}


def test_the_doctor_finds_nothing_wrong_where_all_is_well(tmp_path):
    result = CliRunner().invoke(cli.app, ["doctor", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert all(line.endswith("ok") for line in result.output.splitlines())
    for subject in ("Python", "kernel", "nbgrader in JupyterLab", "data", "font", "your folder"):
        assert f"{subject}: " in result.output


@pytest.mark.parametrize(
    ("broken", "subject", "advice"),
    [
        ("crmlab.desk.doctor._wanted", "nonsense", "install CRM Lab with its extra"),
        ("crmlab.datasets.load_cdnow", "data", "install CRM Lab again"),
        ("jupyter_core.paths.jupyter_path", "nbgrader in JupyterLab", "install nbgrader again"),
    ],
)
def test_the_doctor_says_what_to_do_and_goes_on(tmp_path, monkeypatch, broken, subject, advice):
    answers = {"_wanted": {"nonsense": "1.0"}, "jupyter_path": []}
    name = broken.rsplit(".", 1)[1]

    def instead(*args, **kwargs):
        if name not in answers:
            raise FileNotFoundError("master.csv.gz")
        return answers[name]

    monkeypatch.setattr(broken, instead)
    result = CliRunner().invoke(cli.app, ["doctor", str(tmp_path)])
    assert result.exit_code == 1
    line = next(line for line in result.output.splitlines() if line.startswith(f"{subject}: "))
    assert advice in line
    assert "your folder: " in result.output


def test_the_doctor_tells_a_folder_that_cannot_be_written(tmp_path, monkeypatch):
    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("crmlab.desk.doctor.tempfile.TemporaryFile", refuse)
    result = CliRunner().invoke(cli.app, ["doctor", str(tmp_path)])
    assert "cannot be written" in result.output
    assert "choose a folder that you may write to" in result.output


def test_a_learner_sees_what_was_done_of_each_topic(progress_file):
    shown = CliRunner().invoke(cli.app, ["progress"]).output
    before = {line.split()[0]: line.split()[1:] for line in shown.splitlines()[1:-1]}
    assert all(before["clv"][column].startswith("0/") for column in (0, 2, 3, 5))
    progress.remember_guess("clv-later", 300)
    progress.remember_revealed("clv-later", 300, 325)
    progress.remember_guess("clv-household", 300)
    progress.remember_revealed("clv-household", 300, 3545)
    progress.remember_review("clv-lost:margin", True, "2026-12-08")
    progress.remember_review("clv-lost:margin", False, "2026-12-02")
    progress.remember_right("clv-value-endless")
    progress.remember_right("clv-value-of-last-year")
    progress.remember_right(next(iter(sets.sets_of("clv"))))
    progress.remember_hints("clv-offer", 2)
    shown = CliRunner().invoke(cli.app, ["progress"]).output
    after = {line.split()[0]: line.split()[1:] for line in shown.splitlines()[1:-1]}
    guesses, near, done, passed, hints, reviews = before["clv"]
    done, passed = done.replace("0/", "1/", 1), passed.replace("0/", "1/", 1)
    assert after["clv"] == [guesses.replace("0/", "2/", 1), "1", done, passed, "2", "1/2"]
    assert {topic: row for topic, row in after.items() if topic != "clv"} == {
        topic: row for topic, row in before.items() if topic != "clv"
    }


def test_the_last_thing_that_the_lab_prints_is_its_address_alone_within_80_columns(capsys, tmp_path):
    token = cli.lab_environment()["JUPYTER_TOKEN"]
    provider = SimpleNamespace(token=token)
    started = SimpleNamespace(identity_provider=provider, connection_url="http://localhost:8888/")
    with pytest.raises(StopIteration):  # not asyncio.run: beside browser tests a loop runs already
        address._start_jupyter_server_extension(started).send(None)
    assert capsys.readouterr().out.splitlines()[-1] == f"http://localhost:8888/?token={token}"
    assert len(f"http://localhost:8888/?token={token}") <= 80
    assert any("crmlab.desk.address" in option for option in cli.lab_options(tmp_path, browser=False))


def test_a_slow_laptop_need_not_load_pandas_to_show_what_was_done():
    shows = "import sys; from crmlab.desk import cli; cli.app(['progress'], standalone_mode=False)"
    loaded = "print('loaded:', *sys.modules.keys() & {'numpy', 'pandas', 'matplotlib', 'nbformat'})"
    done = subprocess.run([sys.executable, "-c", f"{shows}; {loaded}"], capture_output=True, check=True)
    assert done.stdout.decode().rstrip().endswith("loaded:")


@pytest.mark.parametrize(("answer", "left"), [("y\n", 0), ("n\n", 2), ("", 2)])
def test_what_is_remembered_goes_only_when_the_learner_says_so(progress_file, answer, left):
    progress.remember_hints("clv-offer", 2)
    shown = CliRunner().invoke(cli.app, ["progress", "--forget"], input=answer).output
    assert str(progress_file) in shown
    assert progress.hints_taken("clv-offer") == left
    assert progress_file.exists() == bool(left)


def test_a_console_without_chinese_letters_does_not_stop_a_command():
    command = [sys.executable, "-m", "crmlab", "explore", "--language", "zh"]
    environment = os.environ | {"PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)


def test_starting_the_command_does_not_wait_for_notebooks_or_nbgrader():
    heavy = ("nbformat", "nbclient", "nbgrader", "IPython", "matplotlib", "pandas")
    question = f"import sys, crmlab.desk.cli; print([name for name in {heavy!r} if name in sys.modules])"
    command = [sys.executable, "-c", question]
    assert subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.strip() == "[]"


def test_the_lab_holds_no_picture_back_until_the_browser_confirms_the_message_before(monkeypatch, tmp_path):
    asked = []

    class Probe(PromptConnection):
        websocket_handler = SimpleNamespace(set_nodelay=asked.append)

    monkeypatch.setattr(PromptConnection.__base__, "connect", lambda self: "connected")
    assert Probe.connect(Probe.__new__(Probe)) == "connected"
    assert asked == [True]
    named = next(option for option in cli.lab_options(tmp_path, False) if "websocket_connection" in option)
    module, _, name = named.partition("=")[2].rpartition(".")
    assert getattr(importlib.import_module(module), name) is PromptConnection


@pytest.mark.parametrize(
    "chosen", [PromptConnection.__base__, type("Theirs", (PromptConnection.__base__,), {})]
)
def test_wherever_jupyter_is_started_pictures_come_at_once_unless_somebody_chose_otherwise(chosen):
    module = importlib.import_module("crmlab.desk.prompt_connection")
    settings = {"kernel_websocket_connection_class": chosen}
    module._load_jupyter_server_extension(SimpleNamespace(web_app=SimpleNamespace(settings=settings)))
    is_jupyters_own = chosen is PromptConnection.__base__
    assert settings["kernel_websocket_connection_class"] is (PromptConnection if is_jupyters_own else chosen)
    assert module._jupyter_server_extension_points() == [{"module": "crmlab.desk.prompt_connection"}]


# words of almost every English sentence, and of typer's own; whatever else is in Latin letters is typed
ENGLISH = re.compile(
    r"\b(the|an?|is|are|was|of|to|and|or|in|it|that|this|your?|with|for|by|not?|be|from|what|all|there|here"
    r"|Usage|Options|OPTIONS|COMMAND|ARGS|Arguments|Commands|Error|Invalid|Missing|Try|Show|required|default|ok|missing|such)\b"
)
IN_CHINESE = """
import sys
from typer.testing import CliRunner
from crmlab.desk import address, cli
columns, *lines = sys.argv[1:]
for line in lines:
    print("###", CliRunner(env={"COLUMNS": columns}).invoke(cli.app, line.split()).output)
"""
COMMANDS = [one.name or one.callback.__name__ for one in cli.app.registered_commands]
ASKED = (
    *("--help", *(f"{command} --help" for command in COMMANDS), "doctor", "progress"),
    *("gride", "grade", "grade clv", "grade clv 3", "grade clv --wokers 3", "grade clv --workers x"),
    *("grade clv --workers 0", "lab --fresh", "ready nobody", "course README.md"),
    *("explore nothing", "explore --language fr"),
)


def heard_in_chinese(folder, columns, asked):
    """What each of these commands says in Chinese, in a window of so many columns."""
    done = subprocess.run(
        [sys.executable, "-c", IN_CHINESE, str(columns), *asked],
        cwd=folder,
        env=os.environ | {"CRMLAB_LANG": "zh", "PYTHONUTF8": "1", "HOME": str(folder)},
        capture_output=True,
        encoding="utf-8",
    )
    return dict(zip(asked, done.stdout.split("###")[1:], strict=True))


def test_the_command_helps_refuses_and_reports_in_chinese_where_chinese_is_read(tmp_path):
    (tmp_path / "README.md").write_text("", encoding="utf-8")
    heard = heard_in_chinese(tmp_path, 300, ASKED)
    left = {line: ENGLISH.findall(re.sub(r"--\S+", "", text)) for line, text in heard.items()}
    assert {line: words for line, words in left.items() if words} == {}


def test_no_chinese_sentence_is_cut_off_at_the_edge_of_a_window(tmp_path, capsys):
    helped = ("--help", *(f"{command} --help" for command in COMMANDS))
    heard = heard_in_chinese(tmp_path, 80, helped)
    assert [line for line, text in heard.items() if "…" in text] == []
    sentence = "你的函数还是空的骨架：请写好函数体，再重新运行它的单元格。" * 2  # no space to break at
    cli._in_columns([("未对", "clv-value-loyal", "1", sentence)])
    assert re.sub(r"\s", "", capsys.readouterr().out) == "未对clv-value-loyal1" + sentence


def test_a_file_that_cannot_be_written_is_named_as_it_was_typed(tmp_path):
    with pytest.raises(typer.BadParameter) as told, one_sentence():
        write_whole(tmp_path, b"")
    assert told.value.message == f"{tmp_path}: Is a directory"
