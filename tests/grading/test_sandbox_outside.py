"""What is left of a notebook, of its bombs and of a sandbox: nothing. And why there may be no sandbox."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from assignments import assignment, in_a_sandbox
from walled import AMPLE, HOARDS, descendants, folders, processes, ran, said, settled

from crmlab.errors import BadValueError
from crmlab.grading.results import Limits
from crmlab.grading.running import sandbox as sandboxes
from crmlab.grading.running.folders import OwnFolder
from crmlab.grading.running.sandbox import Sandbox, why_not

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox(assignment("clv", limits=AMPLE)) as made:
        yield made


SHARES = """
import ctypes, os, socket, time
ctypes.CDLL(None).prctl(4, 0)  # whoever counts may not look

def full_sockets():
    pairs = [socket.socketpair() for _ in range(100)]
    for one, _ in pairs:
        one.setblocking(False)
        try:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2**22)
        except OSError:
            pass
        try:
            while True:
                one.send(bytes(60_000))
        except BlockingIOError:
            pass
    return pairs

def share(make):
    for turn in range(30):
        held = make()
        if os.fork() == 0:
            time.sleep(600)
        del held
    time.sleep(600)

"""
BOMBS = {
    "processes": "while True:\n    try:\n        os.fork()\n    except OSError:\n        pass",
    "memory": HOARDS,
    "memory of several": "for _ in range(8):\n    os.fork()\nheld = bytearray(50_000_000)\nwhile True: pass",
    "time": "while True:\n    pass",
    "sleepers that outlive": "if os.fork() == 0:\n    os.setsid()\nimport time\ntime.sleep(600)",
    "deafness": "import signal\nfor n in (1, 2, 15):\n    signal.signal(n, signal.SIG_IGN)\nwhile True: pass",
    "memory of many": f"{SHARES}share(lambda: bytearray(os.urandom(50_000_000)))",
    "memory on its way": f"{SHARES}share(full_sockets)",
    "files": "for n in range(200):\n    open(f'/tmp/{n}', 'wb').write(bytes(1_000_000))\nos._exit(0)",
}  # fmt: skip


FILES = [f"'{place}/{number}'" for place in ("/tmp", "/home", "/dev/shm") for number in range(2)]
UNCOUNTED = {
    "a shared mapping": "1 / (libc.mmap(None, SIZE, 3, 0x21, -1, 0) + 1)",
    "a shared mapping of a device": "mmap.mmap(os.open('/dev/zero', os.O_RDWR), SIZE)",
    "a file in memory": "os.memfd_create('hoard')",
    "a segment of System V": "1 / (libc.shmget(0, SIZE, 0o1600) + 1)",
    "a queue of System V": "1 / (libc.msgget(0, 0o1600) + 1)",
    "a large buffer": "socket.socket().setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SIZE)",
    "memory that hides": "1 / (libc.prctl(4, 0) + 1)",
}


@in_a_sandbox
@pytest.mark.parametrize("hoard", UNCOUNTED)
def test_memory_that_no_limit_counts_is_not_there(sandbox, hoard):
    program = f"""
import ctypes, mmap
libc, SIZE = ctypes.CDLL(None), 90_000_000
try:
    found = str({UNCOUNTED[hoard]})
except (OSError, ZeroDivisionError):
    found = ""
"""
    assert said(sandbox, program) == ""


@in_a_sandbox
def test_files_count_as_memory(sandbox):
    program = "held = bytearray(b'x') * 200_000_000\n"
    program += f"for name in [{', '.join(FILES)}]:\n    open(name, 'wb').write(bytes(45_000_000))\n"
    found = ran(sandbox, program + "import time\ntime.sleep(600)", "1")
    assert found.left_out == {0: "took more memory than there is"}


@in_a_sandbox
def test_what_honest_programs_share_is_there(sandbox):
    program = """
import mmap, multiprocessing, tempfile
from multiprocessing import shared_memory
context = multiprocessing.get_context("fork")
value, block = context.Value("i", 0), shared_memory.SharedMemory(create=True, size=1000)
with tempfile.TemporaryFile() as file:
    file.truncate(1000)
    mmap.mmap(file.fileno(), 1000).write(b"x")
