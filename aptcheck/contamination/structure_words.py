"""How a remark on a position says what an image of the sky shows there."""

from __future__ import annotations

from aptcheck.contamination.light_words import share_words
from aptcheck.contamination.sky_structure import STRUCTURE_LIMIT, Structure

__all__ = ["structure_words"]


def structure_words(band: str, structure: Structure) -> str:
    """Return a fragment on one band; it never calls a field clean, which no image can."""
    if structure.reason is not None:
        return f"the {band} image {structure.reason}, so it does not say whether there is structure"
    if not structure.seen:
        return (
            f"{band} shows nothing above {STRUCTURE_LIMIT:g} times the scatter of its surroundings"
        )
    if structure.excess >= structure.gradient:
        times, what = structure.excess, "structure in the field"
    else:
        times, what = structure.gradient, "a gradient across the field"
    return f"{band} shows {what}: {share_words(times)} the scatter of its surroundings"
