"""Students whose code takes memory that counts for no process, or for too many to be seen."""

from __future__ import annotations

from catalogue.sheets import caged

PAST_THE_LIMIT = """
=== memory-of-many-children
Thirty children take less than the limit each, and together all of the machine's memory.
import os, time

for _ in range(30):
    if os.fork() == 0:
        much = bytearray(os.urandom(1)) * (7 * 10**8)
        time.sleep(10**6)
while True:
    time.sleep(1)

=== memory-without-a-process
Memory is taken that counts for no process: files in memory, pipes, shared memory.
import mmap, os

held = [os.memfd_create(str(number)) for number in range(10)]
for fd in held:
    for _ in range(10**3):
        os.write(fd, b"x" * 10**6)
held.append(mmap.mmap(-1, 10**10))
held[-1].write(b"x" * 10**10)

=== memory-past-python
Memory that counts for no process is asked of the system itself: a shared mapping, a file, the zero device.
import ctypes, mmap, os

libc, size = ctypes.CDLL(None), 2 * 10**9
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
for flags, place in ((0x21, -1), (0x01, os.open("/dev/zero", os.O_RDWR)), (0x01, libc.memfd_create(b"x", 0))):
    held = libc.mmap(None, size, 3, flags, place, 0)
    if held != ctypes.c_void_p(-1).value:
        ctypes.memset(held, 1, size)

=== memory-of-nobody
Children write into mappings that they share, and let go of the pages, so that no process has them.
import mmap, os, time

for _ in range(30):
    held = mmap.mmap(-1, 8 * 10**8)
    held.write(bytes(8 * 10**8))
    held.madvise(mmap.MADV_DONTNEED)
    if os.fork() == 0:
        time.sleep(10**6)
time.sleep(10**6)

=== memory-on-its-way
Children send what nobody receives, each through as many sockets as it may have.
import os, socket, time

for _ in range(100):
    if os.fork() == 0:
        break
held = []
while True:
    try:
        held.append(socket.socketpair())
        held[-1][0].setblocking(False)
        while True:
            held[-1][0].send(bytes(60_000))
    except BlockingIOError:
        continue
    except OSError:
        time.sleep(10**6)

=== memory-that-hides
The process forbids others to look at it, and its children take together what one may not.
import ctypes, os, time

ctypes.CDLL(None).prctl(4, 0)
for _ in range(20):
    if os.fork() == 0:
        much = bytearray(os.urandom(1)) * (7 * 10**8)
        time.sleep(10**6)
while True:
    time.sleep(1)
"""

CASES = caged(PAST_THE_LIMIT, stock="slow")
