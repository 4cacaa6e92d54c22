"""Writes a file whole or not at all.

This is the only place that creates files, for commands and tasks alike. The new content goes into a
draft beside the target, reaches the disk, and only then takes the target's name: a full disk, an
interruption or another running aptcheck leaves the last good file unchanged.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from aptcheck.engine.destination import Destination, Place
from aptcheck.errors import UsageError

__all__ = ["Draft", "write"]

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
    draft = Draft(destination)
    try:
        draft.write(content)
        draft.keep()
    except BaseException:  # also on an interruption
        draft.drop()
        raise


class Draft:
    """A file that is written bit by bit, and takes its name when it is whole.

    Into a device or a pipe all is written at once. Each method raises as `write` does.
    """

    def __init__(self, destination: Destination) -> None:
        self._destination = destination
        self._place: Place | None = None
        self._stream: BinaryIO | None = None
        self._path: Path | None = None

    def write(self, content: bytes) -> None:
        """Add to it; the first time, create it."""
        try:
            if self._stream is None:
                self._stream = self._created()
            self._stream.write(content)
        except OSError as fault:
            raise self._refused(fault) from None

    def keep(self) -> None:
        """Give it its name."""
        if self._stream is None:
            self.write(b"")
        try:
            self._finish()
        except OSError as fault:
            raise self._refused(fault) from None

    def drop(self) -> None:
        """Remove it, unless it has its name."""
        with suppress(OSError):  # what is not written yet may not fit
            if self._stream is not None:
                self._stream.close()
        if self._path is not None:
            self._path.unlink(missing_ok=True)

    def _created(self) -> BinaryIO:
        self._place = place = self._destination.approved()
        path = self._destination.path
        if place.descriptor is not None:
            return open(os.dup(place.descriptor), "wb")  # noqa: PTH123
        if place.stream:
            return open(os.open(path, os.O_WRONLY), "wb")  # noqa: PTH123
        draft = path.parent / f".aptcheck-{token_hex(8)}.tmp"
        descriptor = os.open(draft, _NEW, 0o666)
        self._path = draft
        if place.mode is not None and os.chmod in os.supports_fd:
            os.chmod(descriptor, place.mode)  # noqa: PTH101 - a descriptor, no path
        return open(descriptor, "wb")  # noqa: PTH123 - descriptors, no paths

    def _finish(self) -> None:
        if self._stream is None:
            return
        self._stream.flush()
        if self._path is not None:
            os.fsync(self._stream.fileno())
        self._stream.close()
        if self._path is not None:
            self._destination.approved()
            self._path.replace(self._destination.path)
            self._path = None

    def _refused(self, fault: OSError) -> Exception:
        if isinstance(fault, BrokenPipeError):
            return fault
        replaces = self._place is not None and self._place.mode is not None
        kept = "; the existing file is unchanged" if replaces else ""
        path = self._destination.path
        return UsageError(f"{path}: cannot be written ({fault.strerror}){kept}.")
