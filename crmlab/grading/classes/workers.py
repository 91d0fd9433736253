"""The processes that grade: of one's own, or behind an executor that somebody else has set up."""

from __future__ import annotations

import atexit
import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from multiprocessing.connection import Connection
from typing import Any

from crmlab.errors import BadValueError
from crmlab.language import said, to_say

_MOST = 61  # processes that a pool may have on Windows
_TIDYING = 5  # seconds for a worker to end once it has nobody to work for


def how_many(workers: int | None) -> int:
    """Return how many work at a time: as told, else one for each processor."""
    if workers is not None and workers < 1:
        raise BadValueError(said("workers must be 1 or more; got {workers}.", workers=workers))
    return min(workers or os.cpu_count() or 1, _MOST)


_NO_START = to_say(
    "The processes that grade do not start. If a script of yours grades, put what it does under "
    'if __name__ == "__main__": they import it.'
)


class Workers:
    """Processes of one's own, which end with this one, however it ends.

    They are started afresh, not forked: a fork of a process with threads may hang.
    """

    def __init__(self, number: int) -> None:
        self._number = number
        self._start()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._stop(at_once=kind is not None)

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Future:
        """Have a function called; a pool that has broken down says so in the future, too."""
        try:
            return self._pool.submit(function, *arguments)
        except BrokenExecutor as error:
            future = Future()
            future.set_exception(error)
            return future

    def renew(self) -> None:
        """Go on with new processes after one has died.

        Raises
        ------
        BadValueError
            If they die before they get to work.
        """
        self._stop(at_once=True)
        self._start()
        try:
            self.submit(os.getpid).result()
        except BrokenExecutor:
            raise BadValueError(said(_NO_START)) from None

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._end, self._leash = context.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(self._number, context, initializer=_begin, initargs=(self._end,))

    def _stop(self, at_once: bool) -> None:
        if at_once:
            self._leash.close()
        self._pool.shutdown(cancel_futures=True)
        self._leash.close()
        self._end.close()


class Here:
    """The process itself, for one piece of work: to start another takes longer than the work."""

    def __enter__(self) -> Here:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nothing behind: nothing was started."""

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Future:
        """Call a function at once; its error stands in the future, as if another process had called it."""
        future = Future()
        try:
            future.set_result(function(*arguments))
        except Exception as error:
            future.set_exception(error)
        return future


class Borrowed:
    """An executor that somebody else has set up, and goes on to use."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._given: list[Future] = []

    def __enter__(self) -> Borrowed:
        return self

    def __exit__(self, *_: object) -> None:
        for future in self._given:
            future.cancel()

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Future:
        """Have a function called."""
        future = self._executor.submit(function, *arguments)
        self._given = [one for one in self._given if not one.done()] + [future]
        return future

    def renew(self) -> None:
        """Refuse: only who has set it up can."""
        sentence = said("The executor has broken down. Set up another; what is graded so far is kept.")
        raise BadValueError(sentence)


def _begin(leash: Connection) -> None:
    """Leave Ctrl+C to the first process, and end with it."""
    signal.signal(signal.SIGINT, lambda *_: None)  # not SIG_IGN, which the programs it starts would inherit
    threading.Thread(target=_end_with, args=(leash,), daemon=True).start()


def _end_with(leash: Connection) -> None:
    with contextlib.suppress(EOFError, OSError):
        leash.recv()  # nothing is ever sent: it returns when the other end is closed or gone
    threading.Timer(_TIDYING, os._exit, [1]).start()
    atexit._run_exitfuncs()  # what the grader started ends, too, and its temporary folders go
    os._exit(1)
