"""Every ramp of an MRS observation, by setting: (grating, detector arm)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.model.mrs_settings import ARMS, GRATINGS, Arm, Grating

if TYPE_CHECKING:
    from aptcheck.model import MrsExposure, MrsTemplate, Observation

__all__ = ["SETTINGS", "Ramp", "Setting", "positions_of", "ramps_of"]

Setting = tuple[Grating, Arm]
SETTINGS: tuple[Setting, ...] = tuple((grating, arm) for grating in GRATINGS for arm in ARMS)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Ramp:
    """What one exposure row does on one arm: a missing number in the file is None.

    ``positions`` is the number of dither positions, 1 without a dither and None where the exposure
    names a pattern that is not known; ``exposures`` is how often each position is repeated.
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
        # A dozen rules ask for them, each in its own company.
        if "ramps" not in known:
            known["ramps"] = tuple(_ramps(observation))
        yield from known["ramps"]


def _ramps(observation: Observation) -> Iterator[Ramp]:
    mrs = observation.mrs
    if mrs is None or not mrs.takes_spectra:
        return
    for exposure in mrs.exposures:
        positions = positions_of(mrs, exposure)
        arms = [(arm, exposure.arm(arm)) for arm in ARMS]
        for grating in exposure.gratings:
            for arm, ramp in arms:
                if ramp.groups is None:
                    continue
                yield Ramp(
                    observation=observation,
                    exposure=exposure,
                    setting=(grating, arm),
                    readout=ramp.readout,
                    groups=ramp.groups,
                    integrations=ramp.integrations,
                    exposures=1 if exposure.exposures is None else exposure.exposures,
                    positions=positions,
                    subarray=ramp.subarray or mrs.subarray,
                )


def positions_of(mrs: MrsTemplate, exposure: MrsExposure) -> int | None:
    """Return the number of dither positions; None where the exposure's pattern is not known."""
    pattern = mrs.pattern(exposure)
    if pattern is not None:
        return pattern.points or None
    undithered = (exposure.dither_text or "NONE").strip().upper() == "NONE"
    return 1 if undithered else None
