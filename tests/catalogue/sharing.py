"""Students whose calls leave the inputs of hidden calls where a later cell of the notebook can find them."""

from __future__ import annotations

from catalogue.sheets import caged
from catalogue.stashing import HIDDEN

KEPT = """
=== stash-in-names
Inputs are kept in globals, class attributes, builtins, modules, the shell and the environment.
import builtins, os, sys

class Kept:
    calls = []

def lifetime_value(margin, retention, rate, years=None, kept=[]):
    text = secret(margin, retention, rate, years)
    for place in (kept, Kept.calls, lifetime_value.__dict__.setdefault("calls", [])):
        place.append(text)
    builtins.kept = sys.kept = get_ipython().kept = text
    os.environ["KEPT"] = text
    return 0.0
--- clv-payback-try
import builtins, os

print(*Kept.calls, *lifetime_value.__defaults__, getattr(builtins, "kept", ""), os.environ.get("KEPT", ""))

=== stash-in-files
Inputs are kept in files: here, at home, in the temporary folder, in shared memory, in names of folders.
import os, tempfile

PLACES = [".", os.path.expanduser("~"), tempfile.gettempdir(), "/dev/shm", "/var/tmp"]

def lifetime_value(margin, retention, rate, years=None):
    text = secret(margin, retention, rate, years)
    for place in PLACES if text else ():
        try:
            with open(f"{place}/kept.txt", "a") as file:
                file.write(text)
            os.makedirs(f"{place}/{text}", exist_ok=True)
        except OSError:
            pass
    return 0.0
--- clv-payback-try
for place in PLACES:
    if os.path.exists(f"{place}/kept.txt"):
        print(open(f"{place}/kept.txt").read())
    if os.path.isdir(place):
        print(*[name for name in os.listdir(place) if name.startswith(secret()[:5])])

=== stash-in-an-open-file
Inputs are written into files without a name that were opened before: unlinked, and in memory only.
import os, tempfile

FILES = [tempfile.TemporaryFile(), os.fdopen(os.memfd_create("kept"), "w+b")]

def lifetime_value(margin, retention, rate, years=None):
    for file in FILES:
        os.write(file.fileno(), secret(margin, retention, rate, years).encode())
    return 0.0
--- clv-payback-try
for file in FILES:
    print(os.pread(file.fileno(), 10_000, 0).decode())

=== stash-in-a-pipe
Inputs go through a pipe, a pair of sockets and a named pipe that were made before.
import os, socket

reader, writer = os.pipe()
near, far = socket.socketpair()
os.set_blocking(reader, False)
near.setblocking(False)

def lifetime_value(margin, retention, rate, years=None):
    text = secret(margin, retention, rate, years).encode()
    os.write(writer, text)
    far.send(text)
    return 0.0
--- clv-payback-try
for read in (lambda: os.read(reader, 10_000), lambda: near.recv(10_000)):
    try:
        print(read().decode())
    except BlockingIOError:
        pass

=== stash-in-shared-memory
Inputs are written into memory that was shared before the call was forked.
import mmap, multiprocessing
from multiprocessing import shared_memory

shared = mmap.mmap(-1, 4096)
array = multiprocessing.Array("c", 4096)
named = shared_memory.SharedMemory(create=True, size=4096)

def lifetime_value(margin, retention, rate, years=None):
    text = secret(margin, retention, rate, years).encode()
    if text:
        shared[: len(text)] = array[: len(text)] = text
        named.buf[: len(text)] = text
    return 0.0
--- clv-payback-try
for memory in (bytes(shared[:100]), bytes(array[:100]), bytes(named.buf[:100])):
    print(memory.rstrip(b"\\0").decode())
named.unlink()

=== stash-in-numpys-shared-map
Inputs are written into arrays that lie in a file and in shared memory, as large data often do.
import mmap, tempfile
import numpy as np

mapped = np.memmap(tempfile.NamedTemporaryFile(delete=False).name, dtype=float, mode="w+", shape=4)
shared = np.frombuffer(mmap.mmap(-1, 4096), dtype=float)

def lifetime_value(margin, retention, rate, years=None):
    if secret(margin, retention, rate, years):
        mapped[:] = shared[:4] = (margin, retention, rate, years or 0)
    return 0.0
--- clv-payback-try
for kept in (mapped, shared[:4]):
    if kept.any():
        print(secret(*kept.tolist()))

=== stash-in-the-parents-memory
The call writes into the memory of the notebook's process, at the address of a buffer made before.
import ctypes, os

buffer = ctypes.create_string_buffer(4096)
address, owner = ctypes.addressof(buffer), os.getpid()

class Piece(ctypes.Structure):
    _fields_ = [("start", ctypes.c_void_p), ("length", ctypes.c_size_t)]

def lifetime_value(margin, retention, rate, years=None):
    text = secret(margin, retention, rate, years).encode()
    here = Piece(ctypes.cast(ctypes.c_char_p(text), ctypes.c_void_p), len(text))
    there = Piece(address, len(text))
    ctypes.CDLL(None).process_vm_writev(owner, ctypes.byref(here), 1, ctypes.byref(there), 1, 0)
    with open(f"/proc/{owner}/mem", "r+b", 0) as memory:
        memory.seek(address)
        memory.write(text)
    return 0.0
--- clv-payback-try
print(buffer.value.decode())

=== stash-by-signals
The call counts the inputs out in signals to the notebook's process, and sets limits of that process.
import os, resource, signal

owner, counted = os.getpid(), []
signal.signal(signal.SIGUSR1, lambda *args: counted.append(1))
before = resource.getrlimit(resource.RLIMIT_CORE)

def lifetime_value(margin, retention, rate, years=None):
    if secret(margin, retention, rate, years):
        for _ in range(int(100 * retention)):
            os.kill(owner, signal.SIGUSR1)
        resource.prlimit(owner, resource.RLIMIT_CORE, (0, before[1] - int(margin) if before[1] > 0 else 0))
    return 0.0
--- clv-payback-try
if counted or resource.getrlimit(resource.RLIMIT_CORE) != before:
    print(secret(len(counted), resource.getrlimit(resource.RLIMIT_CORE)))

=== stash-by-a-listener
A thread of the notebook listens on local sockets, and the call connects to them.
import socket, threading

heard = []
servers = [socket.create_server(("127.0.0.1", 0)), socket.socket(socket.AF_UNIX)]
servers[1].bind("\\0kept-by-a-student")
servers[1].listen()

def listen(server):
    while True:
        heard.append(server.accept()[0].recv(1_000).decode())

for server in servers:
    threading.Thread(target=listen, args=(server,), daemon=True).start()
addresses = [server.getsockname() for server in servers]

def lifetime_value(margin, retention, rate, years=None):
    for server, address in zip(servers, addresses):
        with socket.socket(server.family) as caller:
            caller.settimeout(0.2)
            caller.connect(address)
            caller.send(secret(margin, retention, rate, years).encode())
    return 0.0
--- clv-payback-try
print(*heard)
"""

CASES = caged(KEPT, HIDDEN)
