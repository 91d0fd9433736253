"""The walls, seen from inside by a notebook that looks for a way out."""

import json
import platform
import sys
import tempfile
from pathlib import Path

import pytest
from assignments import KEY, assignment, in_a_sandbox
from walled import AMPLE, ran, said

from crmlab.grading.running import sandbox as sandboxes
from crmlab.grading.running.sandbox import Sandbox

REPOSITORY = Path(__file__).parents[2]
FILES = {"prices.csv": b"a,b\n1,2\n", "more/notes.txt": "学生".encode()}


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox(assignment("clv", limits=AMPLE, files=FILES)) as made:
        yield made


TRIES = """
def tries(*attempts):
    found = []
    for attempt in attempts:
        try:
            found.append(str(attempt()))
        except Exception as error:
            found.append(type(error).__name__)
    return found
"""

# what a notebook sees


@in_a_sandbox
def test_a_notebook_finds_neither_the_course_nor_a_home_nor_anything_of_the_instructors(sandbox):
    places = [
        str(REPOSITORY),
        "/root",
        str(Path.home()),
        "/home",
        "/srv",
        "/var",
        "/mnt",
        "/run",
        "/sys",
    ]
    places += ["/etc/passwd", "/etc/shadow", "/etc/hosts", "/boot", "/media", tempfile.gettempdir()]
    program = f"""
base = {sys.base_prefix!r}
walked = [one for place in {places} for one in os.walk(place) if not one[0].startswith(base)]
found = [os.path.join(top, name) for top, _, names in walked for name in names]
found += [place for place in {places} if os.path.isfile(place)]
"""
    assert sorted(said(sandbox, program)) == sorted(f"/home/{name}" for name in FILES)  # the assignment's


@in_a_sandbox
def test_an_answer_reads_the_files_of_the_assignment_beside_it_and_changes_only_its_own_copy(sandbox):
    program = """
found = [open("prices.csv").read(), open("more/notes.txt").read()]
open("prices.csv", "w").write("mine")
found += [os.getcwd()] + tries(lambda: open("/opt/edition/beside/prices.csv", "a"))
"""
    for _ in range(2):
        assert said(sandbox, TRIES, program) == ["a,b\n1,2\n", "学生", "/home", "OSError"]


@in_a_sandbox
def test_the_environment_holds_nothing_but_what_python_needs(sandbox, monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "CANARY")
    found = said(sandbox, "found = dict(os.environ)")
    assert set(found) - {"PWD", "LC_CTYPE", "OLDPWD", "SHLVL", "_"} <= {
        *sandboxes._ENVIRONMENT,
        "CRMLAB_LANG",
    }
    assert "CANARY" not in json.dumps(found)


@in_a_sandbox
def test_neither_the_key_nor_a_hidden_input_is_in_the_memory_of_the_process(sandbox):
    program = """
import gc
found = [name for name in sys.modules if name.startswith(("crmlab.grading", "crmlab.exercises", "nbgrader"))]
found += [type(one).__name__ for one in gc.get_objects() if isinstance(one, bytes) and KEY in one]
"""
    assert said(sandbox, program.replace("KEY", repr(KEY))) == []


@in_a_sandbox
def test_no_other_process_can_be_seen_or_ended(sandbox):
    program = """
seen = [one for one in os.listdir("/proc") if one.isdigit()] if os.path.isdir("/proc") else []
ended = []
for process in range(2, 400):
    try:
        os.kill(process, 0)
        ended.append(process)
    except OSError:
        pass
found = [seen, ended, os.getpid(), os.getppid()]
"""
    assert said(sandbox, program) == [[], [], 1, 0]


@in_a_sandbox
def test_there_is_no_network(sandbox):
    attempts = """
def to(family, address):
    socket.socket(family, socket.SOCK_STREAM).connect(address)
found = tries(
    lambda: to(socket.AF_INET, ("127.0.0.1", 22)),
    lambda: to(socket.AF_INET, ("1.1.1.1", 53)),
    lambda: to(socket.AF_INET6, ("::1", 22)),
    lambda: socket.getaddrinfo("example.org", 80),
    lambda: to(socket.AF_UNIX, "/run/docker.sock"),
    lambda: to(socket.AF_UNIX, "\\0/tmp/.X11-unix/X0"),
)
found += [name for _, name in socket.if_nameindex() if name != "lo"]
"""
    found = said(sandbox, TRIES, attempts)
    assert len(found) == 6  # and no interface
    assert set(found) <= {"OSError", "ConnectionRefusedError", "gaierror", "FileNotFoundError"}


