"""The values of ``--report``: a format and its file."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

import click

from aptcheck.cli.output import OUTPUT, STDOUT
from aptcheck.errors import UsageError
from aptcheck.report import FORMATS

__all__ = ["distinct", "further_reports"]


def further_reports(
    _: click.Context, __: click.Parameter, value: tuple[str, ...]
) -> tuple[tuple[str, Path], ...]:
    """Read ``FORMAT=FILE`` values; a click callback.

    Raises
    ------
    click.BadParameter
        The format is unknown, or no file is named.
    """
    read = []
    for text in value:
        name, equals, path = text.partition("=")
        if not equals or not path:
            raise click.BadParameter(f"{text!r} names no file; write FORMAT=FILE.")
        if name not in FORMATS:
            raise click.BadParameter(f"{name!r} is not a format; choose from {', '.join(FORMATS)}.")
        read.append((name, OUTPUT.convert(path, None, None)))
    return tuple(read)


def distinct(outputs: Iterable[tuple[str, Path]]) -> None:
    """Ensure that no two reports go to the same file.

    Raises
    ------
    UsageError
        Two reports do.
    """
    taken: dict[str, str] = {}
    for option, path in outputs:
        if path != STDOUT and _is_device(path):
            continue
        place = os.path.realpath(path)
        if place in taken:
            where = "standard output" if path == STDOUT else str(path)
            raise UsageError(
                f"{taken[place]} and {option} both write to {where}; give each its own file."
            )
        taken[place] = option


def _is_device(path: Path) -> bool:
    try:
        return stat.S_ISCHR(path.stat().st_mode)
    except OSError:  # reported when the file is approved
        return False
