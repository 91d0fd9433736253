"""Students whose code never ends, or eats the memory of the machine."""

from __future__ import annotations

from catalogue.sheets import tricks

LOOPS = r"""
=== loop-in-the-cell
The cell computes for ever.
while True:
    pass

=== loop-in-a-free-cell
The cell for trying out never ends, whatever comes after it.
--- clv-value-try
while True:
    pass

=== loop-in-the-call
The checked function computes for ever.
def lifetime_value(margin, retention, rate, years=None):
    while True:
        pass

=== loop-in-hidden-calls-only
The checked function computes for ever where nobody sees the call.
PUBLIC = <<PUBLIC>>

def lifetime_value(margin, retention, rate, years=None):
    while (margin, retention, rate, years) not in PUBLIC:
        pass
    return 0.0

=== loop-that-catches-everything
The loop catches what is sent to stop it, and goes on.
import signal

for number in (signal.SIGINT, signal.SIGALRM, signal.SIGTERM, signal.SIGXCPU, signal.SIGHUP):
    signal.signal(number, signal.SIG_IGN)
while True:
    try:
        while True:
            pass
    except BaseException:
        continue

=== loop-that-catches-everything-in-the-call
The checked function catches what is sent to stop it, takes the alarm away, and goes on.
import signal

def lifetime_value(margin, retention, rate, years=None):
    while True:
        try:
            signal.alarm(0)
            signal.setitimer(signal.ITIMER_REAL, 0)
            for number in (signal.SIGINT, signal.SIGALRM, signal.SIGTERM, signal.SIGXCPU):
                signal.signal(number, signal.SIG_IGN)
        except BaseException:
            pass

=== loop-in-c
One call of C computes for ever and looks at no signal.
import itertools

sum(itertools.repeat(1))

=== loop-in-a-power
An integer is computed that nobody can write down.
def lifetime_value(margin, retention, rate, years=None):
    return pow(7, 10**9) * pow(3, 10**9)

=== loop-in-a-regular-expression
A pattern needs more steps than there are atoms.
import re

re.match(r"(a|a?)+$", "a" * 60 + "b")

=== sleeps-for-ever
The cell waits for ever and computes nothing, so that no limit on computing ends it.
import time

while True:
    time.sleep(10**6)

=== sleeps-in-the-call
The checked function waits for ever.
import threading

def lifetime_value(margin, retention, rate, years=None):
    threading.Event().wait()

=== waits-for-itself
The cell waits for a lock that it holds, for a pipe that nobody writes to, for a child that never ends.
import os, subprocess, threading

child = subprocess.Popen(["sleep", "infinity"])
reader, writer = os.pipe()
child.wait()
os.read(reader, 1)
threading.Lock().acquire() and threading.Lock().acquire()

=== awaits-for-ever
The cell awaits what never comes, in the event loop that runs it.
import asyncio

await asyncio.get_running_loop().create_future()

=== loop-in-the-display
The last line is an object that takes for ever to be shown.
class Slow:
    def __repr__(self):
        while True:
            pass

    __getattr__ = _repr_html_ = _repr_mimebundle_ = lambda self, *args, **kwargs: repr(self)

Slow()

=== loop-in-a-hook
A hook that IPython calls before each later cell never ends.
import time

get_ipython().events.register("pre_run_cell", lambda *args: time.sleep(10**6))

=== loop-in-the-exception
The exception of the call takes for ever to be written.
class Slow(Exception):
    def __str__(self):
        while True:
            pass

def lifetime_value(margin, retention, rate, years=None):
    raise Slow

=== loop-while-the-value-is-read
The answer is a list that never ends, and a mapping whose length grows while it is read.
class Endless(list):
    def __iter__(self):
        while True:
            yield 1.0

class Growing(dict):
    def items(self):
        while True:
            yield len(self), self

def lifetime_value(margin, retention, rate, years=None):
    return Growing(a=1) if years is None else Endless([1.0])

=== loop-at-the-end
The process does not end when it is asked to: exit handlers and threads that are no daemons go on.
import atexit, threading, time

atexit.register(time.sleep, 10**6)
threading.Thread(target=time.sleep, args=(10**6,)).start()

=== loops-everywhere
The cells of one's own and the function all loop, so that every limit is reached once.
def lifetime_value(margin, retention, rate, years=None):
    while True:
        pass
--- clv-value-try
while True:
    pass
--- clv-payback-try
while True:
    pass
"""

MEMORY = r"""
=== memory-as-bytes
Ten gigabytes are asked for at once.
much = bytes(10**10)

=== memory-in-numpy
Ten gigabytes are asked for and written to.
import numpy as np

much = np.ones(10**10 // 8)
much[:] = 2

=== memory-growing
A list grows until nothing is left.
much = []
while True:
    much.append("x" * 10**6 + str(len(much)))

=== memory-in-the-call
A list grows in the checked function.
def lifetime_value(margin, retention, rate, years=None):
    much = []
    while True:
        much.append(bytearray(10**7))

=== memory-again-and-again
The function catches that there is no memory, and asks again.
def lifetime_value(margin, retention, rate, years=None):
    much = []
    while True:
        try:
            much.append(bytearray(10**8))
        except MemoryError:
            continue

=== memory-as-one-text
A text is doubled until it does not fit.
text = "x"
while True:
    text += text

=== recursion-without-end
The function calls itself without end.
def lifetime_value(margin, retention, rate, years=None):
    return lifetime_value(margin, retention, rate, years)

=== recursion-past-the-limit
The limit of recursion is taken away, so that the stack itself runs over.
import sys

sys.setrecursionlimit(10**9)

def lifetime_value(margin, retention, rate, years=None):
    return sorted([1, 2], key=lambda one: lifetime_value(margin, retention, rate, years))

=== recursion-in-the-compiler
An expression of a million signs is compiled, each inside the one before.
eval("-" * 10**6 + "1")

=== threads-without-number
Threads are started until there are no more.
import threading, time

while True:
    threading.Thread(target=time.sleep, args=(10**6,), daemon=True).start()
"""

CASES = [*tricks(LOOPS, stock="slow"), *tricks(MEMORY, stock="slow")]
