"""``aptcheck suggest``: where backgrounds could be."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from aptcheck.catalog.choice import names_file
from aptcheck.cli.catalog_options import CATALOG_HELP
from aptcheck.cli.dates_type import DATES
from aptcheck.cli.output import OUTPUT, approve, write, write_bytes
from aptcheck.cli.place_type import PLACE
from aptcheck.cli.progress import voice
from aptcheck.cli.saying import say
from aptcheck.cli.within_type import WITHIN
from aptcheck.engine.arguments import FARTHEST_ARCSEC, MOST_PLACES, options_of, terms_of
from aptcheck.errors import UsageError
from aptcheck.report.suggestions import TEXTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aptcheck.contamination.empty_sky.terms import Preference
    from aptcheck.engine.options import Options
    from aptcheck.parcel import Parcel
    from aptcheck.suggestions import Suggestions

__all__ = ["command"]


@click.command("suggest")
@click.argument("file", required=False, type=click.Path(readable=False, path_type=Path))
@click.option(
    "--target", type=PLACE, metavar='"RA DEC"', help="Position of a source, instead of a file."
)
@click.option(
    "--observation", type=int, multiple=True, metavar="N", help="Only this observation; repeatable."
)
@click.option("--all", "every", is_flag=True, help="Also for clean backgrounds.")
@WITHIN
@click.option(
    "--far",
    type=click.FloatRange(0, FARTHEST_ARCSEC),
    default=600.0,
    show_default=True,
    metavar="ARCSEC",
    help="In a crowded field, search this far out for the first clean position.",
)
@click.option(
    "--prefer",
    type=click.Choice(["margin", "near"]),
    default="margin",
    show_default=True,
    help="Largest margin first, or smallest offset from the science target.",
)
@click.option(
    "--count",
    type=click.IntRange(1, MOST_PLACES),
    default=5,
    show_default=True,
    metavar="N",
    help="Number of positions for each background.",
)
@click.option("--catalog", "catalogs", multiple=True, metavar="WHICH", help=CATALOG_HELP)
@click.option(
    "--config", type=click.Path(readable=False, path_type=Path), help="Use this configuration file."
)
@click.option(
    "--dates",
    type=DATES,
    metavar="START/END",
    help="Dates when the programme may be observed, as 2027-01-01/2027-06-30.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice([*TEXTS, "png"]),
    default="text",
    show_default=True,
    help="Output format: a table, data, regions, or a picture.",
)
@click.option("-o", "--output", type=OUTPUT, help="Write to this file; - is standard output.")
@click.option("--images", is_flag=True, help="Look for structure in WISE images of each position.")
@click.option(
    "--send", is_flag=True, help="Send to Aladin, DS9 and TOPCAT on this machine, by SAMP."
)
@click.option("-v", "--verbose", is_flag=True, help="Also show the catalogue queries.")
def command(
    file: Path | None,
    target: tuple[float, float] | None,
    observation: tuple[int, ...],
    within: tuple[float, float],
    far: float,
    prefer: str,
    count: int,
    catalogs: tuple[str, ...],
    config: Path | None,
    dates: tuple[datetime, datetime] | None,
    format_: str,
    output: Path | None,
    *,
    every: bool,
    images: bool,
    send: bool,
    verbose: bool,
) -> int:
    """Suggest empty sky positions for the backgrounds of a proposal, or near a position.

    For each science target whose background is not clean, not checked or missing, list positions
    where no 2MASS or WISE source contaminates the field at any position angle, by the criteria of
    `aptcheck check`, with the remaining margin. Without --catalog a lock beside the proposal is
    used; `aptcheck lock --suggest` writes it. With --send nothing is written unless --output says
    where. MIRI imaging backgrounds are left out because their field is hardly ever empty, and LRS
    slitless backgrounds because the pipeline does not subtract them.

    Exit status: 0 every search has an answer; 1 some search has none, because no catalogue could
    confirm clean sky; 2 wrong usage.
    """
    if (file is None) == (target is None):
        raise UsageError("give a proposal file, or --target with a position.")
    if observation and file is None:
        raise UsageError("--observation needs a proposal file; leave it out with --target.")
    options = options_of(config=config, dates=dates, catalog=catalogs or None)
    terms = terms_of(within=within, far=far, prefer=cast("Preference", prefer), count=count)
    read = _inputs(file, options)
    approve([output], read)
    from aptcheck.tasks.suggest import places_about, suggested_places, with_structure

    with voice(bars=True, verbose=verbose) as speak:
        if file is not None:
            found = suggested_places(
                file,
                options,
                terms,
                observations=observation,
                every=every,
                announce=speak.announce,
                progress=speak.asking,
            )
        else:
            found = places_about(
                target or (0.0, 0.0), options, terms, announce=speak.announce, progress=speak.asking
            )
        if images:
            found = with_structure(
                found, announce=lambda sentence: speak.announce(sentence, ()), progress=speak.asking
            )
    parcel = _parcel(found) if send else None
    if output is not None or parcel is None:
        _show(found, format_, output, read)
    if send:
        _send(parcel)
    return int(any(one.status == "not-checked" for one in found.targets))


def _show(found: Suggestions, format_: str, output: Path | None, read: Sequence[Path]) -> None:
    if format_ == "png":
        from aptcheck.report.suggestions.png import render_png

        write_bytes(render_png(found), output, inputs=read)
        return
    from aptcheck.report.suggestions import render

    write(lambda look: render(format_, found, look=look), output, inputs=read)


def _parcel(found: Suggestions) -> Parcel | None:
    from aptcheck.tasks.send_suggestions import parcel_of

    return parcel_of(found)


def _send(parcel: Parcel | None) -> None:
    if parcel is None:
        say("no search has coordinates, so nothing was sent.")
        return
    from aptcheck.tasks.send import send, sent_words

    say(sent_words(send(parcel)))


def _inputs(file: Path | None, options: Options) -> Sequence[Path]:
    from aptcheck.engine.inputs import inputs

    if file is not None:
        return inputs((file,), options)
    return [Path(name) for name in options.catalogs or () if names_file(name)]
