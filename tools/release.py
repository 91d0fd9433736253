"""Gather a release and prove it: `make release`, which makes pages and lab before.

Writes `dist/crmlab-VERSION/`: the wheel, the site, the lab alone, the handout, the banks for exams and for
learning platforms, and `SHA256SUMS`. Then each of them is used from its folder, with the network off.
With `--prove` nothing is gathered, and only the last step is done.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from crmlab import __version__

ROOT = Path(__file__).resolve().parent.parent
SITE, DIST = ROOT / "site", ROOT / "dist"
RELEASE = DIST / f"crmlab-{__version__}"
SUMS = "SHA256SUMS"
LAB = ("lab", "runtime")  # what the lab needs of the site
NO_NETWORK = ("bwrap", "--dev-bind", "/", "/", "--unshare-net", "--die-with-parent", "--")


def main() -> None:
    """Gather, then prove."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--prove", action="store_true", help="a release that has been gathered")
    if not asked.parse_args().prove:
        gather(RELEASE)
    prove(RELEASE)


def gather(release: Path) -> None:
    """Make all parts of a release in its folder, which is there whole or not at all."""
    DIST.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=DIST, prefix="release-") as folder:
        half, exams = Path(folder, "half"), Path(folder, "exams")
        half.mkdir()
        named = f"{half}/{release.name}"
        _python("-m", "hatchling", "build", "--target", "wheel", "--directory", half)
        _python("-m", "crmlab", "handout", f"{named}-handout.zip")
        _python("-m", "crmlab", "bank", "--for", "moodle", "--to", f"{named}-moodle.xml")
        _python("-m", "crmlab", "bank", "--for", "canvas", "--to", f"{named}-canvas.zip")
        _python("tools/exam_bank.py", "--out", exams)  # not dist/exam-bank, where a teacher keeps papers
        pack(exams, Path(f"{named}-exam-bank.zip"))
        pack(SITE, Path(f"{named}-lab.zip"), LAB)
        pack(SITE, Path(f"{named}-site.zip"))
        sums = "".join(f"{line}\n" for line in checksums(half))
        (half / SUMS).write_text(sums, encoding="utf-8", newline="\n")
        shutil.rmtree(release, ignore_errors=True)
        half.rename(release)
    print(f"release: {release.relative_to(ROOT)}/")
    for path in sorted(release.iterdir()):
        print(f"  {path.stat().st_size / 1e6:8.1f} MB  {path.name}")


def _python(*words: object) -> None:
    subprocess.run([sys.executable, *map(str, words)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def pack(folder: Path, target: Path, parts: tuple[str, ...] = ("",)) -> None:
    """Write a zip of a folder, or of some parts of it."""
    files = (path for part in parts for path in sorted((folder / part).rglob("*")) if path.is_file())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in files:
            packed.write(path, path.relative_to(folder))


def checksums(release: Path) -> Iterator[str]:
    """Yield a line for each file, as `sha256sum --check` reads them."""
    for path in sorted(release.iterdir()):
        if path.name != SUMS:
            yield f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}"


def prove(release: Path) -> None:
    """Use each part of a release from its folder; where it can be done, without a network."""
    walls = NO_NETWORK if shutil.which("bwrap") else ()
    if not walls:
        print("release: bubblewrap is missing, so the network stays on while it is proved.")
    tests = (sys.executable, "-m", "pytest", "-q", "tests/released", "tests/site/test_walk.py")
    told = os.environ | {"CRMLAB_RELEASE": str(release)}
    sys.exit(subprocess.run([*walls, *tests], cwd=ROOT, env=told, check=False).returncode)


if __name__ == "__main__":
    main()
