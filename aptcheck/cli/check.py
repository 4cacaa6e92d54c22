"""``aptcheck check``: read, judge, show, and exit with a status that a script can use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from aptcheck.cli.catalogues import CATALOG_HELP, FIELDS
from aptcheck.cli.dates import DATES
from aptcheck.cli.more_reports import further_reports, spare_proposals
from aptcheck.cli.output import write
from aptcheck.cli.voice import voice
from aptcheck.engine.options import Options
from aptcheck.engine.run import check_paths
from aptcheck.finding import Severity
from aptcheck.report import FORMATS, Look, render
from aptcheck.results import Report

if TYPE_CHECKING:
    from datetime import datetime

    from aptcheck.config import Profile
    from aptcheck.engine.fields import Fields

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
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FORMAT=FILE",
    callback=further_reports,
    help="Also write this format into a file, from the same check; may be repeated.",
)
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
@click.option("--catalog", "catalogs", multiple=True, metavar="WHICH", help=CATALOG_HELP)
@click.option("--fields", type=FIELDS, default="backgrounds", show_default=True, help=FIELDS.help)
@click.option("--dates", type=DATES, metavar="START/END", help="When it may be observed (ISO).")
@click.option("--jobs", type=click.IntRange(min=0), default=1, help="Processes; 0 is every core.")
@click.option("--statistics", is_flag=True, help="Count findings by rule instead of listing them.")
@click.option("-q", "--quiet", is_flag=True, help="Show no report; only the exit status tells.")
@click.option("-v", "--verbose", is_flag=True, help="Also show the coverage ledger.")
def command(
    paths: tuple[str, ...],
    format_: str,
    output: Path | None,
    reports: tuple[tuple[str, Path], ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: Path | None,
    profile: str | None,
    fail_on: str,
    catalogs: tuple[str, ...],
    fields: str,
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
        catalogs=catalogs or None,
        fields=cast("Fields", fields),
    )
    with voice(bars=not quiet, queries=verbose) as say:
        report = check_paths(
            paths,
            options,
            jobs=jobs or _cores(),
            progress=say.checking,
            announce=say.announce,
            asking=say.asking,
        )
    spare_proposals(report, [path for _, path in reports] + ([output] if output else []))
    for further, path in reports:
        write(_rendered(further, report, verbose=verbose), path)
    if not quiet or output is not None:
        name = "statistics" if statistics and format_ in ("text", "concise") else format_
        write(_rendered(name, report, verbose=verbose), output)
    return _status(report, fail_on)


def _rendered(name: str, report: Report, *, verbose: bool) -> Callable[[Look], str]:
    return lambda look: render(name, report, look=look, verbose=verbose)


def _status(report: Report, fail_on: str) -> int:
    return int(fail_on != "never" and report.reaches(Severity(fail_on)))


def _cores() -> int:
    import os

    return os.cpu_count() or 1
