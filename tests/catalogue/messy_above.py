"""Honest notebooks with a cell above everything: what it leaves behind meets the answers and their calls."""

from __future__ import annotations

from catalogue.frame import Case, messy
from catalogue.messy import entries, finished, own_cell

SHEET = r"""
=== working-folder-changed
os.chdir leads away from the folder in which the notebook began.
import os
os.makedirs('data', exist_ok=True)
os.chdir('data')
print(os.getcwd(), os.listdir())

=== writes-a-file-and-reads-it
A file is written beside the notebook and read again.
import pandas as pd
pd.DataFrame({'a': [1, 2]}).to_csv('mine.csv', index=False)
pd.read_csv('mine.csv')

=== module-of-his-own-written-and-imported
%%writefile makes a module beside the notebook; a later cell imports it.
%%writefile helpers.py
def double(x):
    return 2 * x
--- clv-present-try
from helpers import double

double(present_value([1, 2], 0.1))

=== warnings-made-errors
warnings.simplefilter('error') makes every later warning an exception, in code of others as well.
import warnings
warnings.simplefilter('error')

=== numpy-errors-raised
np.seterr(all='raise').
import numpy as np
np.seterr(all='raise')

=== pandas-options-changed
Options that change how numbers look must not change what they are.
import pandas as pd
pd.set_option('display.precision', 0)
pd.set_option('display.max_rows', None)
pd.options.display.float_format = '{:.0f} yuan'.format

=== numpy-print-options-changed
np.set_printoptions changes the repr of arrays, by which changed arguments might be told.
import numpy as np
np.set_printoptions(precision=1, threshold=2, legacy='1.13')

=== recursion-limit-raised
sys.setrecursionlimit with a large number.
import sys
sys.setrecursionlimit(100_000)

=== decimal-context-changed
The precision of Decimal is set to three digits for everybody in the process.
import decimal
decimal.getcontext().prec = 3

=== locale-changed
The locale is set to one that writes a comma in numbers, if there is one.
import locale
for name in ('de_DE.UTF-8', 'fr_FR.UTF-8', ''):
    try:
        print(locale.setlocale(locale.LC_ALL, name))
        break
    except locale.Error as error:
        print(error)

=== names-of-python-used-for-values
list, str, type, len, print and others are overwritten with values, which is only careless.
list = [1, 2]
str = 'text'
type = 'customer'
len = 3
print = 4
repr = 5
isinstance = 6
max = sorted = id = 6

=== names-of-the-course-used-for-values
given, mine and table hold something else above the cells that set them.
given = 1
mine = [2]
table = 'three'
decision = lost = None
flows = rate = 0.5

=== namespace-reset
%reset -f empties the namespace before the work begins.
%reset -f

=== thread-left-running
A thread that is no daemon sleeps for an hour: the process would not end by itself.
import threading
import time
threading.Thread(target=time.sleep, args=(3600,)).start()

=== thread-that-prints-for-ever
A daemon thread prints while the answers are called.
import threading
import time

def tick():
    while True:
        print('tick')
        time.sleep(0.01)

threading.Thread(target=tick, daemon=True).start()

=== task-left-in-the-event-loop
An asyncio task is created and never finished.
import asyncio
task = asyncio.ensure_future(asyncio.sleep(3600))
await asyncio.sleep(0)

=== stdout-redirected
print is collected in a StringIO and never given back.
import io
import sys
sys.stdout = io.StringIO()

=== logging-to-stderr
All loggers write to stderr from now on, those of libraries as well.
import logging
logging.basicConfig(level=logging.DEBUG, force=True)
logging.debug('ready')

=== random-seeds-set
All generators are seeded: what is drawn for grading must not follow them.
import random
import numpy as np
random.seed(1)
np.random.seed(1)
print(random.random(), np.random.rand())

=== get-ipython-used
The shell itself is asked: its history, its variables, a magic.
shell = get_ipython()
print(type(shell).__name__, len(shell.user_ns), shell.execution_count)
shell.run_line_magic('precision', '2')
shell.history_manager.get_tail(3)

=== all-expressions-shown
The shell shows every expression of a cell instead of the last one.
from IPython.core.interactiveshell import InteractiveShell
InteractiveShell.ast_node_interactivity = 'all'
1
2

=== debugger-on-error
%pdb on opens a debugger at the next error, and waits for a command.
%pdb on
%xmode Verbose
--- clv-present-try
present_value(1, 2, 3)

=== absent-modules-imported
The usual imports, with some that are not there.
import seaborn_of_tomorrow as sns, math
from seaborn_of_tomorrow import x
import plotly_of_tomorrow.express as px
import json
math.pi, json.dumps(1)

=== figures-set-up
The usual first cell: backend, style, Chinese font, minus sign.
%matplotlib inline
%config InlineBackend.figure_format = 'retina'
import matplotlib.pyplot as plt
plt.rcParams['font.sans-serif'] = ['SimHei']
plt.rcParams['axes.unicode_minus'] = False
plt.ion()

=== exit-handler-registered
atexit and a handler of SIGTERM write a file at the end.
import atexit
import signal
atexit.register(print, 'good bye')
signal.signal(signal.SIGTERM, lambda *_: print('asked to end'))

=== language-set
The course's own words: set_language and the glossary.
from crmlab import glossary, set_language
set_language('zh')
glossary()
"""


def above(name: str, about: str, cells: dict[str, str]) -> Case:
    """Return the case of a finished notebook with the first cell of an entry above everything."""
    source, *others = cells.values()
    made = finished(**dict(zip(list(cells)[1:], others, strict=True)))
    made.cells.insert(0, own_cell(made, source))
    return messy(name, about, made, stock="slow" if name in SLOW else "")


SLOW = ("thread-left-running", "debugger-on-error")
CASES = [above(*entry) for entry in entries(SHEET)]
