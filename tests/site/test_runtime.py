"""The runtime of the browser is believed only by its hashes, and is there whole or not at all."""

import hashlib
import importlib
import sys
from pathlib import Path

import pytest

SITE = Path(__file__).parents[2] / "tools" / "site"


@pytest.fixture
def site(monkeypatch, tmp_path):
    """The modules of tools/site, with an empty cache."""
    monkeypatch.syspath_prepend(str(SITE))
    for name in ("fetching", "runtime"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    fetching = importlib.import_module("fetching")
    monkeypatch.setattr(fetching, "CACHE", tmp_path / "cache")
    return importlib.import_module("runtime"), fetching


def distribution(folder, *missing):
    """A folder with the core of a Pyodide, without what is missing."""
    names = ("pyodide.js", "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
    folder.mkdir()
    for name in {*names, "pyodide-lock.json"} - set(missing):
        (folder / name).write_text("{}", encoding="utf-8")
    return folder


def test_a_wheel_that_somebody_changed_is_refused(site, tmp_path):
    _, fetching = site
    place = distribution(tmp_path / "full")
    (place / "numpy.whl").write_bytes(b"changed on the way")
    official = hashlib.sha256(b"as it was published").hexdigest()
    with pytest.raises(fetching.CannotBeHadError, match=r"numpy\.whl is refused"):
        fetching.FromDistribution(str(place)).wheel("numpy.whl", official)


def test_a_wheel_in_the_cache_is_looked_at_again(site, tmp_path):
    _, fetching = site
    place = distribution(tmp_path / "full")
    (place / "numpy.whl").write_bytes(b"good")
    official = hashlib.sha256(b"good").hexdigest()
    source = fetching.FromDistribution(str(place))
    assert source.wheel("numpy.whl", official) == b"good"
    (fetching.CACHE / "wheels" / official).write_bytes(b"bad")
    with pytest.raises(fetching.CannotBeHadError):
        source.wheel("numpy.whl", official)


def test_what_cannot_be_had_is_one_sentence_and_leaves_nothing(site, tmp_path, monkeypatch, capsys):
    runtime, _ = site
    monkeypatch.setenv("CRMLAB_PYODIDE", str(distribution(tmp_path / "full", "pyodide.asm.wasm")))
    monkeypatch.setattr(runtime, "RUNTIME", tmp_path / "out" / "runtime")
    assert runtime.main() == runtime.CANNOT_BE_HAD == 75
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "pyodide.asm.wasm cannot be had" in told
    assert list((tmp_path / "out").iterdir()) == []
    assert not list(tmp_path.glob("cache/core-*"))


def test_a_runtime_that_is_there_stays_when_a_new_one_cannot_be_had(site, tmp_path, monkeypatch):
    runtime, _ = site
    monkeypatch.setenv("CRMLAB_PYODIDE", str(tmp_path / "nowhere"))
    there = tmp_path / "runtime"
    there.mkdir()
    (there / "pyodide.mjs").write_text("old", encoding="utf-8")
    monkeypatch.setattr(runtime, "RUNTIME", there)
    assert runtime.main() == 75
    assert (there / "pyodide.mjs").read_text(encoding="utf-8") == "old"


def test_what_a_wheel_needs_comes_along_once(site):
    runtime, _ = site
    known = {
        "pandas": {"depends": ["numpy", "six"]},
        "numpy": {"depends": []},
        "six": {"depends": []},
        "scipy": {"depends": []},
    }
    assert set(runtime._closure(known, ["pandas"], {"six"})) == {"pandas", "numpy"}
