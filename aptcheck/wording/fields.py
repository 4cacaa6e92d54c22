"""The fields of APT's forms by the names that APT shows, and what to set them to."""

from __future__ import annotations

from typing import Final

__all__ = ["FIELD_NAMES", "set_words"]

#: By the name of the element in the file.
FIELD_NAMES: Final = {
    "AcqTargetID": "Acq Target",
    "BackgroundTargetReq": "background checkbox",
    "BackgroundTargets": "Background Targets",
    "Dither": "Dither",
    "DitherType": "Dither Type",
    "Extended": "Extended",
    "OptimizedFor": "Optimized For",
    "PrimaryChannel": "Primary Channel",
}


def set_words(field: str, value: str) -> str:
    """Return ``set Acq Target to NONE``."""
    return f"set {FIELD_NAMES[field]} to {value}"
