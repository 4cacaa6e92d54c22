"""The bytes of a file, if it is one: no directory, device or pipe, and of bounded size."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from aptcheck.apt.bounds import MAX_FILE
from aptcheck.errors import UnreadableProposal

__all__ = ["check_size", "file_bytes", "file_head"]

# Without O_NONBLOCK opening a pipe waits for its writer; absent on Windows, as are pipes on disk.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NO_FILE = "This is no file but a folder, a device or a pipe."


def file_bytes(path: Path) -> bytes:
    """Read a regular file.

    Raises
    ------
    UnreadableProposal
        If it cannot be opened or is larger than `MAX_FILE`.
    """
    try:
        with open(os.open(path, _FLAGS), "rb") as file:  # noqa: PTH123 - a descriptor, no path
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise UnreadableProposal(_NO_FILE)
            data = file.read(MAX_FILE + 1)
    except IsADirectoryError:
        raise UnreadableProposal(_NO_FILE) from None
    except FileNotFoundError:
        raise UnreadableProposal("The file does not exist.") from None
    except PermissionError:
        raise UnreadableProposal("You have no permission to read the file.") from None
    except (OSError, ValueError) as error:
        if getattr(error, "errno", None) == errno.ELOOP:
            raise UnreadableProposal(
                "There is a link that leads to itself, so there is no file to read."
            ) from None
        reason = getattr(error, "strerror", None) or "its name is not valid"
        raise UnreadableProposal(f"The file cannot be read: {reason}.") from None
    check_size(data)
    return data


def file_head(path: Path, size: int) -> bytes:
    """Return the first bytes of a regular file; nothing where it has none or cannot be read."""
    try:
        with open(os.open(path, _FLAGS), "rb") as file:  # noqa: PTH123 - a descriptor, no path
            regular = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            return file.read(size) if regular else b""
    except (OSError, ValueError):
        return b""


def check_size(data: bytes) -> None:
    """Raise `UnreadableProposal` if bytes exceed `MAX_FILE`."""
    if len(data) > MAX_FILE:
        raise UnreadableProposal(
            f"The file is larger than {MAX_FILE // 2**20} MB, far above any proposal; "
            "it was not read."
        )
