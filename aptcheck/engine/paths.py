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
    """Return the files to check, in a stable order, each once under its first name.

    A folder gives its .aptx and .xml files, recursively, without hidden folders; one that may not
    be listed stands for itself, so that it cannot pass for empty. A file named outright is read
    whatever its name; ``-`` is standard input.

    Raises
    ------
    UsageError
        A path does not exist.
    """
    found: dict[str, str] = {}
    for path in paths:
        text = os.fspath(path)
        if text == STDIN:
            files = [STDIN]
        elif text and Path(text).is_dir():
            files = list(_inside(text))
        elif os.path.lexists(text):
            files = [text]
        else:
            raise UsageError(f"{text or 'an empty path'}: there is no such file or folder.")
        for file in files:
            found.setdefault(file if file == STDIN else os.path.abspath(file), file)  # noqa: PTH100
    return list(found.values())


def _inside(folder: str) -> Iterator[str]:
    closed: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if Path(name).suffix.lower() in _SUFFIXES and not name.startswith("."):
                yield str(Path(root) / name)
    yield from (str(fault.filename) for fault in closed)
