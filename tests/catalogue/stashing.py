"""Students who carry the inputs of hidden calls out of the calls, to read them in their feedback.

Of calls that everybody can see nothing is kept. What came through begins with STASH; it may stand in no
output. The sources write the word in two parts.
"""

from __future__ import annotations

from catalogue.sheets import caged, tricks

HIDDEN = """
PUBLIC = {**<<PUBLIC>>, (100, 0.8, 0.1, 5): 212.41}

def secret(*call):
    return "" if call in PUBLIC else "STA" + "SH" + repr(call)

"""

AT_ONCE = """
=== stash-printed
The call prints its inputs, on both streams and past them on the file descriptors.
import os, sys

copies = [os.dup(1), os.dup(2)]

def lifetime_value(margin, retention, rate, years=None):
    text = secret(margin, retention, rate, years)
    for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
        print(text, file=stream, flush=True)
    for fd in (1, 2, *copies):
        os.write(fd, text.encode())
    return 0.0

=== stash-displayed
The call displays its inputs as text, HTML and picture, and updates a display made before.
from IPython.display import HTML, display
import matplotlib.pyplot as plt

shown = display(HTML("<p>nothing yet</p>"), display_id=True)

def lifetime_value(margin, retention, rate, years=None):
    text = secret(margin, retention, rate, years)
    display(text, HTML(f"<p>{text}</p>"))
    shown.update(HTML(f"<p>{text}</p>"))
    plt.title(text)
    plt.show()
    return 0.0

=== stash-raised
The call stops with an exception that tells its inputs, with a cause and notes.
def lifetime_value(margin, retention, rate, years=None):
    text = secret(margin, retention, rate, years)
    if text:
        error = ValueError(text)
        error.add_note(text)
        raise type(text, (KeyError,), {})(text) from error
    return 0.0

=== stash-returned
The call gives back its inputs as a text, a table and the name of a type.
import pandas as pd

def lifetime_value(margin, retention, rate, years=None):
    text = secret(margin, retention, rate, years)
    if years is None:
        return pd.DataFrame({text: [text]})
    return type(text, (), {})() if years % 2 else text

=== stash-warned
The call warns, logs and traces its inputs.
import faulthandler, logging, sys, warnings

logging.basicConfig(level=0)

def lifetime_value(margin, retention, rate, years=None):
    text = secret(margin, retention, rate, years)
    warnings.warn(text)
    logging.critical(text)
    sys.unraisablehook = lambda *args: print(text)
    sys.audit(text)
    return 0.0

=== stash-shown-in-a-public-call
Inputs of hidden calls are kept, and the next public call stops with an exception that tells them.
seen = []

def lifetime_value(margin, retention, rate, years=None):
    text = secret(margin, retention, rate, years)
    seen.append(text)
    if not text and any(seen):
        raise ValueError(" ".join(seen))
    return 0.0

=== stash-printed-after-the-reply
A thread and an exit handler print the inputs when the reply has been sent already.
import atexit, os, threading, time

def lifetime_value(margin, retention, rate, years=None):
    text = secret(margin, retention, rate, years)
    atexit.register(lambda: os.write(1, text.encode()))
    threading.Thread(target=lambda: (time.sleep(0.05), print(text, flush=True))).start()
    return 0.0

=== stash-printed-by-a-survivor
A child of the call outlives it and prints the inputs while a later cell runs.
import os, time

def lifetime_value(margin, retention, rate, years=None):
    text = secret(margin, retention, rate, years)
    if text and os.fork() == 0:
        os.setsid()
        for _ in range(20):
            time.sleep(0.05)
            os.write(1, text.encode())
        os._exit(0)
    return 0.0
--- clv-payback-try
import time

time.sleep(0.5)
"""

LEFT_BEHIND = """
=== stash-in-ipythons-database
Inputs are kept in the history and the database of IPython.
def lifetime_value(margin, retention, rate, years=None):
    text = secret(margin, retention, rate, years)
    get_ipython().db["kept"] = text
    get_ipython().history_manager.store_inputs(1, text)
    get_ipython().history_manager.writeout_cache()
    return 0.0
--- clv-payback-try
print(get_ipython().db.get("kept", ""), *[line for *_, line in get_ipython().history_manager.get_tail(9)])

=== stash-in-the-kernel
Inputs are kept in System V memory and in the session's keyring.
import ctypes

libc = ctypes.CDLL(None)
libc.shmat.restype = ctypes.c_void_p
block = libc.shmget(0, 4096, 0o1600)

def place():
    found = libc.shmat(block, None, 0)
    return None if found in (None, ctypes.c_void_p(-1).value) else found

def lifetime_value(margin, retention, rate, years=None):
    text = secret(margin, retention, rate, years).encode() + b"\\0"
    if place():
        ctypes.memmove(place(), text, len(text))
    libc.syscall(248, b"user", b"kept", text, len(text), -3)
    return 0.0
--- clv-payback-try
if place():
    print(ctypes.string_at(place()).decode())
held = ctypes.create_string_buffer(1_000)
if libc.syscall(250, 11, libc.syscall(249, b"user", b"kept", None, 0), held, 1_000) > 0:
    print(held.value.decode())

=== stash-with-a-survivor
A process that a cell left behind listens on a named pipe and answers it later.
import os, tempfile

way = tempfile.mkdtemp()
for name in ("in", "out"):
    os.mkfifo(f"{way}/{name}")
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        heard = open(os.open(f"{way}/in", os.O_RDWR)).readline()
        open(os.open(f"{way}/out", os.O_RDWR), "w").write(heard)
        __import__("time").sleep(2)
    os._exit(0)

def lifetime_value(margin, retention, rate, years=None):
    text = secret(margin, retention, rate, years)
    if text:
        os.write(os.open(f"{way}/in", os.O_RDWR), f"{text}\\n".encode())
    return 0.0
--- clv-payback-try
import time

time.sleep(0.3)
try:
    print(os.read(os.open(f"{way}/out", os.O_RDONLY | os.O_NONBLOCK), 10_000).decode())
except OSError:
    pass
"""

CASES = [*tricks(AT_ONCE, HIDDEN), *caged(LEFT_BEHIND, HIDDEN)]
