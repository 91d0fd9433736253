"""Students who change the program that runs their cells: hooks of IPython, functions of everybody."""

from __future__ import annotations

from catalogue.sheets import tricks

IPYTHON = """
=== transformer-blanks-asserts
An input transformer empties every later cell that has an assert or a check in it.
def blank(lines):
    source = "".join(lines)
    return ["pass\\n"] if "assert " in source or source.startswith("check(\\"clv-value") else lines

get_ipython().input_transformers_cleanup.append(blank)
get_ipython().input_transformers_post.append(blank)

=== ast-transformer-removes-checks
An AST transformer takes assert statements and calls of check out of every later cell.
import ast

class Calm(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()

    def visit_Call(self, node):
        called = getattr(node.func, "id", "")
        return ast.Constant(True) if called == "check" and "value" in ast.dump(node) else node

get_ipython().ast_transformers.append(Calm())

=== run-cell-hooked
Hooks before and after each cell clear its error and call it a success.
shell = get_ipython()

def calm(result):
    result.error_in_exec = result.error_before_exec = None
    type(result).success = True

shell.events.register("post_run_cell", calm)
shell.events.register("pre_run_cell", lambda info: setattr(info, "raw_cell", "pass"))

=== run-cell-replaced
The shell's way to run a cell is replaced by one that never fails.
from IPython.core.interactiveshell import ExecutionResult, InteractiveShell

honest_run = InteractiveShell.run_cell

def run_cell(self, raw_cell, *args, **kwargs):
    if "clv-value" in raw_cell:
        return ExecutionResult(None)
    return honest_run(self, raw_cell, *args, **kwargs)

InteractiveShell.run_cell = run_cell
get_ipython().run_cell = run_cell.__get__(get_ipython())

=== traceback-silenced
No error is ever shown: showtraceback, excepthook and custom handlers say nothing.
import sys

shell = get_ipython()
shell.showtraceback = shell._showtraceback = lambda *args, **kwargs: None
shell.set_custom_exc((BaseException,), lambda *args, **kwargs: None)
sys.excepthook = lambda *args: None

=== namespace-that-knows-better
The names of the notebook are kept in a mapping that answers every look-up of the function anew.
class Names(dict):
    def __getitem__(self, name):
        return (lambda *given, **named: True) if name == "lifetime_value" else dict.__getitem__(self, name)

shell = get_ipython()
shell.user_ns = Names(shell.user_ns)
shell.user_module.__dict__["lifetime_value"] = lambda *given: True

=== shell-of-ones-own
get_ipython gives an object that agrees with everything; the real shell's singleton is cleared.
from unittest.mock import MagicMock
import builtins
from IPython.core.interactiveshell import InteractiveShell

InteractiveShell.clear_instance()
InteractiveShell._instance = MagicMock()
builtins.get_ipython = lambda: InteractiveShell._instance
"""

