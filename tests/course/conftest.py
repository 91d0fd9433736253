"""What the tests of the course share: fresh kernels, away from anybody's home folder."""

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def run_in_kernel(tmp_path_factory):
    """Return a function that runs a copy of a notebook from top to bottom in a fresh kernel."""
    home = tmp_path_factory.mktemp("home")
    own = {name: str(home) for name in ("HOME", "USERPROFILE", "XDG_DATA_HOME", "IPYTHONDIR", "LOCALAPPDATA")}
    paths = [str(REPOSITORY), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = os.environ | own | {"PYTHONPATH": os.pathsep.join(paths)}

    def run(notebook):
        executed = nbformat.from_dict(notebook)
        client = NotebookClient(executed, timeout=600, resources={"metadata": {"path": str(home)}})
        client.execute(env=environment)
        return executed

    return run
