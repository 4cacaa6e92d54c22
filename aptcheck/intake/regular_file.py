"""The bytes of a regular file of bounded size: not a folder, device, pipe or socket."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO, cast

__all__ = ["bytes_in_folder", "is_link", "opened", "regular_bytes"]

# Without O_NONBLOCK opening a pipe waits for its writer; absent on Windows, as are pipes on disk.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def opened(path: Path) -> BinaryIO | None:
    """Open a file for reading, whatever its name; None if the path leads to no file.

    Raises
    ------
    OSError, ValueError
        It cannot be opened, or the name is not valid.
    """
    descriptor = os.open(path, _FLAGS)
    try:
        file = cast("BinaryIO", open(descriptor, "rb"))  # noqa: PTH123, SIM115 - a descriptor
    except OSError:  # of a folder
        os.close(descriptor)
        raise
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    return None


def regular_bytes(path: Path, most: int) -> bytes | str:
    """Return the content of a file, or a clause that says why it is not read.

    Parameters
    ----------
    path : Path
    most : int
        Bytes that it may have.
    """
    try:
        file = opened(path)
        if file is None:
            return "is a device or a pipe, not a file"
        with file:
            content = file.read(most + 1)
    except FileNotFoundError:
        return "does not exist"
    except IsADirectoryError:
        return "is a folder, not a file"
    except (OSError, ValueError) as fault:
        return f"cannot be read ({getattr(fault, 'strerror', None) or 'its name is not valid'})"
    if len(content) > most:
        return f"is larger than {_size(most)}, far above any file of its kind"
    return content


def bytes_in_folder(folder: Path, name: str, most: int) -> bytes | str:
    """Return the content of a file that is itself in a folder, or a clause that says why not.

    Neither the file nor the folder may be a link; what leads to the folder may.
    """
    path = folder / name
    if is_link(folder) or is_link(path):
        return "is behind a link"
    return regular_bytes(path, most)


def is_link(path: Path) -> bool:
    """Whether a path leads elsewhere: a symbolic link, or a junction of Windows."""
    own = os.path.join(os.path.realpath(path.parent), path.name)  # noqa: PTH118 - as a text
    return os.path.normcase(os.path.realpath(path)) != os.path.normcase(own)


def _size(size: int) -> str:
    return f"{size // 2**20} MB" if size >= 2**20 else f"{size // 2**10} kB"
