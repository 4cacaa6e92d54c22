"""What a report depends on, as one hash: the name of its place in the cache."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Final

from aptcheck.apt.bounds import MAX_FILE
from aptcheck.catalog import LOCK_NAME
from aptcheck.catalog.choice import names_file
from aptcheck.engine.catalogues import choices
from aptcheck.engine.exported_xml import export_name
from aptcheck.engine.paths import STDIN, folder_of
from aptcheck.intake.regular_file import opened
from aptcheck.rules.registry import all_rules, rules_version

if TYPE_CHECKING:
    from aptcheck.engine.worker import Task

__all__ = ["CacheKeys", "Key"]

#: Raised when an entry is written in another way.
_FORMAT: Final = 1
_CHUNK: Final = 1 << 20
_INFO: Final = (".dist-info", ".egg-info")


@dataclass(frozen=True, slots=True)
class Key:
    """A place in the cache.

    Attributes
    ----------
    text : str
        Hexadecimal.
    digest : str
        SHA-256 of the proposal's bytes, hexadecimal.
    files : tuple of _State
        The other files that were read for it, or would have been, as they were then.
    """

    text: str
    digest: str
    files: tuple[_State, ...]

    @property
    def is_current(self) -> bool:
        """Whether the other files are still as they were when the key was made."""
        return all(_state(one.path) == one for one in self.files)


@dataclass(frozen=True, slots=True)
class _State:
    """A file and what changes when it is written; None if there is no such file."""

    path: str
    stamp: tuple[int, int, int] | None


class CacheKeys:
    """Makes the keys of one run.

    A report depends on the bytes of its proposal, its path, which it names, the export beside it,
    options, configuration, lock or catalogue file, and on aptcheck itself. It does not depend on
    other proposals: what does is added to a report later.
    """

    def __init__(self) -> None:
        self._shared: dict[str, tuple[_State, str]] = {}

    def of(self, task: Task) -> Key | None:
        """Return the key of a task; None for what is not kept.

        That is standard input, a file that cannot be read, what a service answers, which may be
        different tomorrow, and what follows from a lock or a catalogue that was replaced during the
        run: the run may go on with what it read first.
        """
        options = task.options
        if task.path == STDIN or options.places is not None:
            return None
        chosen = choices(task.path, options)
        if not all(one == "lock" or (names_file(one) and Path(one).is_file()) for one in chosen):
            return None
        export = task.export.path if task.export is not None else export_name(task.path)
        lock = str(folder_of(task.path) / LOCK_NAME)
        shared = [lock if one == "lock" else one for one in chosen]
        if options.catalogs is None and not shared:
            shared.append(lock)  # it may appear before it is looked for again
        try:
            version, digest = _version(), _digest(task.path, MAX_FILE)
            own = [] if export is None else [_state(export)]
            known = [self._known(one) for one in shared]
            hashes = [*map(_hash, own), *(found for _, found in known)]
        except OSError:
            return None
        files = (*own, *(state for state, _ in known))
        if any(_state(one.path) != one for one in files):
            return None
        parts = (
            _FORMAT,
            version,
            task.path,
            digest,
            task.export is not None,
            [(one.path, found) for one, found in zip(files, hashes, strict=True) if found],
            task.settings.model_dump_json(),
            options.select,
            options.ignore,
            options.profile,
            options.dates,
            options.fields,
            options.pictures,
            chosen,
            # A report says on which day a catalogue file was read; of a lock, when it was written.
            None if {*chosen} <= {"lock"} else options.today.date(),
        )
        return Key(
            sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest(), digest, files
        )

    def _known(self, path: str) -> tuple[_State, str]:
        """Return the first state in this run, and the hash, of a file that proposals share."""
        if path not in self._shared:
            state = _state(path)
            self._shared[path] = state, _hash(state)
        return self._shared[path]


def _hash(file: _State) -> str:
    return "" if file.stamp is None else _digest(file.path)


def _digest(path: str, most: int | None = None) -> str:
    """Return the hash of a regular file; OSError for any other, and for one that is too large."""
    found = sha256()
    file = opened(Path(path))
    if file is None:
        raise OSError(f"{path} is a device or a pipe")
    with file:
        if most is not None and os.fstat(file.fileno()).st_size > most:
            raise OSError(f"{path} is larger than any proposal")
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


def _state(path: str) -> _State:
    try:
        found = os.stat(path)  # noqa: PTH116 - the path is kept as it was given
    except OSError:
        return _State(path, None)
    if not stat.S_ISREG(found.st_mode):
        return _State(path, None)
    return _State(path, (found.st_size, found.st_mtime_ns, found.st_ino))


@cache
def _version() -> str:
    """Return what aptcheck and its rules are: their versions, and the state of their files.

    The files tell two states of a checkout apart. Python and all that is installed with it count
    too: another numpy rounds otherwise, and a rule from outside may be built on anything.
    """
    modules = {rule.check.__module__.partition(".")[0] for rule in all_rules()}
    files = sorted(state for name in modules for state in _sources_of(sys.modules[name]))
    return sha256(repr((rules_version(), files, sys.version, _installed())).encode()).hexdigest()


def _installed() -> list[str]:
    """Return the names and versions of what is installed, as the names of their folders say."""
    found: set[str] = set()
    for folder in sys.path:
        with suppress(OSError):
            found.update(n for n in os.listdir(folder or ".") if n.endswith(_INFO))  # noqa: PTH208
    return sorted(found)


def _sources_of(module: ModuleType) -> Iterator[tuple[str, int, int]]:
    """Yield the files of a package, or the only one of a module."""
    for folder in getattr(module, "__path__", ()):
        yield from _sources(folder)
    if not hasattr(module, "__path__") and module.__file__ is not None:
        found = os.stat(module.__file__)  # noqa: PTH116 - a text
        yield module.__file__, found.st_size, found.st_mtime_ns


def _sources(folder: str) -> Iterator[tuple[str, int, int]]:
    for entry in os.scandir(folder):
        try:
            if not entry.is_dir():
                found = entry.stat()
                yield entry.path, found.st_size, found.st_mtime_ns
                continue
        except OSError:  # an editor's link that leads nowhere, or a file that is gone
            yield entry.path, 0, 0
            continue
        if entry.name != "__pycache__":
            yield from _sources(entry.path)
