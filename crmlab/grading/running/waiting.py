"""Wait for a student's process: as long as it may compute, not as long as the machine makes it wait."""

from __future__ import annotations

import contextlib
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from crmlab.intake import wire
from crmlab.language import to_say

PATIENCE = 6  # times its limit that a process is waited for when others keep the processors
_LEAST = 0.05  # seconds; whoever waited less had its time
ENDED = to_say("ended Python itself")


class Ended(Exception):  # noqa: N818  (no error of ours)
    """A student's process has ended, or was ended; its text, to be said, is why."""


class Patience:
    """Puts off the end of a notebook by what it waited for a processor, up to `PATIENCE` times its time.

    Parameters
    ----------
    deadline : float
        The moment at which it must have ended if nothing else runs.
    waited : callable
        Gives the seconds that a process which began after some moment has waited for a processor.

    Attributes
    ----------
    credited : float
        The seconds by which the end was put off.
    """

    def __init__(self, deadline: float, waited: Callable[[float], float]) -> None:
        now = time.monotonic()
        self.deadline, self._last = deadline, now + PATIENCE * max(0.0, deadline - now)
        self._waited, self.credited = waited, 0.0
        self._began = time.clock_gettime(time.CLOCK_BOOTTIME)

    def more(self) -> float:
        """Return the seconds that were lost to others since this was asked last; 0 if hardly any."""
        lost = self._waited(self._began) - self.credited
        if lost < _LEAST:
            return 0.0
        self.credited += lost
        self.deadline = min(self.deadline + lost, self._last)
        return lost


class Timed:
    """A socket to a student's process, which may only be waited for until a moment."""

    def __init__(self, channel: socket.socket, patience: Patience) -> None:
        self._channel, self._patience = channel, patience
        self.received = 0  # bytes

    def receive(self, seconds: float) -> Any:
        """Return the next message.

        Raises
        ------
        TimeoutError
            If it does not come in time, or comes drop by drop.
        Ended
            If the other side has ended, or sends what nobody sends.
        """
        now = time.monotonic()
        self._until, self._last = now + seconds, now + PATIENCE * seconds
        try:
            return wire.receive(self, wire.MOST)
        except EOFError:
            raise Ended(ENDED) from None
        except (wire.WireError, ConnectionError):
            raise Ended(to_say("sent what cannot be read")) from None

    def recv_into(self, space: memoryview) -> int:
        """Receive as a socket does, but only until the deadline."""
        while True:
            left = min(self._until, self._patience.deadline) - time.monotonic()
            if left > 0:
                self._channel.settimeout(left)
                with contextlib.suppress(TimeoutError):
                    size = self._channel.recv_into(space)
                    self.received += size
                    return size
            lost = self._patience.more()
            if not lost:
                raise TimeoutError
            self._until = min(self._until + lost, self._last)

    def send(self, message: Any, seconds: float) -> None:
        """Send a message; whoever does not read is not waited for."""
        self._channel.settimeout(max(0.001, min(seconds, self._patience.deadline - time.monotonic())))
        try:
            wire.send(self._channel, message)
        except ConnectionError:
            raise Ended(ENDED) from None

    def fileno(self) -> int:
        """Return the descriptor, to wait for several."""
        return self._channel.fileno()


def waited_below(process: int, began: float) -> float:
    """Return the seconds that a process has waited for a processor: of those that stem from one, the most.

    Those that began before some moment since the machine was started do not count.
    """
    parents, waited, tick = {}, {}, os.sysconf("SC_CLK_TCK")
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            with contextlib.suppress(OSError, ValueError, IndexError):  # it has ended
                stat = (
                    (path / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
                )
                parents[path.name] = stat[1]
                if int(stat[19]) / tick >= began - 2 / tick:
                    waited[path.name] = int((path / "schedstat").read_text(encoding="ascii").split()[1]) / 1e9
    known = {str(process)}
    while more := {child for child, parent in parents.items() if parent in known} - known:
        known |= more
    return max((waited.get(one, 0.0) for one in known), default=0.0)
