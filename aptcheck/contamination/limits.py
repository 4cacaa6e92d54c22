"""What a source in a field is held against: the depth of the science that will use it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.background.depth import depths
from aptcheck.background.ramps import Setting, ramps_of
from aptcheck.observatory.background_light import background_ujy
from aptcheck.observatory.sensitivity import REFERENCE_SECONDS, mrs_bands

if TYPE_CHECKING:
    from aptcheck.model import Observation
    from aptcheck.model.mrs_settings import Arm, Grating

__all__ = ["BandLimit", "band_limits"]

_GRATINGS: dict[str, Grating] = {"A": "SHORT", "B": "MEDIUM", "C": "LONG"}
#: Channels 1 and 2 fall on the MRS SHORT detector, 3 and 4 on the LONG one (JDox, "MIRI MRS").
_ARMS: dict[str, Arm] = {"1": "SHORT", "2": "SHORT", "3": "LONG", "4": "LONG"}


@dataclass(frozen=True, kw_only=True, slots=True)
class BandLimit:
    """What one band sees.

    Attributes
    ----------
    band : str
        "1A" to "4C".
    wavelength_um : float
        Middle of the band, micron.
    seconds : float
        Exposure time of the science observation that the limit stands for.
    assumed : bool
        The exposure time is not known: 10 ks stand in for it.
    ujy : float
        Flux density of a point source at 10 sigma, microjansky.
    sky_ujy : float
        Light of blank sky in the whole field, microjansky.
    """

    band: str
    wavelength_um: float
    seconds: float
    assumed: bool
    ujy: float
    sky_ujy: float


def band_limits(
    bands: Sequence[str], sky: Observation, sciences: Iterable[Observation]
) -> tuple[BandLimit, ...]:
    """Return the limits of the bands of a field that its science observations use.

    The deepest science pointing counts. Bands that no science takes are left out; a field without
    science is held against its own exposures.
    """
    users = tuple(sciences) or (sky,)
    held = {depth.setting: depth.science_s for depth in depths(ramps_of(users), ramps_of([sky]))}
    unclear = any(_unclear(observation) for observation in (sky, *users))
    limits = []
    for band in bands:
        setting: Setting = (_GRATINGS[band[1]], _ARMS[band[0]])
        if setting in held or unclear or not held:
            limits.append(_limit(band, held.get(setting)))
    return tuple(limits)


def _unclear(observation: Observation) -> bool:
    """Whether an exposure names no known wavelength, so that it stands for all bands."""
    mrs = observation.mrs
    return mrs is not None and any(not exposure.gratings for exposure in mrs.exposures)


def _limit(band: str, seconds: float | None) -> BandLimit:
    known = mrs_bands()[band]
    stated = seconds if seconds is not None and seconds > 0 else REFERENCE_SECONDS
    return BandLimit(
        band=band,
        wavelength_um=known.wavelength_um,
        seconds=stated,
        assumed=stated is not seconds,
        ujy=known.limit_after(stated),
        sky_ujy=background_ujy(band, known.wavelength_um),
    )
