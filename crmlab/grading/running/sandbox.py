"""bubblewrap, and the sockets to the warm interpreter inside it. Linux only; elsewhere `why_not` says so."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from crmlab.errors import BadValueError
from crmlab.grading.results import Assignment
from crmlab.grading.running.edition import write_edition
from crmlab.grading.running.folders import OwnFolder
from crmlab.grading.running.waiting import Ended, waited_below
from crmlab.language import language, said, to_say
from crmlab.sandbox.refusing import is_known

_START = 60  # seconds until the interpreter is warm
_FILES = 100_000_000  # bytes of files that a notebook may write
_REASONS = {
    b"m": to_say("took more memory than there is"),
    b"p": to_say("started more processes than it may"),
}
_PYTHON = [os.path.realpath(sys.executable), "-P", "-s", "-S"]  # nothing but what is named is on its path
_PREFIX = "crmlab-sandbox-"
_EDITION, _PACKAGES = "/opt/edition", "/opt/packages"
_ENVIRONMENT = {
    "HOME": "/home",
    "LANG": "C.UTF-8",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "MPLCONFIGDIR": "/tmp",
    "NBGRADER_EXECUTION": "autograde",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PATH": "/usr/bin:/bin",
    "PIP_NO_INDEX": "1",  # there is no network to wait for
    "PYTHONHASHSEED": "0",
    "TMPDIR": "/tmp",
    "TZ": "UTC",
    "UV_OFFLINE": "1",
}


class Gone(Exception):  # noqa: N818  (nobody's error)
    """The interpreter itself has ended, which no student can bring about."""


class Sandbox:
    """A warm interpreter behind walls, from which a process is forked for each notebook."""

    def __init__(self, assignment: Assignment) -> None:
        self._limits = assignment.limits
        self._folder = OwnFolder(_PREFIX)
        self._edition = edition = self._folder.path / "edition"  # the lock beside it is not seen inside
        edition.mkdir()
        write_edition(edition, assignment.name, assignment.release)
        (edition / "beside").mkdir()
        for name, content in assignment.files.items():
            (edition / "beside" / name).parent.mkdir(parents=True, exist_ok=True)
            (edition / "beside" / name).write_bytes(content)
        self._process: subprocess.Popen | None = None
        self._control: socket.socket | None = None
        self._runs = self._ends = False

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the interpreter and all that runs in it; a fork of the process whose it is leaves it alone."""
        if self._folder.is_ours:
            self._stop()
            self._folder.remove()

    def waited(self, began: float) -> float:
        """Return the seconds that what began inside after a moment has waited for a processor."""
        return waited_below(self._process.pid, began) if self._process else 0.0

    @contextlib.contextmanager
    def notebook(self, askers: int) -> Iterator[tuple[socket.socket, list[socket.socket]]]:
        """Begin a notebook's process; yield the socket to it and those to the processes that ask functions.

        Raises
        ------
        Ended
            If the process has ended, or was ended because it took too much.
        Gone
            If the interpreter has ended with it.
        """
        pairs = [socket.socketpair() for _ in range(1 + askers)]
        limits = f"{self._limits.memory} {self._limits.processes} {_FILES}"
        failed = why = None
        try:
            self._order(limits.encode(), [theirs.fileno() for _, theirs in pairs])
            for _, theirs in pairs:
                theirs.close()
            ours = [mine for mine, _ in pairs]
            yield ours[0], ours[1:]
        except (Ended, TimeoutError) as error:
            failed, why = error, self._end()
        finally:
            self._begin_to_end()
            for mine, theirs in pairs:
                mine.close()
                theirs.close()
        if why in _REASONS:
            raise Ended(_REASONS[why])
        if failed and not why:
            raise Gone
        if failed:
            raise failed

    def _order(self, text: bytes, descriptors: list[int]) -> None:
        """Ask for a process; start the interpreter before, and once more if it has gone."""
        for attempt in (1, 2):
            try:
                self._end()
                if not self._process:
                    self._start()
                socket.send_fds(self._control, [text], descriptors)
                self._runs = True
                return
            except OSError:
                self._stop()
                if attempt == 2:
                    raise

    def _begin_to_end(self) -> None:
        """Let the notebook's processes be ended, and go on meanwhile."""
        if self._runs and self._control:
            with contextlib.suppress(OSError):
                self._control.sendall(b"k")
            self._runs, self._ends = False, True

    def _end(self) -> bytes:
        """Wait until the notebook's processes have ended; return why they were, if not by us."""
        self._begin_to_end()
        if not self._ends:
            return b""
        self._ends = False
        try:
            why = self._control.recv(1)
        except OSError:
            why = b""
        if not why:  # a new one starts for the next notebook
            self._stop()
        return why

    def _start(self) -> None:
        self._control, theirs = socket.socketpair()
        command = [*_bubblewrap(self._edition), *_python(theirs.fileno())]
        self._process = subprocess.Popen(
            command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        theirs.close()
        self._control.settimeout(_START)
        if self._control.recv(1) != b"r":
            why = self._process.stderr.read().decode("utf-8", "replace").strip()
            self._stop()
            why = why or said("it gives no reason")
            raise BadValueError(said("The sandbox does not start: {why}", why=why))

    def _stop(self) -> None:
        if self._control:
            self._control.close()
        if self._process:
            self._process.send_signal(signal.SIGKILL)  # the walls go with it, and all that is inside
            self._process.wait()
            self._process.stderr.close()
        self._process = self._control = None
        self._runs = self._ends = False


def why_not() -> str:
    """Return why there is no sandbox on this machine, in a sentence; empty if there is one."""
    if sys.platform != "linux":
        return said("The sandbox needs Linux: grade in a container or a virtual machine, or on a server.")
    if not is_known():
        return said("The sandbox knows x86-64 and 64-bit ARM processors only: grade on one of these.")
    if not shutil.which("bwrap"):
        return said("bubblewrap is missing. On Debian and Ubuntu: apt-get install bubblewrap")
    tried = subprocess.run(
        [*_walls(), *_python_folders(), *_PYTHON, "-c", "pass"],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    return "" if tried.returncode == 0 else _explained(tried.stderr.strip())


def _explained(why: str) -> str:
    advice = said(
        "A Docker container needs --security-opt seccomp=unconfined --security-opt apparmor=unconfined; "
        "on Ubuntu from 23.10 on, AppArmor needs a rule for bwrap. docs/grading.md has both."
    )
    sentence = to_say("bubblewrap is there but may not build its walls ({why}). {advice}")
    return said(sentence, why=why or said("it gives no reason"), advice=advice)


def _walls() -> list[str]:
    """Return the options of bubblewrap that do not depend on what runs inside."""
    options = "--unshare-user --uid 1000 --gid 1000 --unshare-pid --unshare-ipc --unshare-uts --unshare-net "
    options += "--unshare-cgroup-try --die-with-parent --new-session --clearenv --hostname sandbox "
    options += "--ro-bind /usr /usr --ro-bind-try /etc/fonts /etc/fonts "
    options += "--ro-bind-try /etc/ld.so.cache /etc/ld.so.cache --proc /proc --dir /home --tmpfs /tmp "
    options += "--dev /dev --dev-bind /dev/null /dev/zero"  # pages of zero are shared, and nobody counts them
    walls = ["bwrap", *options.split()]
    for name in ("bin", "lib", "lib32", "lib64", "sbin"):
        folder = Path("/", name)
        if folder.is_symlink():
            walls += ["--symlink", str(folder.readlink()), str(folder)]
        elif folder.is_dir():
            walls += ["--ro-bind", str(folder), str(folder)]
    return walls


def _python_folders() -> list[str]:
    """Return the options that show this Python inside, without any other `crmlab` that lies in it."""
    base = Path(sys.base_prefix)
    shown = [] if base.is_relative_to("/usr") else ["--ro-bind", str(base), str(base)]
    for number, folder in enumerate(_packages()):
        shown += ["--ro-bind", str(folder), f"{_PACKAGES}{number}"]
        if (folder / "crmlab").is_dir():
            shown += ["--tmpfs", f"{_PACKAGES}{number}/crmlab"]
        if (folder / "crmlab").is_dir() and folder.is_relative_to(base):
            shown += ["--tmpfs", str(folder / "crmlab")]
    return shown


def _packages() -> list[Path]:
    return list(dict.fromkeys(Path(sysconfig.get_path(name)) for name in ("purelib", "platlib")))


def _bubblewrap(edition: Path) -> list[str]:
    known = (_ENVIRONMENT | {"CRMLAB_LANG": language()}).items()
    settings = [word for setting in known for word in ("--setenv", *setting)]
    shown = [*_python_folders(), "--ro-bind", str(edition), _EDITION]
    return [*_walls(), *shown, "--remount-ro", "/", "--remount-ro", "/dev", *settings, "--chdir", "/home"]


def _python(descriptor: int) -> list[str]:
    packages = os.pathsep.join(f"{_PACKAGES}{number}" for number in range(len(_packages())))
    program = f"{_EDITION}/crmlab/sandbox/zygote.py"
    return [*_PYTHON, program, str(descriptor), packages]
