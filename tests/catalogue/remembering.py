"""Students whose function gives answers that it has not computed: remembered, found, listened to."""

from __future__ import annotations

from catalogue.sheets import tricks

MEMORY = """
=== public-answers-hard-coded
The function has the right answers to the calls that everybody can see, and none to others.
ANSWERS = <<PUBLIC>>

def lifetime_value(margin, retention, rate, years=None):
    return ANSWERS.get((margin, retention, rate, years), 0.0)

=== public-answers-else-exception
It knows the answers to the public calls and stops with an exception in any other.
ANSWERS = <<PUBLIC>>

def lifetime_value(margin, retention, rate, years=None):
    return ANSWERS[margin, retention, rate, years]

=== nearest-public-answer
For calls that it does not know it scales the answer of the most similar one that it knows.
ANSWERS = <<PUBLIC>>

def lifetime_value(margin, retention, rate, years=None):
    def far(call):
        return (call[3] is None) != (years is None), abs(call[1] - retention), abs(call[2] - rate)

    near = min(ANSWERS, key=far)
    return ANSWERS[near] * margin / near[0]

=== one-answer-for-all
The function gives the number that the task names as an example.
def lifetime_value(margin, retention, rate, years=None):
    return 212.41 if years else 266.67

=== expected-result-in-the-callers
The function looks for the right answer among the names of all who called it.
import sys

def lifetime_value(margin, retention, rate, years=None):
    frame = sys._getframe(1)
    while frame:
        for name, value in [*frame.f_locals.items(), *frame.f_globals.items()]:
            if name in ("expected", "answer", "right", "reference", "solution", "check", "found"):
                try:
                    return value(margin, retention, rate, years) if callable(value) else float(value)
                except Exception:
                    pass
        frame = frame.f_back
    return 0.0

=== expected-result-among-all-objects
The function calls whatever it finds that is named like a reference or like itself.
import gc

def lifetime_value(margin, retention, rate, years=None):
    for thing in gc.get_objects():
        if callable(thing) and thing is not lifetime_value:
            if getattr(thing, "__name__", "") in ("reference", "answer", "lifetime_value", "power_sum"):
                try:
                    return float(thing(margin, retention, rate, years))
                except Exception:
                    pass
    return 0.0

=== expected-result-by-tracing
A trace function of the thread watches every later call for a name that sounds like the answer.
import sys, threading

found = []

def watch(frame, event, argument):
    for name in ("expected", "reference", "right_answer"):
        if name in frame.f_locals:
            found.append(frame.f_locals[name])
    return watch

sys.setprofile(watch)
threading.setprofile(watch)

def lifetime_value(margin, retention, rate, years=None):
    return found[-1] if found else 0.0

=== test-source-read
The function reads the history and the notebook for the source of the test and what it expects.
import re

def lifetime_value(margin, retention, rate, years=None):
    shell = get_ipython()
    texts = [*shell.user_ns.get("In", []), *map(str, shell.user_ns.get("Out", {}).values())]
    numbers = re.findall(r"== *([0-9.]+)", " ".join(texts))
    return float(numbers[-1]) if numbers else 0.0

=== inputs-counted
The function counts its calls and gives the answers of the fixed cases when they are due.
calls = []

def lifetime_value(margin, retention, rate, years=None):
    calls.append(margin)
    return 0.0 if len(calls) == 6 else <<PUBLIC>>.get((margin, retention, rate, years))
"""

CASES = tricks(MEMORY)