mmap.mmap(-1, 1000, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS).write(b"x")
block.buf[0] = 1
process = context.Process(target=lambda: [setattr(value, "value", 5), block.buf.__setitem__(0, 7)])
process.start()
process.join()
found = [value.value, block.buf[0]]
block.close()
block.unlink()
"""
    assert said(sandbox, program) == [5, 7]


@in_a_sandbox
@pytest.mark.parametrize("ends", ["os.kill(0, 9)", "os.killpg(0, 9)", "os.setpriority(os.PRIO_PGRP, 0, 19)"])
def test_who_ends_his_group_of_processes_does_not_end_the_warm_interpreter(sandbox, ends):
    said(sandbox, "found = 1")
    sandbox._end()
    before = interpreter(sandbox)
    found = ran(sandbox, "import os", f"if os.fork() == 0:\n    {ends}\n    os._exit(0)", ends, "print(1)")
    assert found.left_out == {}
    assert found.sent[3] == [["stream", "stdout", "1\n"]]
    sandbox._end()
    assert interpreter(sandbox) == before


def interpreter(sandbox):
    """Return the process of the warm interpreter with all that it was started with, and what it may do."""
    inside = descendants(sandbox._process.pid)
    return {process: os.getpriority(os.PRIO_PROCESS, int(process)) for process in inside}


def at_rest(sandbox):
    """Return the processes of a sandbox when its last notebook has been ended."""
    sandbox._end()
    return descendants(os.getpid())


@in_a_sandbox
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_ends_at_its_limit_and_the_next_student_finds_everything_as_it_was(sandbox, bomb):
    said(sandbox, "found = 1")
    before = at_rest(sandbox)
    limits = Limits(cell=2, notebook=20, memory=AMPLE.memory, processes=AMPLE.processes)
    found = ran(sandbox, "import os", BOMBS[bomb], "after = 1", limits=limits)
    assert 1 in found.left_out or bomb == "files"
    assert said(sandbox, "found = [os.listdir('/tmp'), 'after' in globals()]") == [[], False]
    assert settled(before, lambda: at_rest(sandbox)) == before


@pytest.mark.slow
@in_a_sandbox
def test_an_interpreter_that_was_killed_is_started_again_and_nothing_of_it_stays():
    with Sandbox(assignment("clv", limits=AMPLE)) as sandbox:
        said(sandbox, "found = 1")
        first = sandbox._process.pid
        kill([str(first)])
        assert said(sandbox, "found = 2") == 2
        assert sandbox._process.pid != first
        kill(descendants(sandbox._process.pid))  # the interpreter itself, behind bubblewrap
        assert said(sandbox, "found = 3") == 3


def kill(victims):
    """Kill processes, and wait until they and all that stem from them have ended."""
    gone = {*victims}.union(*map(descendants, victims))
    for process in victims:
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(process), signal.SIGKILL)
    assert settled(set(), lambda: gone & set(processes())) == set()


@in_a_sandbox
def test_a_sandbox_that_is_closed_leaves_no_process_and_no_folder():
    before = descendants(os.getpid()), folders()
    with Sandbox(assignment("clv", limits=AMPLE)) as sandbox:
        said(sandbox, "if os.fork() == 0:\n    os.execlp('sleep', 'sleep', '600')\nfound = 1")
        inside = descendants(os.getpid()) - before[0]
        assert len(inside) > 3
        assert folders() > before[1]
    sandbox.close()  # twice does no harm
    assert settled(set(), lambda: inside & set(processes())) == set()
    assert (descendants(os.getpid()), folders()) == before


@pytest.mark.slow
@in_a_sandbox
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_when_the_graders_process_is_killed_its_sandbox_ends_with_it(how):
    program = """
