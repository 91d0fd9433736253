"""Students who use the library's own function in place of writing one."""

from __future__ import annotations

from catalogue.sheets import tricks

NAMES = """
=== library-imported
The function is imported from the library.
from crmlab.clv import lifetime_value

=== library-imported-with-a-star
Everything is imported from the library's topic, the function with it.
from crmlab.clv import *

=== library-under-an-alias
A function of one's own hands everything on to the library under another name.
from crmlab import clv as tools

def lifetime_value(margin, retention, rate, years=None):
    worth = tools.lifetime_value
    return worth(margin, retention, rate, years)

=== library-inside-the-function
The import stands inside the function, so that it is executed at the call only.
def lifetime_value(margin, retention, rate, years=None):
    from crmlab.clv import lifetime_value as ready

    return ready(margin, retention, rate, years)

=== library-by-getattr
Module and function are reached by getattr with names that are put together.
import crmlab

lifetime_value = getattr(getattr(crmlab, "c" + "lv"), "_".join(["lifetime", "value"]))

=== library-by-importlib
The module is imported by importlib under a name that is put together.
import importlib

lifetime_value = vars(importlib.import_module(".".join(["crmlab", "clv"])))["lifetime_value"]

=== library-by-dunder-import
The submodule that holds the function is imported by __import__.
lifetime_value = __import__("crmlab.clv.lifetime", fromlist=["x"]).lifetime_value

=== library-by-name
pydoc, pkgutil and operator turn a text into the function.
import operator, pkgutil, pydoc

ways = (
    lambda: pydoc.locate("crmlab.clv.lifetime_value"),
    lambda: pkgutil.resolve_name("crmlab.clv:lifetime_value"),
    lambda: operator.attrgetter("clv.lifetime_value")(__import__("crmlab")),
)

def lifetime_value(margin, retention, rate, years=None):
    for way in ways:
        try:
            return way()(margin, retention, rate, years)
        except Exception:
            pass

=== library-by-exec
The import stands in a text that is decoded and executed.
import base64

exec(base64.b64decode(b"ZnJvbSBjcm1sYWIuY2x2IGltcG9ydCBsaWZldGltZV92YWx1ZQ=="))

=== library-by-runpy
The module's file is run as a program, and the function is taken from what it defines.
import runpy

lifetime_value = runpy.run_module("crmlab.clv.lifetime")["lifetime_value"]

=== library-as-a-partial
The function is a partial of the library's.
import functools
from crmlab import clv

lifetime_value = functools.partial(clv.lifetime_value, when="end")

=== library-as-a-vectorised-function
The function is numpy's vectorised form of the library's.
import numpy as np
from crmlab import clv

lifetime_value = np.vectorize(clv.lifetime_value)

=== library-by-pickle
The function is unpickled from its name.
import pickle

lifetime_value = pickle.loads(b"ccrmlab.clv\\nlifetime_value\\n.")

=== library-unwrapped
The undecorated function is taken out of the calculator.
import inspect
from crmlab.clv import lifetime_value as calculator

lifetime_value = inspect.unwrap(calculator)

=== library-out-of-a-closure
The undecorated function is taken out of the cells of the calculator's closure.
from crmlab import clv

def lifetime_value(margin, retention, rate, years=None):
    for cell in clv.lifetime_value.__closure__ or ():
        if callable(cell.cell_contents):
            return cell.cell_contents(margin, retention, rate, years)

=== library-by-a-magic
IPython's own commands load the function into the notebook.
%run -m crmlab.clv.lifetime
get_ipython().run_line_magic("run", "-m crmlab.clv.lifetime")

=== library-in-another-process
Another Python is started, outside of this one's imports, and asked.
import json, subprocess, sys

def lifetime_value(*given):
    asked = f"from crmlab import clv; print(clv.lifetime_value(*{given!r}))"
    done = subprocess.run([sys.executable, "-I", "-c", asked], capture_output=True, text=True)
    return float(done.stdout)

=== library-in-an-isolated-interpreter
A subinterpreter and an environment without this path are asked.
import os, subprocess

def lifetime_value(*given):
    asked = f"from crmlab import clv; print(clv.lifetime_value(*{given!r}))"
    for python in ("python3", "/usr/bin/python3", os.path.expanduser("~/.pyenv/shims/python")):
        try:
            done = subprocess.run([python, "-c", asked], capture_output=True, text=True, env={}, cwd="/")
            return float(done.stdout)
        except (OSError, ValueError):
            pass

=== library-reloaded
The stub is thrown away, other finders and paths are tried, and the module is imported again.
import importlib, sys

for name in [name for name in sys.modules if name.startswith("crmlab")]:
    del sys.modules[name]
sys.meta_path[:] = [finder for finder in sys.meta_path if "crmlab" not in type(finder).__module__]
sys.path_importer_cache.clear()
importlib.invalidate_caches()
from crmlab.clv import lifetime_value
"""

