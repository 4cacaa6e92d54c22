"""Every ramp of an MRS observation, by setting: (grating, detector arm)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.model.templates.mrs_gratings import ARMS
from aptcheck.modes.mrs.dither_positions import positions_of
from aptcheck.observatory.readout import group_seconds

if TYPE_CHECKING:
    from aptcheck.model import MrsExposure, Observation
    from aptcheck.modes.mrs.settings import Setting

__all__ = ["Ramp", "photon_seconds", "ramps_of"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Ramp:
    """What one exposure row does on one arm: a missing number in the file is None.

    ``positions`` is the number of dither positions, 1 without a dither and None where the exposure
    names a pattern that is not known; ``exposures`` is how often each position is repeated.
    ``subarray`` is that of the MRS detector; the imager's is no part of a ramp.
    """

    observation: Observation
    exposure: MrsExposure
    setting: Setting
    readout: str | None
    groups: int | None
    integrations: int | None
    exposures: int
    positions: int | None
    subarray: str | None


def ramps_of(observations: Iterable[Observation]) -> Iterator[Ramp]:
    """Yield the ramps of MRS observations; an exposure with Wavelength ALL counts three times.

    An arm without Ngroups is not exposed: APT writes the field for both arms of every exposure.
    """
    for observation in observations:
        known = observation.worked_out
        # A dozen rules ask for them, each together with those of other observations.
        if "ramps" not in known:
            known["ramps"] = tuple(_ramps(observation))
        yield from known["ramps"]


def photon_seconds(ramps: Iterable[Ramp]) -> float | None:
    """Return the sum of Nexp x Ndither x Nint x Ngroups x t_group; None if one is unknown."""
    total = 0.0
    for ramp in ramps:
        seconds = group_seconds(ramp.readout)
        if seconds is None or ramp.groups is None:
            return None
        if ramp.integrations is None or ramp.positions is None:
            return None
        total += ramp.exposures * ramp.positions * ramp.integrations * ramp.groups * seconds
    return total


def _ramps(observation: Observation) -> Iterator[Ramp]:
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
                )
