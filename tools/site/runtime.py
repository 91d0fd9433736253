"""Make site/runtime/: one Pyodide with the wheels of the course, for the pages and for the lab.

`make runtime`, or `python tools/site/runtime.py`. What it is made of stands in runtime.toml and browser.lock.
It ends with 75, and one sentence, where that cannot be had; nothing half done stays. A second run downloads
nothing, and one after which nothing has changed does nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from email.parser import HeaderParser
from pathlib import Path, PurePosixPath

from fetching import (
    CACHE,
    CORE,
    LOCK,
    CannotBeHadError,
    FromDistribution,
    FromPackages,
    official,
    pure_wheels,
)
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
RUNTIME = ROOT / "site" / "runtime"
CANNOT_BE_HAD = 75  # EX_TEMPFAIL; the Makefile knows it, too
MADE_OF = ("crmlab", "course", "notebooks", "exercises", "solutions", "tools/site", "pyproject.toml")
STAMP = "made-of.txt"
KERNEL = "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi"


def main() -> int:
    """Make the runtime, or say why it cannot be had."""
    try:
        made = make(RUNTIME)
    except CannotBeHadError as error:
        print(f"runtime: cannot be had here. {error}", file=sys.stderr)
        return CANNOT_BE_HAD
    print(f"runtime: {RUNTIME.relative_to(ROOT)}" + ("" if made else " (as it was)"))
    return 0


def make(target: Path, settings: Path = HERE / "runtime.toml") -> bool:
    """Make the runtime in *target*; return whether there was anything to do.

    Raises
    ------
    CannotBeHadError
        If a part of it cannot be had; *target* is then as it was.
    """
    read = tomllib.loads(settings.read_text(encoding="utf-8"))
    stamp = _stamp(settings)
    if (target / STAMP).is_file() and (target / STAMP).read_text(encoding="utf-8") == stamp:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix="runtime-") as folder:
        half = Path(folder, "half")
        half.mkdir()
        _fill(half, read)
        (half / STAMP).write_text(stamp, encoding="utf-8")
        shutil.rmtree(target, ignore_errors=True)
        half.rename(target)
    return True


def _fill(half: Path, settings: dict) -> None:
    source = _source(settings)
    core = source.core()
    for name in CORE:
        shutil.copyfile(core / name, half / name)
    known = official(core)
    wheels = [*pure_wheels(HERE / "browser.lock").iterdir(), *_of_the_lab()]
    ours = {_entry(path)["name"]: _entry(path) for path in sorted(wheels)}
    needed = _closure(known["packages"], settings["official"]["packages"], set(ours))
    for entry in needed.values():
        (half / entry["file_name"]).write_bytes(source.wheel(entry["file_name"], entry["sha256"]))
    for path in wheels:
        shutil.copyfile(path, half / path.name)
    own = _own_wheel(half)
    packages = needed | ours | {"crmlab": _entry(own) | {"depends": settings["course"]["needs"]}}
    names = set(packages) - set(settings["course"]["not_needed"])
    compiled = _compile(core, half)
    for entry in packages.values():
        entry["depends"] = [name for name in entry["depends"] if canonicalize_name(name) in names]
        if compiled:
            entry["sha256"] = hashlib.sha256((half / entry["file_name"]).read_bytes()).hexdigest()
    lock = {"info": known["info"], "packages": dict(sorted(packages.items()))}
    (half / LOCK).write_text(json.dumps(lock, indent=1), encoding="utf-8")


def _source(settings: dict) -> FromPackages | FromDistribution:
    place = os.environ.get("CRMLAB_PYODIDE") or settings["official"]["distribution"]
    return (
        FromDistribution(place) if place else FromPackages(settings["core"], settings["official"]["carriers"])
    )


def _of_the_lab() -> list[Path]:
    """Return the wheels of the lab's kernel: in the list they come at once, and not one after the other."""
    place = Path(sys.prefix, KERNEL)
    return [next(place.glob(f"{name}-*.whl")) for name in ("ipykernel", "piplite", "pyodide_kernel")]


def _closure(known: dict, wanted: list[str], ours: set[str]) -> dict:
    """Return the entries of the official list that are wanted, and those that these need."""
    found: dict = {}
    open_ends = list(wanted)
    while open_ends:
        name = canonicalize_name(open_ends.pop())
        if name not in found and name not in ours:
            found[name] = dict(known[name])
            open_ends += known[name]["depends"]
    return found


def _entry(wheel: Path) -> dict:
    """Return what the list says of a wheel that is not official."""
    name, version, *_ = parse_wheel_filename(wheel.name)
    with zipfile.ZipFile(wheel) as archive:
        inside = archive.namelist()
        about = next(one for one in inside if one.endswith(".dist-info/METADATA"))
        head = HeaderParser().parsestr(archive.read(about).decode())
    asked = map(Requirement, head.get_all("Requires-Dist", []))
    tops = {PurePosixPath(one).parts[0].removesuffix(".py") for one in inside if one.endswith(".py")}
    return {
        "depends": [canonicalize_name(one.name) for one in asked if not one.marker],
        "file_name": wheel.name,
        "imports": sorted(top for top in tops if top.isidentifier()),
        "install_dir": "site",
        "name": str(name),
        "package_type": "package",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "unvendored_tests": False,
        "version": str(version),
    }


def _own_wheel(to: Path) -> Path:
    """Build the wheel of this checkout into a folder."""
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(to)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(to.glob("crmlab-*.whl"))


def _compile(core: Path, folder: Path) -> bool:
    """Put bytecode in the place of source in the wheels of a folder; without Node they stay as they are."""
    node = shutil.which("node")
    if not node:
        print("runtime: without Node the wheels keep their source, and the first start takes longer.")
        return False
    cache = CACHE / f"bytecode-{hashlib.sha256((HERE / 'bytecode.py').read_bytes()).hexdigest()[:16]}"
    cache.mkdir(parents=True, exist_ok=True)
    wheels = {path: f"{hashlib.sha256(path.read_bytes()).hexdigest()}.whl" for path in folder.glob("*.whl")}
    missing = {path: name for path, name in wheels.items() if not (cache / name).is_file()}
    if missing:
        with tempfile.TemporaryDirectory() as given:
            for path, name in missing.items():
                shutil.copyfile(path, Path(given, name))
            subprocess.run([node, HERE / "compile.mjs", core, given, cache], check=True, capture_output=True)
    for path, name in wheels.items():
        shutil.copyfile(cache / name, path)
    return True


def _stamp(settings: Path) -> str:
    """Return what the runtime is made of as one number: another one, and it is made anew."""
    digest = hashlib.sha256(f"{os.environ.get('CRMLAB_PYODIDE')} {shutil.which('node')}".encode())
    files = [settings, *(path for name in MADE_OF for path in _files(ROOT / name))]
    for path in sorted(files):
        digest.update(path.as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    hidden = re.compile(r"(^|/)(__pycache__|\.[^/]*)(/|$)")
    return [
        path
        for path in place.rglob("*")
        if path.is_file() and not hidden.search(path.relative_to(place).as_posix())
    ]


if __name__ == "__main__":
    sys.exit(main())
