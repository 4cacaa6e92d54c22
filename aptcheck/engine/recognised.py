"""Recognises valuable files by their name and first bytes.

Nothing is parsed here: a damaged lock, baseline or proposal is still one.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from aptcheck.catalog import LOCK_HEAD, LOCK_NAME

__all__ = ["Keepsake", "recognised", "reserved"]

#: Files that only their own kind may replace.
Keepsake = Literal["proposal", "lock", "baseline", "configuration"]

_BY_NAME: dict[str, Keepsake] = {
    "aptcheck.toml": "configuration",
    "pyproject.toml": "configuration",
    LOCK_NAME: "lock",
}
#: A proposal, and APT's copies of it.
_OF_APT = (".aptx", ".aptbackup")
_FIRST_BYTES = 1 << 16
_ZIP = b"PK\x03\x04"
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")
#: At any position: a formatter may have reordered the keys.
_BASELINE = re.compile(rb'"kind"\s*:\s*"aptcheck baseline"')


def recognised(path: Path) -> Keepsake | None:
    """Return what an existing file is, None if it is none of these.

    An archive counts as a proposal: aptcheck writes none, and an ``.aptx`` is one. Any TOML file
    counts as a configuration: it may be the one that ``--config`` names another day.

    Raises
    ------
    OSError
        The file cannot be read.
    """
    # Imported only when a file is to be replaced: the reader takes longer than a list of rules.
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
        # Perhaps after long comments: search as far as a proposal is read.
        root = apt.root_name(file_head(path, MAX_FILE))
    if head.startswith(_ZIP) or root == apt.PROPOSAL:
        return "proposal"
    return "configuration" if path.suffix.lower() == ".toml" else None


def reserved(path: Path) -> Keepsake | None:
    """Return what aptcheck, APT or Python would take a file of this name to be."""
    name = path.name.lower()
    return "proposal" if name.endswith(_OF_APT) else _BY_NAME.get(name)
