"""What other than itself is near a science target: in its field, or in the annulus around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.geometry.angles import AngleSet
from aptcheck.modes.mrs.annulus import annulus_arcsec, may_take_annulus
from aptcheck.modes.mrs.band_limits import fwhm_arcsec

if TYPE_CHECKING:
    from aptcheck.background.roles import Science
    from aptcheck.contamination.field_sources import FieldSources, SourcePosition
    from aptcheck.contamination.judgement import FieldJudgement
    from aptcheck.contamination.threat import ExtendedSource, Threat
    from aptcheck.schedule.swept_field import SweptField

__all__ = ["NearScience", "NearSource", "near_science"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class NearSource:
    """A source near a science target; ``annulus`` are its bands and V3PA in the annulus."""

    threat: Threat
    bands: tuple[str, ...]
    annulus: AngleSet


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class NearScience:
    """What is near the target of one science observation, the target left out.

    ``sources`` are those that the science would see, first those in the annulus, the worst first in
    either part; ``extended`` are the other extended sources in or near the field, the nearest
    first.
    """

    swept: SweptField
    sources: tuple[NearSource, ...]
    extended: tuple[ExtendedSource, ...]

    @property
    def in_annulus(self) -> bool:
        """Whether any of them reaches into the annulus."""
        return any(one.bands for one in self.sources)

    @property
    def angles(self) -> AngleSet:
        """The allowed V3PA at which any of the sources is near; without any, an extended one."""
        return AngleSet.any_of(
            [one.threat.angles for one in self.sources] or [one.angles for one in self.extended]
        )


def near_science(science: Science, field: FieldJudgement) -> NearScience | None:
    """Return what is near the target of a science observation, None where its field is unknown."""
    if field.swept is None or field.seen is None:
        return None
    annulus = science.intent.strategy == "annulus" and may_take_annulus(
        science.observation, science.target
    )
    itself = _itself([threat.place for threat in field.threats])
    sources = [
        _near(threat, field.seen, annulus=annulus)
        for threat in field.threats
        if threat.place is not itself
    ]
    reported = {one.threat.place.designation for one in sources}
    return NearScience(
        swept=field.swept,
        sources=tuple(sorted(sources, key=lambda one: not one.bands)),
        extended=tuple(
            one
            for one in field.extended
            if not (one.place.is_target or one.place.designation in reported)
        ),
    )


def _itself(places: Sequence[SourcePosition]) -> SourcePosition | None:
    """Return which source is the target: the nearest of those that may be; the others are near."""
    own = [place for place in places if place.is_target]
    return min(own, key=lambda place: place.offset_arcsec, default=None)


def _near(threat: Threat, seen: FieldSources, *, annulus: bool) -> NearSource:
    bands = tuple(band for band in threat.bands if annulus and _in_annulus(threat, band))
    return NearSource(threat=threat, bands=bands, annulus=_angles_in(threat, seen, bands))


def _in_annulus(threat: Threat, band: str) -> bool:
    """Whether a source reaches into the annulus of a band, as it would into a field."""
    inner, outer = annulus_arcsec(band)
    spread = fwhm_arcsec(band) + threat.place.error_arcsec + threat.place.strays_arcsec
    return inner - spread <= threat.place.offset_arcsec <= outer + spread


def _angles_in(threat: Threat, seen: FieldSources, bands: tuple[str, ...]) -> AngleSet:
    """Return the allowed V3PA at which a source is in the field of one of some bands."""
    footprints = tuple(one for one in threat.footprints if one.band in bands)
    if not footprints:
        return AngleSet.empty()
    import numpy as np

    from aptcheck.geometry.footprint import Field

    source = seen.window.only(threat.source)
    error = np.array([threat.place.error_arcsec])
    spread = {band: fwhm_arcsec(band) for band in bands}
    return source.hits(Field(footprints), error, band_radius=spread).all_angles()
