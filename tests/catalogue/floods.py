"""Students whose output, answers or files are too much."""

from __future__ import annotations

from catalogue.sheets import caged, tricks

OUTPUT = r"""
=== output-on-one-line
A hundred megabytes are printed on one line.
print("x" * 10**8)

=== output-on-many-lines
Ten million lines are printed.
for number in range(10**7):
    print(number, "x" * 10)

=== output-without-end
The cell never stops printing.
while True:
    print("x" * 1000)

=== output-past-python
The cell writes to the file descriptors of its output without end.
import os

while True:
    os.write(1, b"x" * 65536)
    os.write(2, b"x" * 65536)

=== output-on-stderr
A hundred megabytes of warnings go to stderr.
import sys

for number in range(10**5):
    sys.stderr.write("warning: " + "x" * 1000 + "\n")

=== output-of-other-programs
Other programs write without end into the cell's output.
import subprocess

subprocess.run(["sh", "-c", "yes & yes >&2 & yes; wait"])

=== output-as-html
Fifty megabytes of HTML, in one output and nested ten thousand deep in another.
from IPython.display import HTML, display

display(HTML("<p>x</p>" * 6_000_000))
display(HTML("<div>" * 10_000 + "x"))

=== output-by-a-million-displays
A million objects are displayed, each an output of its own.
from IPython.display import display

for number in range(10**6):
    display(number)

=== output-cleared-again-and-again
Outputs are cleared, updated and written over without end.
from IPython.display import clear_output, display

shown = display("x", display_id=True)
while True:
    shown.update("x" * 1000)
    clear_output(wait=True)
    print("\r" + "x" * 1000, end="")

=== output-of-one-value
The last line of the cell is a value of a hundred megabytes.
["x" * 10**6 for _ in range(100)]

=== output-of-pictures
A picture of ten thousand by ten thousand points is drawn, and a thousand small ones.
import matplotlib.pyplot as plt

plt.figure(figsize=(100, 100), dpi=100)
plt.show()
for number in range(1000):
    plt.figure()
    plt.plot([number])
plt.show()

=== output-in-the-call
The checked function prints without end.
def lifetime_value(margin, retention, rate, years=None):
    while True:
        print("x" * 10**6)

=== output-in-the-exception
The text of the exception, and the name of its type, have a hundred megabytes.
def lifetime_value(margin, retention, rate, years=None):
    raise type("x" * 10**6, (Exception,), {})("y" * 10**8)
"""

VALUES = r"""
=== value-huge-text
The answer is a text of two hundred megabytes.
lifetime_value = lambda margin, retention, rate, years=None: "x" * (2 * 10**8)

=== value-huge-list
The answer is a list of ten million numbers, and an array of a hundred million.
import numpy as np

def lifetime_value(margin, retention, rate, years=None):
    return np.zeros(10**8, dtype="int8") if years is None else list(range(10**7))

=== value-huge-only-when-written
The answer is small in memory and huge when it is written down: a range, a repeated list, a broadcast array.
import numpy as np

def lifetime_value(margin, retention, rate, years=None):
    if years is None:
        return np.broadcast_to(1.0, (10**6, 10**6))
    return range(10**12) if years % 2 else [[["x" * 1000] * 1000] * 1000] * 1000

=== value-that-doubles
A list of thirty lists, each twice the one before it, is a billion members when written down.
def lifetime_value(margin, retention, rate, years=None):
    nested = [1.0]
    for _ in range(30):
        nested = [nested, nested]
    return nested

=== value-nested
The answer is a list in a list, a hundred thousand deep.
def lifetime_value(margin, retention, rate, years=None):
    nested = 1.0
    for _ in range(100_000):
        nested = [nested] if years else {"x": nested}
    return nested

=== value-nested-as-deep-as-json-goes
The answer is nested so deep that it can just be written and hardly be read.
def lifetime_value(margin, retention, rate, years=None):
    nested = 1.0
    for _ in range(300 if years is None else 90 * years):
        nested = [nested]
    return nested

=== value-that-contains-itself
The answer is a list, a dictionary, an array and a table that contain themselves.
import numpy as np
import pandas as pd

def lifetime_value(margin, retention, rate, years=None):
    ring, names = [1.0], {}
    ring.append(ring)
    names["x"] = names
    array = np.array([None], dtype=object)
    array[0] = array
    return pd.DataFrame({"x": [names]}) if years is None else (ring, names, array)[years % 3]

=== value-huge-table
The answer is a table of many rows, of many columns, or of a million names.
import numpy as np
import pandas as pd

def lifetime_value(margin, retention, rate, years=None):
    if years is None:
        return pd.DataFrame(np.zeros((10, 10**5)))
    return {str(number): number for number in range(10**6)} if years % 2 else pd.Series(range(10**7))
"""

FILES = r"""
=== files-without-number
The temporary folder is filled with small files.
import os, tempfile

place = tempfile.mkdtemp()
number = 0
while True:
    number += 1
    os.close(os.open(f"{place}/{number}", os.O_CREAT | os.O_WRONLY))

=== file-of-ten-gigabytes
Ten gigabytes are written into the temporary folder, at home and into shared memory.
import os, tempfile

for place in (tempfile.gettempdir(), os.path.expanduser("~"), "/dev/shm", "."):
    try:
        with open(f"{place}/large", "wb") as file:
            for _ in range(10_000):
                file.write(b"x" * 10**6)
    except OSError as error:
        print(error)

=== file-with-holes
A file of ten gigabytes that holds nothing is made, mapped and read.
import mmap, tempfile

file = tempfile.NamedTemporaryFile(delete=False)
file.truncate(10**10)
print(len(mmap.mmap(file.fileno(), 10**10).read()))

=== folders-without-end
Folders are made inside each other until their path is longer than any path may be.
import os, tempfile

os.chdir(tempfile.mkdtemp())
for _ in range(100_000):
    os.mkdir("x" * 200)
    os.chdir("x" * 200)

=== files-left-open
Files are opened until no more can be opened.
held = []
while True:
    held.append(open("/dev/null"))

=== output-of-files
The cell writes a million names and words into what it thinks is collected: its own folder.
for number in range(10**6):
    with open(f"picture-{number}.png", "w") as file:
        file.write("x" * 1000)
"""

CASES = [
    *tricks(OUTPUT, stock="slow"),
    *tricks(VALUES, stock="slow"),
    *caged(FILES, stock="slow"),
]
