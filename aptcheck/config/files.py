"""Finds and reads the configuration: the nearest file upwards, UTF-8 TOML."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from pydantic import ValidationError

from aptcheck.config.tables import Config
from aptcheck.errors import ConfigError
from aptcheck.intake.bounds import MAX_CONFIGURATION
from aptcheck.intake.regular_file import regular_bytes
from aptcheck.intake.toml import bounded_toml

__all__ = ["ReadToml", "candidates", "consulted", "find", "load", "place", "toml", "upwards"]

#: A reader of TOML; a caller with several proposals can pass one that caches.
ReadToml: TypeAlias = Callable[[Path], dict[str, Any]]

_OWN = "aptcheck.toml"
_PROJECT = "pyproject.toml"


def toml(path: Path) -> dict[str, Any]:
    """Read a TOML file; a `ConfigError` says why that fails, and on which line."""
    text = _text(path)
    try:
        return bounded_toml(text)
    except ValueError as fault:
        from aptcheck.config.toml_slips import toml_slip

        line, sentence = toml_slip(text, fault)
        raise ConfigError(f"{_place(path, line)}: {sentence}") from None


def find(start: Path, toml: ReadToml = toml) -> Path | None:
    """Return the configuration that governs a file or folder: the nearest one upwards."""
    for file in consulted(start):
        if file.name == _OWN or _in_project(toml(file)) is not None:
            return file
    return None


def consulted(start: Path) -> Iterator[Path]:
    """Yield the candidates that exist, up to one that certainly governs."""
    for file in candidates(start):
        if file.is_file():
            yield file
            if file.name == _OWN:
                return


def candidates(start: Path) -> Iterator[Path]:
    """Yield the files that may hold the configuration of a file or folder, the nearest first."""
    for folder in upwards(start):
        yield from (folder / _OWN, folder / _PROJECT)


def upwards(start: Path) -> Iterator[Path]:
    """Yield the folders to search for a configuration: this one and those above it."""
    start = start.resolve()
    yield from (start, *start.parents)


def load(path: Path | None, toml: ReadToml = toml) -> Config:
    """Read and validate a configuration; without one, every setting has its default.

    Raises
    ------
    ConfigError
        One sentence with the file, the line if known, the key, and what to write.
    """
    if path is None:
        return Config.model_construct()
    table = toml(path)
    if path.name == _PROJECT:
        table = _part_of_project(path, table)
    try:
        return Config.model_validate(table)
    except ValidationError as fault:
        from aptcheck.config.slips import slip

        found = slip(fault, _home(path))
        raise ConfigError(f"{place(path, found.at)}: {found.sentence}") from None


def _part_of_project(path: Path, document: dict[str, Any]) -> Any:  # noqa: ANN401 - any kind
    """Return our table; refuse, rather than ignore, our keys outside of it."""
    table = _in_project(document)
    if table is None:  # only for a file that was named: the search skips such files
        raise ConfigError(f"{path}: has no table `[tool.aptcheck]`; add it, or name another file.")
    stray = next((key for key in Config.model_fields if key in document), None)
    if stray is not None:
        from aptcheck.config.lines import line_of
        from aptcheck.config.slips import misplaced

        line = line_of(_text(path), (stray,))
        raise ConfigError(f"{_place(path, line)}: {misplaced(stray, document[stray], _home(path))}")
    return table


def place(path: Path, keys: Sequence[str | int]) -> str:
    """Return a file and the line on which the configuration sets the value of these keys."""
    from aptcheck.config.lines import line_of

    return _place(path, line_of(_text(path), (*_home(path), *keys)))


def _home(path: Path) -> tuple[str, ...]:
    """Return the keys that lead to the configuration in its file."""
    return ("tool", "aptcheck") if path.name == _PROJECT else ()


def _in_project(document: dict[str, Any]) -> Any:  # noqa: ANN401 - whatever kind it is
    tool = document.get("tool")
    return tool.get("aptcheck") if isinstance(tool, dict) else None


def _text(path: Path) -> str:
    data = regular_bytes(path, MAX_CONFIGURATION)
    if isinstance(data, str):
        raise ConfigError(f"{path}: {data}.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data:
        raise ConfigError(f"{path}: is UTF-16 or not text; save it as UTF-8.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise ConfigError(
            f"{_place(path, line)}: the byte 0x{data[fault.start]:02X} is not UTF-8; "
            "save the file as UTF-8."
        ) from None


def _place(path: Path, line: int | None) -> str:
    return f"{path}, line {line}" if line is not None else str(path)
