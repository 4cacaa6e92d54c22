"""The values of ``--report``: a format and the file that takes it, from the same check."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from aptcheck.errors import UsageError
from aptcheck.report import FORMATS
from aptcheck.results import Report

__all__ = ["further_reports", "spare_proposals"]


def further_reports(
    _: click.Context, __: click.Parameter, value: tuple[str, ...]
) -> tuple[tuple[str, Path], ...]:
    """Read ``FORMAT=FILE`` values; a click callback.

    Raises
    ------
    click.BadParameter
        The format is none, or no file is named.
    """
    read = []
    for text in value:
        name, equals, path = text.partition("=")
        if not equals or not path:
            raise click.BadParameter(f"{text!r} names no file; write FORMAT=FILE.")
        if name not in FORMATS:
            raise click.BadParameter(f"{name!r} is no format; choose from {', '.join(FORMATS)}.")
        read.append((name, Path(path)))
    return tuple(read)


def spare_proposals(report: Report, outputs: Iterable[Path]) -> None:
    """See to it that no report is written over a proposal that it is about.

    Raises
    ------
    UsageError
        A report would be.
    """
    read = {path for p in report.proposals for path in (p.path, p.beside) if path is not None}
    kept = {Path(path).resolve() for path in read}
    for output in outputs:
        if output.resolve() in kept:
            raise UsageError(f"{output}: is a proposal, and no report is written over it.")
