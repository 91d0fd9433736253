"""Students whose cell ends the program that runs it, or breaks what it stands on."""

from __future__ import annotations

from catalogue.frame import HONEST, VALUE
from catalogue.sheets import tricks

IN_THE_CELL = """
=== sys-exit
The cell leaves Python in the polite way.
import sys

sys.exit()

=== exit-and-quit
The cell leaves the notebook as one leaves IPython.
exit()
quit()

=== system-exit-by-hand
The cell raises SystemExit with a text, and BaseExceptions of other kinds.
class Over(BaseException):
    pass

try:
    raise GeneratorExit
except GeneratorExit:
    raise SystemExit("all tests passed") from Over()

=== os-exit-0
The process ends at once and says that all is well.
import os

os._exit(0)

=== os-abort
The process ends with a core dump.
import os

os.abort()

=== segmentation-fault
The process reads at the address 0.
import ctypes

ctypes.string_at(0)

=== kills-itself
The process sends itself the signal that cannot be caught.
import os

os.kill(os.getpid(), 9)

=== exec-another-program
The process becomes another program.
import os

os.execv("/bin/true", ["true"])

=== exec-another-interpreter
The process becomes another Python, which says that all is well on every open file descriptor.
import os, sys

say = "import os; [os.write(fd, b'ok') for fd in range(1, 30) if os.path.exists(f'/proc/self/fd/{fd}')]"
for fd in range(3, 30):
    try:
        os.set_inheritable(fd, True)
    except OSError:
        pass
os.execv(sys.executable, [sys.executable, "-c", say])

=== exit-in-a-thread
A thread ends the process while a later cell of one's own is running.
import os, threading

threading.Timer(0.8, os._exit, [0]).start()
--- clv-value-try
import time

time.sleep(2)

=== exit-at-exit
Exit handlers end the process with another status, hang, and print.
import atexit, os, time

atexit.register(os._exit, 0)
atexit.register(time.sleep, 1)
atexit.register(print, "all tests passed")

=== exit-by-a-destructor
An object ends the process when it is thrown away.
import os

class Last:
    def __del__(self):
        os._exit(0)

last = Last()
del last

=== exit-by-the-display
The last line of the cell is an object that ends the process when it is shown.
import os

class Shown:
    def _repr_html_(self):
        os._exit(0)

Shown()

=== exit-three-times
Three cells of one's own end the process, each another way.
import os

os._exit(0)
--- clv-value-try
import ctypes

ctypes.string_at(0)
--- clv-payback-try
import os

os.kill(os.getpid(), 9)

=== answer-then-os-exit
The right answer stands in the cell that ends the process: the cell is left out.
<<MODEL>>
import os

os._exit(0)

=== interrupts-itself
The process sends itself what a person sends who wants to stop it.
import os, signal

for number in (signal.SIGPIPE, signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):
    try:
        os.kill(os.getpid(), number)
    except KeyboardInterrupt:
        pass

=== keyboard-interrupt
The cell raises what the keyboard would raise.
raise KeyboardInterrupt

=== file-descriptors-closed
Every file descriptor is closed, with the runner's own.
import os

os.closerange(0, 1024)

=== streams-replaced
stdout and stderr are None, closed, and objects that fail.
import sys

sys.stdout.close()
sys.stdout = sys.stderr = sys.__stdout__ = sys.__stderr__ = None
sys.displayhook = None

=== tracing-everything
A trace function is set that fails at the next call, in the middle of the runner.
import sys

def trace(frame, event, argument):
    raise ValueError("not now")

sys.settrace(trace)

=== collector-off
The garbage collector is off, and holds callbacks of one's own.
import gc

gc.disable()
gc.callbacks.append(lambda phase, info: 1 / 0)
gc.set_threshold(1)

=== in-a-folder-that-is-gone
The working folder is one that has been removed.
import os, tempfile

place = tempfile.mkdtemp()
os.chdir(place)
os.rmdir(place)

=== deaf-to-signals
Handlers for all signals do nothing, and all signals are blocked.
import signal

for number in signal.valid_signals() - {9, 19}:
    try:
        signal.signal(number, lambda *args: None)
    except (OSError, ValueError):
        pass
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())

=== children-waited-for-by-a-thread
A thread waits for all children, so that nobody else learns how they ended.
import os, signal, threading, time

signal.signal(signal.SIGCHLD, signal.SIG_IGN)

def wait():
    while True:
        try:
            os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            pass
        time.sleep(0.001)

threading.Thread(target=wait, daemon=True).start()

=== modules-thrown-away
All modules that are loaded are thrown away.
import sys

for name in list(sys.modules):
    if name not in ("builtins", "sys"):
        del sys.modules[name]

=== names-thrown-away
The namespace of the notebook is emptied.
get_ipython().run_line_magic("reset", "-f")
globals().clear()
"""

ANSWERED = """
=== answer-then-sys-exit
sys.exit() ends its cell only: the right answer before it counts.
<<MODEL>>
import sys

sys.exit()
"""

CASES = [*tricks(IN_THE_CELL), *tricks(ANSWERED, earns=HONEST + VALUE)]
