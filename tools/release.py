"""Gather a release and prove it: `make release`, which makes every part of it before.

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
import zipfile
from collections.abc import Iterator
from pathlib import Path

from crmlab import __version__

ROOT = Path(__file__).resolve().parent.parent
SITE, DIST = ROOT / "site", ROOT / "dist"
RELEASE = DIST / f"crmlab-{__version__}"
SUMS = "SHA256SUMS"
LAB = ("lab", "runtime")  # what the lab needs of the site
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # no clock is in a zip, so the same content has the same checksum
ALREADY_SMALL = {".zip", ".whl", ".png", ".woff2"}
NO_NETWORK = ("bwrap", "--dev-bind", "/", "/", "--unshare-net", "--die-with-parent", "--")


def main() -> None:
    """Gather, then prove."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--prove", action="store_true", help="a release that has been gathered")
    if not asked.parse_args().prove:
        gather(RELEASE)
    prove(RELEASE)


def gather(release: Path) -> None:
    """Put all parts of a release into its folder."""
    shutil.rmtree(release, ignore_errors=True)
    release.mkdir(parents=True)
    print(f"release: {release.relative_to(ROOT)}/")
    wheel = (sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", release)
    subprocess.run(wheel, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    pack(SITE, release / f"crmlab-{__version__}-site.zip")
    pack(SITE, release / f"crmlab-{__version__}-lab.zip", LAB)
    pack(DIST / "exam-bank", release / f"crmlab-{__version__}-exam-bank.zip")
    for made in (DIST / "crmlab-handout.zip", *sorted((DIST / "question-bank").iterdir())):
        shutil.copyfile(made, release / made.name.replace("crmlab-", f"crmlab-{__version__}-"))
    sums = list(checksums(release))
    (release / SUMS).write_text("".join(f"{line}\n" for line in sums), encoding="utf-8", newline="\n")
    for path in sorted(release.iterdir()):
        print(f"  {path.stat().st_size / 1e6:8.1f} MB  {path.name}")


def pack(folder: Path, target: Path, parts: tuple[str, ...] = ("",)) -> None:
    """Write a zip of a folder, or of some parts of it."""
    files = (path for part in parts for path in sorted((folder / part).rglob("*")) if path.is_file())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in files:
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), LONG_AGO)
            entry.compress_type = zipfile.ZIP_STORED if path.suffix in ALREADY_SMALL else zipfile.ZIP_DEFLATED
            packed.writestr(entry, path.read_bytes())


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
