"""A catalogue source that spoils a field, or may."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from aptcheck.contamination.field_sources import SourcePosition
    from aptcheck.finding import Severity
    from aptcheck.geometry.angles import AngleSet
    from aptcheck.geometry.footprint import Footprint
    from aptcheck.modes.band_limit import BandLimit, Measure

__all__ = ["Basis", "ExtendedSource", "FaintWings", "Threat", "WingLight"]

#: Angles are written to a tenth of a degree.
_WORTH_WRITING_DEG = 0.1

#: What a flux rests on: detections on both sides of the band, the colour of a star without
#: excess, or an upper limit of the catalogue, which the source may lie far below.
Basis = Literal["measured", "estimated", "upper limit"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class WingLight:
    """The light that the wings of a source bring into a field from outside.

    Attributes
    ----------
    angles : AngleSet
        Allowed V3PA at which it is too much in some band, those at which the source is inside
        included.
    limit : BandLimit
        Of the band in which it is most, compared with what that band bears.
    distance_arcsec : float
        How near to the field of that band the source comes at an allowed angle; 0 inside.
    brightness, spike_brightness, allowed_brightness : float
        Mean light over the field there at most, microjansky per square arcsec; the same in a
        diffraction spike; and how much would be borne.
    radius_arcsec : float
        How far outside the field it is too much in some band.
    within_arcsec : float
        The same with how far the field may lie from where it is drawn and the source from where it
        is listed: nearer than this it spoils the field.
    """

    angles: AngleSet
    limit: BandLimit
    distance_arcsec: float
    brightness: float
    spike_brightness: float
    allowed_brightness: float
    radius_arcsec: float
    within_arcsec: float

    @property
    def excess(self) -> float:
        """The light over what would be borne."""
        return self.brightness / self.allowed_brightness

    @property
    def sky_fraction(self) -> float:
        """The light over that of blank sky."""
        return self.brightness / self.limit.sky_brightness


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Threat:
    """A source that spoils a field at some allowed angle, from inside or by its wings.

    Attributes
    ----------
    place : SourcePosition
    source : int
        Its index into what the judgement has ``seen``.
    severity : Severity
    angles : AngleSet
        Allowed V3PA at which it does, from inside or outside.
    always : bool
        These are all the allowed angles.
    inside : AngleSet
        Those of them at which it is inside, in a band where it matters.
    always_inside : bool
        These are all the allowed angles.
    sure : bool
        It is inside at all those angles where the field is drawn, pads aside; else it may be
        outside. Never so where an upper bound is all that is known of a dither.
    footprints : tuple of Footprint
        Where it matters, at some of these angles; none where it is never inside.
    limit : BandLimit
        Of the band in which it counts most.
    flux_ujy : float
        Predicted there, microjansky.
    basis : Basis
        What the prediction rests on.
    matters_ujy : float
        From which flux on a source matters there.
    measure : {"noise", "core", "field"}
        Whether it is compared with the noise of the science, or with blank sky in a disc as wide
        as a star or in the whole field.
    limited : bool
        It was detected, and its own upper limits leave no more than this flux there.
    sky_fraction : float
        Predicted flux over the light of blank sky in the whole field of that band.
    wings : WingLight or None
        None where its light from outside is never too much.
    """

    place: SourcePosition
    source: int
    severity: Severity
    angles: AngleSet
    always: bool
    inside: AngleSet
    always_inside: bool
    sure: bool
    footprints: tuple[Footprint, ...]
    limit: BandLimit
    flux_ujy: float
    basis: Basis
    matters_ujy: float
    measure: Measure
    limited: bool
    sky_fraction: float
    wings: WingLight | None = None

    @property
    def sigma(self) -> float:
        """The predicted flux in sigma of the science exposure; NaN where that is not known."""
        known = self.limit.sensitivity
        return 10.0 * self.flux_ujy / known.ujy if known is not None else math.nan

    @property
    def shines_in(self) -> bool:
        """Whether its wings spoil angles at which it is not inside."""
        return self.angles.difference(self.inside).total > _WORTH_WRITING_DEG

    @property
    def is_beside(self) -> bool:
        """Whether it is inside at no allowed angle."""
        return self.inside.is_empty

    @property
    def always_beside(self) -> bool:
        """Whether it spoils the field from outside at every allowed angle."""
        return self.always and self.is_beside

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
class FaintWings:
    """A source beside a field whose wings bring nearly too much light into it."""

    place: SourcePosition
    wings: WingLight


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class ExtendedSource:
    """An extended source in or near a field.

    ``distance_arcsec`` is how near it comes to the field at an allowed angle, 0 where it is inside
    at some; ``angles`` are the allowed V3PA at which it is within the radius that was asked for.
    """

    place: SourcePosition
    angles: AngleSet
    distance_arcsec: float
