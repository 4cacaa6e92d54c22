"""From the paths on the command line to the files to read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from aptcheck.errors import UsageError

__all__ = ["STDIN", "proposal_files"]

STDIN = "-"
_SUFFIXES = frozenset({".aptx", ".xml"})


def proposal_files(paths: Iterable[str | Path]) -> list[str]:
    """Return the files to check, in a stable order, each once.

    A folder gives its .aptx and .xml files, recursively, without hidden folders; a file named
    outright is read whatever its name; ``-`` is standard input.

    Raises
    ------
    UsageError
        A path does not exist.
    """
    found: dict[str, None] = {}
    for path in paths:
        text = os.fspath(path)
        if text == STDIN:
            found[text] = None
        elif Path(text).is_dir():
            found.update(dict.fromkeys(_inside(text)))
        elif os.path.lexists(text):
            found[text] = None
        else:
            raise UsageError(f"{text}: there is no such file or folder.")
    return list(found)


def _inside(folder: str) -> Iterator[str]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if Path(name).suffix.lower() in _SUFFIXES and not name.startswith("."):
                yield str(Path(root) / name)