WRITABLE = """
found = []
for top, inner, _ in os.walk("/"):
    if top.count("/") > 1:  # of what lies deeper, a part is enough
        del inner[5:]
    if top.count("/") > 4:
        inner.clear()
    try:
        with open(os.path.join(top, "mine"), "w") as file:
            file.write("x")
        found.append(top)
        inner.clear()  # what lies in it is his, too
    except OSError:
        pass
"""


@in_a_sandbox
def test_only_three_private_folders_can_be_written_to_and_they_are_empty_for_the_next_notebook(sandbox):
    private = ["/dev/shm", "/home", "/tmp"]
    for _ in range(2):
        listed = said(sandbox, f"found = [sorted(os.listdir(place)) for place in {private}]")
        assert listed == [[], sorted({name.partition("/")[0] for name in FILES}), []]
        assert sorted(said(sandbox, WRITABLE)) == private


@in_a_sandbox
def test_what_is_his_can_be_used(sandbox):
    program = """
import tempfile, matplotlib.pyplot as plt
with tempfile.NamedTemporaryFile("w") as file:
    file.write("x")
open("own.txt", "w").write("学生")
plt.plot([1, 2])
plt.close()
done = subprocess.run(["sh", "-c", "echo 5"], capture_output=True, text=True)
found = [open("own.txt").read(), done.stdout, os.path.expanduser("~"), plt.get_backend()]
"""
    own, five, home, backend = said(sandbox, program)
    assert (own, five, home) == ("学生", "5\n", "/home")
    assert "inline" in backend


@in_a_sandbox
def test_no_right_is_left_with_which_the_walls_could_be_undone(sandbox):
    program = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
flags = {"user": 0x10000000, "mount": 0x20000, "process": 0x20000000, "network": 0x40000000, "ipc": 0x8000000}
found = {name: libc.unshare(flag) for name, flag in flags.items()}
found["mount"] = min(found["mount"], libc.mount(b"tmpfs", b"/tmp", b"tmpfs", 0, None))
found["unmount"] = libc.umount2(b"/tmp", 2)
found["root"] = min(libc.setuid(0), libc.chroot(b"/tmp"))
found["su"] = subprocess.run(["sh", "-c", "su -c id"], capture_output=True).returncode == 0
header = ctypes.create_string_buffer(b"\\x22\\x05\\x08\\x20" + bytes(4))
held = ctypes.create_string_buffer(24)
libc.capget(header, held)
found["capabilities"] = sum(held.raw)
found["uid"] = os.getuid()
"""
    found = said(sandbox, program)
    assert found.pop("capabilities") == 0
    assert found.pop("uid") != 0
    assert found.pop("su") is False
    assert set(found.values()) == {-1}, found


@in_a_sandbox
def test_files_of_his_cannot_fill_the_memory_or_the_disk(sandbox):
    program = """
import resource
found = tries(
    lambda: open("large", "wb").write(bytes(150_000_000)),
    lambda: [open(f"/tmp/{number}", "w").close() for number in range(30_000)],
    lambda: [open("/home" + "/one", "w") for _ in range(2000)],
    lambda: bytearray(2_000_000_000),
)
found += [resource.getrlimit(resource.RLIMIT_CORE)]
"""
    *denied, core = said(sandbox, TRIES, program)
    assert denied == ["OSError", "OSError", "OSError", "MemoryError"]
    assert core == [0, 0]


# two notebooks after one another

LEAVE = """
import ctypes, mmap
libc = ctypes.CDLL(None)
for place in ("/tmp", "/home", "/dev/shm"):
    open(place + "/left", "w").write("x")
found = [libc.shmget(617, 4096, 0o1666), libc.msgget(617, 0o1666), libc.semget(617, 1, 0o1666)]
kept = socket.socket(socket.AF_UNIX)
kept.bind("\\0left")
import builtins, pandas
builtins.left = pandas.left = sys.left = 1
pandas.DataFrame.sum = lambda *_: "changed"
os.environ["LEFT"] = "1"
if os.fork() == 0:
    import time
    os.setsid()
    time.sleep(60)
"""
LOOK = """
import builtins, ctypes, pandas
libc = ctypes.CDLL(None)
found = [place for place in ("/tmp" + "/left", "/home" + "/left", "/dev/shm/left") if os.path.exists(place)]
found += [libc.shmget(617, 4096, 0), libc.msgget(617, 0), libc.semget(617, 1, 0)]
found += [one for one in (builtins, pandas, sys) if hasattr(one, "left")]
found += [pandas.DataFrame({"a": [1, 2]}).sum().a.item(), "LEFT" in os.environ, "me" in globals()]
try:
    socket.socket(socket.AF_UNIX).connect("\\0left")
    found.append("connected")
except OSError as error:
    found.append(type(error).__name__)
