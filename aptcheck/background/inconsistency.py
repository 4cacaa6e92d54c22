"""Background lists that contradict the checkbox beside them."""

from __future__ import annotations

from aptcheck.model import Target

__all__ = ["inconsistent"]


def inconsistent(target: Target) -> bool:
    """Whether a background is required and none listed, or one listed and none required."""
    return bool(target.background_required) != bool(target.backgrounds)
