"""``aptcheck lock``: save the catalogue answers beside the proposals."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from aptcheck.cli.catalog_options import FIELDS, LOCK_CATALOG_HELP
from aptcheck.cli.check_options import TIME_LIMIT
from aptcheck.cli.dates_type import DATES
from aptcheck.cli.output import write
from aptcheck.cli.progress import voice
from aptcheck.cli.saying import plain_line, say_all
from aptcheck.cli.within_type import WITHIN
from aptcheck.engine.arguments import terms_of, time_limit
from aptcheck.engine.options import Options
from aptcheck.mode_names import LEFT_OUT
from aptcheck.tasks.lock import Locked, lock_folders
from aptcheck.wording import count

if TYPE_CHECKING:
    from datetime import datetime

    from aptcheck.contamination.cone_request import Fields

__all__ = ["command"]


@click.command("lock")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--catalog", "catalogs", multiple=True, metavar="WHICH", help=LOCK_CATALOG_HELP)
@click.option("--fields", type=FIELDS, default="backgrounds", show_default=True, help=FIELDS.help)
@click.option("--suggest", "wider", is_flag=True, help="Also save what `aptcheck suggest` needs.")
@click.option(
    "--images", is_flag=True, help="Also save 2MASS and WISE images of the background fields."
)
@WITHIN
@click.option(
    "--config", type=click.Path(readable=False, path_type=Path), help="Use this configuration file."
)
@click.option(
    "--dates",
    type=DATES,
    metavar="START/END",
    help="Dates when the programme may be observed, as 2027-01-01/2027-06-30.",
)
@TIME_LIMIT
@click.option("-v", "--verbose", is_flag=True, help="Also show the catalogue queries.")
def command(
    paths: tuple[str, ...],
    catalogs: tuple[str, ...],
    fields: str,
    within: tuple[float, float],
    config: Path | None,
    dates: tuple[datetime, datetime] | None,
    timeout_per_file: float,
    *,
    wider: bool,
    images: bool,
    verbose: bool,
) -> int:
    """Query the catalogues for the background fields and write aptcheck.lock in each folder.

    LRS slitless backgrounds are left out: the pipeline does not subtract them.

    `aptcheck check` then uses the lock beside a proposal and needs no network. Without --catalog it
    queries IRSA, and VizieR where IRSA does not answer; it sends positions and radii, nothing else.
    With --suggest the lock also serves `aptcheck suggest`, and a check of a background that you
    moved to a suggested position. With --images the HTML page of a later check shows the sky
    without network; CDS, Strasbourg is asked for images.

    Exit status: 0 every field is answered; 1 some field or proposal is not, and the lock says so,
    or an image did not arrive; 2 there was nothing to ask, or a lock must not or cannot be written.
    """
    options = Options(
        config=config,
        dates=dates,
        catalogs=catalogs or ("irsa",),
        fields=cast("Fields", fields),
        places=terms_of(within=within) if wider else None,
    )
    with voice(bars=True, verbose=verbose) as say:
        locks = lock_folders(
            paths,
            options,
            images=images,
            limit_s=time_limit(timeout_per_file),
            announce=say.announce,
            progress=say.asking,
            found=say.found,
        )
    for lock in locks:
        _show(lock)
    return int(any(lock.gaps or lock.unreadable or lock.unpictured for lock in locks))


def _show(lock: Locked) -> None:
    answered = lock.fields - len(lock.gaps)
    lines = [f"{lock.path}: {answered} of {count(lock.fields, 'field')} answered."]
    if lock.images or lock.unneeded:
        old = f"; {count(lock.unneeded, 'old one')} dropped" if lock.unneeded else ""
        lines.append(f"{lock.folder}: {count(lock.images, 'image')}{old}.")
    write(lambda _: "".join(f"{plain_line(line)}\n" for line in lines), None)
    say_all(f"{name} is not answered. {reason}" for name, reason in lock.gaps.items())
    say_all(f"{path} cannot be read. {reason}" for path, reason in lock.unreadable.items())
    say_all(
        f"{path}: {count(number, 'field')} left out: {LEFT_OUT}."
        for path, number in lock.left_out.items()
    )
