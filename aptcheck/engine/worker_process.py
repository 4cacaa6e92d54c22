"""One process of a crew: it does one job at a time, and can be ended at any point.

A job that exceeds its time ends together with its process. A C thread in the process does that, so
that neither a regular expression nor a rule that catches every exception can prevent it; if the
whole process is stopped, the main process kills it a little later.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Thread
from time import monotonic
from typing import Any, Literal

__all__ = ["GRACE_S", "JobFailed", "WorkerLate", "WorkerLost", "WorkerProcess", "undisturbed"]

#: How much later than the process itself the main process ends it, in seconds.
GRACE_S = 3.0

#: Signals that a terminal also sends to the workers, but only the main process should handle.
_MAINS = {getattr(signal, name) for name in ("SIGINT", "SIGHUP") if hasattr(signal, name)}
_ENDING = {signal.SIGTERM, *_MAINS}
#: Characters of a stack to read: more than faulthandler writes for one thread.
_STACK = 65_536


class WorkerLost(Exception):  # noqa: N818 - the name says what happened
    """The process died over a job: it was killed, or ran out of memory."""


class WorkerLate(Exception):  # noqa: N818 - the name says what happened
    """A job exceeded its time; ``stack`` says where it was, as faulthandler writes it."""

    def __init__(self, stack: str) -> None:
        super().__init__(stack)
        self.stack = stack


class JobFailed(Exception):  # noqa: N818 - the name says what happened
    """A job raised an exception, or its result cannot be passed on; the message is its type."""


class WorkerProcess:
    """A process that is started when first needed, and again after it has died.

    ``start`` says how, for a parent with threads of its own.
    """

    def __init__(self, *, start: Literal["fork", "spawn"] | None = None) -> None:
        # A forked process has everything loaded and starts within milliseconds. That needs Linux:
        # elsewhere system libraries do not survive a fork.
        self._start_method = start or ("fork" if sys.platform == "linux" else "spawn")
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._stacks: Connection | None = None
        self._given = self._limit = 0.0

    @property
    def signs(self) -> list[Any]:
        """What becomes ready for `multiprocessing.connection.wait` when there is an answer."""
        return [] if self._process is None else [self._connection, self._process.sentinel]

    @property
    def deadline(self) -> float | None:
        """When the main process must end the job, on the clock of `time.monotonic`."""
        return self._given + self._limit + GRACE_S if self._limit else None

    @property
    def elapsed(self) -> float:
        """Seconds since the job was given."""
        return monotonic() - self._given

    def give(self, limit_s: float, function: Callable[..., object], *arguments: object) -> None:
        """Have a function of a module called, within this many seconds; 0 means no limit."""
        for attempt in (1, 2):
            if self._process is None or not self._process.is_alive():
                self.end()
                self._start()
            try:
                self._given, self._limit = monotonic(), limit_s
                if self._connection is not None:
                    self._connection.send((limit_s, function, arguments))
            except OSError:  # it was killed while idle
                self.end()
                if attempt == 2:
                    raise
            else:
                return

    def answer(self) -> Any:  # noqa: ANN401 - of whatever function was called
        """Return what the function returned; call it when a sign is ready or time is up.

        Raises
        ------
        WorkerLost, WorkerLate, JobFailed
        """
        try:
            if self._connection is None or not self._connection.poll():
                raise EOFError
            succeeded, value = self._connection.recv()
        except (EOFError, OSError):
            late = bool(self._limit) and self.elapsed >= self._limit
            stack = self.end()
            raise (WorkerLate(stack) if late else WorkerLost) from None
        if not succeeded:
            raise JobFailed(value)
        return value

    def end(self) -> str:
        """Kill the process, and return where it was if it was late."""
        process, self._process = self._process, None
        if process is None:
            return ""
        process.kill()
        process.join()
        stack = ""
        for connection in (self._connection, self._stacks):
            if connection is not None:
                if connection is self._stacks and os.name != "nt":
                    stack = _read_stack(connection)
                connection.close()
        return stack

    def _start(self) -> None:
        made = get_context(self._start_method)
        self._connection, theirs = made.Pipe()
        self._stacks, stacks = made.Pipe(duplex=False)
        arguments = (theirs, stacks, os.getpid())
        process = made.Process(target=_serve, args=arguments, daemon=True)  # type: ignore[attr-defined]
        sys.stdout.flush()
        with undisturbed(_ENDING), warnings.catch_warnings():
            # Python warns of a fork with threads, here a progress bar's, whose locks it does not
            # use.
            warnings.simplefilter("ignore", DeprecationWarning)
            process.start()
            self._process = process
        theirs.close()
        stacks.close()


def _read_stack(stacks: Connection) -> str:
    os.set_blocking(stacks.fileno(), False)
    try:
        return os.read(stacks.fileno(), _STACK).decode(errors="replace")
    except BlockingIOError:
        return ""


@contextmanager
def undisturbed(signals: Iterable[int] = frozenset(_MAINS)) -> Iterator[None]:
    """Let Ctrl-C wait while a process is created: a half-created one would be left behind.

    What is created meanwhile leaves these signals to this process.
    """
    if os.name == "nt":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection, stacks: Connection, parent: int) -> None:
    """Do one job after another, in the process itself."""
    _begin(parent)
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - a device
        # On Windows a connection has no descriptor that faulthandler could write to.
        place = nowhere.fileno() if os.name == "nt" else stacks.fileno()
        if os.name != "nt":
            os.set_blocking(place, False)
        with suppress(EOFError, OSError):
            while True:
                limit_s, function, arguments = connection.recv()
                if limit_s:
                    faulthandler.dump_traceback_later(limit_s, exit=True, file=place)
                _send(connection, _called(function, arguments))
                faulthandler.cancel_dump_traceback_later()


def _called(function: Callable[..., object], arguments: tuple[object, ...]) -> tuple[bool, object]:
    try:
        return True, function(*arguments)
    except BaseException as crash:  # noqa: BLE001 - shown in the report
        return False, type(crash).__name__
    finally:
        with suppress(Exception):
            sys.stdout.flush()


def _send(connection: Connection, answer: tuple[bool, object]) -> None:
    try:
        connection.send(answer)
    except (EOFError, OSError):
        raise
    except Exception as crash:  # noqa: BLE001 - a report too large to be handed over, say
        connection.send((False, type(crash).__name__))


def _begin(parent: int) -> None:
    """Leave Ctrl-C to the main process, which ends this one, and end when it is gone."""
    for number in _MAINS:
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if os.name != "nt":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    if sys.platform == "linux":
        _end_with(parent)
    Thread(target=_follow_parent, daemon=True).start()


def _end_with(parent: int) -> None:
    """Have the kernel kill this process when its parent dies, at any point (Linux)."""
    from ctypes import CDLL

    set_parent_death_signal = 1  # PR_SET_PDEATHSIG of <linux/prctl.h>
    with suppress(OSError, AttributeError):  # a C library without it: then only the thread does it
        CDLL(None).prctl(set_parent_death_signal, int(signal.SIGKILL))
    if os.getppid() != parent:
        os._exit(1)


def _follow_parent() -> None:
    """End with the parent, on every system, unless a call of C code blocks the interpreter."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
