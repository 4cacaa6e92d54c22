"""MIRI coronagraphy as a mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.model.templates.dither_points import points_named
from aptcheck.modes.bands import band_limit, named_band
from aptcheck.modes.miri_coronagraphy.apertures import aperture_of, tile_pitch
from aptcheck.modes.miri_coronagraphy.fields import field_of
from aptcheck.modes.mode import Mode
from aptcheck.modes.one_ramp import is_incomplete, one_ramp, setting_list
from aptcheck.modes.single_field import demand_own_aperture
from aptcheck.wording import MIRI_CORONAGRAPHY

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from aptcheck.model import CoronagraphyTemplate, Observation
    from aptcheck.modes.ramp import Ramp, Setting

__all__ = ["MODES", "points_of"]

#: Two positions: the backgrounds of programme 1386 as flown (read 2026-11); seen in no file.
_BACKGROUND_POINTS = 2
#: As APT's form shows them.
_MASKS = {"FOUR_QPM": "4QPM"}


def _template(observation: Observation) -> CoronagraphyTemplate | None:
    return observation.coronagraphy


def _ramps(observation: Observation) -> Iterator[Ramp]:
    form = observation.coronagraphy
    if form is None:
        return
    # repeated in the opposite quadrant
    twice = 2 if form.second_exposure else 1
    for exposure in form.exposures:
        yield from one_ramp(
            observation,
            exposure,
            (exposure.mask, exposure.filter),
            exposures=twice * (1 if exposure.exposures is None else exposure.exposures),
            positions=points_of(form),
        )


def _dithers(observation: Observation) -> Iterator[tuple[Hashable, int | None]]:
    form = observation.coronagraphy
    if form is not None:
        yield (form.dither, form.quadrant or form.background_quadrant), points_of(form)


def _places(observation: Observation) -> frozenset[Hashable] | None:
    form = observation.coronagraphy
    points = points_of(form) if form is not None else None
    if form is None or points is None:
        return None
    quadrant = form.background_quadrant or form.quadrant
    if points == 1 and not form.second_exposure and None in (quadrant, form.second_exposure):
        return None
    quadrants = (quadrant, "opposite") if form.second_exposure else (quadrant,)
    return frozenset((one, point) for one in quadrants for point in range(points))


def _is_repeated(observation: Observation) -> bool:
    form = observation.coronagraphy
    return form is not None and form.second_exposure is True


def points_of(form: CoronagraphyTemplate) -> int | None:
    """Return the number of dither positions, None if the pattern is not known."""
    kind = form.dither or "NONE"
    if kind == "NONE":
        return 1
    if kind == "BACKGROUND":
        return _BACKGROUND_POINTS
    return points_named(kind)


def _bands_of(setting: Setting) -> tuple[str, ...]:
    return (named_band(setting[1]),)


def _is_unclear(observation: Observation, readout: bool) -> bool:
    form = observation.coronagraphy
    return form is not None and any(
        is_incomplete(exposure, (exposure.mask, exposure.filter), readout=readout)
        for exposure in form.exposures
    )


def _names(settings: Iterable[Setting]) -> str:
    return setting_list((_MASKS.get(mask, mask), taken) for mask, taken in settings)


def _references(observation: Observation) -> tuple[int, ...]:
    form = observation.coronagraphy
    return form.psf_references if form is not None else ()


def _is_reference(observation: Observation) -> bool:
    form = observation.coronagraphy
    return form is not None and form.psf_reference


MODES = (
    Mode(
        name="miri-coronagraphy",
        form=MIRI_CORONAGRAPHY,
        template=_template,
        ramps=_ramps,
        keys=("mask", "filter"),
        setting_names=_names,
        element_names=_names,
        element_word="mask and filter",
        element_field="Coron Mask/Filter",
        dithers=_dithers,
        is_unclear=_is_unclear,
        unclear_fields="Coron Mask/Filter",
        aperture=aperture_of,
        field=field_of,
        demand_aperture=demand_own_aperture,
        tile_pitch=tile_pitch,
        taken_with=_references,
        is_never_sky=_is_reference,
        is_reference=_is_reference,
        places=_places,
        is_repeated=_is_repeated,
        demands_background=True,
        # 64 of 64 observations in published files have one
        lists_several=False,
        strategy="pixel",
        source_type=None,
        bands_of=_bands_of,
        band_limit=band_limit,
        equal_ramps="error",
    ),
)
