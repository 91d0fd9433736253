"""Students whose processes are too many or outlive them, and who try to get out of where they run.

What outlives sleeps for 617 seconds.
"""

from __future__ import annotations

from catalogue.sheets import caged, tricks

PROCESSES = r"""
=== fork-bomb
Each process starts others like it.
import os

while True:
    try:
        os.fork()
    except OSError:
        pass

=== fork-bomb-in-the-call
The checked function starts processes that start others.
import os

def lifetime_value(margin, retention, rate, years=None):
    while True:
        try:
            os.fork()
        except OSError:
            pass

=== fork-bomb-of-the-shell
The shell's well known line of eleven signs.
import subprocess

subprocess.run(["bash", "-c", ":(){ :|:& };:"])
"""

OUTLIVING = r"""
=== process-forked-twice
A process of its own session goes on when the notebook has ended.
import os, time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(617)
    os._exit(0)

=== process-started-in-a-session
Programs are started in sessions of their own, with no files and deaf to signals.
import subprocess

for command in ("sleep 617", "nohup sleep 617", "setsid sleep 617", "sh -c 'trap : 1 2 15; sleep 617'"):
    subprocess.Popen(command, shell=True, start_new_session=True, stdin=-3, stdout=-3, stderr=-3)

=== process-that-keeps-the-pipe
A child inherits every open file, the runner's pipes with them, and keeps them open.
import os, subprocess, time

for fd in range(3, 64):
    try:
        os.set_inheritable(fd, True)
    except OSError:
        pass
subprocess.Popen(["sleep", "617"], close_fds=False)
if os.fork() == 0:
    time.sleep(617)
    os._exit(0)

=== process-started-in-the-call
The checked function leaves a process behind that keeps everything open.
import os, time

def lifetime_value(margin, retention, rate, years=None):
    if os.fork() == 0:
        os.setsid()
        time.sleep(617)
        os._exit(0)
    return 0.0

=== process-that-stops
A child stops itself, so that it does not hear what asks it to end.
import os, signal

if os.fork() == 0:
    os.setsid()
    os.kill(os.getpid(), signal.SIGSTOP)
    os._exit(0)

=== pool-never-closed
A pool of workers is never closed, and its queue is full.
import multiprocessing

pool = multiprocessing.Pool(4)
waiting = [pool.apply_async(bytes, (10**6,)) for _ in range(100)]
"""


LIBC = """
import ctypes, os

libc = ctypes.CDLL(None, use_errno=True)

def tried(name, *arguments):
    print(name, getattr(libc, name)(*arguments), os.strerror(ctypes.get_errno()))

"""