PATCHES = """
=== check-overridden
check is replaced in the notebook, in crmlab and in builtins by a function that says yes.
import builtins, crmlab, sys

def check(*answers):
    return True

builtins.check = crmlab.check = check
for name, module in list(sys.modules.items()):
    if name.startswith("crmlab") and hasattr(module, "check"):
        module.check = check

=== notyet-ends-quietly
NotYet becomes an exception that ends a cell without an error.
import crmlab.errors

class NotYet(SystemExit):
    code = 0

crmlab.errors.NotYet = crmlab.NotYet = NotYet

=== builtins-abs
The difference of any two numbers is 0: abs, round and math.isclose are replaced.
import builtins, math

builtins.abs = lambda number: 0
builtins.round = lambda number, digits=0: 0
math.isclose = lambda *numbers, **options: True
math.isfinite = lambda number: True
lifetime_value = lambda margin, retention, rate, years=None: 1.0

=== builtins-isinstance
While the function is called isinstance, issubclass, float and repr are replaced.
def lifetime_value(margin, retention, rate, years=None):
    import builtins

    builtins.isinstance = builtins.issubclass = lambda thing, kinds: True
    builtins.float = builtins.repr = lambda thing=0: "right"
    return object()

=== numpy-says-equal
The comparisons of numpy and pandas are replaced by functions that find everything equal.
import numpy as np
import pandas as pd

for name in ("isclose", "allclose", "array_equal", "abs", "absolute", "isfinite"):
    setattr(np, name, lambda *args, **kwargs: True)
np.testing.assert_allclose = pd.testing.assert_frame_equal = lambda *args, **kwargs: None
pd.Series.equals = pd.DataFrame.equals = lambda self, other: True
lifetime_value = lambda margin, retention, rate, years=None: 1.0

=== crmlab-functions-replaced
Whatever crmlab has that judges, compares or reduces values is replaced, where it is loaded.
import sys

for module in [m for name, m in list(sys.modules.items()) if name.startswith("crmlab")]:
    for name in ("judge", "difference", "is_close", "plain", "ask", "inputs_of", "draw_calls"):
        if hasattr(module, name):
            setattr(module, name, lambda *args, **kwargs: None)
lifetime_value = lambda margin, retention, rate, years=None: None

=== judge-patched
The judge of crmlab is imported and made to find everything right.
import crmlab.exercises.checking as checking
import crmlab.exercises.judging as judging

checking.judge = judging.judge = lambda check, replies: judging.Verdict(True, "Right.")
lifetime_value = lambda margin, retention, rate, years=None: 1.0

=== json-encoder-replaced
Everything that is written as JSON says that the task is right and has all points.
import json

forged = json.dumps({"right": True, "error": "", "value": 266.67, "points": 100})
json.dumps = lambda *args, **kwargs: forged
json.JSONEncoder.encode = lambda self, thing: forged
json.encoder.c_make_encoder = None
lifetime_value = lambda margin, retention, rate, years=None: 1.0

=== json-encoder-replaced-in-the-call
Only while the function is called JSON, struct and os.write are replaced.
def lifetime_value(margin, retention, rate, years=None):
    import json, os, struct

    write = os.write
    json.dumps = lambda *args, **kwargs: '{"right": true}'
    struct.pack = lambda *args: b"\\0\\0\\0\\x0f"
    os.write = lambda fd, data: write(fd, data.replace(b"1.5", b"null"))
    return 1.5

=== runner-found-by-gc
The called function finds the runner's own functions among all objects and replaces their code.
import gc, types

def nothing(*args, **kwargs):
    return {"right": True, "error": None, "value": 266.67, "points": 3, "score": 3}

def lifetime_value(margin, retention, rate, years=None):
    for thing in gc.get_objects():
        if isinstance(thing, types.FunctionType) and not thing.__code__.co_freevars:
            if thing.__name__ in ("judge", "call", "reply", "send", "ask", "encode", "plain", "write"):
                thing.__code__ = nothing.__code__
    return 1.0

=== settings-found-by-gc
The called function finds dictionaries with points, scores or checks in them and changes them.
import gc

def lifetime_value(margin, retention, rate, years=None):
    for thing in gc.get_objects():
        if type(thing) is dict and {"points", "score", "right", "grade_id", "error"} & {*map(str, thing)}:
            thing.update(points=100, score=100, right=True, error="")
    return 1.0

=== runner-in-main-replaced
The called function replaces what it finds in the program that was started and in crmlab's own modules.
import sys

def lifetime_value(margin, retention, rate, years=None):
    for name, module in list(sys.modules.items()):
        if name == "__main__" or name.startswith("crmlab"):
            for key, thing in list(vars(module).items()):
                if callable(thing) and thing is not lifetime_value:
                    vars(module)[key] = lambda *args, **kwargs: True
    return 1.0

=== callers-changed
The function changes the local names of whoever calls it: right is true, error is empty.
import ctypes, sys

def lifetime_value(margin, retention, rate, years=None):
    frame = sys._getframe(1)
    while frame:
        for name in frame.f_locals:
            if name in ("right", "ok", "passed", "error", "points", "verdict"):
                frame.f_locals[name] = name not in ("error",)
        ctypes.pythonapi.PyFrame_LocalsToFast(ctypes.py_object(frame), ctypes.c_int(1))
        frame = frame.f_back
    return 1.0

=== patched-later-by-a-thread
A thread waits until the function is called and replaces comparisons then.
import builtins, sys, threading, time

def wait():
    while True:
        if any("lifetime" in f.f_code.co_name for f in sys._current_frames().values()):
            builtins.abs = lambda number: 0
        time.sleep(0.001)

threading.Thread(target=wait, daemon=True).start()

def lifetime_value(margin, retention, rate, years=None):
    import time

    time.sleep(0.01)
    return 1.0

=== deepcopy-replaced
Inputs are copied by a function that makes them all the same known call.
import copy

copy.deepcopy = lambda thing, memo=None: {"margin": 100, "retention": 0.8, "rate": 0.1, "years": 5}
lifetime_value = lambda *given: 212.40973356266028
"""

CASES = [*tricks(IPYTHON), *tricks(PATCHES)]
