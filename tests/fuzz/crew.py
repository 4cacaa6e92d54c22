"""Watched search processes: one that hangs or dies has also found something."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from tests.fuzz.events import Begun, Lost

__all__ = ["watched"]

#: What a process does: ``work(first, step)`` yields events without end.
Work = Callable[[int, int], Iterable[Any]]

#: Seconds that a process may need for loading.
_STARTING = 120.0
#: And to finish an input.
_ENDING = 10.0

_CONTEXT = multiprocessing.get_context("spawn")


@dataclass(slots=True)
class _Hand:
    process: BaseProcess
    connection: Connection
    at: Begun
    since: float


def watched(work: Work, jobs: int, seconds: float, patience: float) -> Iterator[Any]:
    """Yield what all processes report, until the time is over.

    Parameters
    ----------
    work : callable
        Defined in a module, since it is passed to another process.
    jobs : int
        Processes.
    seconds : float
        In all.
    patience : float
        Seconds for one input; a process that takes longer is ended, and another continues after it.
    """
    end = time.monotonic() + seconds
    hands = [_hired(work, job, jobs) for job in range(jobs)]
    try:
        while hands and time.monotonic() < end:
            ready = wait([hand.connection for hand in hands], timeout=0.2)
            for hand in list(hands):
                lost: Lost | None = None
                if hand.connection in ready:
                    try:
                        event = hand.connection.recv()
                    except EOFError:
                        hand.process.join()
                        lost = Lost(hand.at, f"the process died ({hand.process.exitcode})")
                    else:
                        if isinstance(event, Begun):
                            hand.at, hand.since = event, time.monotonic()
                        yield event
                elif time.monotonic() - hand.since > patience:
                    lost = Lost(hand.at, f"no end after {patience:g} s")
                if lost is not None:
                    yield lost
                    _dismissed(hand)
                    hands[hands.index(hand)] = _hired(work, hand.at.number + jobs, jobs)
    finally:
        for hand in hands:
            _dismissed(hand, _ENDING)


def _hired(work: Work, first: int, step: int) -> _Hand:
    mine, theirs = _CONTEXT.Pipe(duplex=False)
    # Not a daemon, which could not check a proposal in a separate process.
    process = _CONTEXT.Process(target=_reported, args=(work, first, step, theirs))
    process.start()
    theirs.close()
    return _Hand(process, mine, Begun("the start", first), time.monotonic() + _STARTING)


def _dismissed(hand: _Hand, wait_s: float = 0.0) -> None:
    """End a process: it may finish its input, then finds its pipe closed.

    Never by SIGTERM, which aptcheck's command line would obey if it is running.
    """
    hand.connection.close()
    hand.process.join(wait_s)
    if hand.process.is_alive():
        hand.process.kill()
        hand.process.join()


def _reported(work: Work, first: int, step: int, connection: Connection) -> None:
    with suppress(BrokenPipeError):
        for event in work(first, step):
            connection.send(event)
