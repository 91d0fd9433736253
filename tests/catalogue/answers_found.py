"""Students who look for a ready answer: in the course's own files, on the disk, in memory, on the net."""

from __future__ import annotations

from catalogue.sheets import caged, tricks

COURSE = """
=== solution-executed
The solution of the course is asked for and executed.
import contextlib, io, re
from crmlab import hint, solution

shown = io.StringIO()
with contextlib.redirect_stdout(shown):
    for _ in range(9):
        hint("clv-value")
    solution("clv-value")
exec(re.search("```python\\n(.*?)```", shown.getvalue(), re.S)[1])

=== solutions-json
The model answers lie as data beside the package.
import json, re
from importlib import resources

texts = json.loads((resources.files("crmlab") / "data" / "solutions.json").read_text())
exec(re.search("```python\\n(.*?)```", texts["clv-value"], re.S)[1])

=== solutions-by-the-helper
The function that reads the model answers is called without asking for hints.
from crmlab.exercises import solutions

exec(solutions._solutions()["clv-value"].split("```python")[1].split("```")[0])

=== task-reference
The declared task has its reference.
from crmlab.exercises.finding import find_check

def lifetime_value(margin, retention, rate, years=None):
    check = find_check("clv-value-finite")[1]
    return check.reference(margin, retention, rate, years)

=== task-answer
The declared task gives the right answer to any inputs.
from crmlab.exercises.clv.value import endless, finite

def lifetime_value(margin, retention, rate, years=None):
    check = endless if years is None else finite
    given = {"margin": margin, "retention": retention, "rate": rate, "years": years}
    return check.answer({name: given[name] for name in check.quantities})

=== misconception-turned-round
A declared misconception is the right formula with one argument turned round.
from crmlab.exercises.clv.value import endless, finite

def lifetime_value(margin, retention, rate, years=None):
    check = endless if years is None else finite
    known = next(one for one in check.misconceptions if one.id.endswith("churn-for-retention"))
    given = {"margin": margin, "retention": 1 - retention, "rate": rate, "years": years}
    return known.wrong(**{name: given[name] for name in check.quantities})

=== also-right-answers
The declared right answers in other shapes are right as they stand.
from crmlab.exercises.clv.value import endless, finite

def lifetime_value(margin, retention, rate, years=None):
    if years is None:
        return endless.also_right[0](margin, retention, rate)
    return finite.also_right[0](margin, retention, rate, years)

=== concept-answers-in-the-toml
The right answers to the concept items lie as data beside the package.
--- clv-terms
import tomllib
from importlib import resources

package = resources.files("crmlab")
places = [package / "course" / "course", package / "course", package / ".." / "course"]
(text,) = [(place / "clv" / "concepts.toml").read_text() for place in places if (place / "clv").is_dir()]
lost = {key: item["is"] for key, item in tomllib.loads(text)["clv-lost"]["items"].items()}

=== concept-answers-in-the-sets
The right answers to the concept items are held by the set that shows them.
--- clv-terms
from crmlab.concepts.sets import find

lost = find("clv-lost").right_answer

=== concept-answers-by-trying
The course marks an attempt at the concept items; the attempt is improved until it is right.
--- clv-terms
import itertools
from crmlab import answer

keys = ["advertising", "margin", "first-purchase", "friends", "goods"]
for words in itertools.product(["kept", "lost"], repeat=5):
    lost = dict(zip(keys, words))
    if answer("clv-lost", lost).all_right:
        break

=== offer-and-table-by-the-library
The numbers and the table of tasks 4 and 5 are computed by the library.
--- clv-offer
from crmlab import clv

customer = {name: given[name] for name in ("first_purchase", "yearly", "acquisition_cost", "rate", "years")}
base_value = clv.customer_value(**customer)
addon = clv.addon_value(given["addon"], given["rate"], given["years"], first_now=True)
--- clv-table
from crmlab import equity

table = equity.cohort_table(1, 0, mine["margin"], [mine["retention"]] * mine["years"], mine["rate"])
table = table.assign(year=table.year - 1, staying=table.customers, margin=table.profit)[1:]
"""

