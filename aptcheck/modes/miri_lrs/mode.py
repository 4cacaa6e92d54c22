"""The MIRI LRS as two modes: with and without the slit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from aptcheck.modes.bands import band_limit, named_band
from aptcheck.modes.miri_lrs.apertures import aperture_of, tile_pitch
from aptcheck.modes.miri_lrs.fields import PRISM, field_of
from aptcheck.modes.miri_lrs.vocabulary import DITHER_TYPES
from aptcheck.modes.mode import Mode
from aptcheck.modes.one_ramp import is_incomplete, one_ramp, setting_list
from aptcheck.modes.single_field import demand_own_aperture
from aptcheck.modes.source_type import source_type
from aptcheck.wording import MIRI_LRS

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from aptcheck.model import LrsTemplate, Observation, Target
    from aptcheck.modes.ramp import Ramp, Setting

__all__ = ["MODES", "NOD", "points_of"]

_PRISM = (PRISM,)
NOD = "ALONG SLIT NOD"
_MAPPING = "MAPPING"


def _with_slit(observation: Observation) -> LrsTemplate | None:
    lrs = observation.lrs
    return None if lrs is None or lrs.subarray is None or lrs.is_slitless else lrs


def _slitless(observation: Observation) -> LrsTemplate | None:
    lrs = observation.lrs
    return None if lrs is None or not lrs.is_slitless else lrs


def _ramps(observation: Observation) -> Iterator[Ramp]:
    form = observation.lrs
    if form is None:
        return
    for exposure in form.exposures:
        yield from one_ramp(
            observation,
            exposure,
            _PRISM,
            exposures=exposure.exposures,
            positions=points_of(form),
            subarray=form.subarray,
        )


def _dithers(observation: Observation) -> Iterator[tuple[Hashable, int | None]]:
    form = observation.lrs
    if form is not None and form.exposures:
        steps = form.spectral_steps, form.spatial_steps
        yield (form.dither_type, steps), points_of(form)


def points_of(form: LrsTemplate) -> int | None:
    """Return the number of dither positions, None if the pattern is not known."""
    kind = form.dither_type or "NONE"
    if kind == "NONE":
        return 1
    if kind == NOD:
        return 2
    if kind == _MAPPING and form.spectral_steps is not None and form.spatial_steps is not None:
        return form.spectral_steps * form.spatial_steps
    return None


def _bands_of(setting: Setting) -> tuple[str, ...]:
    return (named_band(*setting),)


def _is_unclear(observation: Observation, readout: bool) -> bool:
    form = observation.lrs
    return form is not None and any(
        is_incomplete(exposure, _PRISM, readout=readout) for exposure in form.exposures
    )


def _patterns_for(observation: Observation) -> Iterator[str | None]:
    lrs = observation.lrs
    # JDox, "MIRI LRS Recommended Strategies" (read 2026-11): nods are recommended for point sources
    yield "POINT" if lrs is not None and lrs.dither_type == NOD else None


def _is_nodded(ramp: Ramp) -> bool | None:
    lrs = ramp.observation.lrs
    kind = lrs.dither_type if lrs is not None else None
    return kind == NOD if kind in DITHER_TYPES else None


def _is_mapped(observation: Observation) -> bool:
    lrs = observation.lrs
    return lrs is not None and lrs.dither_type == _MAPPING


def _source_type(observation: Observation, target: Target | None, background: bool) -> str:
    lrs = observation.lrs
    nods = lrs is not None and lrs.dither_type == NOD
    return source_type(observation, target, background=background, nods=nods, else_="POINT")


_lrs = partial(
    Mode,
    form=MIRI_LRS,
    ramps=_ramps,
    keys=("filter",),
    setting_names=setting_list,
    element_names=setting_list,
    element_word="prism",
    element_field="Filter",
    dithers=_dithers,
    is_unclear=_is_unclear,
    unclear_fields="Subarray",
    aperture=aperture_of,
    field=field_of,
    demand_aperture=demand_own_aperture,
    tile_pitch=tile_pitch,
    patterns_for=_patterns_for,
    is_nodded=_is_nodded,
    is_mapped=_is_mapped,
    strategy="pixel",
    source_type=_source_type,
    dithering="set Dither Type to ALONG SLIT NOD",
    has_list=False,
)

MODES = (
    _lrs(
        name="miri-lrs-slit",
        template=_with_slit,
        equal_ramps="warning",
        bands_of=_bands_of,
        band_limit=band_limit,
    ),
    _lrs(name="miri-lrs-slitless", template=_slitless, equal_ramps="info"),
)
