"""``aptcheck diff OLD NEW``: what changed between two versions of a proposal."""

from __future__ import annotations

from pathlib import Path
from typing import Unpack

import click

from aptcheck.cli.check_options import FAIL_ON, Judging, judging_options, options_of
from aptcheck.cli.output import OUTPUT, approve, write
from aptcheck.cli.progress import voice
from aptcheck.engine.inputs import inputs
from aptcheck.errors import UsageError
from aptcheck.finding import Severity

__all__ = ["command"]


@click.command("diff")
@click.argument("old", type=click.Path(readable=False))
@click.argument("new", type=click.Path(readable=False))
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="Output format.",
)
@click.option("-o", "--output", type=OUTPUT, help="Write to this file; - is standard output.")
@judging_options
@click.option(
    "--fail-on",
    type=FAIL_ON,
    default="error",
    show_default=True,
    help="Exit with status 1 for a new finding at this severity or above.",
)
def command(
    old: str,
    new: str,
    format_: str,
    output: Path | None,
    fail_on: str,
    **judging: Unpack[Judging],
) -> int:
    """Show new, fixed and unchanged findings, and what changed in the plan itself.

    Exit status: 0 no new finding at or above --fail-on; 1 there is one, or NEW cannot be read; 2
    wrong usage.
    """
    from importlib import import_module

    from aptcheck.tasks.diff import compared

    for path in (old, new):
        # A broken link, or one to itself, counts as a proposal that cannot be read.
        file = Path(path)
        if not (file.is_file() or (file.is_symlink() and not file.exists())):
            raise UsageError(f"{path}: is not a file; diff compares two proposals.")
    options = options_of(judging)
    read = inputs((old, new), options)
    approve([output], read)
    with voice(bars=True, verbose=False) as say:
        found = compared(old, new, options, announce=say.announce, progress=say.asking)
    module = import_module(f"aptcheck.report.difference_{format_}")
    write(lambda look: module.render(found, look=look), output, inputs=read)
    return int(fail_on != "never" and found.reaches(Severity(fail_on)))
