"""One notebook, in a process of its own, which belongs to the student's code.

So nothing here decides anything. Whoever reads what is sent must expect anything.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NoReturn

from crmlab.intake.values import Unknown, plain
from crmlab.intake.wire import MOST, decode, encode, receive, send
from crmlab.sandbox import student
from crmlab.sandbox.asking import ask
from crmlab.sandbox.shell import OUTPUTS, Shell, run_cell

_MOST = 100_000_000
_MOST_SHOWN = MOST * 9 // 10  # with what is around it, a message of outputs is let through
_TOO_LARGE = {"value": encode(Unknown("value too large to compare"))}


def run(shell: Shell, grader: socket.socket, askers: Sequence[socket.socket]) -> None:
    """Do what the grader asks, step by step, until it hangs up.

    Parameters
    ----------
    shell : Shell
        Where the cells run.
    grader : socket
        To whoever grades.
    askers : sequence of socket
        One for each function that may be asked, for the process that asks it.
    """
    room = min(receive(grader, _MOST), _MOST_SHOWN)
    student.NUMBERS.update(receive(grader, _MOST))
    unused = iter(askers)
    while True:
        step = receive(grader, _MOST)
        began = time.process_time()
        if "source" in step:
            said = {"outputs": run_cell(shell, step["source"], room)}
        elif "echo" in step:
            said = {"value": encode(plain(decode(step["echo"])))}
        else:
            said = _looked_up(shell, step, unused)
        send(grader, {**said, "cpu": time.process_time() - began}, otherwise=_TOO_LARGE)


def _looked_up(shell: Shell, step: Mapping[str, Any], unused: Iterator[socket.socket]) -> dict[str, Any]:
    """Look up what a graded cell names; a function is asked by another process, which may do as it likes."""
    if step["name"] not in shell.user_ns:
        return {"missing": True}
    answer = shell.user_ns[step["name"]]
    if "calls" not in step:
        return {"value": encode(plain(answer))}
    if not callable(answer):
        return {"kind": type(answer).__name__}
    asker = next(unused)
    if os.fork() == 0:
        for other in unused:  # held here, too, nobody would notice that its own process has ended
            other.close()
        _ask(answer, step["calls"], asker)
    asker.close()
    return {"asked": True}


def _ask(function: Any, calls: Sequence[Any], asker: socket.socket) -> NoReturn:
    """Call a function as often as asked, then end; whatever it shows is dropped."""
    os.setsid()  # whoever ends his group of processes ends no other function's
    OUTPUTS.start(0)
    try:
        for call in calls:
            _answer(function, call, asker)
        while True:
            _answer(function, receive(asker, _MOST), asker)
    finally:
        os._exit(0)


def _answer(function: Any, call: Any, asker: socket.socket) -> None:
    began = time.process_time()
    reply = ask(function, decode(call))
    sent = {"error": reply.error, "text": reply.error_text} if reply.error else {"value": encode(reply.value)}
    OUTPUTS.start(0)
    more = {"changed": reply.changed, "cpu": time.process_time() - began}
    send(asker, {**sent, **more}, otherwise=_TOO_LARGE)
