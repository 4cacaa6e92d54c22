"""The catalogue sources about a field as plain numbers, for a report that draws them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from aptcheck.contamination.catalogued import Catalogued
from aptcheck.contamination.judgement import FieldJudgement
from aptcheck.contamination.swept import SweptField
from aptcheck.engine.context import ProposalContext
from aptcheck.results import SkySource

if TYPE_CHECKING:
    from aptcheck.catalog.sources import Sources

__all__ = ["sources_about"]

#: How far about the target sources are kept: this many times the field's reach, and at least as
#: many arcsec.
_TIMES, _LEAST = 1.5, 30.0
#: Beside those that the field meets, the brightest are kept.
_MOST = 400


def sources_about(
    swept: SweptField, judged: FieldJudgement | None, context: ProposalContext
) -> tuple[SkySource, ...]:
    """Return the threats, the worst first, then the other sources near the field, the brightest.

    A threat has the flux that makes it one; any other source the greatest predicted in a band that
    the science uses.
    """
    if judged is None:
        return ()
    threats = [
        SkySource(
            designation=threat.place.designation,
            east=round(_east(threat.place.offset_arcsec, threat.place.position_angle_deg), 3),
            north=round(_north(threat.place.offset_arcsec, threat.place.position_angle_deg), 3),
            flux_ujy=_digits(threat.flux_ujy),
            wavelength_um=round(threat.limit.wavelength_um, 2),
            angles=tuple((low, high) for low, high in threat.angles.as_json()),
        )
        for threat in judged.threats
    ]
    found = context.catalogued(judged.observation)
    if not isinstance(found, Catalogued) or not judged.limits:
        return tuple(threats)
    told = {threat.designation for threat in threats}
    others = [
        source
        for source in _others(swept, found.sources, judged, context.opportunities.year)
        if source.designation not in told
    ]
    others.sort(key=lambda source: -(source.flux_ujy or 0.0))
    return (*threats, *others[:_MOST])


def _others(
    swept: SweptField, catalogued: Sources, judged: FieldJudgement, year: float
) -> Iterator[SkySource]:
    import numpy as np

    from aptcheck.catalog.motion import at_epoch
    from aptcheck.catalog.photometry import predict
    from aptcheck.sky.sweep import offsets

    sources = at_epoch(catalogued, year)
    east, north = offsets(swept.ra_deg, swept.dec_deg, sources.ra_deg, sources.dec_deg)
    within = np.hypot(east, north) <= max(_TIMES * swept.field.reach.farthest, _LEAST)
    near, east, north = sources.take(within), east[within], north[within]
    wavelengths = [limit.wavelength_um for limit in judged.limits]
    flux = predict(near, wavelengths).flux_ujy
    known = np.where(np.isfinite(flux), flux, 0.0)
    for index in range(len(near)):
        band = int(known[index].argmax())
        value = float(known[index, band])
        yield SkySource(
            designation=str(near.designation[index]),
            east=round(float(east[index]), 3),
            north=round(float(north[index]), 3),
            flux_ujy=_digits(value) if value > 0 else None,
            wavelength_um=round(wavelengths[band], 2) if value > 0 else None,
        )


def _east(distance: float, position_angle: float) -> float:
    return distance * math.sin(math.radians(position_angle))


def _north(distance: float, position_angle: float) -> float:
    return distance * math.cos(math.radians(position_angle))


def _digits(value: float) -> float:
    return float(f"{value:.4g}")
