"""Finds the files to read from the paths on the command line."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from aptcheck.apt import is_other_xml
from aptcheck.errors import UsageError

__all__ = ["STDIN", "ProposalFiles", "folder_of", "proposal_files"]

STDIN = "-"
_ARCHIVE, _EXPORT = ".aptx", ".xml"
_BACKUP = ".aptbackup"


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class ProposalFiles:
    """The files found at some paths.

    Attributes
    ----------
    files : tuple of str
        The files to read, each once under its first name.
    exports : mapping of str to str
        The exported XML of the same name beside an archive in a folder, by the path of the archive:
        both are one proposal.
    foreign : tuple of str
        The .xml files of folders that begin like other XML, not like a proposal.
    backups : tuple of tuple of str
        APT's automatic copies, for each folder that has no other proposal.
    links : tuple of str
        The folders behind links, which are not searched.
    barren : tuple of str
        The named folders without a proposal.
    """

    files: tuple[str, ...]
    exports: Mapping[str, str]
    foreign: tuple[str, ...]
    backups: tuple[tuple[str, ...], ...]
    links: tuple[str, ...]
    barren: tuple[str, ...]


def proposal_files(paths: Iterable[str | Path]) -> ProposalFiles:
    """Return the files to check, in a stable order, and what is skipped.

    A folder gives its .aptx and .xml files, recursively, except in hidden folders and behind links;
    a folder that cannot be listed is returned itself, so that it does not look empty. An .xml file
    there is skipped if it begins like other XML, and is one proposal with the .aptx file of the
    same name. A file named directly is always read, whatever its name; ``-`` is standard input.

    Raises
    ------
    UsageError
        A path does not exist.
    """
    named = [os.fspath(path) for path in paths]
    for path in named:
        if path != STDIN and not (path and os.path.lexists(path)):
            raise UsageError(f"{path or 'an empty path'}: there is no such file or folder.")
    search = _Search(_key(path) for path in named if not _is_folder(path))
    for path in named:
        if _is_folder(path):
            search.enter(path)
        else:
            search.add(path)
    return search.found()


def folder_of(file: str) -> Path:
    """Return the folder of a proposal; for standard input, the working folder."""
    return Path() if file == STDIN else Path(file).parent


def _is_folder(path: str) -> bool:
    return path != STDIN and os.path.isdir(path)  # noqa: PTH112 - the path is kept as it was given


def _key(path: str) -> str:
    """Return a key that identifies a file: a link is a separate file."""
    return path if path == STDIN else os.path.abspath(path)  # noqa: PTH100


class _Search:
    """What has been found so far, by key; ``outright`` are files named directly."""

    def __init__(self, outright: Iterable[str]) -> None:
        self._outright = frozenset(outright)
        self._files: dict[str, str] = {}
        self._exports: dict[str, str] = {}
        self._foreign: dict[str, str] = {}
        self._backups: dict[str, tuple[str, ...]] = {}
        self._links: dict[str, str] = {}
        self._barren: dict[str, str] = {}
        self._met = 0

    def add(self, path: str) -> None:
        """Add a file under its first name."""
        self._met += 1
        self._files.setdefault(_key(path), path)

    def enter(self, top: str) -> None:
        """Search a folder."""
        before = self._met
        closed: list[OSError] = []
        for folder, folders, names in os.walk(top, onerror=closed.append):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            paths = {name: str(Path(folder) / name) for name in folders}
            self._links.update(
                (_key(path), path)
                for path in paths.values()
                if os.path.islink(path)  # noqa: PTH114
            )
            self._list(Path(folder), sorted(name for name in names if not name.startswith(".")))
        for fault in closed:
            self.add(str(fault.filename))
        if self._met == before:
            self._barren[_key(top)] = top

    def _list(self, folder: Path, names: list[str]) -> None:
        """Add the content of one folder."""
        files = {name: str(folder / name) for name in names}
        archives = [name for name in names if _suffix(name) == _ARCHIVE]
        exports = [name for name in names if _suffix(name) == _EXPORT]
        for name in [name for name in exports if self._is_foreign(files[name])]:
            exports.remove(name)
            self._foreign[_key(files[name])] = files[name]
        twins: dict[str, list[str]] = {}
        for name in exports:
            if _key(files[name]) not in self._outright:
                twins.setdefault(Path(name).stem, []).append(name)
        for name in archives:
            if own := twins.get(Path(name).stem):
                # If there are several, the one spelled as APT spells it.
                export = min(own, key=lambda twin: Path(twin).suffix != _EXPORT)
                self._exports[_key(files[name])] = files[export]
                exports = [one for one in exports if one not in own]
        for name in sorted((*archives, *exports)):
            self.add(files[name])
        backups = tuple(files[name] for name in names if _suffix(name) == _BACKUP)
        known = archives or exports or any(_key(path) in self._outright for path in backups)
        if backups and not known:
            self._backups[_key(str(folder))] = backups

    def _is_foreign(self, path: str) -> bool:
        return _key(path) not in self._outright and is_other_xml(Path(path))

    def found(self) -> ProposalFiles:
        """Return everything found."""
        return ProposalFiles(
            files=tuple(self._files.values()),
            exports={self._files[key]: export for key, export in self._exports.items()},
            foreign=tuple(self._foreign.values()),
            backups=tuple(self._backups.values()),
            links=tuple(self._links.values()),
            barren=tuple(self._barren.values()),
        )


def _suffix(name: str) -> str:
    return Path(name).suffix.lower()
