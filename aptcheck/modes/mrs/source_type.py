"""POINT or EXTENDED: the source type that the pipeline will take an MRS observation for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.mrs.dither_positions import used_dithers

if TYPE_CHECKING:
    from aptcheck.model import Observation, Target

__all__ = ["dithered_for", "predicted_source_type"]


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
