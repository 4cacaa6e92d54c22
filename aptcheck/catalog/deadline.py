"""A time limit for a request, wherever it hangs.

A socket's timeout restarts with every byte. It does not cover name look-up, several addresses of a
host in turn, a header that arrives in drips, or a chain of redirects. A separate clock does.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextvars import ContextVar
from typing import TypeVar

__all__ = ["Deadline", "OverTime", "current_deadline"]

Result = TypeVar("Result")

_CURRENT: ContextVar[Deadline] = ContextVar("_CURRENT")


class OverTime(Exception):  # noqa: N818 - the time is over, but nothing is known to be wrong
    """The time is over."""


class Deadline:
    """Runs one call and abandons it when the time is over.

    Parameters
    ----------
    end : float
        On the clock of ``time.monotonic()``.
    """

    def __init__(self, end: float) -> None:
        self.end = end
        self._given_up = False
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()

    def run(self, call: Callable[[], Result]) -> Result:
        """Return what a call returns, or raise what it raises.

        It runs in its own thread. When the time is over, or the user interrupts, its open sockets
        are shut down and the thread is abandoned.

        Raises
        ------
        OverTime
            It did not finish in time.
        """
        outcome: Future[Result] = Future()

        def work() -> None:
            _CURRENT.set(self)
            try:
                outcome.set_result(call())
            except BaseException as fault:  # noqa: BLE001 - handed on to who waits
                outcome.set_exception(fault)

        # A daemon, so that the program does not wait for a hanging server when it ends.
        threading.Thread(target=work, name="aptcheck request", daemon=True).start()
        try:
            return outcome.result(timeout=max(self.end - time.monotonic(), 0.0))
        except TimeoutError:
            if outcome.done():  # raised by the call
                return outcome.result()
            raise OverTime from None
        finally:
            self._give_up()

    def check(self) -> None:
        """Raise `OverTime` when the time is over."""
        if self._given_up or time.monotonic() > self.end:
            raise OverTime

    def watch(self, waiting: socket.socket) -> None:
        """Shut a socket down when the time is over; raise `OverTime` if it already is."""
        with self._lock:
            self.check()
            self._sockets.append(waiting)

    def _give_up(self) -> None:
        """Wake the thread from wherever it still waits."""
        with self._lock:
            self._given_up = True
            waiting, self._sockets = self._sockets, []
        for one in waiting:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


def current_deadline() -> Deadline:
    """Return the deadline of the call in this thread."""
    return _CURRENT.get()
