"""``aptcheck check``: read, judge, show, and exit with a status that a script can use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from aptcheck.cli.check_options import FAIL_ON, Judging, checked, judging_options, options_of
from aptcheck.cli.more_reports import further_reports, spare_proposals
from aptcheck.cli.output import write
from aptcheck.errors import UsageError
from aptcheck.finding import Severity
from aptcheck.report import FORMATS, Look, render
from aptcheck.results import Report

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["command"]

#: Formats in which findings can be counted by rule, and the renderer that does.
_STATISTICS = {"text": "statistics", "concise": "statistics", "json": "statistics_json"}


@click.command("check")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path())
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
@judging_options
@click.option(
    "--fail-on",
    type=FAIL_ON,
    default="error",
    show_default=True,
    help="Exit with 1 from this severity on.",
)
@click.option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Only findings that are not in this file weigh; `aptcheck baseline` writes it.",
)
@click.option("--images", is_flag=True, help="Put images of 2MASS and WISE into the page (online).")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes.")
@click.option("--statistics", is_flag=True, help="Count findings by rule instead of listing them.")
@click.option("-q", "--quiet", is_flag=True, help="Show no report; only the exit status tells.")
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help="Also show what the baseline hides, and the coverage ledger.",
)
def command(
    paths: tuple[str, ...],
    format_: str,
    output: Path | None,
    reports: tuple[tuple[str, Path], ...],
    fail_on: str,
    baseline: Path | None,
    *,
    images: bool,
    watch: bool,
    statistics: bool,
    quiet: bool,
    verbose: bool,
    **judging: Unpack[Judging],
) -> int:
    """Check proposals: .aptx or .xml files, folders, or - for standard input."""
    if quiet and verbose:
        raise UsageError("--quiet and --verbose contradict each other.")
    if statistics and format_ not in _STATISTICS:
        raise UsageError(f"--statistics come as {' or '.join(_STATISTICS)}, not as {format_}.")
    shown = _STATISTICS[format_] if statistics else format_
    pictures = "html" in {format_, *(name for name, _ in reports)}
    if images and not pictures:
        raise UsageError("--images go into the page: ask for --format html as well.")

    def once() -> int:
        options = options_of(judging, baseline=baseline, pictures=pictures)
        report = checked(
            paths, options, jobs=judging["jobs"], quiet=quiet, verbose=verbose, images=images
        )
        spare_proposals(report, [path for _, path in reports] + ([output] if output else []))
        for further, path in reports:
            write(_rendered(further, report, verbose=verbose), path)
        if not quiet or output is not None:
            write(_rendered(shown, report, verbose=verbose), output)
        return int(fail_on != "never" and report.reaches(Severity(fail_on)))

    if watch:
        from aptcheck.cli.watch import watched

        watched(paths, [judging["config"], baseline], once)
    return once()


def _rendered(name: str, report: Report, *, verbose: bool) -> Callable[[Look], str]:
    return lambda look: render(name, report, look=look, verbose=verbose)
