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
#: A proposal, and the copies that APT makes of it.
_OF_APT = (".aptx", ".aptbackup")
_FIRST_BYTES = 1 << 16
_ZIP = b"PK\x03\x04"
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")
#: Wherever it stands: a formatter may have put the keys in another order.
_BASELINE = re.compile(rb'"kind"\s*:\s*"aptcheck baseline"')


def recognised(path: Path) -> Keepsake | None:
    """Return what an existing file is, None where it is nothing of these.

    An archive counts as a proposal: aptcheck writes none, and an ``.aptx`` is one. Any TOML file
    counts as a configuration: it may be the one that ``--config`` names another day.

    Raises
    ------
    OSError
        The file cannot be read.
    """
    # Only here, where a file is to be replaced: the reader takes longer than a list of rules.
    from aptcheck import apt
    from aptcheck.apt.bounds import MAX_FILE
    from aptcheck.apt.source import file_head

    with path.open("rb") as file:
        head = file.read(_FIRST_BYTES)
    if head.startswith(LOCK_HEAD.encode()):
        return "lock"
    if _OBJECT.match(head) and _BASELINE.search(head):
        return "baseline"
    root = apt.root_name(head)
    if root is None and len(head) == _FIRST_BYTES:
        # Long comments, perhaps: looked for as far as a proposal is read.
        root = apt.root_name(file_head(path, MAX_FILE))
    if head.startswith(_ZIP) or root == apt.PROPOSAL:
        return "proposal"
    return "configuration" if path.suffix.lower() == ".toml" else None


def reserved(path: Path) -> Keepsake | None:
    """Return what aptcheck, APT or Python would take a file of this name for."""
    name = path.name.lower()
    return "proposal" if name.endswith(_OF_APT) else _BY_NAME.get(name)
