"""``aptcheck baseline``: record today's findings, so that later only new ones count."""

from __future__ import annotations

from pathlib import Path
from typing import Unpack

import click

from aptcheck.cli.check_options import (
    TIME_LIMIT,
    Judging,
    checked,
    judging_options,
    options_of,
)
from aptcheck.cli.output import OUTPUT, STDOUT, write
from aptcheck.cli.saying import plain_line, say
from aptcheck.engine.baseline import read_baseline, recorded, text
from aptcheck.engine.destination import Destination
from aptcheck.engine.inputs import inputs
from aptcheck.engine.spool import Spool
from aptcheck.results import Report
from aptcheck.rules.registry import may_be_silenced
from aptcheck.wording import count

__all__ = ["command"]


@click.command("baseline")
@click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(readable=False)
)
@click.option(
    "-o",
    "--output",
    type=OUTPUT,
    default="aptcheck-baseline.json",
    show_default=True,
    help="Write to this file, replacing only an older baseline; - is standard output.",
)
@judging_options
@TIME_LIMIT
def command(
    paths: tuple[str, ...], output: Path, timeout_per_file: float, **judging: Unpack[Judging]
) -> int:
    """Record the findings of proposals in a file for `aptcheck check --baseline FILE`.

    The file names each proposal by its path from the folder of the file (on standard output, from
    the current folder). It leaves out suppressed findings and those that nothing can hide: an
    unreadable proposal, a fault of aptcheck.

    Exit status: 0 the file was written; 2 it was not.
    """
    options = options_of(judging)
    read = inputs(paths, options)
    if output != STDOUT:
        place = Destination(path=output, holds="baseline", inputs=read).approved()
        if place.mode is not None:
            read_baseline(output)  # never replace one of a later version
    reports = Spool()
    checked(paths, options, reports.append, jobs=judging["jobs"], timeout_per_file=timeout_per_file)
    report = Report(proposals=reports)
    baseline = recorded(report, Path() if output == STDOUT else output.parent)
    write(lambda _: text(baseline), output, inputs=read, holds="baseline")
    if output != STDOUT:
        number = sum(map(len, baseline.proposals.values()))
        known = f"{count(number, 'finding')} of {count(baseline.proposals, 'proposal')}"
        line = plain_line(f"{output}: {known}.")
        write(lambda _: f"{line}\n", None)
    findings = (finding for proposal in reports for finding in proposal.findings)
    shown = [finding for finding in findings if not may_be_silenced(finding.code)]
    if shown:
        codes = ", ".join(sorted({finding.code for finding in shown}))
        say(
            f"{count(shown, 'proposal')} could not be checked ({codes}); no baseline can hide that."
        )
    return 0
