"""Position angles as APT writes them: ``"252 Degrees"``, and the frame they are measured in."""

from __future__ import annotations

from typing import Final

from aptcheck.apt.text import quantity

__all__ = ["FRAMES", "degrees", "frame"]

FRAMES: Final = ("APA", "Aperture", "V3")
_FRAMES: Final = {"apa": "aperture", "aperture": "aperture", "v3": "V3", "v3pa": "V3"}


def degrees(text: str) -> float | None:
    """Read an angle in degrees; None without a number or with another unit."""
    parts = quantity(text)
    if parts is None:
        return None
    value, unit = parts
    return value if unit in {"", "degree", "degrees", "deg"} else None


def frame(text: str) -> str | None:
    """Return ``aperture`` or ``V3``, the words of the model."""
    return _FRAMES.get(text.strip().lower())
