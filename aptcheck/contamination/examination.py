"""Which sources a swept field meets, at which angles, and how much they matter."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from aptcheck.config import Thresholds
from aptcheck.contamination.brightness import ERROR, Brightness, brightness
from aptcheck.contamination.catalogued import Catalogued, Unanswered
from aptcheck.contamination.hits import hits
from aptcheck.contamination.judgement import FieldJudgement
from aptcheck.contamination.limits import BandLimit, band_limits
from aptcheck.contamination.swept import NoField, SweptField
from aptcheck.contamination.threat import Neighbour, Place, Threat
from aptcheck.finding import Severity
from aptcheck.model import Observation
from aptcheck.observatory.psf import fwhm_arcsec
from aptcheck.sky.angles import AngleSet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aptcheck.catalog.sources import Sources
    from aptcheck.sky.sweep import Hits

__all__ = ["examine"]

_SAME_DEG = 1e-6
#: A profile fit this poor is no point source. Sources of 5 to 16 sigma fail the cut of Koenig &
#: Leisawitz (2014) however good their fit: beside a field they would be told for nothing.
_POOR_FIT = 2.0


def examine(
    observation: Observation,
    swept: SweptField | NoField,
    found: Catalogued | Unanswered,
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
    if isinstance(swept, NoField):
        return replace(known, reason=swept.reason)
    if isinstance(found, Unanswered):
        return replace(known, reason=found.reason, swept=swept)
    from aptcheck.catalog.depth import depth_at
    from aptcheck.catalog.motion import at_epoch

    limits = band_limits(swept.field.bands, observation, sciences)
    sources = at_epoch(found.sources, year)
    bright = brightness(
        sources, limits, pixel=pixel, sky_fraction=thresholds.background_light_fraction
    )
    threats, inside = _threats(swept, sources, limits, bright)
    beside, extended = _around(swept, sources, limits, bright, inside, thresholds)
    return replace(
        known,
        reason=found.answer.reason,
        swept=swept,
        threats=threats,
        neighbours=beside,
        extended=extended,
        limits=limits,
        depths=tuple(depth_at(limit.wavelength_um, found.surveys) for limit in limits),
        surveys=tuple(survey.name for survey in found.surveys),
        missing=tuple(survey.name for survey in found.missing),
        suppliers=found.suppliers,
        crowded=_crowded(swept, limits, bright, len(threats), found.radius_arcsec),
    )


def _threats(
    swept: SweptField, sources: Sources, limits: Sequence[BandLimit], bright: Brightness
) -> tuple[tuple[Threat, ...], frozenset[int]]:
    """Return the threats, the worst first, and all sources in the field at some allowed angle."""
    import numpy as np

    spread = {limit.band: fwhm_arcsec(limit.band) for limit in limits}
    met = hits(swept, sources.ra_deg, sources.dec_deg, sources.position_error_arcsec, spread)
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
        angles = _angles(met, rows)
        threats.append(
            Threat(
                place=_place(swept, sources, source),
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


def _around(
    swept: SweptField,
    sources: Sources,
    limits: Sequence[BandLimit],
    bright: Brightness,
    inside: frozenset[int],
    thresholds: Thresholds,
) -> tuple[tuple[Neighbour, ...], tuple[Neighbour, ...]]:
    """Return bright sources beside the field, and extended ones in or near it."""
    import numpy as np

    reach = sources.position_error_arcsec + thresholds.neighbour_radius_arcsec
    near = hits(swept, sources.ra_deg, sources.dec_deg, reach)
    blazing = thresholds.neighbour_flux_mjy * 1000.0
    flux = np.where(np.isfinite(bright.flux_ujy), bright.flux_ujy, 0.0)
    poor: NDArray[np.bool_] = np.any(np.nan_to_num(sources.rchi2[:, 2:]) >= _POOR_FIT, axis=1)
    beside, extended = [], []
    for source in near.sources.tolist():
        is_bright = source not in inside and flux[source].max(initial=0.0) >= blazing
        is_extended = bool(
            sources.extended[source]
            or (sources.nebulous[source] and (source in inside or poor[source]))
        )
        if not (is_bright or is_extended):
            continue
        band = int(flux[source].argmax()) if flux.shape[1] else None
        known = band is not None and flux[source, band] > 0
        neighbour = Neighbour(
            place=_place(swept, sources, source),
            angles=_angles(near, np.flatnonzero(near.source == source)),
            inside=source in inside,
            flux_ujy=float(flux[source, band]) if known else None,
            band=limits[band].band if known and band is not None else None,
        )
        if is_bright:
            beside.append(neighbour)
        if is_extended:
            extended.append(neighbour)
    beside.sort(key=lambda n: -(n.flux_ujy or 0.0))
    extended.sort(key=lambda n: (not n.inside, n.place.offset_arcsec))
    return tuple(beside), tuple(extended)


def _crowded(
    swept: SweptField,
    limits: Sequence[BandLimit],
    bright: Brightness,
    count: int,
    radius_arcsec: float,
) -> bool:
    """Whether the cone beyond the field's ring has as many that matter, counting errors given."""
    ring = swept.field.reach
    spread = max((fwhm_arcsec(limit.band) for limit in limits), default=0.0)
    nearest, farthest = max(0.0, ring.nearest - spread), ring.farthest + spread
    area = math.pi * (farthest**2 - nearest**2)
    beyond = math.pi * radius_arcsec**2 - area
    if beyond <= 0 or not count:
        return False
    others = int((bright.rank > 0).any(axis=1).sum()) - count
    expected = max(others, 0) * area / beyond
    return expected + math.sqrt(expected) >= count


def _place(swept: SweptField, sources: Sources, source: int) -> Place:
    from aptcheck.catalog.sources import remarks
    from aptcheck.sky.tangent import project

    ra, dec = float(sources.ra_deg[source]), float(sources.dec_deg[source])
    east, north = project(swept.ra_deg, swept.dec_deg, ra, dec)
    return Place(
        designation=str(sources.designation[source]),
        catalogue=str(sources.catalogue[source]),
        provider=str(sources.provider[source]),
        ra_deg=ra,
        dec_deg=dec,
        offset_arcsec=math.hypot(east, north),
        position_angle_deg=math.degrees(math.atan2(east, north)) % 360.0,
        remarks=remarks(sources, source),
    )


def _angles(met: Hits, rows: NDArray[np.intp]) -> AngleSet:
    return AngleSet.of(zip(met.lo[rows].tolist(), met.hi[rows].tolist(), strict=True))


def _same(allowed: AngleSet, angles: AngleSet) -> bool:
    """Whether a source is there at all allowed angles, a rounding apart."""
    return allowed.difference(angles.widened(_SAME_DEG)).is_empty
