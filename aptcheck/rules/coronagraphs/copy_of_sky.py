"""Why a science star and its PSF reference should not share a background."""

from __future__ import annotations

from typing import Final

__all__ = ["COPY_OF_SKY"]

COPY_OF_SKY: Final = (
    "Better duplicate it under a new name and choose the copy: a background shared by a science "
    "star and its PSF reference has no exclusive access."
)
