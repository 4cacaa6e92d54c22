"""Where a background could be, as the change that a fix asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aptcheck.contamination.empty_sky.places import Places
    from aptcheck.contamination.judgement import FieldJudgement

__all__ = ["move_words"]


def move_words(field: FieldJudgement, places: Places, otherwise: str) -> str:
    """Return ``move NGC-1-SKY to 04 33 16.5000 ...``, or where no place is known, otherwise."""
    name = field.observation.target_name or "the background target"
    found = places.of(field, 1)
    if not found:
        return f"move {name} {otherwise}"
    still = f", and {words}" if (words := places.clearing_of(field)) else ""
    return (
        f"move {name} to {found[0].apt}, where no source spoils its field at any position angle"
        f"{still}"
    )