ESCAPES = r"""
=== namespaces-inside-namespaces
Namespaces are made inside each other until there are no more, and processes in them.
for _ in range(40):
    tried("unshare", 0x7E020000)
    try:
        open("/proc/self/uid_map", "w").write(f"0 {os.getuid()} 1")
    except OSError as error:
        print(error)
if os.fork() == 0:
    __import__("time").sleep(617)
    os._exit(0)

=== unshare-by-the-command
The commands of the system make namespaces and a shell of root in them.
import subprocess

for command in (
    "unshare -Urmpf --mount-proc sh -c 'id; ls /; sleep 617 &'", "bwrap --bind / / id", "sudo -n id",
    "su -c id", "nsenter -t 1 -a id", "chroot / id", "pkexec id",
):
    done = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=3)
    print(command, done.stdout[:200], done.stderr[:200])

=== mounts
File systems are mounted over what is there, and what is read-only is mounted to be written to.
import sys

for kind, place in ((b"tmpfs", b"/tmp"), (b"proc", b"/proc"), (b"sysfs", b"/mnt"), (b"overlay", b"/usr")):
    tried("mount", b"none", place, kind, 0, None)
for place in (b"/", b"/usr", sys.prefix.encode(), b"/proc", b"/tmp"):
    tried("mount", b"none", place, None, 32 | 4096, None)
    tried("mount", b"/proc/1/root", place, None, 4096, None)
    tried("umount2", place, 2)

=== root-changed
The root is changed and climbed out of, and the namespaces of other processes are entered.
for place in (b"/tmp", b"/proc/1/root", b"/proc/1/cwd/.."):
    tried("chroot", place)
    tried("syscall", 155, place, place)
for pid in (1, os.getppid()):
    for kind in ("user", "mnt", "net", "pid", "ipc"):
        try:
            tried("setns", os.open(f"/proc/{pid}/ns/{kind}", os.O_RDONLY), 0)
        except OSError as error:
            print(error)

=== traces-the-runner
The runner is traced with ptrace, stopped, and its memory is overwritten.
for pid in {os.getppid(), 1}:
    tried("ptrace", 16, pid, None, None)
    tried("ptrace", 0x4206, pid, None, None)
    try:
        with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "r+b", 0) as memory:
            for line in maps:
                if "[heap]" in line:
                    memory.seek(int(line.split("-")[0], 16))
                    memory.write(b"\xff" * 65536)
    except OSError as error:
        print(error)

=== limits-raised
Limits are taken away: of this process, of its parent, of control groups.
import glob, resource

for limit in range(resource.RLIM_NLIMITS):
    for pid in (0, os.getppid()):
        try:
            resource.prlimit(pid, limit, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        except (OSError, ValueError) as error:
            print(limit, error)
for path in glob.glob("/sys/fs/cgroup/**/*.max", recursive=True) + ["/proc/self/oom_score_adj"]:
    try:
        open(path, "w").write("-1000" if "oom" in path else "max")
    except OSError as error:
        print(error)
much = bytearray(2 * 10**9)

=== limits-lowered
The process takes away from itself what the runner needs for the rest.
import resource

for limit, least in ((resource.RLIMIT_NPROC, 0), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_NOFILE, 8)):
    resource.setrlimit(limit, (least, least))

=== more-important-than-others
The process makes itself more important than all others, and binds the runner to one core.
print(os.nice(0))
for way in (
    lambda: os.nice(-20), lambda: os.setpriority(os.PRIO_USER, 0, -20), lambda: os.nice(19),
    lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(99)),
    lambda: os.sched_setaffinity(os.getppid(), {0}), lambda: tried("mlockall", 3),
):
    try:
        way()
    except OSError as error:
        print(error)

=== another-user
The process becomes another user or group, by numbers and by programs that have the right.
for number in (0, 1, 1000, 65534):
    for way in (lambda n: os.setgroups([n]), os.setgid, os.setegid, os.setuid, os.seteuid):
        try:
            way(number)
        except OSError as error:
            print(error)
open("mine", "w").close()
os.chmod("mine", 0o6777)

=== machine-changed
Name, clock, devices, modules and switches of the machine are changed.
import time

tried("sethostname", b"mine", 4)
tried("mknod", b"disk", 0o60666, 0x800)
tried("swapoff", b"/swapfile")
tried("init_module", b"", 0, b"")
for path, text in (
    ("/proc/sysrq-trigger", "h"), ("/proc/sys/kernel/core_pattern", "|mine"),
    ("/proc/sys/kernel/randomize_va_space", "0"), ("/sys/kernel/uevent_helper", "mine"),
):
    try:
        open(path, "w").write(text)
    except OSError as error:
        print(error)
try:
    time.clock_settime(time.CLOCK_REALTIME, 0)
except OSError as error:
    print(error)

=== filter-of-ones-own
The process forbids itself system calls, with seccomp, so that the runner cannot go on.
tried("prctl", 38, 1, 0, 0, 0)
tried("prctl", 22, 1, 0, 0, 0)

=== secure-bits-played-with
The process makes itself undumpable, dies with its parent, and adopts the orphans of others.
tried("prctl", 4, 0, 0, 0, 0)
tried("prctl", 1, 9, 0, 0, 0)
tried("prctl", 36, 1, 0, 0, 0)
tried("prctl", 15, b"crmlab grade", 0, 0, 0)
"""

CASES = [
    *caged(PROCESSES, stock="slow"),
    *tricks(OUTLIVING),
    *caged(ESCAPES, LIBC),
]
