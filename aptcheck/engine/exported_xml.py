"""The exported XML next to an archive: the file in which a person can see a line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from aptcheck.apt.source import file_bytes
from aptcheck.engine.paths import STDIN
from aptcheck.errors import UnreadableProposal

if TYPE_CHECKING:
    from aptcheck.apt import Document

__all__ = ["exported_beside"]


def exported_beside(path: str, document: Document) -> str | None:
    """Return the path of ``<stem>.xml`` beside an archive if it holds what the archive holds.

    Line endings do not count: a version control system may have changed them, and lines and
    columns stay what they are.
    """
    name = f"{os.path.splitext(path)[0]}.xml"  # noqa: PTH122 - the path is kept as it was given
    if path == STDIN or name.lower() == path.lower() or not os.path.isfile(name):  # noqa: PTH113
        return None
    try:
        exported = file_bytes(Path(name))
    except UnreadableProposal:
        return None
    return name if _lines(exported) == _lines(document.xml) else None


def _lines(xml: bytes) -> bytes:
    return xml.replace(b"\r\n", b"\n")
