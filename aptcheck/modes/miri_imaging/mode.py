"""MIRI imaging as a mode."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from aptcheck.modes.bands import band_limit, named_band
from aptcheck.modes.miri_imaging.apertures import aperture_of, tile_pitch
from aptcheck.modes.miri_imaging.fields import field_of
from aptcheck.modes.mode import Mode
from aptcheck.modes.one_ramp import is_incomplete, one_ramp, setting_list
from aptcheck.modes.single_field import demand_own_aperture
from aptcheck.wording import MIRI_IMAGING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from aptcheck.geometry.footprint import Footprint
    from aptcheck.model import (
        ImagerDither,
        ImagerExposure,
        ImagingTemplate,
        Observation,
    )
    from aptcheck.modes.band_limit import BandLimit
    from aptcheck.modes.ramp import Ramp, Setting

__all__ = ["MODES", "points_of"]

#: JDox, "MIRI Imaging Dithering" (read 2026-11), and the exposures of 191 observations that APT
#: printed from 2021 to 2026.
_REULEAUX_POINTS = 12


def _template(observation: Observation) -> ImagingTemplate | None:
    return observation.imaging


def _ramps(observation: Observation) -> Iterator[Ramp]:
    form = observation.imaging
    if form is None:
        return
    for exposure in form.exposures:
        yield from one_ramp(
            observation,
            exposure,
            (exposure.filter,),
            exposures=exposure.exposures,
            positions=_positions(form, exposure),
            subarray=form.subarray,
            pattern=_shape(form, exposure),
        )


def _dithers(observation: Observation) -> Iterator[tuple[Hashable, int | None]]:
    form = observation.imaging
    if form is None:
        return
    for exposure in form.exposures:
        yield _shape(form, exposure), _positions(form, exposure)


def _shape(form: ImagingTemplate, exposure: ImagerExposure) -> Hashable:
    """Return what distinguishes the pattern of an exposure from others, None without one."""
    pattern = form.pattern(exposure)
    if pattern is None:
        return None
    return pattern.dither_type, pattern.optimized_for, pattern.pattern_size


def _positions(form: ImagingTemplate, exposure: ImagerExposure) -> int | None:
    """Return the number of dither positions; None if the exposure's pattern is not known."""
    pattern = form.pattern(exposure)
    if pattern is None:
        return 1 if exposure.undithered else None
    return points_of(pattern)


def points_of(pattern: ImagerDither) -> int | None:
    """Return the number of positions of a dither pattern, None if it is not known."""
    kind = (pattern.dither_type or "").upper()
    if kind == "NONE":
        return 1
    if kind.endswith("CYCLING"):
        return pattern.number_of_points
    if kind == "REULEAUX":
        return _REULEAUX_POINTS
    points = re.match("([0-9]{1,2})-POINT", kind)
    if points is None:
        return None
    if not kind.endswith("-SETS"):
        return int(points[1])
    return None if pattern.number_of_sets is None else int(points[1]) * pattern.number_of_sets


def _bands_of(setting: Setting) -> tuple[str, ...]:
    return (named_band(*setting),)


def _band_limit(
    footprint: Footprint, seconds: float | None, latitude_deg: float
) -> BandLimit | None:
    found = band_limit(footprint, seconds, latitude_deg)
    return replace(found, has_sources=True) if found is not None else None


def _is_unclear(observation: Observation, readout: bool) -> bool:
    form = observation.imaging
    return form is not None and any(
        is_incomplete(exposure, (exposure.filter,), readout=readout) for exposure in form.exposures
    )


MODES = (
    Mode(
        name="miri-imaging",
        form=MIRI_IMAGING,
        template=_template,
        ramps=_ramps,
        keys=("filter",),
        setting_names=setting_list,
        element_names=setting_list,
        element_word="filter",
        element_field="Filter",
        dithers=_dithers,
        is_unclear=_is_unclear,
        unclear_fields="Filter",
        aperture=aperture_of,
        field=field_of,
        demand_aperture=demand_own_aperture,
        tile_pitch=tile_pitch,
        strategy="pixel",
        source_type=None,
        bands_of=_bands_of,
        band_limit=_band_limit,
        equal_ramps="warning",
        dithering="add a dither with 8 or more points and choose it in every exposure",
        dither_text=lambda exposure: getattr(exposure, "dither_text", None),
    ),
)