"""


@in_a_sandbox
def test_one_student_leaves_nothing_for_the_next(sandbox):
    assert said(sandbox, "me = 1", LEAVE) == [-1, -1, -1]
    assert said(sandbox, LOOK) == [-1, -1, -1, 3, False, False, "ConnectionRefusedError"]


KEYS = """
import ctypes, platform
libc = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 248, "aarch64": 217}[platform.machine()]
of_thread, of_process, of_session, of_user, of_login = -1, -2, -3, -4, -5
add = lambda ring: libc.syscall(number, b"user", b"crmlab-answer", b"266.67", 6, ctypes.c_int(ring))
search = lambda ring: libc.syscall(number + 2, 10, ctypes.c_int(ring), b"user", b"crmlab-answer", 0)
persistent = lambda: libc.syscall(number + 2, 22, ctypes.c_int(-1), ctypes.c_int(of_session))
join = lambda: libc.syscall(number + 2, 1, None, 0, 0, 0)
"""


@pytest.fixture
def shell_with_a_keyring():
    """Be a shell with a keyring of its session, as of ssh or of a desktop, in which a key lies."""
    known = {}
    exec(KEYS, known)
    if known["join"]() < 0 or known["add"](known["of_session"]) < 0:
        pytest.skip("This kernel has no keyrings.")
    return known


@in_a_sandbox
def test_no_answer_goes_from_one_student_to_another_in_the_keyring_of_the_instructors_shell(
    shell_with_a_keyring,
):
    assert shell_with_a_keyring["search"](shell_with_a_keyring["of_session"]) > 0
    rings = "for ring in (of_session, of_user, of_login, of_process, of_thread)"
    with Sandbox(assignment("clv", limits=AMPLE)) as sandbox:
        put = said(sandbox, KEYS, f"found = [persistent(), *(add(ring) {rings})]")
        found = said(sandbox, KEYS, f"found = [persistent(), *(search(ring) {rings})]")
    assert {*put, *found} == {-1}


@in_a_sandbox
def test_the_calls_of_another_architecture_that_would_go_around_the_walls_are_refused_too(sandbox):
    program = """
import mmap
code = mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=7)
code.write(bytes.fromhex("b820010000" "31db" "cd80" "c3"))  # keyctl, as a program of 32 bits calls it
found = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))()
found = [found, libc.syscall(0x40000000 + 250, 0, -3, 0), os.strerror(ctypes.get_errno())]
"""
    if platform.machine() != "x86_64":
        pytest.skip("This machine has one set of system calls.")
    assert said(sandbox, KEYS, program) == [-1, -1, "Operation not permitted"]


# what is not there


@in_a_sandbox
def test_one_module_that_is_absent_does_not_keep_out_the_others(sandbox):
    imports = (
        "from __future__ import annotations\nimport no_such_one as x, math\nfrom no_such_two.part import y"
    )
    found = ran(sandbox, f"{imports}\nimport json\nprint(json.dumps(math.floor(2.5)))", "print(math.pi > 3)")
    missing = [["missing", name, f"No module named '{name}'"] for name in ("no_such_one", "no_such_two")]
    assert found.sent[0] == [*missing, ["stream", "stdout", "2\n"]]
    assert found.sent[1] == [["stream", "stdout", "True\n"]]


@in_a_sandbox
def test_an_import_that_fails_otherwise_or_is_caught_by_the_student_is_left_as_it_is(sandbox):
    caught = "try:\n    import no_such_one\nexcept ImportError:\n    print('without')"
    found = ran(sandbox, caught, "from math import no_such_name", "def f():\n    import no_such_one\nf()")
    assert found.sent[0] == [["stream", "stdout", "without\n"]]
    assert [found.sent[place][0][:2] for place in (1, 2)] == [
        ["error", "ImportError"],
        ["error", "ModuleNotFoundError"],
    ]


INSTALLING = [
    "%pip install x",
    "!pip install x",
    "%conda install x",
    "!python3 -m pip install x",
    "!uv pip install x",
]
INSTALLING += ["!pip3 install -q x", "x = !pip list", "!{sys.executable} -m pip install x"]


@in_a_sandbox
@pytest.mark.parametrize("line", INSTALLING)
def test_what_would_install_something_fails_at_once_and_the_answer_below_counts(sandbox, line):
    found = ran(sandbox, f"import sys\n{line}\nprint(5)")
    ((_, _, text),) = found.sent[0]
    assert text.endswith("What the course needs is there.\n5\n")


@in_a_sandbox
def test_many_printed_lines_take_no_longer_than_their_number(sandbox):
    found = ran(sandbox, "for n in range(110_000):\n    print(n)", "for n in range(300_000): print('一')")
    (output,) = found.sent[0]
    assert output[2].splitlines()[-1] == "109999"
    assert found.seconds < 5
    assert "too much" in found.sent[1][-1][2]
