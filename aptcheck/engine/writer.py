"""Writes a file whole or not at all.

This is the only place that creates files, for commands and tasks alike. The new content goes into a
draft beside the target, reaches the disk, and only then takes the target's name: a full disk, an
interruption or another running aptcheck leaves the last good file unchanged.
"""

from __future__ import annotations

import os
from pathlib import Path
from secrets import token_hex

from aptcheck.engine.destination import Destination
from aptcheck.errors import UsageError

__all__ = ["write"]

#: O_EXCL creates the draft or fails: it never follows a link that someone put there.
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write(destination: Destination, content: bytes) -> None:
    """Write a file, or directly into a device or a pipe.

    A file keeps the permissions of the one it replaces; a new one has those of the umask.

    Raises
    ------
    UsageError
        It must not or cannot be written; the old file is unchanged.
    BrokenPipeError
        The reader of a pipe left.
    """
    place = destination.approved()
    path = destination.path
    try:
        if place.descriptor is not None:
            _pour(content, os.dup(place.descriptor))
        elif place.stream:
            _pour(content, os.open(path, os.O_WRONLY))
        else:
            _replace(path, content, place.mode)
    except BrokenPipeError:
        raise
    except OSError as fault:
        kept = "" if place.mode is None else "; the existing file is unchanged"
        raise UsageError(f"{path}: cannot be written ({fault.strerror}){kept}.") from None


def _pour(content: bytes, descriptor: int) -> None:
    with open(descriptor, "wb") as stream:
        stream.write(content)


def _replace(path: Path, content: bytes, mode: int | None) -> None:
    draft = path.parent / f".aptcheck-{token_hex(8)}.tmp"
    descriptor = os.open(draft, _NEW, 0o666)
    try:
        with open(descriptor, "wb") as stream:  # noqa: PTH123 - a descriptor, no path
            if mode is not None and os.chmod in os.supports_fd:
                os.chmod(descriptor, mode)  # noqa: PTH101 - a descriptor, no path
            stream.write(content)
            stream.flush()
            os.fsync(descriptor)
        draft.replace(path)
    except BaseException:  # also on an interruption
        draft.unlink(missing_ok=True)
        raise
