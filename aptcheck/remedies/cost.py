"""The time cost of a change of the exposures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.model.templates.mrs_gratings import ARMS
from aptcheck.modes.mrs.ramps import mrs_ramps
from aptcheck.modes.ramps import photon_seconds, ramps_of
from aptcheck.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.model import MrsTemplate, Observation, Proposal

__all__ = ["exposure_cost", "total_cost"]

#: The most observations that a sentence names.
_MOST = 8


def exposure_cost(changes: Iterable[tuple[Observation, MrsTemplate]]) -> str:
    """Return a sentence on the change in photon time of observations.

    Empty if it stays the same, or is not known.
    """
    parts = [words for before, after in changes if (words := _words(before, after))]
    return f"Photon time, without overheads: {listed(parts)}." if parts else ""


def _words(observation: Observation, after: MrsTemplate) -> str:
    old = _exposed_seconds(observation)
    new = _exposed_seconds(observation.changed(mrs=after))
    if old is None or new is None or round(old) == round(new):
        return ""
    longer = "more" if new > old else "less"
    return f"observation {observation.number} takes {abs(new - old):.0f} s {longer}"


def _exposed_seconds(observation: Observation) -> float | None:
    """Return the photon time of all tiles, in the arm exposed longest; both run at once.

    None if it is not known; 0 in another mode, whose group times are not known here.
    """
    tiles = observation.mosaic.tiles
    arms = [
        photon_seconds(ramp for ramp in mrs_ramps(observation) if ramp.setting[1] == arm)
        for arm in ARMS
    ]
    known = [seconds for seconds in arms if seconds is not None]
    return max(known) * tiles if tiles is not None and len(known) == len(arms) else None


def _light(observation: Observation) -> list[tuple[object, ...]]:
    """Return what determines the exposure time of an observation in a mode other than the MRS."""
    ramps = ramps_of([observation]) if observation.mrs is None else ()
    return [(one.setting, one.readout, one.groups_taken, one.subarray) for one in ramps]


def total_cost(before: Proposal, after: Proposal) -> str:
    """Return a sentence on the observations whose photon time differs in a changed copy."""
    parts = []
    total, whose = 0.0, "in all"
    for observation in after.observations:
        old = before.observation(observation.number)
        then = _exposed_seconds(observation)
        now = _exposed_seconds(old) if old is not None else None
        if old is not None and _light(old) != _light(observation):
            whose = "for the MRS"
        if now is not None and then is not None and round(now) != round(then):
            parts.append(f"observation {observation.number}: {then:.0f} s instead of {now:.0f} s")
            total += then - now
    if not parts:
        return ""
    sign = "more" if total >= 0 else "less"
    hours, minutes = abs(total) / 3600, abs(total) / 60
    time = f"{hours:.1f} h" if hours >= 1 else f"{minutes:.0f} min"
    more = f", and {len(parts) - _MOST} more" if len(parts) > _MOST else ""
    return (
        f"Photon time, without overheads: {time} {sign} {whose} ({', '.join(parts[:_MOST])}{more})."
    )
