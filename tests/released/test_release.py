"""Each part of a release works from its folder alone; `make release` runs this with the network off."""

import os
import shutil
import socket
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import lab_in_a_tab as lab
import nbclient
import nbformat
import pytest
import release as releases

import crmlab

RELEASE = os.environ.get("CRMLAB_RELEASE", "")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not RELEASE, reason="proves a release; `make release` runs it"),
]
FOLDER = Path(RELEASE)


def part(name):
    return FOLDER / f"crmlab-{crmlab.__version__}-{name}"


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The wheel in a folder of its own, where nothing of this repository is found."""
    place = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(next(FOLDER.glob("*.whl"))) as wheel:
        wheel.extractall(place)
    return place


@pytest.fixture(scope="module")
def alone(installed):
    """Run Python with the wheel and what it depends on."""

    def run(*words, folder):
        found = {"PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1", "PYTHONUTF8": "1"}
        done = subprocess.run(
            [sys.executable, *map(str, words)],
            cwd=folder,
            env=os.environ | found,
            capture_output=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


def unpacked(name, to):
    with zipfile.ZipFile(part(name)) as packed:
        packed.extractall(to)
    return to


@pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap is missing, so the network stays on")
def test_no_network_can_be_reached_while_this_runs():
    assert [name for _, name in socket.if_nameindex()] == ["lo"]


def test_every_file_has_its_checksum_and_nothing_else_lies_in_the_folder():
    assert (FOLDER / releases.SUMS).read_text(encoding="utf-8").splitlines() == [*releases.checksums(FOLDER)]
    assert len(list(FOLDER.iterdir())) == 8


def test_whoever_has_the_wheel_alone_computes_and_opens_the_course(alone, installed, tmp_path):
    told = alone("-c", "import crmlab; print(crmlab.__file__); print(crmlab.__version__)", folder=tmp_path)
    assert told.splitlines() == [str(installed / "crmlab" / "__init__.py"), crmlab.__version__]
    code = "from crmlab import clv; print(clv.lifetime_value(100, 0.8, 0.1))"
    assert float(alone("-c", code, folder=tmp_path)) == pytest.approx(80 / 0.3)
    alone("-m", "crmlab", "handout", tmp_path / "again.zip", folder=tmp_path)
    assert (tmp_path / "again.zip").read_bytes() == part("handout.zip").read_bytes()


def test_a_handout_runs_with_the_wheel_and_holds_no_solution(installed, tmp_path, monkeypatch):
    unpacked("handout.zip", tmp_path)
    names = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()]
    assert not [name for name in names if "solution" in name or "course_key" in name]
    lesson = next(tmp_path.rglob("05_*.ipynb"))
    monkeypatch.setenv("PYTHONPATH", str(installed))
    notebook = nbformat.read(lesson, as_version=4)
    nbclient.NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(lesson.parent)}}
    ).execute()
    assignments = list(tmp_path.glob("**/exercises/*/*.ipynb"))
    assert assignments
    for assignment in assignments:
        source = assignment.read_text(encoding="utf-8")
        assert "BEGIN SOLUTION" not in source
        assert f'"made_with": "{crmlab.__version__}"' in source


def test_the_exam_bank_prints_without_anything_from_outside_and_keeps_answers_apart(tmp_path):
    pages = sorted(unpacked("exam-bank.zip", tmp_path).rglob("*.html"))
    assert len(pages) >= 2 * 14
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "<h1" in text and "http" not in text


def test_the_question_banks_are_read_back_as_a_platform_reads_them():
    questions = ET.parse(part("moodle.xml")).getroot().findall("question")
    assert len([one for one in questions if one.get("type") != "category"]) > 500
    with zipfile.ZipFile(part("canvas.zip")) as packed:
        assert packed.testzip() is None
        assert "imsmanifest.xml" in packed.namelist()


def test_in_the_lab_alone_an_answer_gets_its_verdict(tmp_path, chromium):
    unpacked("lab.zip", tmp_path / "site")
    with (
        lab.served(folder=tmp_path / "site") as address,
        lab.visit(chromium.browser_type, address, tmp_path / "profile") as page,
    ):
        opened = lab.Opened(page, address, "exercises/clv/clv.ipynb")
        opened.run("import numpy")
        opened.write("def present_value", "def present_value(flows, rate):\n    return sum(flows)\n")
        opened.run('check("clv-present-discounts"')
        assert opened.output('check("clv-present-discounts"').startswith("✗")
        assert page.outside == []
