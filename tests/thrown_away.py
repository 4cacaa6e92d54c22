"""Python's warnings about discarded objects: files and sockets that were never closed."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from typing import Any

import pytest

__all__ = ["left_open"]


def left_open(act: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the warnings about what an action leaves behind."""
    heard: list[str] = []

    def hear(fault: Any) -> None:
        heard.append(str(fault.exc_value))

    gc.collect()
    monkeypatch.setattr(sys, "unraisablehook", hear)
    act()
    gc.collect()
    monkeypatch.undo()
    return heard
