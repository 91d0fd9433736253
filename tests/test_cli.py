"""The `crmlab` command."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from crmlab import cli


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
