"""What a file is that somebody would miss, by its name and its first bytes.

Nothing is parsed here: a damaged lock, baseline or proposal is still one.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from aptcheck.catalog import LOCK_HEAD, LOCK_NAME

__all__ = ["Keepsake", "recognised", "reserved"]

#: What is not replaced by anything but its own kind.
Keepsake = Literal["proposal", "lock", "baseline", "configuration"]

_BY_NAME: dict[str, Keepsake] = {
    "aptcheck.toml": "configuration",
    "pyproject.toml": "configuration",
    LOCK_NAME: "lock",
}
_FIRST_BYTES = 1 << 16
_ZIP = b"PK\x03\x04"
_BASELINE = re.compile(
    rb'\s*\{\s*"kind"\s*:\s*"aptcheck baseline"\s*,\s*"schema_version"\s*:\s*"1"'
)


def recognised(path: Path) -> Keepsake | None:
    """Return what an existing file is, None where it is nothing of these.

    An archive counts as a proposal: aptcheck writes none, and an ``.aptx`` is one.

    Raises
    ------
    OSError
        The file cannot be read.
    """
    # Only here, where a file is to be replaced: the reader takes longer than a list of rules.
    from aptcheck import apt

    with path.open("rb") as file:
        head = file.read(_FIRST_BYTES)
    if head.startswith(LOCK_HEAD.encode()):
        return "lock"
    if _BASELINE.match(head):
        return "baseline"
    if head.startswith(_ZIP) or apt.root_name(head) == apt.PROPOSAL:
        return "proposal"
    return None


def reserved(path: Path) -> Keepsake | None:
    """Return what aptcheck, or Python, would take a file of this name for."""
    return _BY_NAME.get(path.name.lower())
