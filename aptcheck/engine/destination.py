"""Where a command may write: never over what it reads, nor over valuable files."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from aptcheck.engine.recognised import Keepsake, recognised, reserved
from aptcheck.errors import UsageError

__all__ = ["Destination", "Holds", "Place"]

#: What is written; a baseline may replace a baseline, a lock a lock, and a proposal nothing. An
#: image is one beside a lock.
Holds = Literal["report", "image", "lock", "baseline", "proposal"]
#: What has a fixed place, so that another cannot be named.
_FIXED = frozenset({"image", "lock"})

_DESCRIPTOR = re.compile(r"/(?:dev|proc/self)/fd/([0-9]{1,9})")
_STREAMS = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}
_WORDS: dict[Keepsake, str] = {
    "proposal": "an APT proposal",
    "lock": "a lock, which only `aptcheck lock` writes",
    "baseline": "a baseline, which only `aptcheck baseline` writes",
    "configuration": "a configuration",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """What a path leads to.

    Attributes
    ----------
    descriptor : int or None
        The open descriptor that it names.
    stream : bool
        Whether it is a character device or a pipe, written to directly.
    mode : int or None
        The permissions of the file that will be replaced, None if there is none.
    """

    descriptor: int | None = None
    stream: bool = False
    mode: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Destination:
    """A path to write to, what it will hold, and what the command reads."""

    path: Path
    holds: Holds = "report"
    inputs: tuple[Path, ...] = ()

    def approved(self) -> Place:
        """Return what the path leads to, if it may be written.

        Call it before the work begins, and again when there is something to write.

        Raises
        ------
        UsageError
            It must not or cannot be written; the message says why.
        """
        named = _named_descriptor(self.path)
        try:
            if named is not None:
                self._check_descriptor(os.fstat(named))
                return Place(descriptor=named)
            found, link = _state(self.path)
            if found is not None and (stat.S_ISCHR(found.st_mode) or stat.S_ISFIFO(found.st_mode)):
                return Place(stream=True)
            if link:
                raise self._refused("is a symbolic link", "name the file itself")
            self._check_name()
            self._check_folder()
            if found is None:
                return Place()
            self._check_file(found)
        except OSError as fault:
            raise UsageError(f"{self.path}: cannot be written ({fault.strerror}).") from None
        return Place(mode=stat.S_IMODE(found.st_mode) & 0o777)

    def _check_descriptor(self, found: os.stat_result) -> None:
        # Both ends of one terminal or pipe: no file is overwritten.
        if stat.S_ISREG(found.st_mode) and _is_among(found, self.inputs):
            raise self._refused("is open on a file that this command reads", "open another")

    def _check_name(self) -> None:
        meant = reserved(self.path)
        if meant is not None and meant != self.holds:
            raise self._refused(f"is the name of {_WORDS[meant]}", "choose another")

    def _check_folder(self) -> None:
        folder = self.path.parent
        if not folder.is_dir():
            raise UsageError(f"{self.path}: there is no folder {folder}; create it first.")
        # A new file replaces the old one, so its folder must be writable.
        if not os.access(folder, os.W_OK | os.X_OK):
            remedy = "make it writable" if self.holds in _FIXED else "choose another"
            raise UsageError(f"{self.path}: the folder {folder} is write-protected; {remedy}.")

    def _check_file(self, found: os.stat_result) -> None:
        if stat.S_ISDIR(found.st_mode):
            raise self._refused("is a folder", "name a file in it")
        if not stat.S_ISREG(found.st_mode):
            raise self._refused("is not a file that can be replaced", "name another")
        if _is_among(found, self.inputs):
            raise self._refused(
                "is read by this command and must not be overwritten", "name another file"
            )
        if self.holds == "proposal":
            raise self._refused("already exists", "name a new file for the corrected copy")
        kind = recognised(self.path)
        if self.holds not in {"report", "image"}:
            if kind != self.holds:
                raise self._refused(
                    f"is not a {self.holds} and must not be replaced by one", "move it away"
                )
        elif kind is not None:
            raise self._refused(
                f"is {_WORDS[kind]}", "it must not be overwritten, so name another file"
            )
        if not os.access(self.path, os.W_OK):
            raise self._refused("is write-protected", "name another file", "make it writable")

    def _refused(self, why: str, remedy: str, of_fixed: str = "move it away") -> UsageError:
        """Return why, and what to do."""
        return UsageError(f"{self.path}: {why}; {of_fixed if self.holds in _FIXED else remedy}.")


def _named_descriptor(path: Path) -> int | None:
    text = path.as_posix()
    found = _DESCRIPTOR.fullmatch(text)
    return int(found[1]) if found else _STREAMS.get(text)


def _state(path: Path) -> tuple[os.stat_result | None, bool]:
    """Return what a path leads to, and whether through a link."""
    try:
        own = path.lstat()
    except FileNotFoundError:
        return None, False
    if not stat.S_ISLNK(own.st_mode):
        return own, False
    try:
        return path.stat(), True
    except OSError:
        return None, True


def _is_among(found: os.stat_result, paths: Iterable[Path]) -> bool:
    """Whether a file is one of several, under any name or link."""
    for path in paths:
        try:
            if os.path.samestat(found, path.stat()):
                return True
        except (OSError, ValueError):
            continue
    return False
