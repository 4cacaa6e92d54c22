"""Tests that need what Windows has not."""

from __future__ import annotations

import os

import pytest

__all__ = ["posix"]

posix = pytest.mark.skipif(
    os.name == "nt", reason="Windows has no named pipes, SIGKILL or permissions of a folder"
)
