"""``aptcheck footprint``: the fields as regions, to overlay on an image."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aptcheck.cli.dates_type import DATES
from aptcheck.cli.output import OUTPUT_OR_FOLDER, STDOUT, approve, write
from aptcheck.cli.saying import say, say_all
from aptcheck.errors import UsageError

if TYPE_CHECKING:
    from aptcheck.tasks.footprint import DrawnFields

__all__ = ["command"]


class AnglesType(click.ParamType[tuple[float, ...]]):
    """Position angles in degrees, separated by commas."""

    name = "angles"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[float, ...]:
        """Return the angles, or fail with one sentence."""
        if isinstance(value, tuple):
            return value
        try:
            angles = tuple(float(part) for part in str(value).split(","))
        except ValueError:
            angles = ()
        if not angles or not all(0.0 <= angle <= 360.0 for angle in angles):
            self.fail(
                f"{value!r} is not a list of angles from 0 to 360 such as 96.5,110.", param, ctx
            )
        return angles


@click.command("footprint")
@click.argument("file", type=click.Path(readable=False, path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(["ds9"]),
    default="ds9",
    show_default=True,
    help="DS9 regions, which Aladin reads too.",
)
@click.option(
    "--observation", type=int, multiple=True, metavar="N", help="Only this observation; repeatable."
)
@click.option("--angles", type=AnglesType(), metavar="A,B,...", help="V3PA to draw, degrees.")
@click.option(
    "--dates",
    type=DATES,
    metavar="START/END",
    help="Dates when the programme may be observed, as 2027-01-01/2027-06-30.",
)
@click.option(
    "-o",
    "--output",
    type=OUTPUT_OR_FOLDER,
    metavar="PATH",
    help="Write to this file, or for several observations this folder; - is standard output.",
)
@click.option("--send", is_flag=True, help="Send to Aladin and DS9 on this machine, by SAMP.")
def command(
    file: Path,
    format_: str,  # noqa: ARG001 - one format today, named so that another can follow
    observation: tuple[int, ...],
    angles: tuple[float, ...] | None,
    dates: tuple[datetime, datetime] | None,
    output: Path | None,
    send: bool,
) -> int:
    """Write the background fields as regions, each with the ring or disc it sweeps.

    Without --observation, all backgrounds are drawn, or all observations if there is no background.
    Without --angles, each field is drawn at the allowed V3PA, 10 degrees apart; the label of each
    outline also gives the position angle of the aperture that holds the target. One observation
    goes to standard output or to the --output file; several go into the --output folder, as
    observation-2.reg and so on.

    --send sends the fields, even several at once, to each Aladin and DS9 on this machine that is
    connected by SAMP; then nothing is written unless --output says where.
    """
    from aptcheck.engine.inputs import inputs
    from aptcheck.engine.options import Options
    from aptcheck.tasks.footprint import drawn_fields

    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    options = Options(dates=dates, today=now)
    read = inputs((file,), options)
    if output is not None and os.path.lexists(output) and not _is_folder(output):
        approve([output], read)
    drawn = drawn_fields(
        file,
        observation,
        angles,
        options,
        several=output != STDOUT and (send or output is not None),
        unknowns=say_all,
    )
    if output is not None or not send:
        _write_each(drawn, output, read)
    if send:
        from aptcheck.tasks.send import send as handed
        from aptcheck.tasks.send import sent_words

        say(sent_words(handed(drawn.parcel)))
    return 0


def _write_each(drawn: DrawnFields, output: Path | None, read: Sequence[Path]) -> None:
    places = {number: _place(output, number, several=drawn.several) for number in drawn.fields}
    approve(places.values(), read)
    for number, regions in drawn.regions.items():
        _write(regions, places[number], read)


def _write(text: str, place: Path | None, read: Sequence[Path]) -> None:
    write(lambda _: text, place, inputs=read)


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - a name may be too long for a file


def _place(output: Path | None, observation: int, *, several: bool) -> Path | None:
    if output in (None, STDOUT) or not (several or _is_folder(output)):
        return output
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise UsageError(
            f"{output}: is not a folder that can be written to ({fault.strerror})."
        ) from None
    return output / f"observation-{observation}.reg"
