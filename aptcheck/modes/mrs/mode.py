"""The MIRI MRS as a mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.mode import Mode
from aptcheck.modes.mrs.apertures import aperture_of, tile_pitch
from aptcheck.modes.mrs.band_limits import band_limit
from aptcheck.modes.mrs.dithers_used import patterns
from aptcheck.modes.mrs.fields import field_of, mrs_on_target
from aptcheck.modes.mrs.ramps import mrs_ramps
from aptcheck.modes.mrs.setting_words import grating_names, setting_names
from aptcheck.modes.mrs.settings import BANDS, SETTINGS, setting_of
from aptcheck.modes.mrs.source_type import dithered_as, patterns_for, predicted_source_type
from aptcheck.wording import MIRI_MRS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.geometry.footprint import Footprint
    from aptcheck.model import MrsTemplate, Observation, Target
    from aptcheck.modes.band_limit import BandLimit
    from aptcheck.modes.ramp import Setting

__all__ = ["MODES"]

#: aptcheck's own judgement, from fields of 3.2 by 3.7 arcsec in channel 1 to 6.6 by 7.9 in channel
#: 4 (SIAF), each dithered by a few more.
ON_SOURCE_ARCSEC = (6.0, 9.0)


def _template(observation: Observation) -> MrsTemplate | None:
    return observation.mrs if observation.is_mrs else None


def _order(setting: Setting) -> tuple[int, ...]:
    return (SETTINGS.index(setting),) if setting in SETTINGS else (len(SETTINGS),)


def _grating(setting: Setting) -> Setting:
    return setting[:1]


def _grating_names(elements: Iterable[Setting]) -> str:
    return grating_names(grating for (grating,) in elements)


def _bands_of(setting: Setting) -> tuple[str, ...]:
    return tuple(band for band in BANDS if setting_of(band) == setting)


def _band_limit(footprint: Footprint, seconds: float | None, latitude_deg: float) -> BandLimit:
    return band_limit(footprint.band, seconds, latitude_deg)


def _is_unclear(observation: Observation, readout: bool) -> bool:
    mrs = observation.mrs
    return mrs is not None and any(
        not exposure.gratings or (readout and not exposure.readout_long)
        for exposure in mrs.exposures
    )


def _demand_aperture(observation: Observation) -> None:
    mrs_on_target(observation)


def _tile_pitch(_: Observation) -> tuple[float, float]:
    return tile_pitch()


def _source_type(observation: Observation, target: Target | None, background: bool) -> str:
    return predicted_source_type(observation, target, background=background)


MODES = (
    Mode(
        name="miri-mrs",
        form=MIRI_MRS,
        template=_template,
        ramps=mrs_ramps,
        keys=("wavelength", "detector"),
        setting_order=_order,
        setting_names=setting_names,
        element=_grating,
        element_names=_grating_names,
        element_word="grating",
        element_field="Wavelength Range",
        dithers=patterns,
        is_unclear=_is_unclear,
        unclear_fields="Wavelength Range",
        groups_fields=frozenset({"GroupsLong", "GroupsShort"}),
        aperture=aperture_of,
        field=field_of,
        demand_aperture=_demand_aperture,
        tile_pitch=_tile_pitch,
        on_source_arcsec=ON_SOURCE_ARCSEC,
        bands_of=_bands_of,
        band_limit=_band_limit,
        strategy="master",
        dithered_as=dithered_as,
        patterns_for=patterns_for,
        source_type=_source_type,
        equal_ramps="error",
        dithering="add a 2-Point dither and choose it in every exposure",
        dither_text=lambda exposure: getattr(exposure, "dither_text", None),
        no_acquisition=(("AcqTargetID", "NONE"),),
        knows_group_times=True,
    ),
)
