"""What the runtime is made of, fetched once into a cache of the user and believed only by its hash."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import urllib.request
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import platformdirs

CACHE = Path(platformdirs.user_cache_dir("crmlab", appauthor=False)) / "runtime"
CORE = ("pyodide.js", "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"
MINUTES = 5  # that npm, pip or a distribution may take for one thing


class CannotBeHadError(Exception):
    """Something that the runtime is made of is not to be had here; the sentence says what."""


def kept(name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder of the cache; *make* fills it the first time, and it is there whole or not at all."""
    place = CACHE / name
    if not place.is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE, prefix="making-") as making:
            half = Path(making, "half")
            half.mkdir()
            make(half)
            try:
                half.rename(place)
            except OSError:  # another run was faster
                if not place.is_dir():
                    raise
    return place


class FromPackages:
    """Pyodide out of packages: npm has its core and its official list, a carrier its compiled wheels."""

    def __init__(self, core: dict[str, str], carriers: Iterable[str]) -> None:
        self._core, self._carriers = core, tuple(carriers)

    def core(self) -> Path:
        """Return a folder with the core and the official list of wheels."""
        return kept(f"core-{_short(self._core['integrity'])}", self._unpack_core) / "package"

    def _unpack_core(self, half: Path) -> None:
        _run("npm", "pack", self._core["package"], "--silent", "--pack-destination", half)
        packed = next(half.glob("*.tgz"))
        digest = base64.b64encode(hashlib.sha512(packed.read_bytes()).digest()).decode()
        if self._core["integrity"] != f"sha512-{digest}":
            raise CannotBeHadError(f"{self._core['package']} is refused: its hash is another one.")
        with tarfile.open(packed) as archive:
            archive.extractall(half, filter="data")

    def wheel(self, name: str, sha256: str) -> bytes:
        """Return an official wheel, whoever carries it."""
        for carrier in self._carriers:
            for path in kept(
                f"carrier-{_short(carrier)}", lambda half, one=carrier: _carry(one, half)
            ).iterdir():
                if path.name == name:
                    return checked(name, path.read_bytes(), sha256)
        raise CannotBeHadError(f"No carrier in runtime.toml has {name}.")


class FromDistribution:
    """Pyodide as its makers publish it whole: a folder of this computer, or an address."""

    def __init__(self, place: str) -> None:
        self._place = place.rstrip("/") + "/"

    def core(self) -> Path:
        """Return a folder with the core and the official list of wheels."""
        return kept(f"core-{_short(self._place)}", self._copy_core)

    def _copy_core(self, half: Path) -> None:
        for name in (*CORE, LOCK):
            (half / name).write_bytes(self._read(name))

    def wheel(self, name: str, sha256: str) -> bytes:
        """Return an official wheel."""
        kept_at = CACHE / "wheels" / sha256
        if not kept_at.is_file():
            kept_at.parent.mkdir(parents=True, exist_ok=True)
            kept_at.write_bytes(checked(name, self._read(name), sha256))
        return checked(name, kept_at.read_bytes(), sha256)

    def _read(self, name: str) -> bytes:
        try:
            if "://" not in self._place:
                return Path(self._place, name).read_bytes()
            with urllib.request.urlopen(self._place + name, timeout=60 * MINUTES) as answer:  # noqa: S310
                return answer.read()
        except OSError as error:
            raise CannotBeHadError(f"{self._place}{name} cannot be had: {error}.") from error


def checked(name: str, content: bytes, sha256: str) -> bytes:
    """Return a wheel's content if its hash is what it must be."""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise CannotBeHadError(f"{name} is refused: its hash is not the official one.")
    return content


def pure_wheels(lock: Path) -> Path:
    """Return a folder with the wheels of a lock; pip refuses one whose hash is not in it."""
    return kept(f"pure-{_short(lock.read_text(encoding='utf-8'))}", lambda half: _download(half, lock))


def _download(half: Path, lock: Path) -> None:
    anywhere = ("--platform", "any", "--python-version", "3.12", "--implementation", "py", "--abi", "none")
    _pip_download(half, *anywhere, "--require-hashes", "--requirement", lock)


def _carry(carrier: str, half: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _pip_download(Path(folder), carrier)
        with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as archive:
            for name in archive.namelist():
                if Path(name).suffix in {".whl", ".zip"}:
                    (half / Path(name).name).write_bytes(archive.read(name))


def _pip_download(to: Path, *asked: str | Path) -> None:
    plain = ("download", "--quiet", "--no-deps", "--only-binary", ":all:", "--dest", to)
    _run(sys.executable, "-m", "pip", *plain, *asked)


def _run(program: str, *arguments: str | Path) -> None:
    """Run a program, or say in one sentence what cannot be had."""
    found = shutil.which(program)
    if not found:
        raise CannotBeHadError(f"{program} is not installed, and the runtime comes through it.")
    try:
        subprocess.run(
            [found, *map(str, arguments)],
            check=True,
            timeout=60 * MINUTES,
            capture_output=True,
            encoding="utf-8",
        )
    except (subprocess.SubprocessError, OSError) as error:
        told = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
        what = " ".join(map(str, arguments[:4]))
        raise CannotBeHadError(
            f"{Path(program).name} {what} failed: {told[-1] if told else error}"
        ) from error


def official(core: Path) -> dict:
    """Return the official list: of each package its file, its hash and what it needs."""
    return json.loads((core / LOCK).read_text(encoding="utf-8"))


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