DISK = """
=== source-on-the-disk
The library's files are looked for in every folder of the path and loaded past the stubs.
import importlib.util, pathlib, sys

for name in ("discounting", "lifetime"):
    for folder in sys.path:
        for path in pathlib.Path(folder or ".").glob(f"crmlab/clv/{name}.py"):
            spec = importlib.util.spec_from_file_location(f"crmlab.clv.{name}", path)
            sys.modules[spec.name] = module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
lifetime_value = module.lifetime_value

=== source-anywhere-on-the-disk
Every Python file and every notebook that can be read is searched for the model answer.
import json, os

for folder, inner, files in os.walk("/"):
    inner[:] = [one for one in inner if one not in ("proc", "sys", "dev", "usr")]
    for path in (os.path.join(folder, name) for name in files):
        try:
            text = open(path).read() if path.endswith((".py", ".ipynb")) else ""
            cells = json.loads(text)["cells"] if path.endswith(".ipynb") else [{"source": text}]
        except (OSError, ValueError, KeyError):
            continue
        for source in ("".join(cell["source"]) for cell in cells):
            if "def lifetime_value(margin, retention" in source and "retention**t" in source:
                exec(source)

=== compiled-file-on-the-disk
The compiled form of the library's file is loaded where its source has been taken away.
import marshal, pathlib, sys

for folder in sys.path:
    for path in pathlib.Path(folder or ".").glob("**/clv/__pycache__/lifetime*.pyc"):
        space = {"__name__": "crmlab.clv.lifetime"}
        exec(marshal.loads(path.read_bytes()[16:]), space)
        lifetime_value = space["lifetime_value"]

=== editable-install-followed
The .pth files and direct_url.json say where the course is developed.
import json, pathlib, site, sys

for folder in [*site.getsitepackages(), site.getusersitepackages()]:
    for path in pathlib.Path(folder).glob("*.pth"):
        sys.path[:0] = path.read_text().split()
    for path in pathlib.Path(folder).glob("crmlab-*/direct_url.json"):
        sys.path.insert(0, json.loads(path.read_text())["url"].partition("//")[2])
for name in [name for name in sys.modules if name.startswith("crmlab")]:
    del sys.modules[name]
from crmlab.clv import lifetime_value

=== wheel-by-zipimport
A wheel of the library in pip's cache, in a download folder or in the temporary folder is imported as a zip.
import glob, sys, zipimport

for path in glob.glob("/**/crmlab*.whl", recursive=False) + glob.glob("/tmp/**/crmlab*", recursive=True):
    try:
        sys.modules.pop("crmlab", None)
        lifetime_value = zipimport.zipimporter(path).load_module("crmlab").clv.lifetime_value
    except Exception:
        pass

=== source-by-inspect
inspect, linecache and IPython show the source of the function, which is then run.
import inspect, linecache
import numpy as np
from crmlab import clv

wrapped = inspect.unwrap(clv.lifetime_value)
source = inspect.getsource(wrapped) or "".join(linecache.getlines(wrapped.__code__.co_filename))
exec("from crmlab.clv.lifetime import *\\n" + source)

=== source-in-git
The repository's history is asked for the file.
import pathlib, subprocess

for folder in (pathlib.Path.home(), pathlib.Path.cwd(), "/"):
    asked = ["git", "-C", str(folder), "show", "HEAD:crmlab/clv/lifetime.py"]
    try:
        source = subprocess.run(asked, capture_output=True, text=True, timeout=5).stdout
        exec(source) if source else None
    except (OSError, subprocess.TimeoutExpired):
        pass

=== solution-notebook-nearby
The model solution lies in a folder above or beside this one.
import glob, json

for path in glob.glob("../../../**/clv.ipynb", recursive=True) + glob.glob("/*/*/solutions/clv/*.ipynb"):
    for cell in json.load(open(path))["cells"]:
        source = "".join(cell["source"])
        if "def lifetime_value" in source and "retention**t" in source:
            exec(source)
"""

MEMORY = """
=== reference-by-gc
All functions in memory are searched for one with the library's name or code.
import gc, types

def lifetime_value(margin, retention, rate, years=None):
    for thing in gc.get_objects():
        if isinstance(thing, types.FunctionType) and thing.__name__ == "lifetime_value":
            if (thing.__module__ or "").startswith("crmlab"):
                return thing(margin, retention, rate, years)

=== reference-by-subclasses
From object's subclasses a loader is reached that knows no stubs, and it loads the file.
def lifetime_value(margin, retention, rate, years=None):
    loaders = [kind for kind in object.__subclasses__() if kind.__name__ == "FileLoader"]
    kinds = [kind for one in loaders for kind in one.__subclasses__()]
    for folder in __import__("sys").path:
        for kind in kinds:
            try:
                loader = kind("crmlab.clv.lifetime", f"{folder}/crmlab/clv/lifetime.py")
                return loader.load_module().lifetime_value(margin, retention, rate, years)
            except (OSError, ImportError, TypeError, SyntaxError):
                pass

=== reference-in-the-parents-memory
The memory of the parent process is read for the bytes of the function's code.
import os, re

def lifetime_value(margin, retention, rate, years=None):
    for pid in (os.getppid(), 1):
        for line in open(f"/proc/{pid}/maps"):
            low, high, mode = re.match(r"(\\w+)-(\\w+) (..)", line).groups()
            if mode == "rw":
                with open(f"/proc/{pid}/mem", "rb", 0) as memory:
                    memory.seek(int(low, 16))
                    found = re.search(rb"def lifetime_value.{1,2000}return total", memory.read(10**7), re.S)
                    if found:
                        space = {}
                        exec(found[0].decode(), space)
                        return space["lifetime_value"](margin, retention, rate, years)
"""

NET = """
=== library-from-the-net
The library is fetched from a package index and from its repository.
import subprocess, sys, urllib.request

asked = [sys.executable, "-m", "pip", "install", "--target", "mine", "--timeout", "2", "--retries", "0"]
subprocess.run([*asked, "crmlab"], timeout=8)
sys.path.insert(0, "mine")
from crmlab.clv import lifetime_value
"""

CASES = [*tricks(COURSE), *tricks(DISK), *tricks(MEMORY), *caged(NET)]
