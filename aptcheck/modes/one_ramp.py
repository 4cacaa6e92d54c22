"""Helpers of modes whose exposures have one ramp each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeGuard

from aptcheck.modes.ramp import Ramp, by_wavelength
from aptcheck.wording import listed

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from aptcheck.model import Observation
    from aptcheck.model.templates.exposure import RampExposure
    from aptcheck.modes.ramp import Setting

__all__ = ["is_incomplete", "one_ramp", "setting_list"]

#: The name of a filter, grating, mask or slit.
_NAME = re.compile("[A-Z0-9_]{1,16}")


def one_ramp(
    observation: Observation,
    exposure: RampExposure,
    setting: Iterable[str | None],
    *,
    exposures: int | None = None,
    positions: int | None,
    subarray: str | None = None,
    pattern: Hashable = None,
) -> Iterator[Ramp]:
    """Yield the ramp of an exposure, nothing if a part of its setting is not known.

    ``exposures`` is how often each position is repeated, once if the file does not say. The
    pipeline keeps the subarrays of such modes apart.
    """
    parts = tuple(setting)
    known = tuple(part for part in parts if _is_known(part))
    if len(known) < len(parts):
        return
    yield Ramp(
        observation=observation,
        exposure=exposure,
        setting=known,
        readout=exposure.readout,
        groups=exposure.groups,
        integrations=exposure.integrations,
        exposures=1 if exposures is None else exposures,
        positions=positions,
        subarray=subarray,
        apart=subarray,
        pattern=pattern,
    )


def is_incomplete(exposure: RampExposure, setting: Iterable[str | None], *, readout: bool) -> bool:
    """Whether a part of an exposure's setting, its Ngroups or its readout is not known."""
    lacks_readout = readout and exposure.readout is None
    return not all(map(_is_known, setting)) or exposure.groups is None or lacks_readout


def _is_known(part: str | None) -> TypeGuard[str]:
    """Whether a part of a setting can be valid: a file may have any text in its place."""
    return part is not None and _NAME.fullmatch(part) is not None


def setting_list(settings: Iterable[Setting]) -> str:
    """Return settings by their parts, as APT shows them: ``G235H/F170LP and G395H/F290LP``."""
    return listed(["/".join(setting) for setting in sorted(set(settings), key=by_wavelength)])
