"""Which configuration governs a proposal; each is read once per command."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from aptcheck import config
from aptcheck.engine.named_rules import validate_named_rules
from aptcheck.engine.paths import STDIN
from aptcheck.engine.rule_selection import validate_prefixes
from aptcheck.rules.registry import all_rules

if TYPE_CHECKING:
    from aptcheck.config import Config
    from aptcheck.engine.options import Options

__all__ = ["Configurations", "Governed"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Governed:
    """What governs a proposal: a configuration and its file, None for the defaults.

    ``unread`` are files beside and above the proposal that look like a configuration but are not.
    """

    settings: Config
    file: Path | None = None
    unread: tuple[Path, ...] = ()

    @property
    def name(self) -> str | None:
        """The path of the file, relative to the working folder if it is inside."""
        if self.file is None:
            return None
        try:
            here = Path.cwd()
        except FileNotFoundError:  # deleted: nothing is inside
            return str(self.file)
        inside = self.file.is_absolute() and self.file.is_relative_to(here)
        return str(self.file.relative_to(here) if inside else self.file)


class Configurations:
    """The configurations of one command; each folder is searched once, each file read once."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._toml = cache(config.toml)
        self._unread_in = cache(config.unread_in)
        self._by_folder: dict[Path, Governed] = {}
        self._by_file: dict[Path | None, Governed] = {}
        validate_prefixes(options.select, all_rules(), "select")
        validate_prefixes(options.ignore, all_rules(), "ignore")

    def of(self, path: str) -> Governed:
        """Return what governs a proposal: the file requested, else the nearest one upwards.

        Raises
        ------
        ConfigError, UsageError
            It cannot be read, or names a rule that does not exist.
        """
        folder = Path.cwd() if path == STDIN else Path(path).parent
        if folder not in self._by_folder:
            self._by_folder[folder] = self._above(folder)
        return self._by_folder[folder]

    def _above(self, folder: Path) -> Governed:
        if self._options.config is not None:
            return self._read(self._options.config)
        governed = self._read(config.find(folder, self._toml))
        unread = config.mistaken(folder, governed.file, self._unread_in)
        return replace(governed, unread=tuple(unread))

    def _read(self, file: Path | None) -> Governed:
        if file not in self._by_file:
            found = config.load(file, self._toml)
            if file is not None:
                validate_named_rules(found, file)
            self._by_file[file] = Governed(settings=found, file=file)
        return self._by_file[file]
