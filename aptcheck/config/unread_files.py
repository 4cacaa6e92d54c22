"""What looks like a configuration but is not read: by its name, or because it is not a file."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from stat import S_ISREG
from typing import TypeAlias

from aptcheck.config.files import upwards

__all__ = ["LookThrough", "mistaken", "unread_in"]

#: Searches a folder; a caller with several proposals can pass one that caches.
LookThrough: TypeAlias = Callable[[Path], tuple[Path, ...]]

_OWN = "aptcheck.toml"
#: The ".txt" comes from an editor that hides the ending of a name.
_LIKE_OURS = re.compile(r"\.?aptcheck\.to?ml(\.txt)?", re.IGNORECASE | re.ASCII)
#: A folder with more entries is not listed; only the usual slips are tried.
_MOST = 10_000
_USUAL = (
    _OWN,
    ".aptcheck.toml",
    "Aptcheck.toml",
    "APTcheck.toml",
    "AptCheck.toml",
    "APTCHECK.toml",
    "APTCHECK.TOML",
    "aptcheck.tml",
    "aptcheck.toml.txt",
)


def unread_in(folder: Path) -> tuple[Path, ...]:
    """Return what in a folder is named almost like a configuration, or exactly but is not a file.

    In a folder that is huge or cannot be listed, only the usual slips are tried.
    """
    return tuple(folder / name for name in sorted(_names(folder)) if _is_unread(folder, name))


def mistaken(
    start: Path, governing: Path | None, look_through: LookThrough = unread_in
) -> Iterator[Path]:
    """Yield what looks like a configuration of a file or folder but is not read.

    The search goes up to the folder of the configuration that governs.
    """
    for folder in upwards(start):
        yield from look_through(folder)
        if governing is not None and folder == governing.parent:
            return


def _names(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in islice(entries, _MOST + 1)]
    except OSError:
        names = []
    if not names or len(names) > _MOST:
        names = [name for name in _USUAL if os.path.lexists(folder / name)]
    return [name for name in names if _LIKE_OURS.fullmatch(name)]


def _is_unread(folder: Path, name: str) -> bool:
    try:
        found, own = (folder / name).stat(), (folder / _OWN).stat()
    except OSError:
        return True
    # On a disk that ignores case, Aptcheck.toml is the file that is read.
    return not (os.path.samestat(found, own) and S_ISREG(own.st_mode))
