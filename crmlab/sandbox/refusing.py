"""System calls that no notebook may make: each keeps something where no wall stands and no limit counts."""

from __future__ import annotations

import ctypes
import os
import platform
import struct
from collections.abc import Iterator

# add_key, request_key and keyctl: a keyring is one for a whole login, so it joins the notebooks of a run;
# memfd_create, memfd_secret, shmget, semget, msgget, bpf, io_uring_setup: memory that nobody counts
_REFUSED = {
    "x86_64": (248, 249, 250, 319, 447, 29, 64, 68, 321, 425),
    "aarch64": (217, 218, 219, 279, 447, 194, 190, 186, 280, 425),
}
# by the call: the argument that is looked at, the bits of it that count, and what they may not be
_REFUSED_WITH = {
    "x86_64": {9: (3, 0x21, 0x21), 54: (2, 0xFF, 7), 157: (0, 0xFF, 4)},
    "aarch64": {222: (3, 0x21, 0x21), 208: (2, 0xFF, 7), 167: (0, 0xFF, 4)},
}  # mmap, shared but of no file; setsockopt, for a larger buffer; prctl, to be hidden from whoever counts
_ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # as the kernel tells it, by the call
_SECCOMP = {"x86_64": 317, "aarch64": 277}
_OF_X32 = 0x40000000  # the same calls under other numbers
_LOAD, _AND, _IS, _IS_AT_LEAST, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
_CALL, _BY, _ARGUMENTS = 0, 4, 16  # where the kernel puts what a filter is asked about
_ALLOW, _DENY = 0x7FFF0000, 0x00050001  # the second: "not permitted"
_SET_FILTER, _AS_FAST_AS_BEFORE = 1, 4


def is_known() -> bool:
    """Whether the numbers of the system calls of this machine are known."""
    return platform.machine() in _REFUSED


def refuse_calls() -> None:
    """Give up the system calls of this list for good, for this process and all that stem from it."""
    code = b"".join(_program(platform.machine()))
    held = ctypes.create_string_buffer(code, len(code))
    filter_ = ctypes.create_string_buffer(struct.pack("HP", len(code) // 8, ctypes.addressof(held)))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(_SECCOMP[platform.machine()], _SET_FILTER, _AS_FAST_AS_BEFORE, filter_) == -1:
        error = ctypes.get_errno()
        raise OSError(error, f"seccomp: {os.strerror(error)}")


def _program(machine: str) -> Iterator[bytes]:
    """Yield the steps of a filter; a jump counts the steps that it leaves out."""
    yield _step(_LOAD, _BY)
    yield _step(_IS, _ARCHITECTURE[machine], then=1)
    yield _step(_RETURN, _DENY)
    yield _step(_LOAD, _CALL)
    yield _step(_IS_AT_LEAST, _OF_X32, otherwise=1)
    yield _step(_RETURN, _DENY)
    for number in _REFUSED[machine]:
        yield _step(_IS, number, otherwise=1)
        yield _step(_RETURN, _DENY)
    for number, (place, bits, value) in _REFUSED_WITH[machine].items():
        yield _step(_IS, number, otherwise=5)
        yield _step(_LOAD, _ARGUMENTS + 8 * place)
        yield _step(_AND, bits)
        yield _step(_IS, value, otherwise=1)
        yield _step(_RETURN, _DENY)
        yield _step(_RETURN, _ALLOW)
    yield _step(_RETURN, _ALLOW)


def _step(what: int, number: int, then: int = 0, otherwise: int = 0) -> bytes:
    return struct.pack("HBBI", what, then, otherwise, number)
