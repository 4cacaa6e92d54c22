"""Marks of tests that need POSIX, or a user who may not write anywhere."""

from __future__ import annotations

import os

import pytest

__all__ = ["not_root", "posix"]

posix = pytest.mark.skipif(
    os.name == "nt", reason="Windows has no named pipes, SIGKILL or permissions of a folder"
)

#: For what a user without rights may not do.
not_root = pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere"
)
