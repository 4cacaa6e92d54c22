"""Which sources a swept field meets, at which angles, and how much they matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from aptcheck.contamination.brightness import ERROR, Brightness, band_limits, brightness
from aptcheck.contamination.field_sources import FieldSources
from aptcheck.contamination.judgement import FieldJudgement
from aptcheck.contamination.neighbours import around, crowded
from aptcheck.contamination.threat import Threat
from aptcheck.finding import Severity
from aptcheck.modes.mrs.band_limits import BandLimit, fwhm_arcsec

if TYPE_CHECKING:
    from aptcheck.config import Thresholds
    from aptcheck.contamination.cone_answer import ConeAnswer
    from aptcheck.geometry.angles import AngleSet
    from aptcheck.model import Observation
    from aptcheck.schedule.swept_field import SweptField

__all__ = ["examine"]

_SAME_DEG = 1e-6


def examine(
    observation: Observation,
    swept: SweptField,
    found: ConeAnswer,
    *,
    background: bool = True,
    sciences: Sequence[Observation] = (),
    pixel: bool = False,
    year: float,
    thresholds: Thresholds,
) -> FieldJudgement:
    """Judge one field.

    The field is widened by each source's position error (1 sigma, motion included) and by one full
    width at half maximum of the band; a source whose motion is secure stands where it will at
    ``year``.

    Parameters
    ----------
    observation : Observation
        Whose field it is.
    swept, found
        The field over its allowed angles, and the catalogues round it.
    background : bool
        False for a science field.
    sciences : sequence of Observation
        Those that use it as background.
    pixel : bool
        Whether one of them subtracts it pixel by pixel.
    year : float
        Julian year of the middle of the window.
    thresholds : Thresholds
    """
    known = FieldJudgement(
        observation=observation,
        background=background,
        sciences=tuple(science.number for science in sciences),
    )
    if found.sources is None:
        return replace(known, reason=found.reason, swept=swept)
    from aptcheck.catalog.motion import at_epoch
    from aptcheck.catalog.survey_depth import survey_depth
    from aptcheck.geometry.sweep import offsets

    limits = band_limits(swept.field.bands, observation, sciences)
    sources = at_epoch(found.sources, year)
    east, north = offsets(swept.ra_deg, swept.dec_deg, sources.ra_deg, sources.dec_deg)
    bright = brightness(
        sources, limits, pixel=pixel, sky_fraction=thresholds.background_light_fraction
    )
    seen = FieldSources(
        sources=sources, east_arcsec=east, north_arcsec=north, flux_ujy=bright.flux_ujy
    )
    threats, inside = _threats(swept, seen, limits, bright)
    beside, extended = around(swept, seen, limits, inside, thresholds)
    return replace(
        known,
        reason=found.reason,
        swept=swept,
        seen=seen,
        threats=threats,
        neighbours=beside,
        extended=extended,
        limits=limits,
        depths=tuple(survey_depth(limit.wavelength_um, found.surveys) for limit in limits),
        surveys=tuple(survey.name for survey in found.surveys),
        missing=tuple(survey.name for survey in found.missing),
        suppliers=found.suppliers,
        crowded=crowded(swept, limits, bright, len(threats), found.radius_arcsec),
    )


def _threats(
    swept: SweptField, seen: FieldSources, limits: Sequence[BandLimit], bright: Brightness
) -> tuple[tuple[Threat, ...], frozenset[int]]:
    """Return the threats, the worst first, and all sources in the field at some allowed angle."""
    import numpy as np

    from aptcheck.geometry.sweep import sweep

    spread = {limit.band: fwhm_arcsec(limit.band) for limit in limits}
    error = seen.sources.position_error_arcsec
    met = sweep(swept.field, seen.east_arcsec, seen.north_arcsec, error, band_radius=spread).within(
        swept.allowed
    )
    column = {limit.band: index for index, limit in enumerate(limits)}
    # -1 for a band no science uses: there nothing matters
    band = np.array([column.get(f.band, -1) for f in swept.field.footprints], dtype=np.intp)
    used = band[met.footprint]
    rank = np.where(used >= 0, bright.rank[met.source, used], 0)
    threats = []
    for source in np.unique(met.source[rank > 0]).tolist():
        rows = np.flatnonzero((met.source == source) & (rank > 0))
        worst = max(
            set(used[rows].tolist()),
            key=lambda b: (bright.rank[source, b], bright.held(source, b)[0] / limits[b].ujy),
        )
        flux, basis = bright.held(source, worst)
        angles = met.angles_in(rows)
        threats.append(
            Threat(
                place=seen.position_of(source),
                severity=(
                    Severity.ERROR if bright.rank[source, worst] == ERROR else Severity.WARNING
                ),
                angles=angles,
                always=_same(swept.allowed, angles),
                footprints=tuple(
                    swept.field.footprints[i] for i in np.unique(met.footprint[rows]).tolist()
                ),
                limit=limits[worst],
                flux_ujy=flux,
                basis=basis,
                sky_fraction=flux / limits[worst].sky_ujy,
            )
        )
    threats.sort(key=lambda t: (-t.severity.rank, t.basis == "upper limit", -t.sigma))
    return tuple(threats), frozenset(met.sources.tolist())


def _same(allowed: AngleSet, angles: AngleSet) -> bool:
    """Whether a source is there at all allowed angles, a rounding apart."""
    return allowed.difference(angles.widened(_SAME_DEG)).is_empty
