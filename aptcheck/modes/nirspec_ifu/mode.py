"""The NIRSpec IFU as a mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.model.templates.dither_points import points_named
from aptcheck.modes.bands import band_limit, named_band
from aptcheck.modes.mode import Mode
from aptcheck.modes.nirspec_ifu.apertures import aperture_of, tile_pitch
from aptcheck.modes.nirspec_ifu.fields import field_of
from aptcheck.modes.nirspec_ifu.vocabulary import DITHER_TYPES
from aptcheck.modes.one_ramp import is_incomplete, one_ramp, setting_list
from aptcheck.modes.single_field import demand_own_aperture
from aptcheck.modes.source_type import source_type
from aptcheck.wording import NIRSPEC_IFU

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from aptcheck.model import IfuExposure, IfuTemplate, Observation, Target
    from aptcheck.modes.ramp import Ramp, Setting

__all__ = ["MODES", "points_of"]


#: In published files TA Method NONE is alone (19 observations), WATA comes with these (11).
_NO_ACQUISITION = (
    ("TaMethod", "NONE"),
    ("AcqTargetID", None),
    ("AcqSubarray", None),
    ("AcqTargetFilter", None),
    ("AcqReadoutPattern", None),
    ("AcqEtcId", None),
)


def _template(observation: Observation) -> IfuTemplate | None:
    return observation.ifu


def _exposures(observation: Observation) -> Iterator[tuple[IfuTemplate, IfuExposure]]:
    """Yield the exposures of the sky or the source, without leakage calibrations."""
    form = observation.ifu
    if form is None:
        return
    yield from ((form, exposure) for exposure in form.exposures if not exposure.leakcal)


def _ramps(observation: Observation) -> Iterator[Ramp]:
    for form, exposure in _exposures(observation):
        yield from one_ramp(
            observation,
            exposure,
            (exposure.grating, exposure.filter),
            positions=points_of(form, exposure),
        )


def _dithers(observation: Observation) -> Iterator[tuple[Hashable, int | None]]:
    for form, exposure in _exposures(observation):
        shape = None if exposure.dithered is False else (form.dither_type, form.dither_size)
        yield shape, points_of(form, exposure)


def _leakcals(observation: Observation) -> Iterator[tuple[IfuExposure, Setting | None, int | None]]:
    form = observation.ifu
    if form is None:
        return
    for exposure in form.exposures:
        if exposure.leakcal:
            parts = exposure.grating, exposure.filter
            known = tuple(part for part in parts if part is not None)
            setting = known if len(known) == len(parts) else None
            yield exposure, setting, points_of(form, exposure)


def points_of(form: IfuTemplate, exposure: IfuExposure) -> int | None:
    """Return the number of dither positions of an exposure, None if it is not known."""
    kind = form.dither_type or "NONE"
    if kind == "NONE" or exposure.dithered is False:
        return 1
    if kind.endswith("CYCLING"):
        return form.number_of_points
    return points_named(kind)


def _bands_of(setting: Setting) -> tuple[str, ...]:
    return (named_band(*setting),)


def _is_unclear(observation: Observation, readout: bool) -> bool:
    return any(
        is_incomplete(exposure, (exposure.grating, exposure.filter), readout=readout)
        for _, exposure in _exposures(observation)
    )


def _patterns_for(observation: Observation) -> Iterator[str | None]:
    # JDox, "NIRSpec IFU Dither and Nod Patterns" (read 2026-11): nods are for targets that are not
    # extended on their own scale; any other pattern is for both
    for form, exposure in _exposures(observation):
        nodded = "NOD" in (form.dither_type or "") and exposure.dithered is not False
        yield "POINT" if nodded else None


def _pattern_type(ramp: Ramp) -> str | None:
    """Return PATTTYPE as in the header of the exposure: without size and points."""
    form = ramp.observation.ifu
    if form is None or getattr(ramp.exposure, "dithered", None) is False:
        return "NONE"
    return form.dither_type if form.dither_type in DITHER_TYPES else None


def _is_nodded(ramp: Ramp) -> bool | None:
    pattern = _pattern_type(ramp)
    return None if pattern is None else "NOD" in pattern


def _source_type(observation: Observation, target: Target | None, background: bool) -> str:
    ifu = observation.ifu
    nods = ifu is not None and "NOD" in (ifu.dither_type or "")
    return source_type(observation, target, background=background, nods=nods, else_="EXTENDED")


def _grating(setting: Setting) -> Setting:
    return setting[:1]


def _calibrates_only(observation: Observation) -> bool:
    """Whether an observation only takes leakage calibrations."""
    exposures = observation.ifu.exposures if observation.ifu is not None else ()
    return bool(exposures) and all(exposure.leakcal for exposure in exposures)


MODES = (
    Mode(
        name="nirspec-ifu",
        form=NIRSPEC_IFU,
        template=_template,
        ramps=_ramps,
        keys=("grating", "filter"),
        setting_names=setting_list,
        element_names=setting_list,
        element_word="grating and filter",
        element_field="Grating/Filter",
        kin=_grating,
        dithers=_dithers,
        is_unclear=_is_unclear,
        unclear_fields="Grating/Filter",
        aperture=aperture_of,
        field=field_of,
        demand_aperture=demand_own_aperture,
        tile_pitch=tile_pitch,
        is_never_sky=_calibrates_only,
        leakcals=_leakcals,
        acquisition_field="TA Method",
        no_acquisition=_NO_ACQUISITION,
        patterns_for=_patterns_for,
        pattern_type=_pattern_type,
        is_nodded=_is_nodded,
        strategy="master",
        source_type=_source_type,
        bands_of=_bands_of,
        band_limit=band_limit,
        equal_ramps=None,
    ),
)
