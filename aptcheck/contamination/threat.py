"""A catalogue source that a field meets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from aptcheck.contamination.field_sources import SourcePosition
    from aptcheck.finding import Severity
    from aptcheck.geometry.angles import AngleSet
    from aptcheck.geometry.footprint import Footprint
    from aptcheck.modes.mrs.band_limits import BandLimit

__all__ = ["Basis", "Neighbour", "Threat"]

#: What a flux rests on: detections on both sides of the band, the colour of a star without
#: excess, or an upper limit of the catalogue, which the source may lie far below.
Basis = Literal["measured", "estimated", "upper limit"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Threat:
    """A source inside the field at some allowed angle, bright enough to matter there.

    Attributes
    ----------
    place : SourcePosition
    severity : Severity
    angles : AngleSet
        Allowed V3PA at which it is in a band where it matters.
    always : bool
        These are all the allowed angles.
    footprints : tuple of Footprint
        Where it matters, at some of these angles.
    limit : BandLimit
        Of the band in which it weighs most.
    flux_ujy : float
        Predicted there, microjansky.
    basis : Basis
        What the prediction rests on.
    sky_fraction : float
        Predicted flux over the light of blank sky in the whole field of that band.
    """

    place: SourcePosition
    severity: Severity
    angles: AngleSet
    always: bool
    footprints: tuple[Footprint, ...]
    limit: BandLimit
    flux_ujy: float
    basis: Basis
    sky_fraction: float

    @property
    def sigma(self) -> float:
        """The predicted flux in sigma of the science exposure."""
        return 10.0 * self.flux_ujy / self.limit.ujy

    @property
    def bands(self) -> tuple[str, ...]:
        """The bands it enters, sorted."""
        return tuple(sorted({footprint.band for footprint in self.footprints}))

    @property
    def dithers(self) -> tuple[int, ...]:
        """The dither positions at which it enters one of them, sorted."""
        return tuple(sorted({footprint.dither for footprint in self.footprints}))

    @property
    def tiles(self) -> tuple[int, ...]:
        """The mosaic tiles at which it enters one of them, sorted."""
        return tuple(sorted({footprint.tile for footprint in self.footprints}))


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Neighbour:
    """A source beside or in the field: bright, or extended.

    ``flux_ujy`` is the greatest predicted in a used band, ``band`` where; None where nothing can be
    predicted. ``inside`` tells whether it is in the field at some allowed angle, ``angles`` the
    allowed V3PA at which it is within the radius that was asked for.
    """

    place: SourcePosition
    angles: AngleSet
    inside: bool
    flux_ujy: float | None
    band: str | None