OTHERS = """
=== value-by-other-functions-of-the-topic
The topic's other functions give the value: growth of 0, referrals of one each year, a multiple of the margin.
from crmlab import clv

def lifetime_value(margin, retention, rate, years=None):
    if years is None:
        return margin * clv.retention_multiple(retention, rate)
    return clv.growing_value(margin, retention, rate, growth=0, years=years)

=== value-as-referrals
A chain of referrals with one newcomer each is the same sum.
from crmlab import clv

def lifetime_value(margin, retention, rate, years=None):
    return clv.referral_value(margin, referrals=1, conversion=retention, rate=rate, depth=years or 1000)

=== value-as-an-annuity
An annuity at the rate that counts leaving as a discount is the same sum.
from crmlab import clv

def lifetime_value(margin, retention, rate, years=None):
    return margin * clv.annuity_factor((1 + rate) / retention - 1, years or 1000)

=== value-as-past-and-future
The future half of past_and_future is the same sum.
from crmlab import clv

def lifetime_value(margin, retention, rate, years=None):
    flows = [0] + [margin * retention**year for year in range(1, (years or 800) + 1)]
    return clv.past_and_future(flows, rate, 0).future

=== value-by-equity
crmlab.equity holds the value of a base of one customer, and of a cohort of one.
from crmlab import equity

def lifetime_value(margin, retention, rate, years=None):
    if years is None:
        return equity.base_equity(1, margin, retention, rate)
    return equity.cohort_table(1, 0, margin, [retention] * years, rate)["present_value"].sum()

=== value-by-a-lifetime-table
The last row of the lifetime table of equity, imported from its own file.
from crmlab.equity.cohorts import lifetime_table

def lifetime_value(margin, retention, rate, years=None):
    years = years or 800
    table = lifetime_table(1, [0] + [margin] * years, 0, 0, 0, [retention] * years, rate)
    return table["lifetime_value"].iloc[-1]

=== value-by-break-even
crmlab.value compares the life with one in which everybody stays; that gives the multiple back.
from crmlab import value

def lifetime_value(margin, retention, rate, years=None):
    multiple = (1 - value.break_even_investment(1, retention, gain=1 - retention, rate=rate)) / rate
    later = (retention / (1 + rate)) ** years if years else 0
    return margin * multiple * (1 - later)

=== value-by-uplift
crmlab.lifecycle compares the life with one in which everybody leaves; that gives the multiple back.
from crmlab import lifecycle

def lifetime_value(margin, retention, rate, years=None):
    multiple = retention / (1 + rate) * (1 + lifecycle.retention_uplift(0.0, retention, rate))
    later = (retention / (1 + rate)) ** years if years else 0
    return margin * multiple * (1 - later)

=== value-by-sensitivity
The tornado table moves the margin by a tenth; from that the value follows.
from crmlab import clv
from crmlab.declared.sensitivity import sensitivity

def lifetime_value(margin, retention, rate, years=None):
    table = sensitivity(clv.lifetime_value, margin=margin, retention=retention, rate=rate, years=years)
    return table.set_index("parameter").at_low["margin"] / 0.9

=== value-by-show
The shown working has the value.
from crmlab import clv, show

def lifetime_value(margin, retention, rate, years=None):
    return show(clv.lifetime_value, margin, retention, rate, years).value

=== value-by-formula-steps
The steps of the working are computed from the docstring, without calling the function.
from crmlab import clv
from crmlab.declared.working import formula_steps

def lifetime_value(margin, retention, rate, years=None):
    given = dict(margin=margin, retention=retention, rate=rate, years=years, acquisition_cost=0, when="end")
    return formula_steps(clv.lifetime_value, given)[-1].value

=== value-by-the-docstring
The formula in the docstring, which is Python, is executed.
import inspect, textwrap
from crmlab import clv

def lifetime_value(margin, retention, rate, years=None):
    text = inspect.getdoc(clv.lifetime_value).split("Formula::\\n")[1].split("\\n\\nParameters")[0]
    names = dict(margin=margin, retention=retention, rate=rate, years=years, acquisition_cost=0, when="end")
    exec(textwrap.dedent(text), names)
    return names["value"]

=== value-by-an-explorer
The explorer of the lesson holds the calculator and its table.
from crmlab.explorers import find

def lifetime_value(margin, retention, rate, years=None):
    return find("clv-lifetime-value").calculator(margin, retention, rate, years)

=== value-by-a-picture
The picture of the lesson computes the running total itself, whether it can name the value or not.
from crmlab.figures.clv import LifetimeValue

def lifetime_value(margin, retention, rate, years=None):
    given = dict(margin=margin, retention=retention, rate=rate, years=years or 25)
    picture = LifetimeValue()
    try:
        picture.move(0, given | {"acquisition_cost": 0, "when": "end"})
    except Exception:
        pass
    return float(picture.line.get_ydata()[-1])
"""

CASES = [*tricks(NAMES), *tricks(OTHERS)]
