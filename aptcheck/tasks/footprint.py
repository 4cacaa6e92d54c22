"""The swept fields of a proposal as outlines, to overlay on an image."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aptcheck.errors import UsageError
from aptcheck.parcel import Outline, Parcel
from aptcheck.tasks.chosen_observations import Unknowns, answered, chosen, live, opened, skies

if TYPE_CHECKING:
    from aptcheck.engine.options import Options
    from aptcheck.geometry.angles import AngleSet
    from aptcheck.schedule.swept_field import SweptField

__all__ = ["DrawnField", "DrawnFields", "drawn_fields"]

_STEP = 10.0  # degrees between the angles drawn when none are given


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawnField:
    """The outlines of one observation around its target, ICRS degrees."""

    title: str
    ra_deg: float
    dec_deg: float
    outlines: tuple[Outline, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawnFields:
    """The fields of one or more observations, by number.

    ``several`` says whether more than one was requested, even if only one has a field.
    """

    fields: dict[int, DrawnField]
    several: bool

    @property
    def regions(self) -> dict[int, str]:
        """Each field as text of a DS9 file."""
        from aptcheck.report.ds9 import ds9_regions

        return {number: ds9_regions(field.outlines) for number, field in self.fields.items()}

    @property
    def parcel(self) -> Parcel:
        """All fields, ready to send; the first is where to look."""
        first, *_ = fields = tuple(self.fields.values())
        return Parcel(
            title=first.title,
            ra_deg=first.ra_deg,
            dec_deg=first.dec_deg,
            outlines=tuple(outline for field in fields for outline in field.outlines),
        )


def drawn_fields(
    file: Path,
    numbers: tuple[int, ...],
    angles: tuple[float, ...] | None,
    options: Options,
    *,
    several: bool,
    unknowns: Unknowns,
) -> DrawnFields:
    """Return the fields of the backgrounds, of all observations if there are none, or of some.

    Parameters
    ----------
    file : Path
    numbers : tuple of int
        The observations to draw; none means the backgrounds.
    angles : tuple of float or None
        The V3PA to draw, degrees; None for the allowed ones, 10 degrees apart.
    options : Options
    several : bool
        Whether more than one is allowed.
    unknowns : callable
        Called with which of several has no field, and why.

    Raises
    ------
    UsageError
        The file cannot be read, there is no such observation, there are several where only one is
        allowed, or no field is known.
    """
    session = opened(file, options)
    drawn = chosen(session, numbers, skies(session) or live(session))
    if len(drawn) > 1 and not several:
        names = ", ".join(str(one.number) for one in drawn)
        raise UsageError(
            f"{len(drawn)} observations have a field ({names}): choose one with --observation, or "
            "name a folder with --output."
        )
    found = answered(session, drawn, lambda opportunity: opportunity.swept, unknowns)
    fields = {number: _drawn(swept, angles) for number, swept in found}
    return DrawnFields(fields=fields, several=len(drawn) > 1)


def _drawn(swept: SweptField, angles: tuple[float, ...] | None) -> DrawnField:
    from aptcheck.report.field_outlines import field_outlines

    number, name = swept.observation.number, swept.observation.target_name
    title = f"Observation {number} {name}".strip()
    outlines = field_outlines(
        swept.field,
        swept.ra_deg,
        swept.dec_deg,
        angles or tuple(_spread(swept.allowed)),
        swept.aperture,
        title=title,
    )
    return DrawnField(title=title, ra_deg=swept.ra_deg, dec_deg=swept.dec_deg, outlines=outlines)


def _spread(allowed: AngleSet) -> Iterator[float]:
    """Yield both ends of each allowed range and angles in between, at most 10 degrees apart."""
    for low, high in allowed.arcs:
        steps = math.ceil((high - low) / _STEP)
        for step in range(steps + 1):
            yield (low + (high - low) * step / max(steps, 1)) % 360.0
