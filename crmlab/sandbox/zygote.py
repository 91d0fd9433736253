"""The warm interpreter from which each notebook's process is forked: it never reads what a student wrote.

Started inside bubblewrap as ``python -P -s -S zygote.py <fd> <site-packages>``. The socket of that number
gets an order for each notebook, with the sockets over which the notebook's own process speaks to the grader.
"""

from __future__ import annotations

import contextlib
import gc
import mmap
import os
import select
import shutil
import signal
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from crmlab.sandbox.shell import Shell

_SOCKET = 2**18  # bytes that may be on their way in one
_PAUSE = 0.05  # seconds between two looks at what a notebook uses
_MOST_SOCKETS = 200
_FEW = 30
_BESIDE = Path(__file__).resolve().parents[2] / "beside"  # what an assignment's notebook reads
_PAGE = mmap.PAGESIZE


def main() -> NoReturn:
    """Warm up, then serve until the other side hangs up."""
    from crmlab.sandbox import isolation

    isolation.become_root_of_a_world()
    control = socket.socket(fileno=int(sys.argv[1]))
    shell = _warm()
    births = isolation.Births()
    own = _processes()
    control.sendall(b"r")
    while True:
        text, descriptors, *_ = socket.recv_fds(control, 4096, _MOST_SOCKETS)
        if not text:
            sys.exit()
        limits = dict(zip(("memory", "processes", "files"), map(int, text.split()), strict=True))
        limits["warm"] = _warm_size()
        child = births.fork()
        if not child:
            control.close()
            _serve(shell, limits, [socket.socket(fileno=number) for number in descriptors])
        for number in descriptors:
            os.close(number)
        control.sendall(_watched(child, control, own, limits))


def _warm() -> Shell:
    """Import and do once what notebooks do; beside another thread a fork may hang, so there is none."""
    sys.modules["pyarrow"] = None  # pandas would import it where it is installed, and it starts a thread
    import matplotlib.pyplot  # noqa: F401  (a second of each notebook that draws)
    import pandas

    import crmlab.sandbox.notebook  # noqa: F401
    from crmlab.sandbox.shell import connect, make_shell, run_cell

    shell = make_shell()
    streams = sys.stdin, sys.stdout, sys.stderr
    connect()
    table = pandas.DataFrame({"a": [1.0], "b": ["x"]}).groupby("b").sum()
    shell.user_ns["table"] = table
    for source in ("import crmlab, numpy\ntable", "crmlab.items('')", "print(1)", "1 / 0", "1 +"):
        run_cell(shell, source, 10_000)
    shell.reset()
    sys.stdin, sys.stdout, sys.stderr = streams
    if len(list(Path("/proc/self/task").iterdir())) != 1:
        raise RuntimeError("a thread runs before the first fork")
    gc.collect()
    gc.freeze()
    return shell


def _serve(shell, limits: dict, channels: list[socket.socket]) -> NoReturn:
    from crmlab.sandbox import isolation, notebook
    from crmlab.sandbox.shell import connect

    kept = {channel.fileno() for channel in channels}
    try:
        for number in [int(path.name) for path in Path("/proc/self/fd").iterdir()]:
            if number > 2 and number not in kept:
                with contextlib.suppress(OSError):  # the list itself was open, too
                    os.close(number)
        silence = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(silence, standard)
        isolation.wall_in(limits)
        shutil.copytree(_BESIDE, "/home", dirs_exist_ok=True)
        os.chdir("/home")
        connect()
        notebook.run(shell, channels[0], channels[1:])
    finally:
        os._exit(0)


def _watched(child: int, control: socket.socket, own: set[str], limits: dict) -> bytes:
    """Wait until a notebook may end or takes too much; end all that it began, and say why."""
    why = b"e"
    while why == b"e" and not select.select([control], [], [], _PAUSE)[0]:
        theirs = _processes() - own
        if len(theirs) > limits["processes"]:
            why = b"p"
        elif _held(theirs) + _memory(theirs, limits["memory"]) > limits["memory"]:
            why = b"m"
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    control.recv(1)
    return why


def _held(processes: set[str]) -> int:
    """Return the bytes that a notebook keeps outside of its processes: in files, and on their way."""
    from crmlab.sandbox.isolation import PRIVATE

    for place in (Path("/proc", process) for process in processes):
        with contextlib.suppress(OSError):  # this one has ended; all are behind the same walls
            files = [os.statvfs(f"{place}/root{folder}") for folder in PRIVATE]
            sockets = (place / "net" / "sockstat").read_text(encoding="ascii").split()[2]
            return sum((one.f_blocks - one.f_bfree) * one.f_frsize for one in files) + int(sockets) * _SOCKET
    return 0


def _processes() -> set[str]:
    return {path.name for path in Path("/proc").iterdir() if path.name.isdigit()}


def _memory(processes: set[str], most: int) -> int:
    """Return the bytes of some processes, exactly where it matters and can be afforded."""
    warm = _pages("self")  # what all have from here, and share
    pages = [_pages(process) for process in processes]
    if sum(pages) * _PAGE <= most:
        return sum(pages) * _PAGE
    if len(pages) > _FEW:  # to ask many for what they share takes their locks, one after another
        return sum(max(0, own - warm) for own in pages) * _PAGE
    return sum(_proportional(process, warm) for process in processes)


def _pages(process: str) -> int:
    """Return the pages of a process that no file has, those that were swapped out as well."""
    try:
        lines = Path("/proc", process, "status").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:  # it has ended
        return 0
    return _kilobytes(lines, "RssAnon:", "VmSwap:") * 1024 // _PAGE


def _proportional(process: str, warm: int) -> int:
    try:
        lines = Path("/proc", process, "smaps_rollup").read_text(encoding="ascii").splitlines()
    except PermissionError:  # it hides
        return max(0, _pages(process) - warm) * _PAGE
    except OSError:
        return 0
    return _kilobytes(lines, "Pss:", "SwapPss:") * 1024


def _kilobytes(lines: list[str], *names: str) -> int:
    return sum(int(line.split()[1]) for line in lines if line.startswith(names))


def _warm_size() -> int:
    """Return the bytes of address space that a notebook has before it begins."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * _PAGE


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parents[2]), *sys.argv[2].split(os.pathsep)]
    main()
