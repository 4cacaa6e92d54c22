"""Marks of tests that need POSIX, or a user who may not write anywhere."""

from __future__ import annotations

import ctypes
import os
import sys

import pytest

__all__ = ["bound_by_permissions", "not_root", "posix"]

posix = pytest.mark.skipif(
    os.name == "nt", reason="Windows has no named pipes, SIGKILL or permissions of a folder"
)

#: For what a user without rights may not do.
not_root = pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere"
)

_PR_CAPBSET_DROP = 24  # <linux/prctl.h>
_OVERRIDING = (1, 2)  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH of <linux/capability.h>


def bound_by_permissions() -> None:
    """Have the program that this process is about to start obey permissions, even if it is root's.

    Raises
    ------
    OSError
        Root may not do without what lets it write anywhere.
    """
    if sys.platform != "linux" or os.geteuid() != 0:
        return
    for number in _OVERRIDING:
        if ctypes.CDLL(None, use_errno=True).prctl(_PR_CAPBSET_DROP, number, 0, 0, 0):
            raise OSError(ctypes.get_errno(), "prctl")
