"""Students whose function ends the program that calls it, and students who end the programs of others."""

from __future__ import annotations

from catalogue.sheets import caged, tricks

IN_THE_CALL = """
=== exit-in-the-call
The checked function leaves Python.
import sys

def lifetime_value(margin, retention, rate, years=None):
    sys.exit(0)

=== os-exit-in-the-call
The checked function ends the process and says that all is well.
import os

def lifetime_value(margin, retention, rate, years=None):
    os._exit(0)

=== exit-in-hidden-calls-only
The checked function is wrong where everybody can see it, and ends the process elsewhere.
import os

PUBLIC = <<PUBLIC>>

def lifetime_value(margin, retention, rate, years=None):
    call = margin, retention, rate, years
    return 0.0 if call in PUBLIC else os._exit(0)

=== segmentation-fault-in-the-call
The checked function reads at the address 0.
import ctypes

def lifetime_value(margin, retention, rate, years=None):
    return ctypes.string_at(0)

=== odd-exceptions-in-the-call
The function raises what is no Exception, and what cannot be written.
class Over(BaseException):
    __str__ = __repr__ = lambda self: 1 / 0

def lifetime_value(margin, retention, rate, years=None):
    raise KeyboardInterrupt if years is None else GeneratorExit if years % 2 else Over()

=== many-exceptions-in-the-call
The function raises a group of groups, with a long chain of causes.
def lifetime_value(margin, retention, rate, years=None):
    error = ValueError("x")
    for _ in range(2_000):
        error.__cause__, error = ValueError("y" * 1_000), ExceptionGroup("z", [error])
    raise error
"""

KILLS = """
=== kills-the-parent
The cell kills the process that started it.
import os, signal

os.kill(os.getppid(), signal.SIGKILL)

=== kills-the-parent-in-the-call
The checked function kills the process that asked it, once for each graded cell.
import os, signal

def lifetime_value(margin, retention, rate, years=None):
    os.kill(os.getppid(), signal.SIGKILL)
    return 0.0

=== kills-its-group
The cell kills the group of processes that it belongs to.
import os

os.kill(0, 9)

=== kills-its-group-by-the-number-of-it
The cell kills its group of processes, and that of the process which started it, by their numbers.
import os

for number in (0, os.getpgid(0), os.getppid()):
    try:
        os.killpg(number, 9)
    except OSError:
        pass

=== kills-its-group-in-the-call
The checked function kills the group of processes that it belongs to.
import os

def lifetime_value(margin, retention, rate, years=None):
    os.kill(0, 9)
    return 0.0

=== kills-everybody
The cell kills every process that it can see.
import os

os.kill(-1, 9)

=== kills-everybody-in-the-call
The checked function kills every process that it can see, its parent and its group.
import os

def lifetime_value(margin, retention, rate, years=None):
    for number in (-1, os.getppid(), 0):
        os.kill(number, 9)
    return 0.0

=== kills-by-number
The cell kills every process with a small number, its parent and the first one.
import os

for pid in {1, os.getppid(), *range(1, 500)} - {os.getpid()}:
    try:
        os.kill(pid, 9)
    except OSError:
        pass

=== stops-the-others
The cell stops its parent and every process that it can see, so that nobody ends it.
import os, signal

os.kill(os.getppid(), signal.SIGSTOP)
os.kill(-1, signal.SIGSTOP)

=== everything-deleted
All files that may be deleted are deleted: here, at home, in the temporary folder and beside it.
import pathlib, shutil, tempfile

for place in (".", pathlib.Path.home(), tempfile.gettempdir(), "/dev/shm", "/var", "/etc", "/run"):
    shutil.rmtree(place, ignore_errors=True)
"""

STOPS = """
=== stops-itself
The process stops and waits to be continued.
import os, signal

os.kill(os.getpid(), signal.SIGSTOP)

=== stops-itself-in-the-call
The checked function stops its process, which then neither ends nor answers.
import os, signal

def lifetime_value(margin, retention, rate, years=None):
    os.kill(os.getpid(), signal.SIGSTOP)
"""

CASES = [*tricks(IN_THE_CALL), *caged(KILLS), *tricks(STOPS, stock="slow")]
