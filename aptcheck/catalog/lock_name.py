"""How the lock is called: apart, so that it can be looked for without loading anything."""

from __future__ import annotations

__all__ = ["LOCK_NAME"]

#: Name of the file, beside the proposals it is for.
LOCK_NAME = "aptcheck.lock"
