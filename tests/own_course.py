"""A course folder of an instructor: its commands, its files, and what is downloaded for it."""

import copy
import io
import zipfile
from pathlib import Path

import nbformat
from typer.testing import CliRunner

from crmlab.desk import cli
from crmlab.grading.collecting.downloads import downloads

REPOSITORY = Path(__file__).parents[1]
RELEASE = nbformat.read(REPOSITORY / "exercises/clv/clv.ipynb", as_version=4)


def crmlab(*arguments):
    """Run the command and return its exit code and what it printed."""
    result = CliRunner().invoke(cli.app, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result.exit_code, result.output


def files_in(folder):
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def put(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def zipped(files, dates=None):
    """Return a zip of *files* by name, each of its date."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (dates or {}).get(name, (2026, 11, 1, 10, 0, 0)))
            archive.writestr(entry, content)
    return stream.getvalue()


def notebook(words="mine", encoding="utf-8"):
    """Return a notebook as it is handed in, with a few words of its own."""
    made = copy.deepcopy(RELEASE)
    made.cells.append(nbformat.v4.new_markdown_cell(words, id="words"))
    return nbformat.writes(made).encode(encoding)


def names_in(source):
    return {file.where.as_posix(): file.refused for file in downloads(source)}
