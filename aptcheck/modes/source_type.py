"""POINT or EXTENDED: the source type with which the pipeline treats spectra of a mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aptcheck.model import Observation, Target

__all__ = ["source_type"]


def source_type(
    observation: Observation, target: Target | None, *, background: bool, nods: bool, else_: str
) -> str:
    """Return POINT or EXTENDED as the pipeline's SRCTYPE step will set it.

    Flagged background: EXTENDED; else time series: POINT; else the target's Extended YES or NO;
    Unknown: POINT with nods, else what the step takes in the mode (jwst 3.0.0, srctype step, read
    2026-11).
    """
    if background:
        return "EXTENDED"
    if observation.requirements.time_series:
        return "POINT"
    stated = target.extended if target is not None else None
    if stated in ("YES", "NO"):
        return "EXTENDED" if stated == "YES" else "POINT"
    return "POINT" if nods else else_
