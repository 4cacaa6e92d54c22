"""``aptcheck check``: read, judge and report proposals; the exit status is for scripts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from aptcheck.cli.check_options import (
    FAIL_ON,
    TIME_LIMIT,
    Judging,
    checked,
    judging_options,
    options_of,
    pictured,
)
from aptcheck.cli.more_reports import distinct, further_reports
from aptcheck.cli.output import OUTPUT, STDOUT, approve, refuse_terminal
from aptcheck.cli.report_outputs import ReportOutputs
from aptcheck.cli.saying import say
from aptcheck.cli.signals import end_status, finishing
from aptcheck.engine.inputs import inputs
from aptcheck.errors import AptcheckError, UsageError
from aptcheck.finding import Severity
from aptcheck.report import FORMATS
from aptcheck.report.words import unreached_words
from aptcheck.tasks.check import Interrupted

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["command"]

#: Formats that can count findings by rule, each with its renderer.
_STATISTICS = {"text": "statistics", "concise": "statistics", "json": "statistics_json"}


@click.command("check")
@click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(readable=False)
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="Report format.",
)
@click.option("-o", "--output", type=OUTPUT, help="Write to this file; - is standard output.")
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FORMAT=FILE",
    callback=further_reports,
    help="Also write the report of this check to FILE in this format; repeatable.",
)
@judging_options
@TIME_LIMIT
@click.option(
    "--fail-on",
    type=FAIL_ON,
    default="error",
    show_default=True,
    help="Exit with status 1 at this severity or above.",
)
@click.option(
    "--baseline",
    type=click.Path(dir_okay=False, readable=False, path_type=Path),
    help="Do not count findings recorded in FILE, which `aptcheck baseline` writes.",
)
@click.option("--images", is_flag=True, help="Add 2MASS and WISE images to the HTML page (online).")
@click.option(
    "--show-source", is_flag=True, help="Show the XML around each finding in the text report."
)
@click.option("--watch", is_flag=True, help="Check again whenever a file changes.")
@click.option("--statistics", is_flag=True, help="Count findings by rule instead of listing them.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing; set only the exit status.")
@click.option(
    "--dask",
    metavar="ADDRESS",
    help="Judge on the Dask cluster at tcp://HOST:PORT; local: on a new one of --jobs processes.",
)
@click.option(
    "--no-cache",
    is_flag=True,
    help="Judge every file again; otherwise, of several, only those that changed since a check.",
)
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help="Also show tables of evidence, the configuration, baselined findings and the coverage.",
)
def command(
    paths: tuple[str, ...],
    format_: str,
    output: Path | None,
    reports: tuple[tuple[str, Path], ...],
    fail_on: str,
    baseline: Path | None,
    timeout_per_file: float,
    *,
    images: bool,
    show_source: bool,
    watch: bool,
    statistics: bool,
    dask: str | None,
    no_cache: bool,
    quiet: bool,
    verbose: bool,
    **judging: Unpack[Judging],
) -> int:
    """Check proposals: .aptx or .xml files, folders, or - for standard input.

    Exit status: 0 no finding at or above --fail-on; 1 there is one, or a proposal that cannot be
    read; 2 wrong usage or configuration.
    """
    if quiet and verbose:
        raise UsageError("--quiet and --verbose are mutually exclusive.")
    if statistics and format_ not in _STATISTICS:
        raise UsageError(f"--statistics works with {' or '.join(_STATISTICS)}, not with {format_}.")
    shown = _STATISTICS[format_] if statistics else format_
    pictures = "html" in {format_, *(name for name, _ in reports)}
    if images and not pictures:
        raise UsageError("--images needs an HTML report: add --format html.")
    if show_source and "text" not in {shown, *(name for name, _ in reports)}:
        raise UsageError(
            "--show-source needs the text report: leave out --statistics and --format."
        )

    wanted = list(reports)
    named = [f"--report {name}" for name, _ in reports]
    if not quiet or output is not None:
        wanted.append((shown, output or STDOUT))
        named.append(f"--format {format_}" if output is None else "--output")
    distinct(zip(named, (path for _, path in wanted), strict=True))
    files = [path for _, path in wanted if path != STDOUT]
    if ("parquet", STDOUT) in wanted:
        refuse_terminal("a Parquet table")

    def once() -> int:
        options = options_of(judging, baseline=baseline, pictures=pictures)
        # This searches a folder once more, so only if there is a file to write.
        read = inputs(paths, options) if files else ()
        approve(files, read)
        outputs = ReportOutputs(wanted, read, source=show_source, verbose=verbose, whole=pictures)
        try:
            checked(
                paths,
                options,
                outputs.add,
                jobs=judging["jobs"],
                timeout_per_file=timeout_per_file,
                cluster=dask,
                cached=not no_cache,
                quiet=quiet,
                verbose=verbose,
            )
            report = outputs.report
            if pictures:
                try:
                    report = pictured(report, options, online=images, quiet=quiet, verbose=verbose)
                except KeyboardInterrupt as end:
                    raise Interrupted from end
            with finishing():
                outputs.finish(report)
        except Interrupted:
            if watch:
                raise
            _finish_interrupted(outputs, wanted)
            return end_status()
        finally:
            outputs.drop()
        return int(fail_on != "never" and outputs.summary.reaches(Severity(fail_on)))

    if watch:
        from aptcheck.cli.watch import watched

        watched(paths, [judging["config"], baseline], once)
    return once()


def _finish_interrupted(outputs: ReportOutputs, wanted: Sequence[tuple[str, Path]]) -> None:
    """Write what was found so far; a fault in doing so must not hide the interruption."""
    summary = outputs.summary
    with finishing():
        try:
            outputs.finish(outputs.report)
        except AptcheckError as fault:
            say(str(fault))
        if wanted:
            say(f"interrupted; {unreached_words(summary)}.")
