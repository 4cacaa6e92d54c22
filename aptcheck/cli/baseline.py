"""``aptcheck baseline``: record today's findings, so that later only new ones weigh."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Unpack

import click

from aptcheck.cli.judging import Judging, checked, judging_options, options_of
from aptcheck.cli.output import write
from aptcheck.engine.baseline import read_baseline, recorded, text

__all__ = ["command"]


@click.command("baseline")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path())
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default="aptcheck-baseline.json",
    show_default=True,
    help="Write here; only an older baseline is replaced.",
)
@judging_options
def command(paths: tuple[str, ...], output: Path, **judging: Unpack[Judging]) -> int:
    """Record the findings of proposals in a file for `aptcheck check --baseline FILE`.

    The file names proposals by their path from its own folder. Suppressed findings are left out,
    and so are APT001 and APT900, which nothing hides.

    Exit status: 0 the file is written; 2 it is not.
    """
    if output.exists():
        read_baseline(output)
    report = checked(paths, options_of(judging), jobs=judging["jobs"])
    baseline = recorded(report, output.parent)
    write(lambda _: text(baseline), output)
    findings = sum(map(len, baseline.proposals.values()))
    proposals = len(baseline.proposals)
    told = (
        f"{output}: {findings} finding{'' if findings == 1 else 's'} of {proposals} "
        f"proposal{'' if proposals == 1 else 's'}.\n"
    )
    write(lambda _: told, None)
    hidden = sum(finding.code in ("APT001", "APT900") for finding in report.findings)
    if hidden:
        sys.stderr.write(
            f"aptcheck: {hidden} proposal{'' if hidden == 1 else 's'} could not be checked "
            "(APT001, APT900); no baseline hides that.\n"
        )
    return 0
