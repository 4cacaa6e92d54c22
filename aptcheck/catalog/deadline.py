"""The end of a request, whatever it hangs in.

The timeout of a socket begins anew with every byte. It covers neither the look-up of a name nor
several addresses of a host in turn, a header that comes in drips, one redirect after another. A
clock beside the request does.
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


class OverTime(Exception):  # noqa: N818 - time is over, nothing is known to be wrong
    """The time is over."""


class Deadline:
    """Runs one call, and gives it up when the time is over.

    Parameters
    ----------
    end : float
        As ``time.monotonic()`` counts.
    """

    def __init__(self, end: float) -> None:
        self.end = end
        self._given_up = False
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()

    def run(self, call: Callable[[], Result]) -> Result:
        """Return what a call returns, or raise what it raises.

        It runs in a thread of its own. When the time is over, or the user interrupts, the sockets
        it waits at are shut down and it is left to itself.

        Raises
        ------
        OverTime
            It is not done in time.
        """
        outcome: Future[Result] = Future()

        def work() -> None:
            _CURRENT.set(self)
            try:
                outcome.set_result(call())
            except BaseException as fault:  # noqa: BLE001 - handed on to who waits
                outcome.set_exception(fault)

        # A daemon: the end of the program does not wait for a server that hangs.
        threading.Thread(target=work, name="aptcheck request", daemon=True).start()
        try:
            return outcome.result(timeout=max(self.end - time.monotonic(), 0.0))
        except TimeoutError:
            if outcome.done():  # the call raised it
                return outcome.result()
            raise OverTime from None
        finally:
            self._give_up()

    def check(self) -> None:
        """Raise `OverTime` when the time is over."""
        if self._given_up or time.monotonic() > self.end:
            raise OverTime

    def watch(self, waiting: socket.socket) -> None:
        """Shut a socket down when the time is over; raise `OverTime` when it is already."""
        with self._lock:
            self.check()
            self._sockets.append(waiting)

    def _give_up(self) -> None:
        """Wake the thread from where it still waits."""
        with self._lock:
            self._given_up = True
            waiting, self._sockets = self._sockets, []
        for one in waiting:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


def current_deadline() -> Deadline:
    """Return the deadline of the call that runs in this thread."""
    return _CURRENT.get()
