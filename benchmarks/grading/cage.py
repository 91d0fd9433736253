"""A cage in which stock nbgrader may run what harms; only a copy of the course stays of it, 500 MB at most.

It is bubblewrap, with name spaces of its own and without network; read-only but for small folders in memory;
few processes, each with 4 GB. Where root starts it, an ordinary user without processes runs in it: the number
of processes is not limited for root, and root may change settings in /proc.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import crmlab

_MORE = 30  # seconds for the copies
_NOBODY = 64321
_ROOM = "500000000"  # bytes of a folder in memory
_NAME_SPACES = [f"--unshare-{name}" for name in ("pid", "net", "ipc", "uts", "cgroup-try")]
_FIRST_TO_END = ["choom", "-n", "1000", "--"]  # when the machine has no memory left
_LIMITS = ["prlimit", "--as=4000000000", "--fsize=200000000", "--nproc=500", "--core=0"]
_SETTINGS = {"HOME": "/home", "LANG": "C.UTF-8", "PYTHONUTF8": "1", "USER": "instructor"}
_LEFT = ".left-behind"
_OWN = 4  # the first process, the shell, and two programs that count
_STEPS = f"""
cp -a /given/. /course
timeout -k 1 "$3" "$0" -m nbgrader autograde "$1" > .autograde.log 2>&1
code=$?
ls -d /proc/[0-9]* | wc -l > {_LEFT}
[ -z "$2" ] || timeout -k 1 "$3" "$0" -m nbgrader generate_feedback "$1" > .feedback.log 2>&1
cp -a /course/. /back
exit $code
"""


def autograde(
    course: Path, back: Path, topic: str, secrets: Mapping[str, str], seconds: float = 90, *, feedback: bool
) -> bool:
    """Run nbgrader on a course; return whether it came to an end.

    Parameters
    ----------
    course : Path
        A course folder; it stays as it is.
    back : Path
        A folder that is not there yet: the course as nbgrader leaves it.
    topic : str
        The assignment.
    secrets : mapping of str to str
        What nbgrader has in its environment.
    seconds : float
        What each of its commands may take.
    feedback : bool
        Whether feedback is rendered, too.
    """
    back.mkdir()
    if os.geteuid() == 0:
        os.chown(back, _NOBODY, _NOBODY)
    shell = ["/bin/sh", "-c", _STEPS, sys.executable, topic, "feedback" * feedback, f"{seconds}"]
    command = [*_cage(course, back, secrets), *shell]
    began = time.monotonic()
    try:
        done = subprocess.run(
            command, timeout=2 * seconds + _MORE, stdin=-3, stdout=-3, stderr=-3, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    # `timeout` says it so, but so does a shell that was killed
    return done.returncode not in (124, 137) or time.monotonic() - began < seconds


def left_behind(back: Path) -> int:
    """Return how many processes were still running when nbgrader had graded; 0 if nobody could ask."""
    try:
        return max(0, int((back / _LEFT).read_text(encoding="ascii")) - _OWN)
    except (OSError, ValueError):
        return 0


def why_not() -> str:
    """Return why there is no cage here; empty if there is one."""
    programs = ("bwrap", "choom", "prlimit", "setpriv", "timeout", "unshare")
    missing = [name for name in programs if not shutil.which(name)]
    return f"no cage for stock nbgrader without {', '.join(missing)}" if missing else ""


def _cage(course: Path, back: Path, secrets: Mapping[str, str]) -> list[str]:
    """Return the command in front of what runs in the cage."""
    settings = {**_SETTINGS, "PATH": f"{sys.prefix}/bin:/usr/bin:/bin", **secrets}
    options = [*_NAME_SPACES, "--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL"]
    options += [word for name, value in settings.items() for word in ("--setenv", name, value)]
    options += [*_system(), *_python(), "--ro-bind", str(course), "/given", "--bind", str(back), "/back"]
    for name in ("/course", "/dev/shm", "/home", "/tmp"):
        options += ["--perms", "1777", "--size", _ROOM, "--tmpfs", name]
    options += ["--remount-ro", "/", "--chdir", "/course"]
    if os.geteuid() != 0:
        return [
            "bwrap",
            "--unshare-user",
            "--uid",
            "1000",
            "--gid",
            "1000",
            *options,
            *_FIRST_TO_END,
            *_LIMITS,
        ]
    options += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    user = ["setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups", "--no-new-privs"]
    return ["bwrap", *options, *user, "unshare", "--user", "--map-current-user", *_FIRST_TO_END, *_LIMITS]


def _system() -> list[str]:
    shown = ["--ro-bind", "/usr", "/usr", *_passable(Path("/etc/fonts"))]
    for name in ("bin", "lib", "lib32", "lib64", "sbin"):
        folder = Path("/", name)
        if folder.is_symlink():
            shown += ["--symlink", str(folder.readlink()), str(folder)]
        elif folder.is_dir():
            shown += ["--ro-bind", str(folder), str(folder)]
    for name in ("/etc/fonts", "/etc/ld.so.cache"):
        shown += ["--ro-bind-try", name, name]
    return [*shown, "--proc", "/proc", "--ro-bind", "/proc/sys", "/proc/sys", "--dev", "/dev"]


def _python() -> list[str]:
    """Return the options that show this Python and the library; cases look whether the project is there."""
    shown = []
    for folder in dict.fromkeys((Path(sys.base_prefix), Path(sys.prefix), Path(crmlab.__file__).parent)):
        if not folder.is_relative_to("/usr"):
            shown += [*_passable(folder), "--ro-bind", str(folder), str(folder)]
    return shown


def _passable(folder: Path) -> list[str]:
    """Return the options that make the folders above one so that everybody may pass."""
    above = [str(one) for one in reversed(folder.parents) if one != Path("/")]
    return [word for one in above for word in ("--perms", "0755", "--dir", one)]
