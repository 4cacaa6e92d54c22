"""``aptcheck footprint``: the swept MRS fields, to lay over an image."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aptcheck.cli.dates import DATES
from aptcheck.cli.output import write
from aptcheck.errors import FieldUnavailable, UsageError

if TYPE_CHECKING:
    from aptcheck.engine.session import Session
    from aptcheck.geometry.angles import AngleSet
    from aptcheck.model import Observation
    from aptcheck.schedule.swept_field import SweptField

__all__ = ["command"]

_STEP = 10.0  # degrees between the angles drawn when none are given


class Angles(click.ParamType[tuple[float, ...]]):
    """Position angles with commas between them, degrees."""

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
            self.fail(f"{value!r} is no list of angles from 0 to 360 such as 96.5,110.", param, ctx)
        return angles


@click.command("footprint")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(["ds9"]),
    default="ds9",
    show_default=True,
    help="DS9 regions, which Aladin reads too.",
)
@click.option("--observation", type=int, multiple=True, metavar="N", help="Only this one.")
@click.option("--angles", type=Angles(), metavar="A,B,...", help="V3PA to draw, degrees.")
@click.option("--dates", type=DATES, metavar="START/END", help="When it may be observed (ISO).")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write here: a file for one observation, a folder for several.",
)
def command(
    file: Path,
    format_: str,  # noqa: ARG001 - one format today, named so that another can follow
    observation: tuple[int, ...],
    angles: tuple[float, ...] | None,
    dates: tuple[datetime, datetime] | None,
    output: Path | None,
) -> int:
    """Write the MRS fields of backgrounds as regions, each with the ring it sweeps.

    Without --observation these are the backgrounds, or all MRS observations where there is none.
    Without --angles each field is drawn at the allowed V3PA, 10 degrees apart. One observation goes
    to standard output or to the file --output names; several go into the folder --output names, as
    observation-2.reg and so on.
    """
    from aptcheck.engine.chosen import chosen, opened, skies
    from aptcheck.engine.options import Options

    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    session = opened(file, Options(dates=dates, today=now))
    drawn = chosen(session, observation, skies(session) or session.proposal.live_mrs)
    if len(drawn) > 1 and output is None:
        names = ", ".join(str(one.number) for one in drawn)
        raise UsageError(
            f"{len(drawn)} observations have a field ({names}): choose one with --observation, or "
            "name a folder with --output."
        )
    fields = _fields(session, drawn)
    several = len(drawn) > 1
    for swept in fields:
        _write(_regions(swept, angles), _file(output, swept, several=several))
    return 0


def _write(text: str, place: Path | None) -> None:
    write(lambda _: text, place)


def _fields(session: Session, drawn: tuple[Observation, ...]) -> list[SweptField]:
    """Return the fields; tell on standard error which of several has none.

    Raises
    ------
    UsageError
        If none of them can be told.
    """
    fields: list[SweptField] = []
    unknown: list[str] = []
    for observation in drawn:
        try:
            fields.append(session.schedule.of(observation).swept)
        except FieldUnavailable as fault:
            unknown.append(f"observation {observation.number}: {fault.reason}.")
    if not fields:
        raise UsageError(unknown[0])
    for line in unknown:
        sys.stderr.write(f"aptcheck: {line}\n")
    return fields


def _file(output: Path | None, swept: SweptField, *, several: bool) -> Path | None:
    if output is None or not (several or output.is_dir()):
        return output
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise UsageError(f"{output}: is no folder to write to ({fault.strerror}).") from None
    return output / f"observation-{swept.observation.number}.reg"


def _regions(swept: SweptField, angles: tuple[float, ...] | None) -> str:
    from aptcheck.report.ds9 import ds9_regions

    target = swept.observation.target
    name = target.name if target is not None else ""
    return ds9_regions(
        swept.field,
        swept.ra_deg,
        swept.dec_deg,
        angles or tuple(_spread(swept.allowed)),
        title=f"Observation {swept.observation.number} {name}".strip(),
    )


def _spread(allowed: AngleSet) -> Iterator[float]:
    """Yield both ends of each allowed range and angles between, at most 10 degrees apart."""
    for low, high in allowed.arcs:
        steps = math.ceil((high - low) / _STEP)
        for step in range(steps + 1):
            yield (low + (high - low) * step / max(steps, 1)) % 360.0
