"""The catalogue sources around a field as plain numbers, for a report that draws them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from aptcheck.engine.sky_stops import sky_stops
from aptcheck.results import SkyNeed, SkySource

if TYPE_CHECKING:
    from aptcheck.config import Thresholds
    from aptcheck.contamination.judgement import FieldJudgement
    from aptcheck.contamination.threat import Threat
    from aptcheck.geometry.tangent import Point
    from aptcheck.schedule.swept_field import SweptField

__all__ = ["sources_about"]

#: How far around the target sources are kept: this many times the field's reach, and at least this
#: many arcsec.
_TIMES, _LEAST = 1.5, 30.0
#: In addition to sources in the field, the brightest are kept.
_MOST = 400


def sources_about(
    swept: SweptField, judged: FieldJudgement | None, thresholds: Thresholds
) -> tuple[SkySource, ...]:
    """Return the threats, worst first, then the brightest other sources near the field.

    A threat has the flux that makes it one; any other source has the highest predicted flux in a
    band that the science uses.
    """
    if judged is None:
        return ()
    threats = [_threat(threat, judged, thresholds) for threat in judged.threats]
    named = {threat.designation for threat in threats}
    others = [source for source in _near(swept, judged) if source.designation not in named]
    others.sort(key=lambda source: -(source.flux_ujy or 0.0))
    return (*threats, *others[:_MOST])


def _threat(threat: Threat, judged: FieldJudgement, thresholds: Thresholds) -> SkySource:
    stops = judged.seen.window.stops_of(threat.source) if judged.seen is not None else ()
    return SkySource(
        designation=threat.place.designation,
        east=round(threat.place.east_arcsec, 3),
        north=round(threat.place.north_arcsec, 3),
        flux_ujy=_digits(threat.flux_ujy),
        wavelength_um=round(threat.limit.wavelength_um, 2),
        at_most=threat.basis == "upper limit",
        wings_arcsec=round(threat.wings.within_arcsec, 2) if threat.wings is not None else None,
        angles=threat.angles.intervals,
        way=_rounded(threat.place.way),
        needs=tuple(_needs(threat, judged, thresholds)),
        stops=sky_stops(stops),
    )


def _needs(threat: Threat, judged: FieldJudgement, thresholds: Thresholds) -> Iterator[SkyNeed]:
    """Yield how near to which bands a threat spoils them.

    By its image, in those that it enters, or by its wings, whichever reach farther.
    """
    from aptcheck.contamination.wings import spoiling_radii

    if judged.seen is None:
        return
    flux = judged.seen.flux_ujy[threat.source : threat.source + 1]
    wings = spoiling_radii(judged.limits, flux, thresholds)
    together: dict[float, list[str]] = {}
    for limit, radius in zip(judged.limits, wings, strict=True):
        image = limit.fwhm_arcsec if limit.band in threat.bands else math.nan
        light = float(radius[0]) if threat.wings is not None else math.nan
        known = [reach for reach in (image, light) if not math.isnan(reach)]
        if known:
            need = round(max(known) + threat.place.error_arcsec, 3)
            together.setdefault(need, []).append(limit.band)
    for need, bands in together.items():
        yield SkyNeed(bands=tuple(bands), arcsec=need)


def _near(swept: SweptField, judged: FieldJudgement) -> Iterator[SkySource]:
    """Yield every source within the picture, in catalogue order."""
    seen = judged.seen
    if seen is None or not judged.limits:
        return
    import numpy as np

    distance = np.hypot(seen.east_arcsec, seen.north_arcsec)
    flux = np.where(np.isfinite(seen.flux_ujy), seen.flux_ujy, 0.0)
    within = distance <= max(_TIMES * swept.field.reach.farthest, _LEAST)
    for index in np.flatnonzero(within).tolist():
        band = int(flux[index].argmax())
        value = float(flux[index, band])
        yield SkySource(
            designation=str(seen.sources.designation[index]),
            east=round(float(seen.east_arcsec[index]), 3),
            north=round(float(seen.north_arcsec[index]), 3),
            flux_ujy=_digits(value) if value > 0 else None,
            wavelength_um=round(judged.limits[band].wavelength_um, 2) if value > 0 else None,
            way=_rounded(seen.window.way_of(index)),
        )


def _rounded(way: Iterable[Point]) -> tuple[Point, ...]:
    return tuple((round(east, 3), round(north, 3)) for east, north in way)


def _digits(value: float) -> float:
    return float(f"{value:.4g}")
