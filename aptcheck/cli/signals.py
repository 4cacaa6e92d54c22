"""How aptcheck ends when it is told to: by Ctrl-C, SIGTERM or SIGHUP.

The first signal ends the work by the way of all exceptions, as a `KeyboardInterrupt`: drafts of
files are removed, no worker process is left behind, and what was done is reported. The second one
ends that too, and with the third the system ends the process.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Final

__all__ = ["end_status", "finishing", "heed", "orderly_end", "was_told"]

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


class _Ended(KeyboardInterrupt):
    """The command was told to end.

    Not KeyboardInterrupt itself: where that crosses an `exec` of text, as of a dataclass that is
    being made, `python -m` ends by SIGINT, whatever status is asked for.
    """


class _Told:
    """The first signal that came, and whether it is to wait for a report to be written."""

    number: int | None = None
    waits: bool = False


_told: Final = _Told()


@contextmanager
def orderly_end() -> Iterator[None]:
    """Let the signals end the program so; one that is ignored, or handled elsewhere, stays so."""
    _told.number, _told.waits = None, False
    numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    usual = {number: signal.getsignal(number) for number in numbers}
    ours = {
        number: handler
        for number, handler in usual.items()
        if handler in (signal.SIG_DFL, signal.default_int_handler)
    }
    with suppress(ValueError):  # not the main thread: then they are not ours to handle
        for number in ours:
            signal.signal(number, _end)
    try:
        yield
    finally:
        with suppress(ValueError):
            for number, handler in ours.items():
                signal.signal(number, handler)


@contextmanager
def finishing() -> Iterator[None]:
    """Write what was found to its end: the first signal waits, the second one does not."""
    before = _told.number
    _told.waits = True
    try:
        yield
    finally:
        _told.waits = False
    if _told.number != before:
        raise _Ended


def was_told() -> bool:
    """Whether a signal has come."""
    return _told.number is not None


def heed() -> None:
    """End here where a signal has come: what it raised may have been lost in a callback."""
    if was_told():
        raise _Ended


def end_status() -> int:
    """Return the exit status of an interrupted command: 128 and the number of the signal."""
    return 128 + (_told.number or signal.SIGINT)


def _end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
    first = _told.number is None
    if first:
        _told.number = number
    else:
        signal.signal(number, signal.SIG_DFL)
    if not (first and _told.waits):
        raise _Ended
