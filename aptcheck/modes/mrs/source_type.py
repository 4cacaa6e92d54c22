"""POINT or EXTENDED: the source type with which the pipeline treats an MRS observation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.mrs.dithers_used import used_dithers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aptcheck.model import Observation, Target

__all__ = ["dithered_as", "dithered_for", "patterns_for", "predicted_source_type"]

_MADE_FOR = {"POINT SOURCE": "POINT", "EXTENDED SOURCE": "EXTENDED"}


def predicted_source_type(
    observation: Observation, target: Target | None, *, background: bool
) -> str:
    """Return POINT or EXTENDED as the pipeline's SRCTYPE step will set it.

    Flagged background: EXTENDED; else time series: POINT; else the target's Extended YES or NO;
    Unknown: POINT only with a point-source dither (jwst 3.0.0, srctype step, observed 2026-11).
    """
    if background:
        return "EXTENDED"
    if observation.requirements.time_series:
        return "POINT"
    stated = target.extended if target is not None else None
    if stated in ("YES", "NO"):
        return "EXTENDED" if stated == "YES" else "POINT"
    return "POINT" if dithered_for(observation, "POINT SOURCE") else "EXTENDED"


def dithered_for(observation: Observation, kind: str) -> bool:
    """Whether an exposure uses a pattern whose Optimized For is ``kind``, in upper case."""
    return any(pattern.optimized_for == kind for pattern in used_dithers(observation))


def dithered_as(observation: Observation) -> str | None:
    """Return the source class that the patterns imply, None if they imply none, or both."""
    point, extended = (
        dithered_for(observation, kind) for kind in ("POINT SOURCE", "EXTENDED SOURCE")
    )
    if point == extended:
        return None
    return "isolated-point" if point else "extended"


def patterns_for(observation: Observation) -> Iterator[str | None]:
    """Yield for each exposure POINT or EXTENDED as its Optimized For says, else None."""
    mrs = observation.mrs
    for exposure in mrs.exposures if mrs is not None else ():
        pattern = mrs.pattern(exposure) if mrs is not None else None
        yield _MADE_FOR.get(pattern.optimized_for or "") if pattern is not None else None
