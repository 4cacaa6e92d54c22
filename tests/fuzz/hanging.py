"""Work that hangs at one input and dies at another, for testing its watcher."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from itertools import count

from tests.fuzz.events import Begun, Done

__all__ = ["hangs_and_dies"]


def hangs_and_dies(first: int, step: int) -> Iterator[Begun | Done]:
    """Return from every input except 2 and 3."""
    for number in count(first, step):
        yield Begun("k", number)
        if number == 2:
            threading.Event().wait()
        if number == 3:
            os._exit(9)
        yield Done(kind="k", number=number, size=9, seconds=0.0, grown=0.0)
