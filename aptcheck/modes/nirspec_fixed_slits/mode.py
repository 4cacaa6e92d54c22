"""The NIRSpec fixed slits as a mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.bands import band_limit, named_band
from aptcheck.modes.mode import Mode
from aptcheck.modes.nirspec_fixed_slits.apertures import aperture_of, tile_pitch
from aptcheck.modes.nirspec_fixed_slits.fields import field_of
from aptcheck.modes.one_ramp import is_incomplete, one_ramp
from aptcheck.modes.ramp import by_wavelength
from aptcheck.modes.single_field import demand_own_aperture
from aptcheck.modes.source_type import source_type
from aptcheck.wording import NIRSPEC_FIXED_SLITS, listed

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from aptcheck.model import FixedSlitTemplate, Observation, Target
    from aptcheck.modes.ramp import Ramp, Setting

__all__ = ["MODES", "points_of"]


def _template(observation: Observation) -> FixedSlitTemplate | None:
    return observation.fixed_slits


def _ramps(observation: Observation) -> Iterator[Ramp]:
    form = observation.fixed_slits
    if form is None:
        return
    for exposure in form.exposures:
        yield from one_ramp(
            observation,
            exposure,
            (form.slit, exposure.grating, exposure.filter),
            positions=points_of(form),
            subarray=form.subarray,
        )


def _dithers(observation: Observation) -> Iterator[tuple[Hashable, int | None]]:
    form = observation.fixed_slits
    if form is not None:
        yield (form.slit, form.subpixel_pattern), points_of(form)


def points_of(form: FixedSlitTemplate) -> int | None:
    """Return the number of positions; None with a subpixel pattern, whose points are not known."""
    if form.subpixel_pattern not in (None, "NONE"):
        return None
    return form.primary_positions


def _bands_of(setting: Setting) -> tuple[str, ...]:
    return (named_band(*setting[1:]),)


def _is_unclear(observation: Observation, readout: bool) -> bool:
    form = observation.fixed_slits
    return form is not None and any(
        is_incomplete(exposure, (form.slit, exposure.grating, exposure.filter), readout=readout)
        for exposure in form.exposures
    )


def _names(settings: Iterable[Setting]) -> str:
    ordered = sorted(set(settings), key=by_wavelength)
    return listed([f"{slit} {grating}/{taken}" for slit, grating, taken in ordered])


def _patterns_for(observation: Observation) -> Iterator[str | None]:
    form = observation.fixed_slits
    # more than one primary position means nods along the slit
    yield "POINT" if form is not None and (form.primary_positions or 1) > 1 else None


def _is_nodded(ramp: Ramp) -> bool | None:
    form = ramp.observation.fixed_slits
    if form is None or form.primary_positions is None:
        return None
    return form.primary_positions > 1


def _source_type(observation: Observation, target: Target | None, background: bool) -> str:
    form = observation.fixed_slits
    nods = form is not None and (form.primary_positions or 1) > 1
    return source_type(observation, target, background=background, nods=nods, else_="POINT")


def _without_slit(setting: Setting) -> Setting:
    return setting[1:]


MODES = (
    Mode(
        name="nirspec-fs",
        form=NIRSPEC_FIXED_SLITS,
        template=_template,
        ramps=_ramps,
        keys=("slit", "grating", "filter"),
        setting_names=_names,
        element_names=_names,
        element_word="slit, grating and filter",
        element_field="Slit, Grating/Filter",
        kin=_without_slit,
        dithers=_dithers,
        is_unclear=_is_unclear,
        unclear_fields="Slit, Grating/Filter",
        aperture=aperture_of,
        field=field_of,
        demand_aperture=demand_own_aperture,
        tile_pitch=tile_pitch,
        acquisition_field="TA Method",
        nods_field="Primary Dither Positions",
        patterns_for=_patterns_for,
        is_nodded=_is_nodded,
        strategy="master",
        source_type=_source_type,
        bands_of=_bands_of,
        band_limit=band_limit,
        equal_ramps=None,
    ),
)
