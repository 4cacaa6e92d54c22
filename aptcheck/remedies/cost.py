"""What a change of the exposures costs in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.model.templates.mrs_gratings import ARMS
from aptcheck.modes.mrs.ramps import photon_seconds, ramps_of
from aptcheck.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.model import MrsTemplate, Observation

__all__ = ["exposure_cost"]


def exposure_cost(changes: Iterable[tuple[Observation, MrsTemplate]]) -> str:
    """Return a sentence on the photon time of observations before and after a change.

    Nothing where it stays the same, or is not known.
    """
    told = [words for before, after in changes if (words := _words(before, after))]
    return f"Photon time, without overheads: {listed(told)}." if told else ""


def _words(observation: Observation, after: MrsTemplate) -> str:
    old = _seconds(observation)
    new = _seconds(observation.changed(mrs=after))
    if old is None or new is None or round(old) == round(new):
        return ""
    longer = "more" if new > old else "less"
    change = abs(new - old)
    return f"observation {observation.number} takes {change:.0f} s {longer}, {new:.0f} s in all"


def _seconds(observation: Observation) -> float | None:
    """Return the photon time of the arm that is exposed longest; both are at the same time."""
    arms = [
        photon_seconds(ramp for ramp in ramps_of([observation]) if ramp.setting[1] == arm)
        for arm in ARMS
    ]
    known = [seconds for seconds in arms if seconds is not None]
    return max(known) if len(known) == len(arms) else None
