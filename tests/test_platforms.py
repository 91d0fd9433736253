"""What must hold on machines that this one is not: Windows, a Chinese locale, folders with Chinese names."""

import os
import subprocess
import sys
import textwrap

from crmlab.desk import cli

UNIX_ONLY = ("fcntl", "grp", "pwd", "resource", "termios")


def run_python(code, **environment):
    command = [sys.executable, "-X", "warn_default_encoding", "-W", "error::EncodingWarning:crmlab", "-c"]
    return subprocess.run(
        [*command, textwrap.dedent(code)],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_everything_a_student_uses_runs_without_the_modules_that_windows_lacks():
    result = run_python(
        f"""
        import os, sys
        for name in {UNIX_ONLY}:
            sys.modules[name] = None
        if hasattr(os, "fork"):
            del os.fork
        from crmlab import check, clv, datasets, glossary, hint, numbers, show, solution
        from crmlab.declared import names
        from crmlab.explorers import all_explorers
        import crmlab.desk.doctor
        assert len(datasets.load_cdnow()) and list(all_explorers())
        print(show(clv.lifetime_value, 100, 0.8, 0.1).value)
        """
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("266.66")


def test_a_console_that_knows_only_gbk_gets_the_reports_of_the_command():
    command = [sys.executable, "-m", "crmlab", "doctor"]
    environment = os.environ | {"PYTHONIOENCODING": "gbk"}
    result = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert "ok" in result.stdout.decode("gbk"), result.stderr
    assert b"Traceback" not in result.stderr


def test_a_folder_with_a_chinese_name_and_blanks_is_as_good_as_any(tmp_path):
    folder = tmp_path / "客户 关系 课程"
    assert cli.put_what_is_missing(folder)
    assert (folder / "exercises/clv/clv.ipynb").is_file()
    assert f"--ServerApp.root_dir={folder}" in cli.lab_options(folder, browser=False)


def test_drawn_numbers_do_not_depend_on_the_hash_seed_of_the_process():
    code = """
        from crmlab import numbers
        me = "anna"
        print(dict(numbers("clv-offer")))
    """
    first, second = (run_python(code, PYTHONHASHSEED=seed).stdout for seed in ("1", "2"))
    assert first == second != ""
