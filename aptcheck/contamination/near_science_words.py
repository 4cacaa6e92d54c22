"""How a message says what is near a science target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.contamination.field_words import short_angles
from aptcheck.contamination.source_words import band_list, extended_words, short_words
from aptcheck.wording import agree

if TYPE_CHECKING:
    from aptcheck.contamination.near_science import NearScience, NearSource

__all__ = ["near_words"]


def near_words(near: NearScience, field: str) -> str:
    """Say how many sources are near a field, and what the worst does; then emission."""
    words = []
    if near.sources:
        count = len(near.sources)
        what = agree(count, "A source", f"{count} sources") + " other than the target"
        worst = agree(count, "", "the worst ")
        words.append(
            f"{what} {agree(count, 'is', 'are')} in or next to {field}: "
            f"{worst}{_source_words(near.sources[0])}."
        )
    if near.extended:
        where = "in or near it" if near.sources else f"in or near {field}"
        nearest = extended_words(near.extended[0], len(near.extended))
        words.append(f"Extended emission is suspected {where}: {nearest}.")
    return " ".join(words)


def _source_words(near: NearSource) -> str:
    threat = near.threat
    at = "every allowed angle" if threat.always else short_angles(threat.angles)
    words = f"{short_words(threat)}, at {at}"
    return f"{words}, in the annulus of {band_list(near.bands)}" if near.bands else words
