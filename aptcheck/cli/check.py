"""``aptcheck check``: read, judge, show, and exit with a status that a script can use."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from aptcheck.cli.dates import DATES
from aptcheck.cli.output import write
from aptcheck.engine.options import Options
from aptcheck.engine.run import check_paths
from aptcheck.finding import Severity
from aptcheck.report import FORMATS, render
from aptcheck.results import Report

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from aptcheck.config import Profile

__all__ = ["command"]


def _prefixes(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for text in value for part in text.split(",") if part.strip())


@click.command("check")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How to show the report.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here.")
@click.option("--select", multiple=True, callback=_prefixes, help="Rules to run (code prefixes).")
@click.option("--ignore", multiple=True, callback=_prefixes, help="Rules to leave out.")
@click.option("--config", type=click.Path(path_type=Path), help="Use this configuration file.")
@click.option("--profile", type=click.Choice(["draft", "default", "submit"]), help="How strict.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="error",
    show_default=True,
    help="Exit with 1 from this severity on.",
)
@click.option("--dates", type=DATES, metavar="START/END", help="When it may be observed (ISO).")
@click.option("--jobs", type=click.IntRange(min=0), default=1, help="Processes; 0 is every core.")
@click.option("--statistics", is_flag=True, help="Count findings by rule instead of listing them.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing; only the exit status tells.")
@click.option("-v", "--verbose", is_flag=True, help="Also show the coverage ledger.")
def command(
    paths: tuple[str, ...],
    format_: str,
    output: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: Path | None,
    profile: str | None,
    fail_on: str,
    dates: tuple[datetime, datetime] | None,
    jobs: int,
    *,
    statistics: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Check proposals: .aptx or .xml files, folders, or - for standard input."""
    options = Options(
        select=select,
        ignore=ignore,
        profile=cast("Profile | None", profile),
        config=config,
        dates=dates,
    )
    with _progress(wanted=not quiet) as progress:
        report = check_paths(paths, options, jobs=jobs or _cores(), progress=progress)
    if not quiet or output is not None:
        name = "statistics" if statistics and format_ in ("text", "concise") else format_
        write(lambda look: render(name, report, look=look, verbose=verbose), output)
    return _status(report, fail_on)


def _status(report: Report, fail_on: str) -> int:
    return int(fail_on != "never" and report.reaches(Severity(fail_on)))


def _cores() -> int:
    import os

    return os.cpu_count() or 1


@contextmanager
def _progress(*, wanted: bool) -> Iterator[Callable[[int, int], None] | None]:
    """Show a bar on a terminal's standard error, for runs of more than a few proposals."""
    if not wanted or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Checking", total=None)

        def advance(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield advance
