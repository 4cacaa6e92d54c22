"""``aptcheck fix``: a corrected copy of a proposal."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from aptcheck.cli.catalog_options import CATALOG_HELP
from aptcheck.cli.dates_type import DATES
from aptcheck.cli.output import (
    OUTPUT,
    STDOUT,
    approve_copy,
    look_of_stderr,
    write,
    write_bytes,
    write_exact,
)
from aptcheck.cli.progress import voice
from aptcheck.engine.arguments import options_of
from aptcheck.report.correction import render_diff, render_text

if TYPE_CHECKING:
    from aptcheck.config import Profile
    from aptcheck.correction import Correction

__all__ = ["command"]


@click.command("fix")
@click.argument("file", type=click.Path(readable=False, path_type=Path))
@click.option("-o", "--output", type=OUTPUT, metavar="NEW", help="Write the corrected copy here.")
@click.option("--diff", is_flag=True, help="Show the changes and write nothing.")
@click.option(
    "--unsafe-fixes", "unsafe", is_flag=True, help="Also make changes that are yours to decide."
)
@click.option(
    "--suggest", is_flag=True, help="Also move each contaminated background to nearby empty sky."
)
@click.option("--select", multiple=True, help="Run only these rules (code prefixes).")
@click.option("--ignore", multiple=True, help="Skip these rules (code prefixes).")
@click.option(
    "--config", type=click.Path(readable=False, path_type=Path), help="Use this configuration file."
)
@click.option(
    "--profile",
    type=click.Choice(["draft", "default", "submit"]),
    help="How strict to be; if not given, as configured.",
)
@click.option("--catalog", "catalogs", multiple=True, metavar="WHICH", help=CATALOG_HELP)
@click.option(
    "--dates",
    type=DATES,
    metavar="START/END",
    help="Dates when the programme may be observed, as 2027-01-01/2027-06-30.",
)
@click.option("-v", "--verbose", is_flag=True, help="Also show the catalogue queries.")
def command(
    file: Path,
    output: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: Path | None,
    profile: str | None,
    catalogs: tuple[str, ...],
    dates: tuple[datetime, datetime] | None,
    *,
    diff: bool,
    unsafe: bool,
    suggest: bool,
    verbose: bool,
) -> int:
    """Correct a proposal: write a copy of FILE with findings fixed.

    By default it makes only the changes that JDox prescribes and that leave no scientific choice:
    Non-interruptible for the link of a pair, Acq Target NONE and Extended YES for a background, the
    background checkbox where a target lists backgrounds, current names of readout patterns, and in
    the background the Ngroups and readout pattern of the science observation. Changing these two
    may lengthen exposures; for the MRS the time is shown. Targets and links are corrected in every
    mode, the tab of the template wholly for the MRS and partly for other modes. Everything else
    stays the same, byte by byte. FILE itself never changes. Without -o nothing is written, and the
    changes are shown.

    Exit status: 0 the copy was written, or there is nothing to fix; 2 wrong usage, or the file
    cannot be read or corrected.
    """
    options = options_of(
        select=select,
        ignore=ignore,
        profile=cast("Profile | None", profile),
        config=config,
        dates=dates,
        catalog=catalogs or None,
    )
    from aptcheck.engine.inputs import inputs
    from aptcheck.tasks.fix import corrected

    shown = diff or output is None
    if output == STDOUT and not shown:
        approve_copy(inputs((file,), options))
    with voice(bars=True, verbose=verbose) as speak:
        found = corrected(
            file,
            options,
            output=None if shown or output == STDOUT else output,
            unsafe=unsafe,
            suggest=suggest,
            announce=speak.announce,
            asking=speak.asking,
        )
    if shown:
        write_exact(lambda look: render_diff(found, look=look, terminal=sys.stdout.isatty()))
        _tell(found, None)
    elif output == STDOUT:
        write_bytes(found.data, STDOUT, what="a proposal")
        _tell(found, "standard output")
    else:
        written = str(output) if found.differs else None
        write(lambda look: render_text(found, look=look, written=written), None)
    return 0


def _tell(found: Correction, written: str | None) -> None:
    """List on standard error what was fixed and what was not: the output holds the changes."""
    sys.stdout.flush()
    sys.stderr.write(render_text(found, look=look_of_stderr(), written=written))
