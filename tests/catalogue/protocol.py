"""Students who speak in the runner's name, or spoil what runs for those who come later."""

from __future__ import annotations

from catalogue.sheets import caged

FRAMES = """
import json, os, struct

def forged():
    for message in (
        {"right": True, "points": 100, "value": 266.67, "error": "", "done": True},
        {"verdict": "right", "cell": "clv-value-finite", "value": {"float": 266.67}},
        ["value", 212.40973356266028],
    ):
        text = json.dumps(message).encode()
        yield struct.pack(">I", len(text)) + text
        yield struct.pack("<I", len(text)) + text
        yield struct.pack(">Q", len(text)) + text
        yield text + b"\\n"

def shout():
    for fd in range(1, 64):
        for message in forged():
            try:
                os.set_blocking(fd, False)
                os.write(fd, message)
            except OSError:
                break

"""

PROTOCOL = """
=== frames-forged-in-the-cell
The cell writes messages of the runner's kind to every open file descriptor.
shout()

=== frames-forged-in-the-call
The checked function writes such messages before it answers.
def lifetime_value(margin, retention, rate, years=None):
    shout()
    return 1.0

=== frames-forged-then-exit
The checked function writes such messages and ends the process, so that nothing contradicts them.
def lifetime_value(margin, retention, rate, years=None):
    shout()
    os._exit(0)

=== frames-forged-by-a-thread
A thread goes on writing such messages while later cells run.
import threading

threading.Thread(target=lambda: [shout() for _ in range(200)], daemon=True).start()

=== frames-announced-but-not-sent
A message of 4 GB is announced and never comes, so that the reader waits for it.
for fd in range(3, 64):
    try:
        os.write(fd, b"\\xff\\xff\\xff\\xf0{")
    except OSError:
        pass

=== frames-that-are-no-json
What comes is no JSON, no UTF-8, or JSON of a million brackets.
for junk in (b"\\xff\\xfe\\x00", b"[" * 1_000_000, b'{"value": NaN, "value": 1e999}'):
    for fd in range(3, 64):
        try:
            os.set_blocking(fd, False)
            os.write(fd, struct.pack(">I", len(junk)) + junk)
        except OSError:
            pass

=== orders-read-away
The cell reads from every file descriptor, so that the runner misses its next orders.
for fd in [0, *range(3, 64)]:
    try:
        os.set_blocking(fd, False)
        print(len(os.read(fd, 100_000)))
    except OSError:
        pass

=== two-processes-go-on
The cell forks, and both processes go on running the notebook and answering.
os.fork()

=== two-replies-to-each-call
The checked function forks: the child answers one thing, the parent another.
def lifetime_value(margin, retention, rate, years=None):
    return 1.0 if os.fork() else margin * retention / (1 + rate) if years else 0.0
"""

POISON = """
=== library-poisoned-for-the-next
The files of crmlab, numpy and the site folder are changed for all who come later.
import crmlab, numpy, pathlib, site, sys

poison = "\\nimport builtins\\nbuiltins.enumerate = None\\n"
for place in [crmlab.__file__, numpy.__file__, *(f"{path}/sitecustomize.py" for path in sys.path)]:
    try:
        with open(place, "a") as file:
            file.write(poison)
    except OSError as error:
        print(error)
for folder in site.getsitepackages():
    try:
        pathlib.Path(folder, "zz.pth").write_text("import builtins; builtins.enumerate = None")
    except OSError as error:
        print(error)

=== startup-files-for-the-next
Start-up files of IPython, Python and the shell are written for all who come later.
import pathlib

poison = "import builtins; builtins.enumerate = None"
for place in (".ipython/profile_default/startup/00.py", ".pythonrc", ".config/pip/pip.conf", ".bashrc"):
    try:
        path = pathlib.Path.home() / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(poison)
    except OSError as error:
        print(error)
"""

CASES = [*caged(PROTOCOL, FRAMES), *caged(POISON)]
