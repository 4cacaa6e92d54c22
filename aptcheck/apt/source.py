"""The bytes of a file, if it is one: no directory, device or pipe, and of bounded size."""

from __future__ import annotations

import errno
from pathlib import Path

from aptcheck.apt.bounds import MAX_FILE
from aptcheck.errors import UnreadableProposal
from aptcheck.intake.regular_file import opened

__all__ = ["check_size", "file_bytes", "file_head"]

_NO_FILE = "This is no file but a folder, a device or a pipe; standard input is named -."


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
                "There is a link that leads to itself, so there is no file to read."
            ) from None
        reason = getattr(error, "strerror", None) or "its name is not valid"
        raise UnreadableProposal(f"The file cannot be read: {reason}.") from None
    check_size(data)
    return data


def file_head(path: Path, size: int) -> bytes:
    """Return the first bytes of a regular file; nothing where it has none or cannot be read."""
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
            f"The file is larger than {MAX_FILE // 2**20} MB, far above any proposal; "
            "it was not read."
        )
