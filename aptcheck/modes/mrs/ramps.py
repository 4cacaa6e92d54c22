"""Every ramp of an MRS observation, by setting: (grating, detector arm)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.model.templates.mrs_gratings import ARMS
from aptcheck.modes.mrs.dithers_used import positions_of
from aptcheck.modes.ramp import Ramp
from aptcheck.observatory.readout import group_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aptcheck.model import Observation

__all__ = ["mrs_ramps"]


def mrs_ramps(observation: Observation) -> Iterator[Ramp]:
    """Yield the ramps of an MRS observation; an exposure with Wavelength ALL counts three times.

    An arm without Ngroups is not exposed: APT writes the field for both arms of every exposure. The
    imager's subarray is not part of a ramp.
    """
    mrs = observation.mrs
    if mrs is None or not mrs.takes_spectra:
        return
    for exposure in mrs.exposures:
        positions = positions_of(mrs, exposure)
        exposed = [arm for arm in ARMS if exposure.groups_on(arm) is not None]
        for grating in exposure.gratings:
            for arm in exposed:
                yield Ramp(
                    observation=observation,
                    exposure=exposure,
                    setting=(grating, arm),
                    readout=exposure.readout_on(arm),
                    groups=exposure.groups_on(arm),
                    integrations=exposure.integrations_on(arm),
                    exposures=1 if exposure.exposures is None else exposure.exposures,
                    positions=positions,
                    subarray=exposure.subarray_on(arm),
                    group_seconds=group_seconds(exposure.readout_on(arm)),
                )
