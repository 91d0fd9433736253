"""Students who reach for the net, for other programs, for the gradebook and for those who come later.

What could be reached is printed as a line that begins with STASH; nothing may be. The sources write the word
in two parts, so that it stands in outputs only.
"""

from __future__ import annotations

from catalogue.sheets import caged, tricks

MARKED = """
import os

def reached(what):
    print("STA" + "SH", what)

"""

REACHES = """
=== socket-tcp
Connections are tried to the world and to services of this machine.
import socket

here = [("127.0.0.1", port) for port in (22, 80, 631, 5432, 8000, 8888)]
for address in [("1.1.1.1", 80), ("8.8.8.8", 53), *here]:
    try:
        socket.create_connection(address, timeout=0.2).close()
        reached(address)
    except OSError:
        pass

=== socket-by-name
Names are asked for, in the way of the system and with a packet of one's own.
import socket

try:
    reached(socket.getaddrinfo("example.org", 443))
except OSError:
    pass
question = b"\\0\\1\\1\\0\\0\\1\\0\\0\\0\\0\\0\\0\\4pypi\\3org\\0\\0\\1\\0\\1"
for server in ("8.8.8.8", "127.0.0.53"):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        asked.settimeout(0.3)
        try:
            asked.sendto(question, (server, 53))
            reached(asked.recv(512))
        except OSError:
            pass

=== socket-unix
Sockets in the file system and abstract ones lead to services of this machine.
import glob, socket

names = [*glob.glob("/run/**/*", recursive=True), *glob.glob("/tmp/**/*", recursive=True)]
try:
    names += ["\\0" + line.split("@")[1].strip() for line in open("/proc/net/unix") if "@" in line]
except OSError:
    pass
for name in names:
    try:
        socket.socket(socket.AF_UNIX).connect(name)
        reached(name)
    except OSError:
        pass

=== socket-odd-families
Raw, packet and VSOCK sockets reach the host where ordinary ones do not.
import socket

ways = ((40, 1, "connect", (2, 1024)), (17, 3, "bind", ("eth0", 0)), (2, 3, "connect", ("1.1.1.1", 0)))
for family, kind, way, address in ways:
    try:
        with socket.socket(family, kind) as odd:
            odd.settimeout(0.2)
            getattr(odd, way)(address)
            reached(address)
    except (OSError, OverflowError, TypeError):
        pass
"""

HARM = """
=== left-for-others-on-disk
A message for other notebooks is left in shared memory, in temporary folders and at home.
MARK = "STA" + "SH"
for place in ("/dev/shm", "/tmp", "/var/tmp", "/run", "/usr", os.getcwd(), os.path.expanduser("~")):
    try:
        with open(f"{place}/for-you.txt", "w") as file:
            file.write(MARK + " from another notebook")
    except OSError:
        pass

=== left-for-others-in-the-kernel
A message for other notebooks is left in System V memory, and one that is there already is shown.
import ctypes

MARK = "STA" + "SH"
libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p
place = libc.shmat(libc.shmget(0x5EC2E7, 4096, 0o1666), None, 0)
if place and place != ctypes.c_void_p(-1).value:
    if ctypes.string_at(place).startswith(MARK.encode()):
        print(ctypes.string_at(place).decode())
    ctypes.memmove(place, (MARK + " from another notebook").encode(), 27)

=== terminal-typed-into
Letters are put into the instructor's terminal as if he had typed them.
import fcntl, glob, os, termios

for path in ("/dev/tty", "/dev/console", *glob.glob("/dev/pts/[0-9]*")):
    try:
        with open(path, "w") as terminal:
            for letter in "\\necho typed by a student\\n":
                fcntl.ioctl(terminal, termios.TIOCSTI, letter.encode())
        print("STA" + "SH", path)
    except (OSError, ValueError):
        pass

=== extra-credit-by-sql
The student gives himself extra credit in the gradebook.
import glob, os, sqlite3

for depth in range(12):
    for path in glob.glob("../" * depth + "gradebook.db") + glob.glob("/*/*/gradebook.db"):
        with sqlite3.connect(path) as book:
            book.execute("update grade set extra_credit = 100, auto_score = 100, manual_score = 100")
        print("STA" + "SH", path)

=== extra-credit-by-nbgrader
nbgrader's own classes are asked to write the score.
from nbgrader.api import Gradebook

for path in ("sqlite:///gradebook.db", "sqlite:///../../../gradebook.db"):
    with Gradebook(path) as book:
        for submission in book.assignment_submissions("clv"):
            for grade in (grade for notebook in submission.notebooks for grade in notebook.grades):
                grade.extra_credit = 100
        book.db.commit()
        print("STA" + "SH", path)

=== submission-of-another-changed
The notebooks of other students, and the release, are changed where they lie.
import glob

for path in glob.glob("../../*/clv/clv.ipynb") + glob.glob("../../../*/*/*/clv.ipynb"):
    with open(path, "w") as file:
        file.write("{}")
    print("STA" + "SH", path)

=== web-by-other-programs
Programs of this machine fetch a page, and pip asks the index.
import subprocess, sys

for command in (
    "curl -sm 1 https://example.org", "wget -qT 1 -O - https://example.org", "ping -c1 -W1 1.1.1.1",
    f"{sys.executable} -m pip download --timeout 1 --retries 0 six", "git ls-remote https://github.com/git/git",
):
    try:
        done = subprocess.run(command.split(), capture_output=True, timeout=2)
        if done.returncode == 0:
            print("STA" + "SH", command)
    except (OSError, subprocess.TimeoutExpired):
        pass
"""

CASES = [*tricks(REACHES, MARKED), *caged(HARM)]
