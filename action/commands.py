"""Commands of aptcheck that the action runs for one proposal each."""

from __future__ import annotations

import subprocess
import sys

__all__ = ["finished"]


def finished(*command: str, limit_s: float | None) -> subprocess.CompletedProcess[bytes] | None:
    """Run a command and return how it ended; None if it took longer than the limit."""
    try:
        return subprocess.run(
            [sys.executable, "-I", "-m", "aptcheck", *command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=limit_s,
        )
    except subprocess.TimeoutExpired:
        return None
