"""One process of a crew, and a fresh one whenever it dies."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing import parent_process
from threading import Thread
from typing import Any, Generic, TypeVar

__all__ = ["Job", "WorkerLost", "WorkerProcess"]

Answer = TypeVar("Answer")

_ENDING = {signal.SIGINT, signal.SIGTERM}


class WorkerLost(Exception):  # noqa: N818 - the name says what happened
    """The process died over a job: it was killed, or ran out of memory."""


@dataclass(slots=True, eq=False)
class Job(Generic[Answer]):
    """A call that a process is to make; ``lost`` once a process has died over it."""

    function: Callable[..., Answer]
    arguments: tuple[object, ...]
    future: Future[Answer] | None = None
    lost: bool = False


class WorkerProcess:
    """Does its jobs in the order in which they are given.

    A process that dies loses the job that it was at, the first that is not done; a fresh one does
    the others. So every death ends a job, and a proposal that kills its process does so once.

    Parameters
    ----------
    ending : ExitStack
        Ends the processes, all that there have been.
    """

    def __init__(self, ending: ExitStack) -> None:
        self._ending = ending
        self._jobs: list[Job[Any]] = []
        self._pool = self._fresh()

    def give(self, function: Callable[..., Answer], *arguments: object) -> Job[Answer]:
        """Have a function called, which must be one of a module."""
        job = Job(function, arguments)
        self._jobs.append(job)
        try:
            with _undisturbed():
                job.future = self._pool.submit(function, *arguments)
        except BrokenProcessPool:
            self._start_again()
        return job

    def result(self, job: Job[Answer]) -> Answer:
        """Wait for a job and return its result, or raise what it raised.

        Raises
        ------
        WorkerLost
            The process died over it.
        """
        while not job.lost and job.future is not None:
            try:
                return job.future.result()
            except BrokenProcessPool:
                self._start_again()
        raise WorkerLost

    def _start_again(self) -> None:
        """Mark the job that the process died over, if any, and give the rest to a fresh one."""
        undone = [job for job in self._jobs if _is_undone(job)]
        self._jobs = []
        self._pool = self._fresh()
        if undone and undone[0].future is not None:
            undone.pop(0).lost = True
        with _undisturbed():
            for job in undone:
                job.future = self._pool.submit(job.function, *job.arguments)
        self._jobs = undone

    def _fresh(self) -> ProcessPoolExecutor:
        return self._ending.enter_context(ProcessPoolExecutor(1, initializer=_begin))

    def give_up(self) -> None:
        """Begin none of the jobs that wait, and wait for the end of the process."""
        self._pool.shutdown(cancel_futures=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait while a process is made: half-made it would hang or show a traceback."""
    if os.name == "nt":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Let Ctrl-C end the process without a word, and the end of its parent too."""
    for number in _ENDING:
        signal.signal(number, signal.SIG_DFL)
    if os.name != "nt":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)  # whatever the process is at: nobody waits for it


def _is_undone(job: Job[Any]) -> bool:
    """Whether a job of a process that died was not begun or not ended."""
    # Waits no longer than it takes to tell all of them.
    return job.future is None or isinstance(job.future.exception(), BrokenProcessPool)
