"""How aptcheck ends when it is told to: cleaning up, as after Ctrl-C."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

__all__ = ["orderly_end"]

_SIGNALS = ("SIGTERM", "SIGHUP")


@contextmanager
def orderly_end() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end the program by the way of all exceptions, with 128 + their number.

    So a draft is removed and no worker process is left behind. A signal that is ignored, or that
    somebody else handles, stays so.
    """
    numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    ours = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]
    with suppress(ValueError):  # not the main thread: then they are not ours to handle
        for number in ours:
            signal.signal(number, _end)
    try:
        yield
    finally:
        with suppress(ValueError):
            for number in ours:
                signal.signal(number, signal.SIG_DFL)


def _end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
    sys.exit(128 + number)
