"""Why the background of a star is better not that of another star too."""

from __future__ import annotations

from typing import Final

__all__ = ["COPY_OF_SKY"]

COPY_OF_SKY: Final = (
    "Better list a copy of it under a new name: a background of both a science star and its PSF "
    "reference has no exclusive access."
)