import sys, time
sys.path.append("tests")
from assignments import assignment
from walled import said
from crmlab.grading.running.sandbox import Sandbox
said(Sandbox(assignment("clv")), "found = 1")
print("ready", flush=True)
time.sleep(600)
"""
    with subprocess.Popen([sys.executable, "-c", program], cwd=REPOSITORY, stdout=subprocess.PIPE) as grader:
        assert grader.stdout.readline() == b"ready\n"
        inside = descendants(grader.pid)
        assert inside
        grader.send_signal(how)
    assert settled(set(), lambda: inside & set(processes())) == set()


OWNER = """
import os, sys, time
os.getpid = lambda: int(sys.argv[1])
from crmlab.grading.running.folders import OwnFolder
folder = OwnFolder("crmlab-sandbox-")
(folder.path / "edition").mkdir()
print(folder.path, flush=True)
time.sleep(600)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no locks of files")
@pytest.mark.parametrize(
    "number", [1, 2**22 + 1]
)  # of another process here, and of none: another container counts
def test_the_folder_of_a_live_run_in_another_container_stays_and_that_of_a_dead_one_goes(
    tmp_path, monkeypatch, number
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    unknown = tmp_path / f"crmlab-sandbox-{number}-begun"  # nobody can say whether its process is dead
    unknown.mkdir()
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", OWNER, str(number)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as owner:
        theirs = Path(os.fsdecode(owner.stdout.readline().strip()))
        mine = OwnFolder("crmlab-sandbox-")
        assert (theirs / "edition").is_dir()
        owner.kill()
    assert theirs.exists()
    OwnFolder("crmlab-sandbox-").remove()
    assert set(tmp_path.iterdir()) == {mine.path, unknown}
    mine.remove()


@in_a_sandbox
def test_a_fork_of_the_grader_that_closes_its_sandbox_leaves_that_of_its_parent_alone():
    with Sandbox(assignment("clv", limits=AMPLE)) as sandbox:
        said(sandbox, "found = 1")
        process = sandbox._process.pid
        if (child := os.fork()) == 0:
            sandbox.close()
            os._exit(0)
        os.waitpid(child, 0)
        assert said(sandbox, "found = 2") == 2
        assert sandbox._process.pid == process


# where there is no sandbox


def test_elsewhere_than_on_linux_the_sentence_says_where_to_grade(monkeypatch):
    for system in ("win32", "darwin"):
        monkeypatch.setattr(sys, "platform", system)
        assert why_not() == (
            "The sandbox needs Linux: grade in a container or a virtual machine, or on a server."
        )


@pytest.fixture
def linux(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    return monkeypatch


def test_without_bubblewrap_the_sentence_says_how_to_get_it(linux):
    linux.setattr(shutil, "which", lambda name: None)
    assert why_not() == "bubblewrap is missing. On Debian and Ubuntu: apt-get install bubblewrap"


@pytest.mark.parametrize("said_by_it", ["bwrap: setting up uid map: Permission denied\n", ""])
def test_where_bubblewrap_may_do_nothing_the_sentence_names_the_two_common_reasons(linux, said_by_it):
    linux.setattr(shutil, "which", lambda name: "/usr/bin/bwrap")
    linux.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=1, stderr=said_by_it))
    sentence = why_not()
    assert (said_by_it.strip() or "it gives no reason") in sentence
    for part in ("seccomp=unconfined", "AppArmor", "docs/grading.md"):
        assert part in sentence


@in_a_sandbox
def test_a_sandbox_that_cannot_start_says_what_bubblewrap_said(monkeypatch):
    monkeypatch.setattr(sandboxes, "_walls", lambda: ["bwrap", "--ro-bind", "/nowhere", "/nowhere"])
    with Sandbox(assignment("clv")) as sandbox, pytest.raises(BadValueError, match="/nowhere"):
        ran(sandbox, "1")


LOOP = "import time\nwhile time.process_time() - began < 1.5:\n    pass\nprint(5)"


@contextlib.contextmanager
def busy_processors():
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2 * os.cpu_count())]
    try:
        yield
    finally:
        for one in busy:
            one.kill()
            one.wait()


@in_a_sandbox
def test_a_busy_machine_costs_an_honest_cell_nothing(sandbox):
    limits = Limits(cell=3, call=3, notebook=60, memory=AMPLE.memory, processes=AMPLE.processes)
    said(sandbox, "found = 1")
    with busy_processors():
        found = ran(sandbox, "import time\nbegan = time.process_time()", LOOP, limits=limits)
    assert found.left_out == {}


@in_a_sandbox
def test_who_runs_out_of_time_beside_others_is_told_from_who_never_ends(sandbox):
    endless = "while True:\n    pass"
    limits = Limits(cell=1, memory=AMPLE.memory, processes=AMPLE.processes)
    with busy_processors():
        assert ran(sandbox, endless, limits=limits).starved
    assert not ran(sandbox, "import time\ntime.sleep(600)", limits=limits).starved


@in_a_sandbox
def test_a_cell_that_sleeps_is_not_waited_for_longer_than_it_may_take(sandbox):
    began = time.monotonic()
    found = ran(sandbox, "import time\ntime.sleep(600)", limits=Limits(cell=1, memory=AMPLE.memory))
    assert found.left_out == {0: "took too long"}
    assert time.monotonic() - began < 30
