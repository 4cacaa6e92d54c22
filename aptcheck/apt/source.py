"""The bytes of a file: not of a directory, device or pipe, and of limited size."""

from __future__ import annotations

import errno
from pathlib import Path

from aptcheck.apt.bounds import MAX_FILE
from aptcheck.errors import UnreadableProposal
from aptcheck.intake.regular_file import opened

__all__ = ["check_size", "file_bytes", "file_head"]

_NO_FILE = "This is a folder, a device or a pipe, not a file; for standard input, give -."


def file_bytes(path: Path) -> bytes:
    """Read a regular file.

    Raises
    ------
    UnreadableProposal
        If it cannot be opened or is larger than `MAX_FILE`.
    """
    try:
        file = opened(path)
        if file is None:
            raise UnreadableProposal(_NO_FILE)
        with file:
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
                "A link leads back to itself, so there is no file to read."
            ) from None
        reason = getattr(error, "strerror", None) or "its name is not valid"
        raise UnreadableProposal(f"The file cannot be read: {reason}.") from None
    check_size(data)
    return data


def file_head(path: Path, size: int) -> bytes:
    """Return the first bytes of a regular file; empty if there are none or it cannot be read."""
    try:
        file = opened(path)
        if file is None:
            return b""
        with file:
            return file.read(size)
    except (OSError, ValueError):
        return b""


def check_size(data: bytes) -> None:
    """Raise `UnreadableProposal` if bytes exceed `MAX_FILE`."""
    if len(data) > MAX_FILE:
        raise UnreadableProposal(
            f"The file is larger than {MAX_FILE // 2**20} MB, far larger than any proposal; "
            "it was not read."
        )
