"""How aptcheck ends on Ctrl-C, SIGTERM or SIGHUP.

The first signal ends the work as an exception, a `KeyboardInterrupt`: drafts of files are removed,
no worker process is left behind, and the work done is reported. The second signal ends that too,
and on the third the system ends the process.
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
    """The command was asked to end.

    Not KeyboardInterrupt itself: if that crosses an `exec` of text, as when a dataclass is made,
    `python -m` ends with SIGINT, whatever status was set.
    """


class _Received:
    """The first signal that came, and whether it has to wait until a report is written."""

    number: int | None = None
    waits: bool = False


_received: Final = _Received()


@contextmanager
def orderly_end() -> Iterator[None]:
    """Handle the signals; one that is ignored or handled elsewhere stays so."""
    _received.number, _received.waits = None, False
    numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    usual = {number: signal.getsignal(number) for number in numbers}
    ours = {
        number: handler
        for number, handler in usual.items()
        if handler in (signal.SIG_DFL, signal.default_int_handler)
    }
    with suppress(ValueError):  # not in the main thread, which alone can handle them
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
    """Finish writing the findings: the first signal waits, the second does not."""
    before = _received.number
    _received.waits = True
    try:
        yield
    finally:
        _received.waits = False
    if _received.number != before:
        raise _Ended


def was_told() -> bool:
    """Whether a signal has come."""
    return _received.number is not None


def heed() -> None:
    """End here if a signal has come: its exception may have been lost in a callback."""
    if was_told():
        raise _Ended


def end_status() -> int:
    """Return the exit status of an interrupted command: 128 plus the signal number."""
    return 128 + (_received.number or signal.SIGINT)


def _end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
    first = _received.number is None
    if first:
        _received.number = number
    else:
        signal.signal(number, signal.SIG_DFL)
    if not (first and _received.waits):
        raise _Ended
