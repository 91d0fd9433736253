"""Walls around one notebook, built by its own process before a line of the student's runs: Linux only.

bubblewrap has built the outer walls already (no network, no home, nothing writable); these part one student
from the next and from the process that all are forked from.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import struct
from collections.abc import Mapping
from pathlib import Path

from crmlab.sandbox.refusing import refuse_calls

_NEWNS, _NEWIPC, _NEWUSER, _NEWPID, _NEWNET = 0x20000, 0x8000000, 0x10000000, 0x20000000, 0x40000000
_NOSUID, _NODEV, _RDONLY = 2, 4, 1
_LEAST_PID_MAX = 301
_CAPABILITIES_VERSION_3 = 0x20080522
PRIVATE = (
    "/tmp",
    "/home",
    "/dev/shm",
)  # all that a student can write to; empty at the start, gone at the end
_libc = ctypes.CDLL(None, use_errno=True)


def become_root_of_a_world() -> None:
    """Go on as the owner of name spaces of one's own, which may make new ones for each notebook."""
    ids = _own_ids()
    _call("unshare", _NEWUSER | _NEWPID | _NEWNS)
    _map(ids)
    child = os.fork()  # only a child of this process is inside
    if child:
        os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


class Births:
    """Fork processes that are the first of a PID name space of their own, all of which ends with them."""

    def __init__(self) -> None:
        self._own = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)

    def fork(self) -> int:
        """Fork as `os.fork` does."""
        _call("setns", self._own, _NEWPID)  # else this would nest deeper at every fork
        _call("unshare", _NEWPID)
        return os.fork()


def wall_in(limits: Mapping[str, int]) -> None:
    """Part this process from all others for good: no network, private folders, limits, no way back."""
    os.setsid()  # whoever ends his group of processes ends no other's
    ids = _own_ids()
    with contextlib.suppress(
        OSError
    ):  # from Linux 6.14 on; RLIMIT_NPROC, which holds everywhere, spares root
        _write("/proc/sys/kernel/pid_max", str(max(limits["processes"], _LEAST_PID_MAX)))
    _call("unshare", _NEWUSER | _NEWNS | _NEWNET | _NEWIPC)
    _map(ids)
    for place in PRIVATE:
        _mount(place, _NOSUID | _NODEV, f"size={limits['files']},nr_inodes=20000,mode=700")
    with contextlib.suppress(
        OSError
    ):  # nothing is lost where it cannot be said: what is nested has no rights here
        _write("/proc/sys/user/max_user_namespaces", "0")
    _mount("/proc", _RDONLY, "size=4k")
    _limit(limits)
    os.nice(19)  # whoever watches comes first
    _drop_capabilities()
    refuse_calls()


def _own_ids() -> tuple[int, int]:
    return os.getuid(), os.getgid()


def _map(ids: tuple[int, int]) -> None:
    """Be oneself in the new user name space, too."""
    user, group = ids
    _write("/proc/self/setgroups", "deny")
    _write("/proc/self/uid_map", f"{user} {user} 1")
    _write("/proc/self/gid_map", f"{group} {group} 1")


def _write(setting: str, text: str) -> None:
    Path(setting).write_text(text, encoding="ascii")


def _mount(place: str, flags: int, options: str) -> None:
    _call("mount", b"tmpfs", place.encode(), b"tmpfs", flags, options.encode())


def _limit(limits: Mapping[str, int]) -> None:
    for what, most in (
        (resource.RLIMIT_AS, limits["memory"] + limits["warm"]),
        (resource.RLIMIT_NPROC, limits["processes"]),
        (resource.RLIMIT_FSIZE, limits["files"]),
        (resource.RLIMIT_NOFILE, 256),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _drop_capabilities() -> None:
    """Give up the rights of this user name space; no program gives them back here."""
    header = ctypes.create_string_buffer(struct.pack("Ii", _CAPABILITIES_VERSION_3, 0))
    _call("capset", header, ctypes.create_string_buffer(struct.pack("6I", *[0] * 6)))


def _call(name: str, *arguments: object) -> None:
    if getattr(_libc, name)(*arguments) == -1:
        error = ctypes.get_errno()
        raise OSError(error, f"{name}: {os.strerror(error)}")
