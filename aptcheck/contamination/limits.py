"""What a source in a field is held against: the depth of the science that will use it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from aptcheck.background.depth import depths
from aptcheck.modes.mrs.incomplete_exposures import names_no_grating
from aptcheck.modes.mrs.limits import BandLimit, band_limit
from aptcheck.modes.mrs.ramps import ramps_of
from aptcheck.modes.mrs.settings import setting_of

if TYPE_CHECKING:
    from aptcheck.model import Observation

__all__ = ["band_limits"]


def band_limits(
    bands: Sequence[str], sky: Observation, sciences: Iterable[Observation]
) -> tuple[BandLimit, ...]:
    """Return the limits of the bands of a field that its science observations use.

    The deepest science pointing counts. Bands that no science takes are left out; a field without
    science is held against its own exposures. An exposure that names no known wavelength stands
    for all bands.
    """
    users = tuple(sciences) or (sky,)
    held = {depth.setting: depth.science_s for depth in depths(ramps_of(users), ramps_of([sky]))}
    unclear = any(names_no_grating(observation) for observation in (sky, *users))
    return tuple(
        band_limit(band, held.get(setting_of(band)))
        for band in bands
        if setting_of(band) in held or unclear or not held
    )
