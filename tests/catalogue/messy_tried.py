"""Honest notebooks whose try-it cell does something unusual, between one right answer and the next."""

from __future__ import annotations

from catalogue.frame import Case, messy
from catalogue.messy import entries, finished

SHEET = r"""
=== magics-of-all-kinds
Line magics that look, time and list.
%time lifetime_value(100, 0.8, 0.1, 5)
%who
%pwd
%env
%history -n
%lsmagic
!ls
!echo ready

=== extension-that-is-absent
%load_ext of an absent extension.
%load_ext no_such_extension

=== backend-that-is-absent
%matplotlib widget without ipympl.
%matplotlib widget

=== package-that-is-absent
A package is imported that is not there.
import seaborn_of_tomorrow as sns

=== pip-install
A package is installed from within the notebook; it is there already.
%pip install numpy

=== pip-install-of-what-is-absent
Packages are installed from within the notebook in every way that there is; there is no network.
%pip install seaborn_of_tomorrow
!pip install seaborn_of_tomorrow
%conda install seaborn_of_tomorrow
!python -m pip install seaborn_of_tomorrow

=== one-package-among-others
Of what a line imports one package is not there.
import math, seaborn_of_tomorrow, json
math.floor(2.5), json.dumps(1)

=== many-lines
More lines are printed than anybody reads.
for n in range(110_000):
    print(n)

=== shell-cell
A cell in another language.
%%bash
echo ready
exit 3

=== question-mark
Help, source and the interactive help that asks.
lifetime_value?
?lifetime_value
lifetime_value??
help()

=== input-in-a-try-cell
input() and getpass() ask, and nobody answers.
import getpass
name = input('Your name? ')
print(float(getpass.getpass()))

=== input-until-the-answer-is-right
A loop asks until somebody types q, which never happens.
while input('q to stop ') != 'q':
    pass

=== await-at-top-level
Top-level await and async for.
import asyncio

async def counted():
    for n in range(3):
        yield n

await asyncio.gather(asyncio.sleep(0), asyncio.sleep(0.01))
[n async for n in counted()]

=== error-in-a-try-cell
A call that fails.
lifetime_value('a hundred', 0.8, 0.1, 5)

=== syntax-error-in-a-try-cell
A line that is no Python, with Chinese punctuation.
print（lifetime_value（100，0.8，0.1，5））

=== chain-of-errors-in-a-try-cell
An exception out of an exception, with notes, in a group.
try:
    1 / 0
except ZeroDivisionError as error:
    error.add_note('a note')
    raise ExceptionGroup('several', [ValueError('one'), error]) from error

=== recursion-without-end-in-a-try-cell
A function calls itself for ever.
def again(n):
    return again(n + 1)

again(0)

=== system-exit-in-a-try-cell
SystemExit ends its cell only.
raise SystemExit(1)

=== quit-in-a-try-cell
quit() ends its cell only.
print('done')
quit()

=== exit-without-brackets-in-a-try-cell
IPython calls exit when it is named.
exit

=== interrupted-try-cell
KeyboardInterrupt, as the stop button raises it.
raise KeyboardInterrupt

=== loop-without-end-in-a-try-cell
while True: the cell is ended, all else is graded.
years = 0
while years >= 0:
    years += 1

=== sleep-for-an-hour-in-a-try-cell
time.sleep(3600): the cell is ended, all else is graded.
import time
time.sleep(3600)

=== process-ended-in-a-try-cell
os._exit ends the process: it is started again without the cell.
import os
os._exit(0)

=== process-aborted-in-a-try-cell
os.abort ends the process by a signal.
import os
os.abort()

=== array-far-too-large-in-a-try-cell
8 TB are asked for.
np.ones((1_000_000, 1_000_000))

=== breakpoint-in-a-try-cell
A breakpoint is left behind and waits for a command.
breakpoint()
lifetime_value(100, 0.8, 0.1, 5)

=== debug-after-an-error
%debug looks at the last error and waits for a command.
%debug
--- clv-present-try
present_value(1, 2, 3)

=== worker-processes
A pool of processes, and a shell command that goes on behind.
import multiprocessing
import subprocess

subprocess.Popen(['sleep', '60'])
with multiprocessing.get_context('fork').Pool(2) as pool:
    print(pool.map(abs, [-1, -2]))

=== two-hundred-thousand-lines-printed
More is printed than a feedback can hold.
for n in range(200_000):
    print(n, 'a line of the output')

=== large-table-shown
A table of a hundred thousand rows, all of them shown.
pd.set_option('display.max_rows', None)
pd.DataFrame(np.ones((100_000, 3)))

=== styled-table-shown
A Styler writes its own style element.
pd.DataFrame({'a': [1.5, 2]}).style.format('{:.1f}').highlight_max().bar()

=== rich-display
DataFrame, HTML, Markdown, Latex, Image, JSON and a progress line are shown.
from IPython.display import HTML, JSON, Latex, Markdown, Math, clear_output, display
display(pd.DataFrame({'a': [1]}), HTML('<b>fat</b>'), Markdown('**fat**'))
display(Latex('$x^2$'), Math('x'), JSON({'a': 1}))
handle = display('waits', display_id=True)
handle.update('done')
print('50 %', end='\r')
clear_output(wait=True)

=== widgets-imported
Sliders are made, with and without a display.
import ipywidgets
from ipywidgets import interact
interact(lambda years=5: lifetime_value(100, 0.8, 0.1, years))
ipywidgets.IntSlider()

=== many-figures
Thirty figures stay open; Matplotlib warns.
import matplotlib.pyplot as plt
for n in range(30):
    plt.figure()
    plt.plot([n, 1])
plt.show()

=== figure-with-chinese-labels
Glyphs are missing, a warning for each; the figure is saved, too.
import matplotlib.pyplot as plt
fig, ax = plt.subplots()
ax.set_title('客户终身价值')
ax.set_xlabel('年')
fig.savefig('图.png')
plt.show()

=== figure-far-too-large
A figure of more pixels than Matplotlib draws.
import matplotlib.pyplot as plt
plt.figure(figsize=(700, 700), dpi=100)
plt.plot([1, 2])
plt.show()

=== warning-in-a-try-cell
A warning goes to stderr.
import warnings
warnings.warn('be careful')
np.log(0)

=== help-of-the-course
hint, solution, items and practice are called.
from crmlab import items, practice
hint('clv-value')
hint('clv-value')
items('clv-lost')
practice('clv-lost')
solution('clv-value')

=== explored-and-shown
explore and show are called of a function that is withheld.
from crmlab import clv, explore, show
explore(clv.lifetime_value)
show(clv.lifetime_value, 100, 0.8, 0.1, 5)

=== library-called-to-compare
His own result is compared with the library's, which is withheld at grading.
from crmlab import clv
assert lifetime_value(100, 0.8, 0.1, 5) == clv.lifetime_value(100, 0.8, 0.1, 5)

=== checked-with-the-library
check is imported from where it is defined, which is absent at grading.
from crmlab.exercises import check as controlled
controlled('clv-value-finite', lifetime_value)

=== numbers-called-again
numbers is called once more, before its cell.
numbers('clv-offer')
numbers('clv-table')
"""


def tried(name: str, about: str, cells: dict[str, str]) -> Case:
    """Return the case of a finished notebook with the sources of an entry in its try-it cells."""
    cells["clv-value-try"] = cells.pop("")
    return messy(name, about, finished(**cells), stock="slow" if name in SLOW else "")


SLOW = (
    "input-until-the-answer-is-right", "loop-without-end-in-a-try-cell", "sleep-for-an-hour-in-a-try-cell",
    "breakpoint-in-a-try-cell", "debug-after-an-error", "two-hundred-thousand-lines-printed",
)  # fmt: skip
CASES = [tried(*entry) for entry in entries(SHEET)]
